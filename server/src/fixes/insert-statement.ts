import type { FileModel } from '../semantic/file-model';
import type { SyntaxNode } from '../syntax/node';
import type { TextEdit } from '../text/edit';
import { lineBreakOf } from '../text/lines';
import { ownLines } from './own-lines';

/** Puts lines behind a statement, at its indentation; a comment on its line stays there. */
export function insertBehind(
  model: FileModel,
  statement: SyntaxNode,
  lines: readonly string[],
): TextEdit[] {
  const place = ownLines(model, statement, statement);
  const lineBreak = lineBreakOf(model.text);
  const text = lines.map((line) => lineBreak + place.indentation + line).join('');
  if (place.after !== undefined) {
    return [...place.before, { ...place.after, text: text + place.after.text }];
  }
  const last = model.lines.lineAt(Math.max(statement.start, statement.end - 1));
  const end = model.lines.lineEnd(last);
  return [...place.before, { start: end, end, text }];
}
