import { expect, test } from 'vitest';
import { type DagsResult, dagsRequest } from '../../server/src/protocol/dags';
import { dag, project, TestClient } from './harness/client';

const source = `from airflow.decorators import dag, task
from airflow.models.baseoperator import BaseOperator
from airflow.operators.bash import BashOperator
from airflow.utils.task_group import TaskGroup


@dag(schedule=None)
def orders():
    @task
    def extract():
        return []

    with TaskGroup("load"):
        for table in ("a", "b"):
            BashOperator(task_id="check", bash_command="true")

    extract()


orders()
BashOperator(task_id=unknown(), bash_command="true")
`;

test('the DAGs and tasks of a document come with the places that name them', async () => {
  const client = await TestClient.start();
  await client.open(dag, source);
  const result = await ask(client, dag);
  expect(result?.version).toBe(1);
  expect(result?.dags).toEqual([{ dagId: 'orders', range: client.rangeOf(dag, 'orders') }]);
  expect(result?.tasks).toContainEqual({
    taskId: 'extract',
    dagIds: ['orders'],
    range: client.rangeOf(dag, 'extract'),
  });
  expect(result?.tasks.map(({ taskId }) => taskId).sort()).toEqual(['extract', 'load.check']);
});

test('they follow the text', async () => {
  const client = await TestClient.start();
  await client.open(dag, source);
  const start = { line: 0, character: 0 };
  void client.change(dag, { range: { start, end: start }, text: '# a comment\n' });
  const result = await ask(client, dag);
  expect(result?.version).toBe(2);
  expect(result?.dags).toEqual([{ dagId: 'orders', range: client.rangeOf(dag, 'orders') }]);
});

test('they are told of excluded files too, which are only not to be criticized', async () => {
  const client = await TestClient.start({ initializationOptions: { exclude: ['**/*.py'] } });
  await client.open(dag, source);
  expect((await ask(client, dag))?.dags).toEqual([
    { dagId: 'orders', range: client.rangeOf(dag, 'orders') },
  ]);
});

test('nothing is known of a document that is not open', async () => {
  const client = await TestClient.start();
  expect(await ask(client, `${project}/dags/other.py`)).toBeNull();
});

test('DAGs that a loop makes are told by each of their ids, at the one place that makes them', async () => {
  const client = await TestClient.start();
  await client.open(
    dag,
    `from airflow import DAG
from airflow.operators.bash import BashOperator

for name in ["a", "b"]:
    with DAG(dag_id=f"orders_{name}") as made:
        BashOperator(task_id=f"load_{name}", bash_command="true")
    globals()[name] = made
`,
  );
  const result = await ask(client, dag);
  expect(result?.dags.map(({ dagId, range }) => [dagId, range.start.line])).toEqual([
    ['orders_a', 4],
    ['orders_b', 4],
  ]);
  const tasks = result?.tasks.map(({ taskId, dagIds, range }) => [
    taskId,
    dagIds,
    range.start.line,
  ]);
  expect(tasks).toContainEqual(['load_a', ['orders_a'], 5]);
  expect(tasks).toContainEqual(['load_b', ['orders_b'], 5]);
  expect(tasks).toHaveLength(2);
});

function ask(client: TestClient, uri: string): Promise<DagsResult> {
  return client.connection.sendRequest(dagsRequest, { uri });
}
