import type { AirflowMajor, RunKey, TaskInstanceKey } from '../airflow/model';

/** What has a page of its own in Airflow's user interface. */
export type Subject =
  | { readonly kind: 'dag'; readonly dagId: string }
  | { readonly kind: 'run'; readonly run: RunKey }
  | { readonly kind: 'instance'; readonly key: TaskInstanceKey };

/**
 * The address of a page of Airflow's user interface.
 *
 * @param base where the user interface begins, without a slash at its end
 */
export function pageOf(base: string, major: AirflowMajor, subject: Subject): string {
  const parts = major === 2 ? pageOfAirflow2(subject) : pageOfAirflow3(subject);
  return `${base}/${parts}`;
}

/** The grid view of Airflow 2 (`airflow/www/static/js/dag`, 2.7 and later) takes what is selected as its query. */
function pageOfAirflow2(subject: Subject): string {
  const { dagId, runId, taskId, mapIndex } = namesIn(subject);
  const query = new URLSearchParams({
    ...(runId !== undefined && { dag_run_id: runId }),
    ...(taskId !== undefined && { task_id: taskId }),
    ...(mapIndex !== undefined && { map_index: String(mapIndex) }),
    ...(taskId !== undefined && { tab: 'logs' }),
  });
  const page = `dags/${encodeURIComponent(dagId)}/grid`;
  return query.size === 0 ? page : `${page}?${query}`;
}

/** The routes of Airflow 3 (`airflow/ui/src/router.tsx`). */
function pageOfAirflow3(subject: Subject): string {
  const { dagId, runId, taskId, mapIndex } = namesIn(subject);
  return [
    ...['dags', dagId],
    ...(runId === undefined ? [] : ['runs', runId]),
    ...(taskId === undefined ? [] : ['tasks', taskId]),
    ...(mapIndex === undefined ? [] : ['mapped', String(mapIndex)]),
  ]
    .map(encodeURIComponent)
    .join('/');
}

function namesIn(subject: Subject): Partial<TaskInstanceKey> & { readonly dagId: string } {
  switch (subject.kind) {
    case 'dag':
      return { dagId: subject.dagId };
    case 'run':
      return subject.run;
    case 'instance':
      return subject.key;
  }
}
