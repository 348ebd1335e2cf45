/** What the arguments and context keys of the group "upgrade" do in each Airflow. */

import { describe, expect, it } from 'vitest';
import { removedArgument } from '../../server/src/knowledge/airflow-arguments';
import { contextKey, contextKeys } from '../../server/src/knowledge/airflow-context';
import argumentsTable from '../../server/src/knowledge/data/airflow-arguments.json' with {
  type: 'json',
};
import { makeAirflowHome, type PythonRun, runPython } from '../harness/python';
import { runDag } from './run-dag';

async function load(major: 2 | 3, source: string): Promise<PythonRun> {
  const home = makeAirflowHome(major);
  try {
    return await runPython(major, source, { variables: home.variables });
  } finally {
    home.dispose();
  }
}

const attempts = `
import json, warnings
warnings.simplefilter("ignore")
import pendulum
from airflow import DAG
from airflow.decorators import dag, task
from airflow.operators.python import PythonOperator

def outcome(build):
    try:
        build()
        return "accepted"
    except Exception as error:
        return f"{type(error).__name__}: {error}"

def operator(**arguments):
    return lambda: PythonOperator(task_id="a", python_callable=print, **arguments)

def decorated(**arguments):
    def build():
        @task(**arguments)
        def work():
            pass
        with DAG("d", start_date=pendulum.datetime(2024, 1, 1), schedule=None):
            work()
    return build

def scheduled(**arguments):
    return lambda: DAG("d", start_date=pendulum.datetime(2024, 1, 1), **arguments)

def tell(results):
    print("RESULTS " + json.dumps({k: outcome(v) for k, v in results.items()}))
`;

function results(run: PythonRun): Record<string, string> {
  expect(run.status, run.stderr).toBe(0);
  const line = run.stdout.split('\n').find((text) => text.startsWith('RESULTS ')) ?? '';
  return JSON.parse(line.slice('RESULTS '.length));
}

describe('provide_context', () => {
  const source = `${attempts}
tell({
    "operator": operator(provide_context=True),
    "false": operator(provide_context=False),
    "decorated": decorated(provide_context=True),
    "unknown": operator(no_such_argument=True),
})
`;

  it('is taken by Airflow 2 when true, and refused when false like any unknown argument', async () => {
    const seen = results(await load(2, source));
    expect(seen).toMatchObject({ operator: 'accepted', decorated: 'accepted' });
    expect(seen.false).toMatch(/^AirflowException: Invalid arguments were passed/);
    expect(seen.unknown).toMatch(/^AirflowException: Invalid arguments were passed/);
  });

  it('is refused by Airflow 3', async () => {
    for (const outcome of Object.values(results(await load(3, source)))) {
      expect(outcome).toMatch(/^TypeError: Invalid arguments were passed/);
    }
  });
});

describe('arguments of DAG', () => {
  const values: Readonly<Record<string, string>> = {
    concurrency: '4',
    default_view: '"graph"',
    fail_stop: 'True',
    full_filepath: '"a.py"',
    orientation: '"LR"',
    schedule_interval: '"@daily"',
    sla_miss_callback: 'print',
    timetable: 'None',
  };
  const entry = argumentsTable.callables['airflow.sdk.definitions.dag.DAG'];
  const removed = Object.keys(entry.arguments).filter(
    (name) => removedArgument('airflow.DAG', name) !== undefined,
  );
  const source = `${attempts}
tell({${removed.map((name) => `"${name}": scheduled(${name}=${values[name]})`).join()}})
`;

  it('has a value to try for each argument that the table calls removed or deprecated', () => {
    expect(Object.keys(values).sort()).toEqual(removed.sort());
  });

  it('are all taken by Airflow 2', async () => {
    for (const [name, outcome] of Object.entries(results(await load(2, source)))) {
      expect(outcome, name).toBe('accepted');
    }
  });

  it('are refused by Airflow 3 where the table says so', async () => {
    for (const [name, outcome] of Object.entries(results(await load(3, source)))) {
      const isRemoved = removedArgument('airflow.DAG', name)?.removedIn !== undefined;
      if (isRemoved) expect(outcome, name).toMatch(/^TypeError: .*unexpected keyword argument/);
      else expect(outcome, name).toBe('accepted');
    }
  });

  it('mean the same under their new names, where the table says that they are equal', async () => {
    const run = await load(
      2,
      `${attempts}
from airflow.timetables.interval import CronDataIntervalTimetable
def same(build_old, build_new, *attributes):
    old, new = build_old(), build_new()
    for attribute in attributes:
        assert getattr(old, attribute) == getattr(new, attribute), attribute
def timetable():
    return CronDataIntervalTimetable("@daily", pendulum.timezone("UTC"))
tell({
    "schedule_interval": lambda: same(scheduled(schedule_interval="@daily"),
        scheduled(schedule="@daily"), "timetable", "schedule_interval"),
    "none": lambda: same(scheduled(schedule_interval=None),
        scheduled(schedule=None), "timetable", "schedule_interval"),
    "timetable": lambda: same(scheduled(timetable=timetable()),
        scheduled(schedule=timetable()), "timetable", "schedule_interval"),
    "concurrency": lambda: same(scheduled(schedule=None, concurrency=4),
        scheduled(schedule=None, max_active_tasks=4), "max_active_tasks"),
})
`,
    );
    for (const [name, outcome] of Object.entries(results(run))) {
      expect(outcome, name).toBe('accepted');
    }
  });
});

describe('context keys', () => {
  const removed = [...contextKeys({ major: 2, minor: 10 })].filter(
    (name) => contextKey(name)?.removedIn === '3.0',
  );
  const source = `
import json
import pendulum
from airflow import DAG
from airflow.exceptions import AirflowException
from airflow.operators.python import PythonOperator
from airflow.operators.bash import BashOperator

def by_parameter(execution_date):
    print("PARAMETER", execution_date)

def by_subscript(**context):
    missing = [name for name in ${JSON.stringify(removed)} if name not in context]
    print("MISSING " + json.dumps(sorted(missing)), flush=True)
    print("SAME", context["execution_date"] == context["logical_date"], flush=True)

with DAG("keys", start_date=pendulum.datetime(2024, 1, 1), schedule=None) as dag:
    PythonOperator(task_id="parameter", python_callable=by_parameter)
    PythonOperator(task_id="subscript", python_callable=by_subscript)
    BashOperator(task_id="template", bash_command="echo {{ execution_date }}")
    BashOperator(task_id="kept", bash_command="echo {{ logical_date }} {{ ds }} {{ run_id }}")
`;

  it('are all there in Airflow 2, execution_date with the value of logical_date', async () => {
    const run = await runDag(2, source, { seconds: 60 });
    expect(run.states, run.stderr).toEqual({
      parameter: 'success',
      subscript: 'success',
      template: 'success',
      kept: 'success',
    });
    expect(run.stdout + run.stderr).toContain('MISSING []');
    expect(run.stdout + run.stderr).toContain('SAME True');
  });

  it('are gone in Airflow 3, as parameter, as subscript and in a template', async () => {
    const run = await runDag(3, source, { seconds: 90 });
    expect(run.states, run.stderr).toEqual({
      parameter: 'failed',
      subscript: 'failed',
      template: 'failed',
      kept: 'success',
    });
    expect(run.stdout + run.stderr).toContain(
      `MISSING ${JSON.stringify(removed.sort())}`.replaceAll(',', ', '),
    );
    expect(run.stdout + run.stderr).toMatch(/KeyError: 'execution_date'/);
    expect(run.stdout + run.stderr).toMatch(/UndefinedError: 'execution_date' is undefined/);
    expect(run.stdout + run.stderr).toMatch(
      /TypeError: .*missing 1 required positional argument:\s+'execution_date'/,
    );
  });
});
