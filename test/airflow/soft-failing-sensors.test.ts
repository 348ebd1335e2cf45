/** What becomes of a sensor with `soft_fail`, `never_fail` and `silent_fail`. */

import { expect, it } from 'vitest';
import { runDag } from './run-dag';

const source = (module: string) => `
from datetime import datetime
from airflow import DAG
from airflow.exceptions import AirflowFailException
from ${module} import PythonSensor

def never():
    return False

def break_down():
    raise ValueError("broken")

def give_up():
    raise AirflowFailException("no use")

def sensor(task_id, python_callable, **options):
    return PythonSensor(
        task_id=task_id, python_callable=python_callable, poke_interval=0.5, timeout=1.5, **options
    )

with DAG("sensors", start_date=datetime(2024, 1, 1), schedule=None) as dag:
    sensor("plain_times_out", never)
    sensor("soft_times_out", never, soft_fail=True)
    sensor("soft_breaks_down", break_down, soft_fail=True)
    sensor("soft_gives_up", give_up, soft_fail=True)
    sensor("never_times_out", never, never_fail=True)
    sensor("never_breaks_down", break_down, never_fail=True)
    sensor("silent_breaks_down", break_down, silent_fail=True)
    sensor("silent_gives_up", give_up, silent_fail=True)
`;

it.each([
  [2, 'airflow.sensors.python'],
  [3, 'airflow.providers.standard.sensors.python'],
] as const)('Airflow %i skips sensors as soft-failing-sensor says', async (major, module) => {
  const { states, stdout, stderr } = await runDag(major, source(module), { seconds: 120 });
  expect(states).toEqual({
    plain_times_out: 'failed',
    soft_times_out: 'skipped',
    soft_breaks_down: 'failed',
    soft_gives_up: 'skipped',
    // The timeout itself is raised behind the handlers of never_fail.
    never_times_out: 'failed',
    never_breaks_down: 'skipped',
    silent_breaks_down: 'failed',
    silent_gives_up: 'failed',
  });
  // Until the timeout, the error only stands in the log.
  expect(`${stdout}${stderr}`).toMatch(/Sensor poke failed/);
});
