/**
 * Names that Airflow exports from several modules over its versions (`airflow.DAG`,
 * `airflow.models.dag.DAG`, `airflow.sdk.DAG`), reduced to one spelling: `airflow.DAG`.
 * Source: the `__init__` modules of apache-airflow 2.4 to 3.3 and of apache-airflow-task-sdk.
 */

/** Lower-case functions and decorators that authors import from various Airflow modules. */
const exportedFunctions: ReadonlySet<string> = new Set([
  'chain',
  'chain_linear',
  'cross_downstream',
  'dag',
  'days_ago',
  'get_current_context',
  'setup',
  'task',
  'task_group',
  'teardown',
]);

/**
 * `airflow.DAG` for `airflow.models.dag.DAG`, `airflow.task.virtualenv` for
 * `airflow.decorators.task.virtualenv`; undefined for a name that is not Airflow's.
 */
export function canonicalAirflowName(qualifiedName: string): string | undefined {
  if (!qualifiedName.startsWith('airflow.')) return undefined;
  const segments = qualifiedName.split('.');
  for (let i = 1; i < segments.length; i++) {
    const segment = segments[i] ?? '';
    const isLast = i === segments.length - 1;
    // `airflow.hooks.S3_hook` is a module, whatever its first letter.
    const isModule = !isLast && /_[a-z]/.test(segment);
    if (/^[A-Z]/.test(segment) && !isModule) return `airflow.${segments.slice(i).join('.')}`;
    // `airflow.decorators.task.python` is a module as well as the path of a decorator flavor.
    if (exportedFunctions.has(segment) && (isLast || segment === 'task')) {
      return `airflow.${segments.slice(i).join('.')}`;
    }
  }
  return qualifiedName;
}

/** Names so well known as Airflow's that an unbound use means the import is not typed yet. */
const wellKnown: ReadonlySet<string> = new Set([
  'AirflowException',
  'AirflowFailException',
  'AirflowSkipException',
  'AirflowTaskTimeout',
  'BaseHook',
  'BaseOperator',
  'BaseSensorOperator',
  'BaseTrigger',
  'BashOperator',
  'BashSensor',
  'BranchPythonOperator',
  'DAG',
  'DockerOperator',
  'DummyOperator',
  'EmptyOperator',
  'ExternalPythonOperator',
  'ExternalTaskSensor',
  'FileSensor',
  'HttpOperator',
  'HttpSensor',
  'KubernetesPodOperator',
  'PythonOperator',
  'PythonSensor',
  'PythonVirtualenvOperator',
  'S3KeySensor',
  'SSHHook',
  'SSHOperator',
  'ShortCircuitOperator',
  'SimpleHttpOperator',
  'SqlSensor',
  'SubDagOperator',
  'TaskGroup',
  'TriggerDagRunOperator',
  'TriggerEvent',
  'Variable',
  'chain',
  'cross_downstream',
  'dag',
  'days_ago',
  'get_current_context',
  'task',
  'task_group',
]);

export function isWellKnownAirflowName(name: string): boolean {
  return wellKnown.has(name);
}

const anyWellKnown = new RegExp(`\\b(?:${[...wellKnown].join('|')})\\b`);

/** True for a text that such a name stands in, of whatever it may be there. */
export function mentionsWellKnownAirflowName(text: string): boolean {
  return anyWellKnown.test(text);
}
