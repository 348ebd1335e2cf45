import type { FileModel } from '../semantic/file-model';
import type { Handler } from '../semantic/flow/handlers';
import { isLogCall } from '../semantic/remarks';
import { descendants, enclosingFunction, statementsOf } from '../syntax/navigate';
import type { SyntaxNode } from '../syntax/node';
import type { TextEdit } from '../text/edit';
import { lineBreakOf } from '../text/lines';
import { moduleLogger } from './logger';
import { ownLines } from './own-lines';
import { printAsLogging } from './print-call';

/**
 * Makes a handler log the exception and raise it again. What it says already is kept: a log call
 * stays, a `print` becomes one. A `pass`, `continue` or `return` at its end gives way to the `raise`;
 * no edits where the handler ends in another way before it.
 */
export function logAndReraise(model: FileModel, handler: Handler): TextEdit[] {
  const statements = statementsOf(handler.block);
  const [first, last] = [statements[0], statements.at(-1)];
  if (first === undefined || last === undefined) return [];
  if (!givesWay(last) && !model.completions.ofBlock(handler.block).isNormal) return [];
  const place = ownLines(model, first, first);
  const nextLine = lineBreakOf(model.text) + place.indentation;
  const raise: TextEdit = givesWay(last)
    ? { start: last.start, end: last.end, text: 'raise' }
    : insertion(endOfLine(model, last), `${nextLine}raise`);
  return [...place.before, ...logging(model, handler, statements, nextLine), raise];
}

function logging(
  model: FileModel,
  handler: Handler,
  statements: readonly SyntaxNode[],
  nextLine: string,
): readonly TextEdit[] {
  const first = statements[0];
  // Code that runs in another interpreter has none of this module's names.
  if (first === undefined || model.reach(handler.clause).isForeignImage) return [];
  if (statements.some((statement) => isLogStatement(model, statement))) return [];
  for (const statement of statements) {
    const call = statement.kind === 'expression_statement' ? statement.parts[0] : undefined;
    if (call?.kind !== 'call' || model.names.calleeName(call) !== 'builtins.print') continue;
    const edits = printAsLogging(model, call, 'exception');
    if (edits !== undefined) return edits;
  }
  const logger = moduleLogger(model, first);
  const text = `${logger.expression}.exception("${workOf(handler)} failed")${nextLine}`;
  return [...logger.edits, insertion(first.start, text)];
}

function isLogStatement(model: FileModel, statement: SyntaxNode): boolean {
  const call = statement.kind === 'expression_statement' ? statement.parts[0] : undefined;
  return call?.kind === 'call' && isLogCall(model, call);
}

/** What failed, in the words of the file: the name of the function. */
function workOf({ clause }: Handler): string {
  return enclosingFunction(clause)?.child('name')?.text ?? 'Task';
}

/** Statements that keep the exception from getting on, and hold no remark. */
function givesWay(statement: SyntaxNode): boolean {
  switch (statement.kind) {
    case 'pass_statement':
    case 'continue_statement':
      return true;
    case 'return_statement':
      return ![...descendants(statement)].some(({ kind }) => kind === 'comment');
    default:
      return statement.parts[0]?.kind === 'ellipsis';
  }
}

function insertion(at: number, text: string): TextEdit {
  return { start: at, end: at, text };
}

/** The end of the line on which a statement ends, behind a comment there. */
function endOfLine(model: FileModel, statement: SyntaxNode): number {
  return model.lines.lineEnd(model.lines.lineAt(Math.max(statement.start, statement.end - 1)));
}
