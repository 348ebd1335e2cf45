import { expect, test } from 'vitest';
import type { NotedSurroundings } from '../../../server/src/semantic/project/noted-surroundings';
import { loadedProject } from '../../harness/memory-project';

const dag = '/p/dags/dag.py';
const ids = '/p/dags/ids.py';
const code = 'from airflow import DAG\nfrom ids import DAG_ID\n\ndag = DAG(DAG_ID)\n';

/** The DAGs that the load of the analyzed file comes to. */
function load(surroundings: NotedSurroundings | undefined) {
  if (surroundings === undefined) throw new Error('the project does not have the file');
  const { path, scopes, tree } = surroundings.own;
  return surroundings.loads.of({ path, scopes, surroundings, tree, version: undefined });
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
