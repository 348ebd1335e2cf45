import { expect, test } from 'vitest';
import { pageOf } from '../../../client/src/panel/airflow-pages';

const base = 'https://airflow.example.com/prod';
const run = { dagId: 'orders', runId: 'manual__2026-11-21T14:00:00+00:00' };
const instance = { ...run, taskId: 'load.check', mapIndex: 3 };

test('Airflow 2 takes what is selected as a query', () => {
  expect(pageOf(base, 2, { kind: 'dag', dagId: 'orders' })).toBe(`${base}/dags/orders/grid`);
  expect(pageOf(base, 2, { kind: 'instance', key: instance })).toBe(
    `${base}/dags/orders/grid?dag_run_id=manual__2026-11-21T14%3A00%3A00%2B00%3A00&task_id=load.check&map_index=3&tab=logs`,
  );
});

test('Airflow 3 has a path for everything', () => {
  expect(pageOf(base, 3, { kind: 'run', run })).toBe(
    `${base}/dags/orders/runs/manual__2026-11-21T14%3A00%3A00%2B00%3A00`,
  );
  expect(pageOf(base, 3, { kind: 'instance', key: instance })).toBe(
    `${base}/dags/orders/runs/manual__2026-11-21T14%3A00%3A00%2B00%3A00/tasks/load.check/mapped/3`,
  );
});
