import type { DagsResult, Place } from '../../../server/src/protocol/dags';

/** Where something is made, and whether it is the task itself or only its DAG. */
export interface SourcePlace {
  readonly kind: 'task' | 'dag';
  readonly range: Place;
}

/**
 * The place of a task in a document, or else of its DAG. A task whose DAG the document does not tell counts where its
 * DAG may be in there; nothing counts in a document that has nothing to do with the DAG.
 */
export function placeIn(
  { dags, tasks }: NonNullable<DagsResult>,
  dagId: string,
  taskId: string | undefined,
): SourcePlace | undefined {
  const dag = dags.find((other) => other.dagId === dagId);
  const mayBeHere = dag !== undefined || dags.some((other) => other.dagId === null);
  if (!mayBeHere) return undefined;
  const named = tasks.filter((task) => task.taskId === taskId);
  const task =
    named.find(({ dagIds }) => dagIds.includes(dagId)) ??
    named.find(({ dagIds }) => dagIds.length === 0);
  if (task !== undefined) return { kind: 'task', range: task.range };
  return dag && { kind: 'dag', range: dag.range };
}
