import type { FileModel } from '../semantic/file-model';
import { ancestors, isStatement } from '../syntax/navigate';
import type { SyntaxNode } from '../syntax/node';
import { addTo } from '../text/groups';
import type { TextRange } from '../text/range';
import { onceEach } from '../text/remembered';
import { Spans } from '../text/spans';
import { CommentLines } from './comment-lines';

const suppression = /airworthy:\s*(ignore(?:-file)?)\[([^\]]*)\]/g;

/** `# airworthy: ignore[a, b]` and `# airworthy: ignore-file[a]` comments of a file. */
export class Suppressions {
  readonly #wholeFile = new Set<string>();
  readonly #ranges = new Map<string, TextRange[]>();
  readonly #spansOf = onceEach((rule: string) => new Spans(this.#ranges.get(rule) ?? []));

  constructor(model: FileModel) {
    const comments = suppressionComments(model);
    if (comments.length === 0) return;
    const headers = blockHeaders(model);
    const room = new CommentLines(model);
    for (const { scope, rules, comment } of comments) {
      if (scope === 'file') {
        for (const rule of rules) this.#wholeFile.add(rule);
        continue;
      }
      const line = model.lines.lineAt(comment.start);
      const span = headers.get(line)?.span ?? {
        start: model.lines.lineStart(room.around(line).first),
        end: model.lines.lineEnd(line),
      };
      for (const rule of rules) addTo(this.#ranges, rule, span);
    }
  }

  /** Whether a comment silences the rule on a line that the range begins or ends on. */
  covers(rule: string, range: TextRange): boolean {
    if (this.#wholeFile.has(rule)) return true;
    const spans = this.#spansOf(rule);
    return spans.holds(range.start) || spans.holds(range.end);
  }
}

/** A comment that asks for silence, or one of several such requests in it. */
export interface SuppressionComment {
  readonly scope: 'line' | 'file';
  readonly rules: readonly string[];
  readonly comment: SyntaxNode;
  /** What stands between the brackets. */
  readonly list: TextRange;
}

export function suppressionComments(model: FileModel): SuppressionComment[] {
  const comments = model.nodes('comment');
  // Most files have thousands of comments that say nothing to us: one look at the whole text tells.
  if (!model.text.includes('airworthy:')) return [];
  return comments.flatMap((comment) =>
    [...comment.text.matchAll(suppression)].map((match): SuppressionComment => {
      const list = match[2] ?? '';
      const end = comment.start + match.index + match[0].length - 1;
      return {
        scope: match[1] === 'ignore-file' ? 'file' : 'line',
        rules: list
          .split(',')
          .map((rule) => rule.trim())
          .filter((rule) => rule !== ''),
        comment,
        list: { start: end - list.length, end },
      };
    }),
  );
}

/** A statement whose header a comment can stand on to speak of all of it. */
export interface CommentedBlock {
  readonly kind: 'function' | 'class' | 'block';
  readonly span: TextRange;
}

/** For every line of the header of a `def`, `class` or `with`: the whole statement. */
export function blockHeaders(model: FileModel): Map<number, CommentedBlock> {
  const headers = new Map<number, CommentedBlock>();
  const kinds = ['function_definition', 'class_definition', 'with_statement'] as const;
  for (const node of kinds.flatMap((kind) => model.nodes(kind))) {
    const colon = node.children.find((child) => child.kind === ':');
    const body = node.child('body');
    if (colon === undefined || body === undefined) continue;
    const first = model.lines.lineAt(node.start);
    const last = model.lines.lineAt(colon.start);
    for (let line = first; line <= last; line++) {
      headers.set(line, { kind: blockKind(node), span: wholeStatement(node) });
    }
  }
  return headers;
}

function blockKind({ kind }: SyntaxNode): CommentedBlock['kind'] {
  if (kind === 'function_definition') return 'function';
  return kind === 'class_definition' ? 'class' : 'block';
}

function wholeStatement(node: SyntaxNode): TextRange {
  for (const above of ancestors(node)) {
    if (above.kind === 'decorated_definition') return above;
    if (isStatement(above)) break;
  }
  return node;
}
