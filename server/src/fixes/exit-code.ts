import type { FileModel } from '../semantic/file-model';
import { statementThatIs } from '../semantic/flow/exit-codes';
import { statementOf } from '../syntax/navigate';
import type { SyntaxNode } from '../syntax/node';
import type { TextEdit } from '../text/edit';
import { importedModule } from './imports';
import { indentUnit } from './indentation';
import { insertBehind } from './insert-statement';

/** `os.system(command)` under an `if` that raises when the command has failed. */
export function raiseForStatus(model: FileModel, call: SyntaxNode): TextEdit[] | undefined {
  const statement = statementThatIs(call);
  // Elsewhere its value goes on, and what is done with it decides.
  if (statement === undefined) return undefined;
  const lines = [`${indentUnit(model)}raise RuntimeError("The command failed")`];
  return [
    { start: statement.start, end: statement.start, text: 'if ' },
    { start: statement.end, end: statement.end, text: ' != 0:' },
    ...insertBehind(model, statement, lines),
  ];
}

/** Raises `CalledProcessError` behind the statement that waits for a process held by a name. */
export function raiseForExitCode(
  model: FileModel,
  creation: SyntaxNode,
  wait: SyntaxNode,
): TextEdit[] | undefined {
  const process = wait.child('function')?.child('object');
  const statement = statementOf(wait);
  const isSimple =
    statement?.kind === 'expression_statement' &&
    process?.kind === 'identifier' &&
    model.scopes.reaching(process).every(({ value }) => value === creation);
  if (!isSimple || process === undefined) return undefined;
  const subprocess = importedModule(model, 'subprocess', creation);
  const name = process.text;
  const lines = [
    `if ${name}.returncode != 0:`,
    `${indentUnit(model)}raise ${subprocess.expression}.CalledProcessError(${name}.returncode, ${name}.args)`,
  ];
  return [...subprocess.edits, ...insertBehind(model, statement, lines)];
}
