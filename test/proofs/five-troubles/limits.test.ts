/** After the fix a loop that nothing ends is ended, and a task that nothing bounds is bounded. */

import { describe, expect, it } from 'vitest';
import { makeAirflowHome, runPython } from '../../harness/python';
import { applyFix } from './apply-fix';

const loop = `import time
from datetime import datetime, timedelta

from airflow import DAG
from airflow.operators.python import PythonOperator


def work():
    while True:
        print("looking")
        time.sleep(30)


with DAG(dag_id="proof", start_date=datetime(2024, 1, 1), schedule=None, catchup=False) as dag:
    PythonOperator(task_id="work", python_callable=work, execution_timeout=timedelta(minutes=30))
`;

/** Calls the task's function on a clock that `sleep` moves, for a simulated day at most. */
const onAFakeClock = `

if __name__ == "__main__":
    import time as _time

    class DayIsOver(BaseException):
        pass

    _now = 0

    def _sleep(seconds):
        global _now
        _now += seconds
        if _now > 24 * 60 * 60:
            raise DayIsOver

    _time.sleep = _sleep
    _time.monotonic = lambda: _now
    try:
        work()
    except BaseException as error:
        print("ENDED", type(error).__name__, _now)
`;

const withoutLimit: Readonly<Record<string, string>> = {
  'an operator': `from datetime import datetime

from airflow import DAG
from airflow.operators.bash import BashOperator

with DAG(dag_id="proof", start_date=datetime(2024, 1, 1), schedule=None, catchup=False) as dag:
    BashOperator(task_id="work", bash_command="curl https://example.com")
`,
  'a decorated function': `import datetime

import requests
from airflow.decorators import dag as make_dag, task


@make_dag(start_date=datetime.datetime(2024, 1, 1), schedule=None, catchup=False)
def proof():
    @task
    def work():
        return requests.get("https://example.com").status_code

    work()


dag = proof()
`,
  'a default_args that is there already': `import datetime as dt

import requests
from airflow import DAG
from airflow.operators.python import PythonOperator

default_args = {
    "owner": "data",  # who gets paged
    "retries": 2,
}


def work():
    requests.get("https://example.com")


with DAG(
    "proof",
    start_date=dt.datetime(2024, 1, 1),
    schedule=None,
    catchup=False,
    default_args=default_args,
) as dag:
    PythonOperator(task_id="work", python_callable=work)
    PythonOperator(task_id="again", python_callable=work)
`,
};

const limits = `

if __name__ == "__main__":
    print("LIMITS", [task.execution_timeout is not None for task in dag.tasks])
`;

async function output(major: 2 | 3, source: string): Promise<string> {
  const home = makeAirflowHome(major);
  const run = await runPython(major, source, { variables: home.variables });
  home.dispose();
  expect(run.status, run.stderr).toBe(0);
  return run.stdout;
}

describe('unbounded-loop', () => {
  it('runs for the whole day as it was written', async () => {
    expect(await output(2, loop + onAFakeClock)).toContain('ENDED DayIsOver 86430');
  });

  it('raises at its deadline after the fix', async () => {
    const told = await output(2, applyFix('unbounded-loop', loop) + onAFakeClock);
    expect(told).toMatch(/ENDED (?!DayIsOver)\w+ \d+/);
  });
});

describe.each(Object.entries(withoutLimit))('missing-execution-timeout: %s', (_name, source) => {
  it.each([2, 3] as const)('is limited after the fix, in Airflow %i', async (major) => {
    const fixed = applyFix('missing-execution-timeout', source);
    expect(await output(major, fixed + limits)).toMatch(/LIMITS \[True(?:, True)*\]/);
  });
});
