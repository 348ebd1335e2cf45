import type { FileModel } from '../file-model';
import type { Dag, Task } from './types';

/**
 * Whether an entry of the DAG's `default_args` reaches every task that a place makes for it, if
 * nothing nearer says something else. Tasks that come into the DAG after they were made, by `>>` or
 * `add_task`, never look at it.
 */
export function takesDefaultsOf(model: FileModel, task: Task, dag: Dag): boolean {
  const made = model.taskInstances.of(task).filter((instance) => instance.dag?.node === dag.node);
  if (made.length > 0) return made.every((instance) => instance.task.takesDagDefaults);
  // Code that the load is not seen to reach is read by its place alone.
  return !task.contexts.some((context) => context.dag === dag && context.isAssumed === true);
}
