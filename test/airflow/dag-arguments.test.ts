/** What the rules about arguments, ids, schedules and start dates say, Airflow says when it loads the DAG. */

import { describe, expect, it } from 'vitest';
import { analyze } from '../../server/src/engine/analyze';
import { defaultConfiguration } from '../../server/src/engine/configuration';
import { testParser } from '../harness/parser';
import { makeAirflowHome, runPython } from '../harness/python';

const rules = [
  'invalid-argument',
  'invalid-id',
  'invalid-schedule',
  'missing-start-date',
  // What is gone since an earlier version is told by another rule.
  'removed-argument',
];

const preludes: Readonly<Record<2 | 3, string>> = {
  2: `
from airflow import DAG
from airflow.datasets import Dataset as Asset
from airflow.decorators import dag, task, task_group
from airflow.models.baseoperator import BaseOperator
from airflow.operators.bash import BashOperator
from airflow.operators.empty import EmptyOperator
from airflow.sensors.python import PythonSensor
from airflow.serialization.serialized_objects import SerializedDAG as Serialization
from airflow.timetables.interval import CronDataIntervalTimetable, DeltaDataIntervalTimetable
from airflow.timetables.trigger import CronTriggerTimetable
from airflow.utils.task_group import TaskGroup
from airflow.utils.trigger_rule import TriggerRule
`,
  3: `
from airflow.providers.standard.operators.bash import BashOperator
from airflow.providers.standard.operators.empty import EmptyOperator
from airflow.providers.standard.sensors.python import PythonSensor
from airflow.sdk import (
    DAG, Asset, BaseOperator, CronDataIntervalTimetable, CronTriggerTimetable,
    DeltaDataIntervalTimetable, TaskGroup, TriggerRule, dag, task, task_group,
)
from airflow.serialization.serialized_objects import DagSerialization as Serialization
`,
};

const common = `
import warnings
from datetime import datetime, time, timedelta
import pendulum
from dateutil.relativedelta import relativedelta
warnings.simplefilter("ignore")
START = datetime(2024, 1, 1)
`;

const schedules = [
  ...['"@daily"', '"@Daily"', '"@midnight"', '"@quarterly"', '"@Quarterly"', '"@once"', '"@Once"'],
  ...['"@dayly"', '"daily"', '"None"', '""', '" "', '" @daily"', '" 0 0 * * * "', '"0 0 * *"'],
  ...[
    '"0 24 * * *"',
    '"0 0 0 * *"',
    '"0 0 L * *"',
    '"0 0 * * 5#5"',
    '"0 0 * * 5#6"',
    '"H * * * *"',
  ],
  ...['"0 0 12 * * ?"', '"0 0 ? * *"', '"*/0 * * * *"', '"0 22-4 * * *"', '"0 0 * * * 30"'],
  ...['None', '5', '1.5', 'True', 'False', '[]', '["@daily"]', '("@daily",)', '{"a": 1}'],
  ...['time(6)', 'START', 'pendulum.datetime(2024, 1, 1)', 'timedelta(days=1)', 'timedelta(0)'],
  ...[
    'timedelta(days=-1)',
    'relativedelta(months=1)',
    'relativedelta()',
    'pendulum.duration(days=1)',
  ],
  ...['Asset("a")', '[Asset("a"), Asset("b")]', 'Asset("a") | Asset("b")'],
  ...[
    'CronTriggerTimetable("0 99 * * *", timezone="UTC")',
    'CronTriggerTimetable("@daily", timezone="UTC")',
  ],
  ...[
    'CronDataIntervalTimetable("@once", timezone="UTC")',
    'DeltaDataIntervalTimetable(timedelta(0))',
  ],
].map((value) => `DAG("a", schedule=${value}, start_date=START, catchup=False)`);

const ids = [
  ...[
    '"a b"',
    '"a.b"',
    '"ä"',
    '"日本"',
    '"½"',
    '"a\\u0301"',
    '"a\\n"',
    '"\\na"',
    '""',
    '"a/b"',
    '5',
    'None',
  ],
  ...[250, 251].map((length) => `"${'x'.repeat(length)}"`),
].flatMap((id) => [`DAG(${id}, schedule=None)`, inDag(`EmptyOperator(task_id=${id})`)]);

const groups = [
  ...['"a b"', '"a.b"', '"ä"', '""', '5', `"${'x'.repeat(200)}"`, `"${'x'.repeat(201)}"`],
].map((id) => inDag(`TaskGroup(${id})`));

const others = [
  'DAG("a", schedule="@daily")',
  'DAG("a", schedule="@daily", catchup=True)',
  'DAG("a", schedule="@daily", catchup=False)',
  'DAG("a", schedule=None, catchup=True)',
  'DAG("a", schedule=[Asset("a")])',
  'DAG("a", schedule="@once")',
  'DAG("a", schedule=timedelta(days=1), default_args={"start_date": START})',
  'DAG("a", schedule="@continuous", start_date=START)',
  'DAG("a", schedule="@continuous", start_date=START, max_active_runs=2)',
  'DAG("a", schedule="@continuous", start_date=START, max_active_runs=1)',
  'DAG("a")',
  inDag('TaskGroup("a b", prefix_group_id=False)'),
  inDag(`with TaskGroup("${'g'.repeat(100)}"): EmptyOperator(task_id="${'t'.repeat(149)}")`),
  inDag(`with TaskGroup("${'g'.repeat(100)}"): EmptyOperator(task_id="${'t'.repeat(150)}")`),
  'def make():\n    @dag(dag_id="a b", schedule=None)\n    def flow(): pass\n    return flow()\nmake()',
  inDag('@task(task_id="a b")\n    def work(): pass\n    work()'),
  inDag('@task\n    def work(): pass\n    work.override(task_id="a b")()'),
  inDag('@task_group(group_id="a b")\n    def group(): EmptyOperator(task_id="a")\n    group()'),
];

function inDag(statements: string): string {
  return `with DAG("a", schedule=None, start_date=START) as d:\n    ${statements}`;
}

const ofDags = [
  ...['nope=1', 'retries=1', 'tag=["x"]', 'fail_fast=True', 'catchup="False"', 'tags=["a"]'],
  ...['start_date="2024-01-01"', 'end_date="2024-01-01"', 'end_date=START', 'description=5'],
  ...['max_active_runs="1"', 'max_active_runs=1.5', 'max_active_tasks=1', 'max_active_tasks="1"'],
  ...['is_paused_upon_creation="x"', 'default_args={"retrys": 1, "start_date": "2024-01-01"}'],
].map((argument) => `DAG("a", schedule=None, ${argument})`);

const ofTasks = [
  ...['retrys=1', 'poke_interval=5', 'tags=["x"]', 'retry_policy=None', 'doc_md="x"', 'sla=None'],
  ...['retries="x"', 'retries=-1', 'retries=None', 'retries=[1]'],
  ...['retry_delay=300', 'retry_delay="300"', 'retry_delay=-5', 'max_retry_delay=[1]'],
  ...['max_retry_delay=300', 'pool_slots=0', 'pool_slots=1', 'pool_slots="2"', 'pool=5'],
  ...['priority_weight="1"', 'priority_weight=1.5', 'priority_weight=-1', 'queue=5', 'queue="x"'],
  ...['weight_rule="x"', 'weight_rule="upstream"', 'weight_rule="Downstream"', 'weight_rule=None'],
  ...['trigger_rule="x"', 'trigger_rule="ALL_DONE"', 'trigger_rule="all_done "'],
  ...['trigger_rule="all_done"', 'trigger_rule="dummy"', 'trigger_rule="none_failed_or_skipped"'],
  ...['trigger_rule="all_done_min_one_success"', 'trigger_rule=TriggerRule.ALL_DONE'],
  ...['trigger_rule=TriggerRule.NOPE', 'trigger_rule=TriggerRule.DUMMY', 'owner=5'],
  ...['start_date="2024-01-01"', 'end_date="2024-01-01"', 'depends_on_past="False"'],
  ...['depends_on_past=None', 'wait_for_downstream="x"', 'do_xcom_push="x"', 'run_as_user=5'],
  ...['max_active_tis_per_dag="x"', 'max_active_tis_per_dag=0', 'email_on_failure="x"'],
  ...['ignore_first_depends_on_past=5', 'default_args={"nope": 1}'],
].flatMap((argument) => [
  inDag(`EmptyOperator(task_id="t", ${argument})`),
  inDag(`@task(${argument})\n    def work(): pass\n    work()`),
]);

const ofSensors = [
  ...['mode="x"', 'mode="Poke"', 'mode=None', 'mode="reschedule"', 'poke_interval=-1'],
  ...['poke_interval=0', 'poke_interval="60"', 'poke_interval=timedelta(seconds=5)'],
  ...['poke_interval=timedelta(seconds=-5)', 'timeout=-1', 'timeout=0', 'timeout="60"'],
  ...['timeout=timedelta(-1)', 'max_wait=-1', 'max_wait="5"', 'max_wait=5', 'soft_fail=True'],
].map((argument) => inDag(`PythonSensor(task_id="t", python_callable=print, ${argument})`));

const ofOthers = [
  // Airflow 3 takes them from operators only.
  ...['retries="3"', 'retries=1.5'].map((argument) =>
    inDag(`EmptyOperator(task_id="t", ${argument})`),
  ),
  ...['nope=1', 'tooltip="x"', 'retries=1'].flatMap((argument) => [
    inDag(`TaskGroup("g", ${argument})`),
    inDag(`@task_group(${argument})\n    def g(): EmptyOperator(task_id="x")\n    g()`),
  ]),
  inDag('@task\n    def f(): pass\n    f.override(nope=1)()'),
  inDag('@task(nope=1)\n    def f(): pass'),
  inDag('@task.branch(nope=1)\n    def f(): pass\n    f()'),
  inDag('BashOperator.partial(task_id="t", nope=1).expand(bash_command=["a"])'),
  inDag('BashOperator.partial(task_id="t", pool_slots=0).expand(bash_command=["a"])'),
  inDag('BashOperator.partial(task_id="t", retries="x").expand(bash_command=["a"])'),
  ...['x, **kwargs', 'x, task_id'].flatMap((parameters) =>
    ['x=1, retries=1', 'x=1, nope=1'].map((given) => {
      const handedOn = parameters.includes('**') ? '**kwargs' : 'task_id=task_id';
      const body = `def __init__(self, ${parameters}): super().__init__(${handedOn})`;
      return inDag(`class Own(BaseOperator):\n        ${body}\n    Own(task_id="t", ${given})`);
    }),
  ),
  ...['"trigger_rule": "x"', '"retries": "x"', '"pool_slots": 0'].map(
    (entry) =>
      `with DAG("a", schedule=None, default_args={${entry}}):\n    EmptyOperator(task_id="t")`,
  ),
];

const sources = [
  ...[...schedules, ...ids, ...groups, ...others],
  ...[...ofDags, ...ofTasks, ...ofSensors, ...ofOthers],
];

/** The sources that Airflow refuses while it loads and validates them. */
async function refused(major: 2 | 3): Promise<readonly string[]> {
  const home = makeAirflowHome(major);
  const program = `${preludes[major]}${common}
import json

made = []

class RecordedDAG(DAG):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        made.append(self)

def is_refused(source):
    made.clear()
    try:
        exec(source, {**globals(), "DAG": RecordedDAG})
        for one in made:
            one.validate()
            one.timetable.validate()
            Serialization.to_dict(one)
    except Exception:
        return True
    return False

refused = [each for each in json.loads(${JSON.stringify(JSON.stringify(sources))}) if is_refused(each)]
print("REFUSED " + json.dumps(refused))
`;
  try {
    const run = await runPython(major, program, { variables: home.variables });
    expect(run.status, run.stderr).toBe(0);
    const line = run.stdout.split('\n').find((text) => text.startsWith('REFUSED ')) ?? '';
    return JSON.parse(line.slice('REFUSED '.length));
  } finally {
    home.dispose();
  }
}

async function reported(major: 2 | 3): Promise<readonly string[]> {
  const parser = await testParser();
  const airflowVersion = major === 2 ? '2.10.5' : '3.3.2';
  return sources.filter((source) => {
    const text = `${preludes[major]}${common}\n${source}\n`;
    const configuration = { ...defaultConfiguration, select: rules, airflowVersion };
    const { findings } = analyze({ path: 'dags/a.py', text }, configuration, parser);
    return findings.some(({ severity }) => severity === 'error' || severity === 'warning');
  });
}

describe('what keeps a file from loading', () => {
  it.each([2, 3] as const)('is what Airflow %i refuses', async (major) => {
    expect(await reported(major)).toEqual(await refused(major));
  });
});
