import { expect, test } from 'vitest';
import { endsOf, isSameFile } from '../../../client/src/panel/file-locations';
import { placeIn } from '../../../client/src/panel/source-places';

const range = (line: number) => ({ start: { line, character: 0 }, end: { line, character: 1 } });

const document = {
  version: 1,
  dags: [
    { dagId: 'orders', range: range(1) },
    { dagId: 'prices', range: range(2) },
  ],
  tasks: [
    { taskId: 'load', dagIds: ['prices'], range: range(3) },
    { taskId: 'load', dagIds: ['orders'], range: range(4) },
    { taskId: 'check', dagIds: [], range: range(5) },
  ],
};

test('a task is found in its own DAG', () => {
  expect(placeIn(document, 'orders', 'load')).toEqual({ kind: 'task', range: range(4) });
});

test('one whose DAG is not known counts, one that is not known leads to its DAG', () => {
  expect(placeIn(document, 'orders', 'check')).toEqual({ kind: 'task', range: range(5) });
  expect(placeIn(document, 'orders', 'other')).toEqual({ kind: 'dag', range: range(1) });
});

test('a document without the DAG has no place for its tasks', () => {
  expect(placeIn(document, 'customers', 'check')).toBeUndefined();
  expect(placeIn({ ...document, dags: [{ dagId: null, range: range(1) }] }, 'x', 'check')).toEqual({
    kind: 'task',
    range: range(5),
  });
});

test('Airflow 3 names the file below its DAGs folder, Airflow 2 the whole path on the server', () => {
  const path = '/home/ada/project/dags/team/orders.py';
  const file = { fileloc: '/opt/airflow/dags/team/orders.py', relativeFileloc: undefined };
  expect(isSameFile(path, file)).toBe(true);
  expect(isSameFile(path, { ...file, fileloc: '/opt/airflow/dags/other/orders.py' })).toBe(false);
  expect(isSameFile(path, { ...file, relativeFileloc: 'team/orders.py' })).toBe(true);
  expect(isSameFile(path, { ...file, relativeFileloc: 'orders.py' })).toBe(true);
  expect(isSameFile(path, { ...file, relativeFileloc: 'ders.py' })).toBe(false);
  expect(endsOf('a/b/c.py')).toEqual(['a/b/c.py', 'b/c.py', 'c.py']);
});
