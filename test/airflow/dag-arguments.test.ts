/** What the rules about ids, schedules and start dates say of a DAG, Airflow says when it loads it. */

import { describe, expect, it } from 'vitest';
import { analyze } from '../../server/src/engine/analyze';
import { defaultConfiguration } from '../../server/src/engine/configuration';
import { testParser } from '../harness/parser';
import { makeAirflowHome, runPython } from '../harness/python';

const rules = ['invalid-id', 'invalid-schedule', 'missing-start-date'];

const preludes: Readonly<Record<2 | 3, string>> = {
  2: `
from airflow import DAG
from airflow.datasets import Dataset as Asset
from airflow.decorators import dag, task, task_group
from airflow.operators.empty import EmptyOperator
from airflow.timetables.interval import CronDataIntervalTimetable, DeltaDataIntervalTimetable
from airflow.timetables.trigger import CronTriggerTimetable
from airflow.utils.task_group import TaskGroup
`,
  3: `
from airflow.providers.standard.operators.empty import EmptyOperator
from airflow.sdk import (
    DAG, Asset, CronDataIntervalTimetable, CronTriggerTimetable, DeltaDataIntervalTimetable,
    TaskGroup, dag, task, task_group,
)
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

const sources = [...schedules, ...ids, ...groups, ...others];

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
