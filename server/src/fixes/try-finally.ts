import type { FileModel } from '../semantic/file-model';
import type { SyntaxNode } from '../syntax/node';
import type { TextEdit } from '../text/edit';
import { lineBreakOf } from '../text/lines';
import { indentStatements } from './indentation';

/**
 * Puts a run of statements under `try:` and the statements right behind it under `finally:`; both
 * runs stand in one block. Undefined where they share lines with something else.
 */
export function tryFinally(
  model: FileModel,
  body: readonly SyntaxNode[],
  cleanUp: readonly SyntaxNode[],
): TextEdit[] | undefined {
  const [firstOfBody, lastOfBody] = [body[0], body.at(-1)];
  const [firstOfCleanUp, lastOfCleanUp] = [cleanUp[0], cleanUp.at(-1)];
  if (!firstOfBody || !lastOfBody || !firstOfCleanUp || !lastOfCleanUp) return undefined;
  if (![...body, ...cleanUp].every((statement) => hasOwnLines(model, statement))) return undefined;

  const lineBreak = lineBreakOf(model.text);
  const bodyLine = model.lines.lineAt(firstOfBody.start);
  const indentation = model.lines.indentation(bodyLine);
  const bodyStart = model.lines.lineStart(bodyLine);
  // Comments in front of the clean-up belong to it, so `finally:` comes before them.
  const finallyStart = startOfNextText(model, lastOfBody);
  return [
    { start: bodyStart, end: bodyStart, text: `${indentation}try:${lineBreak}` },
    ...indentStatements(model, firstOfBody, lastOfBody),
    { start: finallyStart, end: finallyStart, text: `${indentation}finally:${lineBreak}` },
    ...indentStatements(model, { start: finallyStart }, lastOfCleanUp),
  ];
}

function hasOwnLines(model: FileModel, statement: SyntaxNode): boolean {
  const line = model.lines.lineAt(statement.start);
  if (model.text.slice(model.lines.lineStart(line), statement.start).trim() !== '') return false;
  const rest = model.text.slice(
    statement.end,
    model.lines.lineEnd(model.lines.lineAt(statement.end)),
  );
  return /^\s*(?:#.*)?$/.test(rest);
}

/** The start of the first line with text behind a statement. */
function startOfNextText(model: FileModel, statement: SyntaxNode): number {
  let line = model.lines.lineAt(statement.end) + 1;
  while (line < model.lines.lineCount - 1 && model.lines.lineText(line).trim() === '') line++;
  return model.lines.lineStart(line);
}
