import type { FileModel } from '../file-model';
import type { Task } from './types';

/** True for a task that starts a run of another DAG and ends no sooner than that run. */
export function waitsForTriggeredRun(model: FileModel, task: Task): boolean {
  if (task.operator !== 'airflow.TriggerDagRunOperator') return false;
  const waits = model.tasks.effectiveArgument(task, 'wait_for_completion');
  return waits !== undefined && model.constants.truth(waits.value) === true;
}
