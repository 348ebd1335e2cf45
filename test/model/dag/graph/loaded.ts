import { parseAirflowVersion } from '../../../../server/src/knowledge/airflow-versions';
import { loadFile } from '../../../../server/src/semantic/dag/graph/load';
import type {
  LoadedDag,
  LoadedFile,
  LoadedTask,
} from '../../../../server/src/semantic/dag/graph/types';
import { Scopes } from '../../../../server/src/semantic/scopes';
import { testParser } from '../../../harness/parser';

/** What comes of a DAG file, in an Airflow of a version or in the newest. */
export async function load(text: string, version?: string): Promise<LoadedFile> {
  const tree = (await testParser()).parse(text);
  return loadFile({
    tree,
    scopes: new Scopes(tree),
    path: undefined,
    surroundings: undefined,
    version: version === undefined ? undefined : parseAirflowVersion(version),
  });
}

/** The one DAG of a file, without indentation that all its lines share. */
export async function loadDag(text: string, version?: string): Promise<LoadedDag> {
  const { dags } = await load(text, version);
  const [dag, ...others] = dags;
  if (dag === undefined || others.length > 0) throw new Error(`${dags.length} DAGs`);
  return dag;
}

/** The statements inside `with DAG("d") as dag:`, with what they usually import. */
export function inDag(body: string, version?: string): Promise<LoadedDag> {
  const lines = body.trim().split('\n');
  return loadDag(
    [
      'from datetime import timedelta',
      'from airflow import DAG',
      'from airflow.decorators import setup, task, task_group, teardown',
      'from airflow.models.baseoperator import chain, cross_downstream',
      'from airflow.models.baseoperator import chain_linear',
      'from airflow.operators.bash import BashOperator',
      'from airflow.operators.empty import EmptyOperator',
      'from airflow.operators.python import PythonOperator',
      'from airflow.utils.edgemodifier import Label',
      'from airflow.utils.task_group import TaskGroup',
      'with DAG("d") as dag:',
      ...lines.map((line) => `    ${line}`),
      '',
    ].join('\n'),
    version,
  );
}

/** `b` behind `a` as `a >> b`, with `?` behind what is not certain. */
export function edgesOf(dag: LoadedDag): string[] {
  return dag.edges
    .map(({ from, to, isCertain, label }) => {
      const arrow = label === undefined ? '>>' : `>> ${label} >>`;
      return `${from.taskId} ${arrow} ${to.taskId}${isCertain ? '' : '?'}`;
    })
    .sort();
}

/** The ids of the tasks, with `?` behind what is not certain. */
export function idsOf(dag: LoadedDag): string[] {
  return dag.tasks.map((task) => `${task.taskId}${task.isCertain ? '' : '?'}`).sort();
}

export function taskOf(dag: LoadedDag, taskId: string): LoadedTask {
  const task = dag.tasks.find((candidate) => candidate.taskId === taskId);
  if (task === undefined) throw new Error(`no task ${taskId} among ${idsOf(dag).join()}`);
  return task;
}

/** An effective argument as plain data: its value, and where it was written. */
export function effective(task: LoadedTask, name: string): string {
  const found = task.effective(name);
  if (found === 'unset' || found === 'unknown') return found;
  const { source, value, origin } = found;
  const text = value.type === 'unknown' ? 'unknown' : origin.text;
  return `${source}: ${text}`;
}
