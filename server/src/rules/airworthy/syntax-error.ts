// Python that does not parse is analyzed as well as it can be; this says what that leaves out.

import { isSyntaxError, syntaxErrors } from '../../syntax/errors';
import { descendants } from '../../syntax/navigate';
import type { SyntaxNode } from '../../syntax/node';
import type { LineIndex } from '../../text/lines';
import type { TextRange } from '../../text/range';
import type { Problem, Rule, RuleContext, RuleMeta } from '../rule';

const meta: RuleMeta = {
  id: 'syntax-error',
  group: 'airworthy',
  summary: 'A file that cannot be read as Python, and so is not fully analyzed',
  severity: 'information',
  profile: 'recommended',
  fix: 'none',
  since: '0.1.0',
  speaksInBrokenFiles: true,
};

const messages = {
  unreadable: (where: string) =>
    `This cannot be read as Python, so ${where} not fully analyzed and may hide other findings. ` +
    'Where Python cannot read it either, Airflow does not import the file and shows none of its DAGs. ' +
    'Repair the syntax.',
};

function* check({ model }: RuleContext): Generator<Problem> {
  const errors = syntaxErrors(model.tree);
  const first = errors[0];
  if (first === undefined) return;
  yield {
    message: messages.unreadable(places(errors, model.lines)),
    node: model.tree.root,
    range: visibleRange(innermost(first), model.lines),
  };
}

/** `line 3 is`, `lines 3 to 7 and 2 more places are`. */
function places(errors: readonly SyntaxNode[], lines: LineIndex): string {
  const first = lines.lineAt(errors[0]?.start ?? 0) + 1;
  const last = lines.lineAt(errors[0]?.end ?? 0) + 1;
  const more = errors.length - 1;
  const span = first === last ? `line ${first}` : `lines ${first} to ${last}`;
  if (more === 0) return `${span} ${first === last ? 'is' : 'are'}`;
  return `${span} and ${more} more ${more === 1 ? 'place' : 'places'} are`;
}

/** An error that spans half a file says little; the first one inside it is where trouble begins. */
function innermost(error: SyntaxNode): SyntaxNode {
  let found = error;
  for (const node of descendants(error)) {
    if (node === found || !isSyntaxError(node)) continue;
    if (node.start > found.start && found !== error) break;
    found = node;
  }
  return found;
}

/** What can be underlined: no more than one line, no less than a character. */
function visibleRange(error: TextRange, lines: LineIndex): TextRange {
  const lineStart = lines.lineStart(lines.lineAt(error.start));
  const lineEnd = lines.lineEnd(lines.lineAt(error.start));
  const end = Math.min(error.end, lineEnd);
  if (end > error.start) return { start: error.start, end };
  const isAtLineStart = error.start === lineStart;
  return isAtLineStart
    ? { start: error.start, end: Math.min(error.start + 1, lineEnd) }
    : { start: Math.min(error.start, lineEnd) - 1, end: Math.min(error.start, lineEnd) };
}

export const syntaxError: Rule = { meta, check };
