import type { FileModel } from '../semantic/file-model';
import type { SyntaxNode } from '../syntax/node';
import type { TextEdit } from '../text/edit';
import { lineBreakOf } from '../text/lines';
import { indentStatements, indentUnit } from './indentation';
import { ownLines } from './own-lines';

/** Lines relative to the wrapped statements; `{indent}` stands for one more level. */
export interface Wrapping {
  readonly before: readonly string[];
  readonly after: readonly string[];
}

/**
 * Puts lines in front of and behind a run of statements of one block and indents the run. The
 * statements' own comments, strings and line continuations stay as they are.
 */
export function wrapStatements(
  model: FileModel,
  first: SyntaxNode,
  last: SyntaxNode,
  wrapping: Wrapping,
): TextEdit[] {
  const lineBreak = lineBreakOf(model.text);
  const unit = indentUnit(model);
  const place = ownLines(model, first, last);
  const render = (line: string) =>
    line === '' ? '' : place.indentation + line.replaceAll('{indent}', unit);
  const before = wrapping.before.map((line) => render(line) + lineBreak).join('');
  const after = wrapping.after.map((line) => lineBreak + render(line)).join('');

  const start = model.lines.lineStart(model.lines.lineAt(first.start));
  const end = place.after === undefined ? endOfLine(model, last) : last.end;
  const [indentFirst, ...indentRest] = indentStatements(model, first, last);
  const separators = place.before.slice(0, -1);
  const separator = place.before.at(-1);
  const opening: TextEdit[] =
    separator === undefined
      ? [{ start, end: start, text: before }, ...(indentFirst === undefined ? [] : [indentFirst])]
      : [...separators, { ...separator, text: lineBreak + before + place.indentation + unit }];
  const closing: TextEdit =
    place.after === undefined
      ? { start: end, end, text: after }
      : { ...place.after, text: after + place.after.text };
  return [...opening, ...indentRest, closing];
}

/** The end of the line on which a statement ends, behind a comment there. */
function endOfLine(model: FileModel, statement: SyntaxNode): number {
  return model.lines.lineEnd(model.lines.lineAt(Math.max(statement.start, statement.end - 1)));
}
