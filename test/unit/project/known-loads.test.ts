import { expect, test } from 'vitest';
import { parseAirflowVersion } from '../../../server/src/knowledge/airflow-versions';
import type { NotedSurroundings } from '../../../server/src/semantic/project/noted-surroundings';
import { loadedProject } from '../../harness/memory-project';

const dag = '/p/dags/dag.py';
const ids = '/p/dags/ids.py';
const code = 'from airflow import DAG\nfrom ids import DAG_ID\n\ndag = DAG(DAG_ID)\n';

/** The DAGs that the load of the analyzed file comes to. */
function load(surroundings: NotedSurroundings | undefined, version?: string) {
  if (surroundings === undefined) throw new Error('the project does not have the file');
  const { path, scopes, tree } = surroundings.own;
  return surroundings.loads.of({
    path,
    scopes,
    surroundings,
    tree,
    version: version === undefined ? undefined : parseAirflowVersion(version),
  });
}

test('a file whose imports lead where they led is loaded once, and every asker has noted them', async () => {
  const project = await loadedProject({ [dag]: code, [ids]: "DAG_ID = 'one'\n" });
  const [first, second] = [project.surroundingsOf(dag), project.surroundingsOf(dag)];
  const loaded = load(first);
  expect(loaded.dags.map(({ dagId }) => dagId)).toEqual(['one']);
  expect(load(second)).toBe(loaded);
  expect(second?.basis.notes).toEqual(first?.basis.notes);
  expect([...(second?.basis.notes.texts.keys() ?? [])]).toEqual([ids]);
});

test('a change of what a file imports is seen', async () => {
  const project = await loadedProject({ [dag]: code, [ids]: "DAG_ID = 'one'\n" });
  load(project.surroundingsOf(dag));
  project.files.open(ids, "DAG_ID = 'two'\n");
  const { dags } = load(project.surroundingsOf(dag));
  expect(dags.map(({ dagId }) => dagId)).toEqual(['two']);
});

test('a file is loaded once for all releases of Airflow that it comes to the same in', async () => {
  const project = await loadedProject({ [dag]: code, [ids]: "DAG_ID = 'one'\n" });
  const surroundings = project.surroundingsOf(dag);
  expect(load(surroundings, '2.4')).toBe(load(surroundings));
});

test('where releases differ, each is told what it makes of the file', async () => {
  const lines = [
    'from airflow import DAG',
    'from airflow.operators.empty import EmptyOperator',
    'from airflow.utils.task_group import TaskGroup',
    "with DAG('d'):",
    "    with TaskGroup('outer', default_args={'retries': 3}):",
    "        with TaskGroup('inner', default_args={'pool': 'p'}):",
    "            EmptyOperator(task_id='work')",
  ];
  const project = await loadedProject({ [dag]: lines.join('\n') });
  const surroundings = project.surroundingsOf(dag);
  const retries = (version?: string) =>
    load(surroundings, version).dags.map(({ tasks }) => tasks[0]?.effective('retries'));
  const newest = retries();
  expect(retries('2.5')).toEqual(['unset']);
  expect(newest).toMatchObject([{ value: { type: 'number', value: 3 } }]);
  expect(load(surroundings, '2.5')).not.toBe(load(surroundings));
  expect(load(surroundings, '2.6')).toBe(load(surroundings));
  expect(load(surroundings, '2.4')).toBe(load(surroundings, '2.5'));
});
