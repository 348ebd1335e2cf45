import type { TaskInstance } from '../../../client/src/airflow/model';

/** A task instance that has nothing special about it but what is given. */
export function instance(given: Partial<TaskInstance> & { readonly taskId: string }): TaskInstance {
  return {
    dagId: 'orders',
    runId: 'manual__1',
    mapIndex: undefined,
    displayName: given.taskId,
    mapName: undefined,
    groups: [],
    state: 'success',
    operator: 'BashOperator',
    tryNumber: 1,
    maxTries: 1,
    queuedAt: undefined,
    startedAt: undefined,
    endedAt: undefined,
    durationSeconds: undefined,
    pool: undefined,
    hostname: undefined,
    note: undefined,
    ...given,
  };
}
