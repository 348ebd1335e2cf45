import { expect, test } from 'vitest';
import { projectOf } from '../../harness/project';

const load = `
from datetime import datetime
from airflow import DAG
from airflow.operators.bash import BashOperator

with DAG("load", schedule="@daily", start_date=datetime(2024, 1, 1)):
    fetch = BashOperator(task_id="fetch", bash_command="fetch", pool="etl")
    check = BashOperator(task_id="check", bash_command="check")
    publish = BashOperator(task_id="publish", bash_command="publish", pool="etl")
    fetch >> check >> publish
`;

const report = `
from datetime import datetime
from airflow import DAG
from airflow.sensors.external_task import ExternalTaskSensor

with DAG("report", schedule="@daily", start_date=datetime(2024, 1, 1)):
    ExternalTaskSensor(
        task_id="wait", external_dag_id="load", external_task_id="TASK", timeout=600, pool="POOL"
    )
`;

/** The texts that the findings of a rule mark in the file that waits. */
async function found(rule: string, task: string, pool = 'etl', other = load): Promise<string[]> {
  const text = report.replace('TASK', task).replace('POOL', pool);
  const project = await projectOf({ 'dags/load.py': other, 'dags/report.py': text });
  return project.findings('dags/report.py', rule).map(({ start, end }) => text.slice(start, end));
}

test('a task that the DAG of another file does not have is waited for in vain', async () => {
  const rule = 'external-task-sensor-waits-forever';
  expect(await found(rule, 'fetched')).toEqual(['"fetched"']);
  expect(await found(rule, 'fetch')).toEqual([]);
});

test('a DAG of which not every task is known may have it', async () => {
  const open = `${load}    for name in names():\n        BashOperator(task_id=name, bash_command="x")\n`;
  expect(await found('external-task-sensor-waits-forever', 'fetched', 'etl', open)).toEqual([]);
});

test('a sensor shares a pool with what has to run before its task, in whichever file', async () => {
  expect(await found('sensors-exhaust-pool', 'check')).toEqual(['"etl"']);
  expect(await found('sensors-exhaust-pool', 'check', 'sensors')).toEqual([]);
});

test('what comes after the task that is waited for needs no slot yet', async () => {
  const other = load.replace(', bash_command="fetch", pool="etl"', ', bash_command="fetch"');
  expect(await found('sensors-exhaust-pool', 'check', 'etl', other)).toEqual([]);
});
