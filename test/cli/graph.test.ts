import { expect, test } from 'vitest';
import * as z from 'zod';
import { airworthy, type CliOptions, folderWith } from './harness';

const position = z.strictObject({ line: z.int().min(1), column: z.int().min(1) });
const place = { file: z.string(), range: z.strictObject({ start: position, end: position }) };
const value = z.union([z.null(), z.boolean(), z.number(), z.string()]);

/** The output of `airworthy graph`, version 1, as it was promised: no key missing, none added. */
const graphSchema = z.strictObject({
  version: z.literal(1),
  dags: z.array(
    z.strictObject({
      dag_id: z.string().nullable(),
      ...place,
      schedule: z.string().nullable(),
      complete: z.boolean(),
      certain: z.boolean(),
      tasks: z.array(
        z.strictObject({
          task_id: z.string().nullable(),
          operator: z.string(),
          ...place,
          group: z.string().nullable(),
          mapped: z.boolean(),
          role: z.enum(['work', 'setup', 'teardown']),
          certain: z.boolean(),
          callable: z.strictObject(place).nullable(),
          upstream: z.array(z.string()),
          downstream: z.array(z.string()),
          effective: z.record(z.string(), value),
          origins: z.record(z.string(), z.strictObject({ source: z.string(), ...place })),
        }),
      ),
      groups: z.array(
        z.strictObject({
          group_id: z.string().nullable(),
          ...place,
          parent: z.string().nullable(),
        }),
      ),
    }),
  ),
});

const dag = `from datetime import timedelta
from airflow import DAG
from airflow.decorators import task
from airflow.operators.bash import BashOperator
from airflow.utils.task_group import TaskGroup
from common import DEFAULTS
from helpers import fetch

with DAG("sales", schedule="@daily", default_args={**DEFAULTS, "retries": 2}) as dag:
    first = BashOperator(task_id="first", bash_command="true", trigger_rule="all_done")
    with TaskGroup("load") as load:
        for table in ("orders", "items"):
            BashOperator(
                task_id=f"copy_{table}", bash_command="true", execution_timeout=timedelta(minutes=1)
            )
    loaded = task(fetch)()
    first >> load >> loaded
`;

const files = {
  'dags/dag.py': dag,
  'dags/common.py':
    'from datetime import timedelta\nDEFAULTS = {"execution_timeout": timedelta(hours=1)}\n',
  'dags/helpers.py': 'def fetch():\n    return 1\n',
};

async function graph(file: string, options: CliOptions) {
  const run = await airworthy(['graph', file], options);
  expect(run.stderr).toBe('');
  expect(run.code).toBe(0);
  return graphSchema.parse(JSON.parse(run.stdout));
}

test('the DAGs of a file come with tasks, groups and edges', async () => {
  const { dags } = await graph('dags/dag.py', { cwd: folderWith(files) });
  expect(dags).toHaveLength(1);
  const [sales] = dags;
  expect(sales).toMatchObject({
    dag_id: 'sales',
    file: 'dags/dag.py',
    range: { start: { line: 9, column: 6 } },
    schedule: '@daily',
    complete: true,
    certain: true,
    groups: [{ group_id: 'load', parent: null }],
  });
  const edges = sales?.tasks.map(({ task_id, upstream, downstream }) => [
    task_id,
    upstream,
    downstream,
  ]);
  const inner = ['load.copy_orders', 'load.copy_items'];
  expect(edges).toEqual([
    ['first', [], inner],
    [inner[0], ['first'], ['fetch']],
    [inner[1], ['first'], ['fetch']],
    ['fetch', inner, []],
  ]);
});

test('effective arguments are plain values, with the place where they were written', async () => {
  const { dags } = await graph('dags/dag.py', { cwd: folderWith(files) });
  const tasks = new Map(dags[0]?.tasks.map((task) => [task.task_id, task]));
  const first = tasks.get('first');
  expect(first?.effective).toMatchObject({
    execution_timeout: 3600,
    retries: 2,
    trigger_rule: 'all_done',
  });
  expect(first?.origins).toMatchObject({
    execution_timeout: { source: 'dag', file: 'dags/common.py', range: { start: { line: 2 } } },
    retries: { source: 'dag', file: 'dags/dag.py', range: { start: { line: 9 } } },
    trigger_rule: { source: 'task', file: 'dags/dag.py', range: { start: { line: 10 } } },
  });
  expect(tasks.get('load.copy_items')?.effective).toMatchObject({ execution_timeout: 60 });
});

test('the function of a task is named where it is written', async () => {
  const { dags } = await graph('dags/dag.py', { cwd: folderWith(files) });
  const task = dags[0]?.tasks.find(({ task_id }) => task_id === 'fetch');
  expect(task?.callable).toMatchObject({
    file: 'dags/helpers.py',
    range: { start: { line: 1, column: 1 } },
  });
});

test('what is not known is not there', async () => {
  const cwd = folderWith({
    'dag.py': `import os
from airflow import DAG
from airflow.operators.bash import BashOperator

with DAG(os.environ["NAME"], schedule=os.environ["WHEN"]):
    for table in os.listdir("."):
        BashOperator(task_id=table, bash_command="true", retries=int(os.environ["RETRIES"]))
`,
  });
  const { dags } = await graph('dag.py', { cwd });
  expect(dags).toMatchObject([
    {
      dag_id: null,
      schedule: 'os.environ["WHEN"]',
      complete: false,
      tasks: [{ task_id: null, certain: false }],
    },
  ]);
  expect(dags[0]?.tasks[0]?.effective).not.toHaveProperty('retries');
});

test('a file without DAGs has none', async () => {
  const cwd = folderWith({ 'plain.py': 'print("no DAG")\n', 'broken.py': 'def (:\n' });
  expect(await graph('plain.py', { cwd })).toEqual({ version: 1, dags: [] });
  expect(await graph('broken.py', { cwd })).toEqual({ version: 1, dags: [] });
});

test('Mermaid shows groups around their tasks and cannot be broken by an id', async () => {
  const cwd = folderWith({
    ...files,
    'dags/odd.py': 'from airflow import DAG\nwith DAG("a\\"]; end <b>"):\n    pass\n',
  });
  const run = await airworthy(['graph', 'dags/dag.py', '--format', 'mermaid'], { cwd });
  expect(run.stdout).toBe(`---
title: "sales"
---
flowchart LR
  t0["first"]
  t3["fetch"]
  subgraph g0["load"]
    t1["copy_orders"]
    t2["copy_items"]
  end
  t0 --> t1
  t0 --> t2
  t1 --> t3
  t2 --> t3
`);
  const odd = await airworthy(['graph', 'dags/odd.py', '--format', 'mermaid'], { cwd });
  expect(odd.stdout).toContain('title: "a\\"]; end <b>"\n');
});

test.each([
  ['a file that does not exist', 'none.py', 2],
  ['a folder', 'dags', 2],
  ['bytes that are no text', 'latin.py', 1],
])('%s is told of', async (_, file, code) => {
  const cwd = folderWith({ ...files, 'latin.py': Uint8Array.of(0x22, 0xe9, 0x22) });
  const run = await airworthy(['graph', file], { cwd });
  expect(run.code).toBe(code);
  expect(run.stdout).toBe('');
  expect(run.stderr).toMatch(new RegExp(`^airworthy: ${file}: The file `));
});
