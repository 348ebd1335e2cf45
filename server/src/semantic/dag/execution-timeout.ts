import type { SyntaxNode } from '../../syntax/node';
import type { FileModel } from '../file-model';
import type { LoadedArgument } from './graph/types';
import type { EffectiveArgument, Task } from './types';

/** Whether Airflow ends a task by `execution_timeout`. */
export type ExecutionTimeout =
  | { readonly kind: 'set'; readonly argument: EffectiveArgument }
  /** No limit; `argument` is there where the file says so by itself: `None`, or a zero duration. */
  | { readonly kind: 'unset'; readonly argument: EffectiveArgument | undefined }
  /** It may come from what the file does not show. */
  | { readonly kind: 'unknown' };

/**
 * `timedelta(0)` is no limit either: `if task.execution_timeout:` guards it in
 * airflow/models/taskinstance.py (2.x) and airflow/sdk/execution_time/task_runner.py (3.x).
 */
export function executionTimeoutOf(model: FileModel, task: Task): ExecutionTimeout {
  return afterLoading(model, task) ?? inOtherFiles(model, task) ?? byPlace(model, task);
}

/** What the other files that make tasks at the place agree on. */
function inOtherFiles(model: FileModel, task: Task): ExecutionTimeout | undefined {
  const made = model.taskInstances.forOtherFiles(task);
  if (made.length === 0) return undefined;
  const isUnset = made.every(({ hasExecutionTimeout: limited }) => limited === 'no');
  return isUnset ? { kind: 'unset', argument: undefined } : { kind: 'unknown' };
}

/** What all tasks that the place makes agree on, as the load of the file shows it. */
function afterLoading(model: FileModel, task: Task): ExecutionTimeout | undefined {
  const found = model.taskInstances
    .of(task)
    .map((instance) => instance.task.effective('execution_timeout'));
  const [first] = found;
  if (first === undefined || first === 'unknown' || found.includes('unknown')) return undefined;
  if (first === 'unset') {
    const isShown =
      found.every((one) => one === 'unset') && !model.tasks.mayBeSetLater('execution_timeout');
    return isShown ? { kind: 'unset', argument: undefined } : undefined;
  }
  const { origin, source, value } = first;
  const argument = { name: 'execution_timeout', value: origin, source };
  const kinds = new Set(found.map(isNoLimitAfterLoading));
  if (kinds.size > 1 || value.type === 'unknown') return undefined;
  return isNoLimitAfterLoading(first) ? { kind: 'unset', argument } : { kind: 'set', argument };
}

/** Whether an argument that was found after the load leaves a task without a limit. */
export function isNoLimitAfterLoading(found: LoadedArgument | string): boolean {
  if (typeof found === 'string') return true;
  const { value } = found;
  return value.type === 'none' || (value.type === 'duration' && value.seconds === 0);
}

/** What the place where the task is written says, for code that the load is not seen to reach. */
function byPlace(model: FileModel, task: Task): ExecutionTimeout {
  const argument = model.tasks.effectiveArgument(task, 'execution_timeout');
  if (argument !== undefined) {
    const values = model.values.of(argument.value);
    const isUnset = values.every((value) => isNoLimit(model, value));
    return isUnset ? { kind: 'unset', argument } : { kind: 'set', argument };
  }
  const isShown =
    model.tasks.knowsAllArguments(task) && !model.tasks.mayBeSetLater('execution_timeout');
  return isShown ? { kind: 'unset', argument } : { kind: 'unknown' };
}

function isNoLimit(model: FileModel, value: SyntaxNode): boolean {
  const constant = model.constants.value(value);
  if (constant?.type === 'duration') return constant.seconds === 0;
  return constant?.type === 'none';
}
