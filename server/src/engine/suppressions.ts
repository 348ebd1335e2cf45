import type { FileModel } from '../semantic/file-model';
import { ancestors, isStatement } from '../syntax/navigate';
import type { SyntaxNode } from '../syntax/node';
import type { TextRange } from '../text/range';

/** `# airworthy: ignore[a, b]` and `# airworthy: ignore-file[a]` comments of a file. */
export class Suppressions {
  readonly #wholeFile = new Set<string>();
  readonly #spans: { readonly span: TextRange; readonly rules: ReadonlySet<string> }[] = [];

  constructor(model: FileModel) {
    const headers = blockHeaders(model);
    for (const comment of model.nodes('comment')) {
      const match = /#\s*airworthy:\s*(ignore(?:-file)?)\[([^\]]*)\]/.exec(comment.text);
      if (match === null) continue;
      const rules = (match[2] ?? '')
        .split(',')
        .map((rule) => rule.trim())
        .filter((rule) => rule !== '');
      if (match[1] === 'ignore-file') {
        for (const rule of rules) this.#wholeFile.add(rule);
        continue;
      }
      const line = model.lines.lineAt(comment.start);
      const span = headers.get(line) ?? {
        start: model.lines.lineStart(line),
        end: model.lines.lineEnd(line),
      };
      this.#spans.push({ span, rules: new Set(rules) });
    }
  }

  /** Whether a comment silences the rule on a line that the range begins or ends on. */
  covers(rule: string, range: TextRange): boolean {
    if (this.#wholeFile.has(rule)) return true;
    return this.#spans.some(
      ({ span, rules }) =>
        rules.has(rule) && (isWithin(range.start, span) || isWithin(range.end, span)),
    );
  }
}

/** For every line on which a `def`, `class` or `with` header ends: the statement's whole span. */
function blockHeaders(model: FileModel): Map<number, TextRange> {
  const headers = new Map<number, TextRange>();
  const kinds = ['function_definition', 'class_definition', 'with_statement'] as const;
  for (const node of kinds.flatMap((kind) => model.nodes(kind))) {
    const colon = node.children.find((child) => child.kind === ':');
    const body = node.child('body');
    if (colon === undefined || body === undefined) continue;
    const first = model.lines.lineAt(node.start);
    const last = model.lines.lineAt(colon.start);
    for (let line = first; line <= last; line++) headers.set(line, wholeStatement(node));
  }
  return headers;
}

function wholeStatement(node: SyntaxNode): TextRange {
  for (const above of ancestors(node)) {
    if (above.kind === 'decorated_definition') return above;
    if (isStatement(above)) break;
  }
  return node;
}

function isWithin(offset: number, span: TextRange): boolean {
  return span.start <= offset && offset <= span.end;
}
