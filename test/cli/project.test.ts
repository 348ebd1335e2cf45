import { chmodSync, mkdirSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { airworthy, checkJson, folderWith, read } from './harness';

const helper = `import requests


def fetch():
    return requests.get("https://example.org")
`;

const dag = `from airflow import DAG
from airflow.operators.python import PythonOperator
from helpers import fetch

with DAG("sales"):
    PythonOperator(task_id="load", python_callable=fetch)
`;

const select = ['--select', 'request-without-timeout'];

test('a helper module that is named alone knows the tasks that reach it', async () => {
  const cwd = folderWith({ 'dags/dag.py': dag, 'dags/helpers.py': helper });
  for (const named of ['dags/helpers.py', '.', 'dags']) {
    const { report } = await checkJson([...select, named], { cwd });
    expect(report.findings).toHaveLength(1);
    expect(report.findings[0]).toMatchObject({
      file: 'dags/helpers.py',
      severity: 'warning',
      phases: ['task'],
      tasks: [{ dag_id: 'sales', task_id: 'load' }],
    });
  }
});

test('a place in another file is named as that file', async () => {
  const cwd = folderWith({ 'dags/dag.py': dag, 'dags/helpers.py': helper });
  const { report } = await checkJson([...select, 'helpers.py'], { cwd: path.join(cwd, 'dags') });
  expect(report.findings[0]?.related).toMatchObject([
    { file: 'dag.py', range: { start: { line: 6 } } },
  ]);
});

test('the working directory does not matter', async () => {
  const cwd = folderWith({ 'dags/dag.py': dag, 'dags/helpers.py': helper, 'elsewhere/x.py': '' });
  const { report } = await checkJson([...select, '../dags/helpers.py'], {
    cwd: path.join(cwd, 'elsewhere'),
  });
  expect(report.findings[0]).toMatchObject({ tasks: [{ dag_id: 'sales', task_id: 'load' }] });
});

test('text on standard input takes the place of its file, for others as well', async () => {
  const cwd = folderWith({ 'dags/dag.py': dag, 'dags/helpers.py': '' });
  const run = await checkJson([...select, '--stdin-filename', 'dags/helpers.py'], {
    cwd,
    input: helper,
  });
  expect(run.report.findings[0]).toMatchObject({ tasks: [{ dag_id: 'sales', task_id: 'load' }] });
});

test('text on standard input that has no file yet sees the files around it', async () => {
  const cwd = folderWith({ 'dags/helpers.py': 'from airflow import DAG\n' });
  const input =
    'from helpers import DAG\nwith DAG("d", schedule_interval=None) as dag:\n    pass\n';
  const run = await checkJson(
    ['--select', 'removed-argument', '--airflow-version', '3.0', '--stdin-filename', 'dags/new.py'],
    { cwd, input },
  );
  expect(run.report.findings).toHaveLength(1);
});

test('a finding of fixed code is that of the project after all fixes', async () => {
  const cwd = folderWith({ 'dags/dag.py': dag, 'dags/helpers.py': helper });
  const run = await airworthy(['check', ...select, '--fix', '--unsafe-fixes', '.'], { cwd });
  expect(read(cwd, 'dags/helpers.py')).toContain('timeout=');
  expect(run.code).toBe(0);
});

test('files of one name in two projects do not know each other', async () => {
  const cwd = folderWith({
    'a/pyproject.toml': '',
    'a/dags/dag.py': dag,
    'a/dags/helpers.py': 'def fetch(): ...\n',
    'b/pyproject.toml': '',
    'b/dags/helpers.py': helper,
  });
  const { report } = await checkJson([...select, '.'], { cwd });
  expect(report.findings).toEqual([]);
});

test('links in circles and folders without permission keep nobody from a result', async () => {
  const cwd = folderWith({ 'dags/dag.py': dag, 'dags/helpers.py': helper });
  symlinkSync(cwd, path.join(cwd, 'dags/loop'));
  symlinkSync(path.join(cwd, 'nowhere'), path.join(cwd, 'dags/gone.py'));
  mkdirSync(path.join(cwd, 'dags/closed.py'));
  chmodSync(path.join(cwd, 'dags/closed.py'), 0);
  const { report } = await checkJson([...select, 'dags/helpers.py'], { cwd });
  chmodSync(path.join(cwd, 'dags/closed.py'), 0o700);
  expect(report.findings[0]).toMatchObject({ tasks: [{ dag_id: 'sales', task_id: 'load' }] });
});

test('a file that is reached by a link is the one that the link leads to', async () => {
  const cwd = folderWith({ 'dags/dag.py': dag, 'lib/helpers.py': helper });
  symlinkSync(path.join(cwd, 'lib/helpers.py'), path.join(cwd, 'dags/helpers.py'));
  for (const named of ['dags/helpers.py', 'lib/helpers.py']) {
    const { report } = await checkJson([...select, named], { cwd });
    expect(report.findings[0]).toMatchObject({ tasks: [{ dag_id: 'sales', task_id: 'load' }] });
  }
});

test('a file without a word of Airflow is silent, unless a name in it may be Airflow\u2019s', async () => {
  const hook =
    'import requests\nclass H(BaseHook):\n    def get(self):\n        requests.get("x")\n';
  const cwd = folderWith({
    'jobs/plain.py': helper,
    'jobs/hook.py': hook,
    'jobs/task.py': '@ task\ndef t():\n    while True:\n        pass\n',
  });
  const files = async (...flags: readonly string[]) => {
    const { report } = await checkJson([...flags, '.'], { cwd });
    return [...new Set(report.findings.map(({ file }) => file))].sort();
  };
  expect(await files()).toEqual(['jobs/hook.py', 'jobs/task.py']);
  expect(await files('--profile', 'all')).toEqual([
    'jobs/hook.py',
    'jobs/plain.py',
    'jobs/task.py',
  ]);
});
