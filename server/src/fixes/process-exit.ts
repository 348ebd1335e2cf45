import type { FileModel } from '../semantic/file-model';
import { statementThatIs } from '../semantic/flow/exit-codes';
import { isTextMade, type ProcessExit } from '../semantic/flow/exits';
import { isTried } from '../semantic/flow/try-places';
import { ancestors, descendants, enclosingClass, enclosingFunction } from '../syntax/navigate';
import type { SyntaxNode } from '../syntax/node';
import type { TextEdit } from '../text/edit';
import { importedName } from './imports';

/**
 * A `return` in place of an exit that says success. Only in the function that Airflow itself calls:
 * elsewhere the code behind the call would run on.
 */
export function exitAsReturn(model: FileModel, exit: ProcessExit): TextEdit[] | undefined {
  const statement = statementOf(exit);
  const definition = enclosingFunction(exit.node);
  if (statement === undefined || definition === undefined) return undefined;
  if (exit.isSuccess !== true || !isEntry(model, definition) || isInFinally(statement)) {
    return undefined;
  }
  const isGenerator = [...descendants(definition)].some(({ kind }) => kind === 'yield');
  return isGenerator ? undefined : replace(statement, returnOf(exit));
}

/** `return main()` for `sys.exit(main())`, whose call is the work. */
function returnOf({ code }: ProcessExit): string {
  const isWork = code !== undefined && [...descendants(code)].some(({ kind }) => kind === 'call');
  return isWork ? `return ${code.text}` : 'return';
}

/** `raise AirflowException(…)` in place of an exit that says failure. */
export function exitAsRaise(model: FileModel, exit: ProcessExit): TextEdit[] | undefined {
  const statement = statementOf(exit);
  const { phases } = model.reach(exit.node);
  const isInTask = phases.has('task') && !phases.has('callback');
  if (statement === undefined || exit.isSuccess !== false || !isInTask) return undefined;
  // There it would be caught, which the exit is not.
  if (isTried(statement)) return undefined;
  const exception = importedName(model, 'airflow.exceptions', 'AirflowException', exit.node);
  const said = sayingOf(exit);
  if (said === undefined) return undefined;
  return [...exception.edits, ...replace(statement, `raise ${exception.expression}(${said})`)];
}

/** What the exit says of the failure, as the argument of an exception. */
function sayingOf({ code }: ProcessExit): string | undefined {
  if (code?.kind === 'integer') return `"Exited with code ${code.text}"`;
  return code !== undefined && isTextMade(code) ? code.text : undefined;
}

function statementOf({ kind, node }: ProcessExit): SyntaxNode | undefined {
  if (kind !== 'exception') return undefined;
  return node.kind === 'call' ? statementThatIs(node) : node;
}

/** Operators for which a callable that returns nothing has done its work. */
const plainOperators: ReadonlySet<string> = new Set([
  'airflow.PythonOperator',
  'airflow.task',
  'airflow.task.python',
]);

/** True for a task's own function; what a branch, a sensor or a short circuit returns is an answer. */
function isEntry(model: FileModel, definition: SyntaxNode): boolean {
  const { phases, tasks } = model.reach(definition.child('body') ?? definition);
  if (phases.size > 1 || !phases.has('task')) return false;
  if (definition.child('name')?.text === 'execute' && enclosingClass(definition) !== undefined) {
    return model.callSites.of(definition).length === 0;
  }
  const isPlain = tasks.length > 0 && tasks.every(({ operator }) => plainOperators.has(operator));
  const isUncalled = model.callSites.of(definition).every((call) => !model.runsInTask(call));
  return isPlain && isUncalled && model.isTaskEntry(definition);
}

function isInFinally(statement: SyntaxNode): boolean {
  return around(statement).some(({ kind }) => kind === 'finally_clause');
}

/** What stands around a statement in its function. */
function around(statement: SyntaxNode): SyntaxNode[] {
  const found: SyntaxNode[] = [];
  for (const above of ancestors(statement)) {
    if (above.kind === 'function_definition') break;
    found.push(above);
  }
  return found;
}

function replace(statement: SyntaxNode, text: string): TextEdit[] {
  return [{ start: statement.start, end: statement.end, text }];
}
