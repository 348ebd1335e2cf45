import { decoratorsOf } from '../decorators';
import type { FileModel } from '../file-model';
import type { Task } from './types';

/**
 * True for a `@task` function that nothing names: only a call of it makes a task, so Airflow never
 * runs its code. Another decorator may keep the function somewhere, and other files may call it.
 */
export function isNeverMade(model: FileModel, task: Task): boolean {
  const { callSites, taskInstances } = model;
  const { kind, node } = task;
  const name = kind === 'taskflow' ? node.child('name') : undefined;
  if (name === undefined || decoratorsOf(node, model.names).length > 1) return false;
  const isCalled =
    callSites.of(node).length + callSites.taskMethodCallsOf(node).length > 0 ||
    callSites.isCalledElsewhere(node) ||
    taskInstances.of(task).length + taskInstances.forOtherFiles(task).length > 0;
  return !isCalled && model.identifiersNamed(name.text).every((identifier) => identifier === name);
}
