import { argumentNodes } from '../../syntax/calls';
import type { SyntaxNode } from '../../syntax/node';
import type { Names } from '../names';
import type { ExceptionClass } from './exceptions';

/** Calls that raise `SystemExit`. */
const exitCalls: ReadonlySet<string> = new Set(['builtins.exit', 'builtins.quit', 'sys.exit']);

/** Calls that end the process at once, whatever handlers stand around them. */
const endingCalls: ReadonlySet<string> = new Set([
  'os._exit',
  'os.abort',
  'os.execl',
  'os.execv',
  'os.execve',
  'os.execvp',
]);

/** What a call of an outside function is known to raise, and whether it ever returns. */
export interface RaisingCall {
  readonly exception: ExceptionClass;
  readonly returns: boolean;
}

export function raisingCall(names: Names, call: SyntaxNode): RaisingCall | undefined {
  const callee = call.child('function');
  if (isDeferral(callee)) return { exception: 'airflow.TaskDeferred', returns: false };
  const name = names.qualifiedName(callee);
  if (name === undefined) return undefined;
  if (exitCalls.has(name)) return { exception: 'SystemExit', returns: false };
  const isNext = name === 'builtins.next' && argumentNodes(call).length === 1;
  return isNext ? { exception: 'StopIteration', returns: true } : undefined;
}

export function endsProcess(names: Names, call: SyntaxNode): boolean {
  return endingCalls.has(names.calleeName(call) ?? '');
}

/** `self.defer(…)`, by which an operator raises `TaskDeferred`. */
function isDeferral(callee: SyntaxNode | undefined): boolean {
  return (
    callee?.kind === 'attribute' &&
    callee.child('attribute')?.text === 'defer' &&
    callee.child('object')?.text === 'self'
  );
}
