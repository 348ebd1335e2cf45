import type { TaskInstance, TaskInstanceKey } from '../airflow/model';
import type { Snapshot } from '../airflow/run-store';

/** A task instance as it was last seen in any view; undefined where none shows it any more. */
export function findInstance(
  snapshot: Snapshot | undefined,
  { dagId, runId, taskId, mapIndex }: TaskInstanceKey,
): TaskInstance | undefined {
  const isIt = (other: TaskInstance) =>
    other.dagId === dagId &&
    other.runId === runId &&
    other.taskId === taskId &&
    other.mapIndex === mapIndex;
  return (
    snapshot?.taskInstances({ dagId, runId })?.value.items.find(isIt) ??
    snapshot?.running?.value.tasks.items.find(isIt)
  );
}
