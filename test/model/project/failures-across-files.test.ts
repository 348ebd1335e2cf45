import { expect, test } from 'vitest';
import { projectOf } from '../../harness/project';

const head = `
from airflow import DAG
from airflow.operators.bash import BashOperator
from airflow.operators.python import BranchPythonOperator, PythonOperator
`;

const branch = `${head}
from choices import choose

with DAG("d"):
    branch = BranchPythonOperator(task_id="choose", python_callable=choose)
    a = BashOperator(task_id="a", bash_command="a")
    b = BashOperator(task_id="b", bash_command="b")
    branch >> [a, b] >> BashOperator(task_id="join", bash_command="c")
`;

test('a branch that another file decides skips its join', async () => {
  const choices =
    'def choose(ds):\n    if ds.endswith("-01"):\n        return "a"\n    return OTHER\n';
  const findings = async (other: string) => {
    const project = await projectOf({
      'dags/a.py': branch,
      'dags/choices.py': choices.replace('OTHER', other),
    });
    return project.findings('dags/a.py', 'join-after-branch-skipped').map(({ tasks }) => tasks);
  };
  expect(await findings('"b"')).toMatchObject([[{ dagId: 'd', taskId: 'join' }]]);
  expect(await findings('["a", "b"]')).toEqual([]);
  expect(await findings('ds')).toEqual([]);
});

const cleaning = `${head}
from finish import finish

with DAG("d"):
    load = BashOperator(task_id="load", bash_command="load")
    load >> BashOperator(task_id="clean", bash_command="rm -rf /x", trigger_rule="all_done")
    finish(load)
`;

test('a last task that a helper of another file adds tells of the failure', async () => {
  const findings = async (rule: string) => {
    const finish = `${head}
def finish(load):
    load >> BashOperator(task_id="end", bash_command="date", trigger_rule="${rule}")
`;
    const project = await projectOf({ 'dags/a.py': cleaning, 'dags/finish.py': finish });
    return project.findings('dags/a.py', 'failure-hidden-by-trigger-rule').length;
  };
  expect(await findings('all_success')).toBe(0);
  expect(await findings('always')).toBe(1);
});

test('retries come with default arguments of another file', async () => {
  const findings = async (defaults: string) => {
    const text = `${head}
from settings import DEFAULTS

with DAG("d", default_args=DEFAULTS):
    BashOperator(task_id="a", bash_command="curl --max-time 60 https://a")
`;
    const files = { 'dags/a.py': text, 'dags/settings.py': `DEFAULTS = ${defaults}\n` };
    const project = await projectOf(files, { profile: 'strict' });
    return project.findings('dags/a.py', 'missing-retries').length;
  };
  expect(await findings('{"owner": "data"}')).toBe(1);
  expect(await findings('{"owner": "data", "retries": 2}')).toBe(0);
});
