/** What cannot be known without running the file is never claimed. */

import { describe, expect, it } from 'vitest';
import { edgesOf, effective, idsOf, inDag, load, taskOf } from './loaded';

describe('a DAG', () => {
  it('is incomplete where a loop runs nobody knows how often', async () => {
    const dag = await inDag(`
import os
for name in os.listdir("/data"):
    EmptyOperator(task_id=name)
    EmptyOperator(task_id="same")
end = EmptyOperator(task_id="end")
`);
    expect(idsOf(dag)).toEqual(['end', 'same?', 'undefined?']);
    expect(dag.isComplete).toBe(false);
  });

  it('is incomplete where code of another package runs inside it', async () => {
    const dag = await inDag('from company import make_tasks\nmake_tasks()');
    expect(dag.isComplete).toBe(false);
  });

  it('is complete where the standard library runs inside it', async () => {
    const dag = await inDag('import json, os\nEmptyOperator(task_id=json.loads(\'"a"\') or "b")');
    expect(dag.isComplete).toBe(true);
  });

  it('that no name holds and no block ends is none that Airflow finds', async () => {
    const { dags } = await load(`
from airflow import DAG
def make():
    dag = DAG("d")
make()
`);
    expect(dags).toEqual([]);
  });

  it('that unknown code was given may be found', async () => {
    const { dags } = await load(`
from airflow import DAG
from company import keep
keep(DAG("d"))
`);
    expect(dags.map(({ dagId, isCertain }) => [dagId, isCertain])).toEqual([['d', false]]);
  });

  it('leaves room for others where a function of another package is called', async () => {
    const { dags, isComplete } = await load('from company import make_dag\ndag = make_dag()\n');
    expect(dags).toEqual([]);
    expect(isComplete).toBe(false);
  });
});

describe('a task', () => {
  it('in a with block that nobody knows is in no known DAG', async () => {
    const { dags, tasksWithoutDag } = await load(`
from airflow.operators.empty import EmptyOperator
from company import company_dag
with company_dag("x") as dag:
    EmptyOperator(task_id="a")
`);
    expect(dags).toEqual([]);
    expect(tasksWithoutDag).toEqual([]);
  });

  it('that a loop makes again and again is made once, and does not follow itself', async () => {
    const dag = await inDag(`
import os
start = EmptyOperator(task_id="start")
end = EmptyOperator(task_id="end")
tasks = []
for name in os.listdir("/data"):
    tasks.append(EmptyOperator(task_id="same"))
    if len(tasks) > 1:
        tasks[-2] >> tasks[-1]
        start >> end
tasks >> end
`);
    expect(idsOf(dag)).toEqual(['end', 'same?', 'start']);
    expect(edgesOf(dag)).toEqual(['same >> end?', 'start >> end?']);
    expect(dag.isComplete).toBe(false);
  });

  it('whose number depends on a task that may not be there has no known id', async () => {
    const dag = await inDag(`
import os
@task
def load():
    pass
if os.getenv("X"):
    load()
load()
`);
    expect(idsOf(dag)).toEqual(['load?', 'undefined?']);
  });

  it('follows results only for fields that are known to be templated', async () => {
    const dag = await inDag(`
from company.operators import CompanyOperator
a = EmptyOperator(task_id="a")
CompanyOperator(task_id="b", query=a.output)
BashOperator(task_id="c", bash_command=a.output)
BashOperator(task_id="d", bash_command="true", doc=a.output)
`);
    expect(edgesOf(dag)).toEqual(['a >> b?', 'a >> c']);
  });
});

describe('an argument', () => {
  it('is unknown where a class of another package may set it', async () => {
    const dag = await inDag(`
from company.operators import CompanyOperator
CompanyOperator(task_id="b")
`);
    expect(effective(taskOf(dag, 'b'), 'retries')).toBe('unknown');
  });

  it('is unknown where operators that ask people may clear it', async () => {
    const dag = await inDag(`
from airflow.providers.standard.operators.hitl import HITLOperator
HITLOperator(task_id="b", execution_timeout=timedelta(hours=1), retries=2)
`);
    expect(effective(taskOf(dag, 'b'), 'execution_timeout')).toBe('unknown');
    expect(effective(taskOf(dag, 'b'), 'retries')).toBe('task: 2');
  });

  it('is unknown where default_args are', async () => {
    const { dags } = await load(`
from airflow import DAG
from airflow.operators.empty import EmptyOperator
from company import defaults
with DAG("d", default_args={"retries": 1, **defaults}) as dag:
    EmptyOperator(task_id="a")
    EmptyOperator(task_id="b", retries=3)
`);
    const [dag] = dags;
    if (dag === undefined) throw new Error('no DAG');
    expect(effective(taskOf(dag, 'a'), 'execution_timeout')).toBe('unknown');
    expect(effective(taskOf(dag, 'b'), 'retries')).toBe('task: 3');
  });

  it('that is set on a condition afterwards is unknown', async () => {
    const dag = await inDag(`
import os
a = EmptyOperator(task_id="a", retries=1)
if os.getenv("X"):
    a.retries = 2
`);
    expect(effective(taskOf(dag, 'a'), 'retries')).toBe('task: unknown');
  });
});
