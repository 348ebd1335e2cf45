/** What start dates, catching up and tasks that wait for their past come to in a real Airflow. */

import { describe, expect, it } from 'vitest';
import { makeAirflowHome, runPython } from '../harness/python';

const imports: Readonly<Record<2 | 3, string>> = {
  2: 'from airflow import DAG\nfrom airflow.operators.python import PythonOperator\nday = "execution_date"',
  3: 'from airflow.sdk import DAG\nfrom airflow.providers.standard.operators.python import PythonOperator\nday = "logical_date"',
};

async function output(major: 2 | 3, source: string, seconds = 60): Promise<string> {
  const home = makeAirflowHome(major);
  try {
    const program = `import warnings\nwarnings.simplefilter("ignore")\nimport pendulum\n${imports[major]}\n${source}`;
    const run = await runPython(major, program, {
      folder: home.dags,
      variables: home.variables,
      seconds: seconds,
      after: { text: 'SECOND', seconds: 15 },
    });
    return `${run.stdout}\n${run.stderr}`;
  } finally {
    home.dispose();
  }
}

describe('catchup', () => {
  it.each([
    [2, 'True'],
    [3, 'False'],
  ] as const)('is the default of Airflow %i: %s', async (major, value) => {
    const source = `
dag = DAG("a", schedule="@daily", start_date=pendulum.datetime(2024, 1, 1))
print("CATCHUP", dag.catchup)
`;
    expect(await output(major, source)).toContain(`CATCHUP ${value}`);
  });
});

describe('a task that waits for its past', () => {
  const source = (argument: string) => `
def work():
    raise RuntimeError("no")

with DAG("waits", schedule="@daily", start_date=pendulum.datetime(2024, 1, 1), catchup=False) as dag:
    PythonOperator(task_id="work", python_callable=work, retries=0, ${argument})

if __name__ == "__main__":
    for name, number in ("FIRST", 1), ("SECOND", 2):
        print(name, flush=True)
        run = dag.test(**{day: pendulum.datetime(2024, 1, number)})
        print(name + " IS " + run.state, flush=True)
`;

  it.each([2, 3] as const)(
    'leaves the run after a failed one running in Airflow %i',
    async (major) => {
      for (const argument of ['depends_on_past=True', 'wait_for_downstream=True']) {
        const said = await output(major, source(argument), 90);
        expect(said).toContain('FIRST IS failed');
        expect(said).toContain('SECOND');
        expect(said).not.toContain('SECOND IS');
      }
    },
  );

  it.each([2, 3] as const)(
    'is the reason: without it the second run ends in Airflow %i',
    async (major) => {
      const said = await output(major, source('depends_on_past=False'), 90);
      expect(said).toContain('FIRST IS failed');
      expect(said).toContain('SECOND IS failed');
    },
  );
});
