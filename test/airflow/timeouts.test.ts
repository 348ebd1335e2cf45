/** What ends a task whose `execution_timeout` expires, and what keeps it from ending. */

import { describe, expect, it } from 'vitest';
import { makeAirflowHome, runPython } from '../harness/python';
import { runDag } from './run-dag';

const majors = [2, 3] as const;

// Airflow 3 shows source lines in its tracebacks: the text to wait for must not stand in the source.
function loopingDag(handler: string): string {
  return `
import time
from datetime import timedelta
import pendulum
from airflow import DAG
from airflow.operators.python import PythonOperator

def follow():
    print("STARTED", flush=True)
    while True:
        try:
            time.sleep(0.1)
        ${handler}
            print("caught".upper(), flush=True)

with DAG("looping", start_date=pendulum.datetime(2024, 1, 1), schedule=None) as dag:
    PythonOperator(
        task_id="follow", python_callable=follow, execution_timeout=timedelta(seconds=3)
    )
`;
}

describe.each(majors)('Airflow %i', (major) => {
  it.each(['except:', 'except BaseException:', 'except AirflowTaskTimeout:'])(
    'never ends a loop whose handler is `%s`',
    async (handler) => {
      const imported = 'from airflow.exceptions import AirflowTaskTimeout\n';
      const run = await runDag(major, imported + loopingDag(handler), {
        seconds: 90,
        after: { text: 'CAUGHT', seconds: 6 },
      });
      expect(run.stdout + run.stderr).toContain('STARTED');
      expect(run.stdout + run.stderr).toContain('CAUGHT');
      expect(run.timedOut).toBe(true);
      expect(run.states).toBeUndefined();
    },
  );

  it('ends a loop whose handler is `except Exception:`, and fails the task', async () => {
    const run = await runDag(major, loopingDag('except Exception:'), { seconds: 90 });
    expect(run.timedOut).toBe(false);
    expect(run.states, run.stderr).toEqual({ follow: 'failed' });
    expect(run.stdout + run.stderr).not.toContain('CAUGHT');
  });

  it('refuses an execution_timeout that is no timedelta', async () => {
    const home = makeAirflowHome(major);
    const source = `
from airflow.operators.bash import BashOperator
for timeout in (60 * 30, 1800.0, "30m"):
    try:
        BashOperator(task_id="load", bash_command="true", execution_timeout=timeout)
    except ValueError as error:
        print(error)
`;
    const run = await runPython(major, source, { variables: home.variables });
    home.dispose();
    const refusal = 'execution_timeout must be timedelta object but passed as type: <class';
    expect(run.stdout.split(refusal).length - 1, run.stdout + run.stderr).toBe(3);
  });
});
