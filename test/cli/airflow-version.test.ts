// `airflowVersion: auto`: which Airflow a project runs decides what is said of its DAGs.

import { expect, test } from 'vitest';
import { airworthy, checkJson, folderWith } from './harness';

const dag = `
from airflow import DAG
from airflow.operators.bash_operator import BashOperator

with DAG("a", schedule=None):
    BashOperator(task_id="b", bash_command="true")
`;

function lock(version: string): string {
  return `[[package]]\nname = "apache-airflow"\nversion = "${version}"\n`;
}

const upgrades = ['--select', 'moved-import'];

test('one DAG in two folders with different locks gets different findings', async () => {
  const cwd = folderWith({
    'old/uv.lock': lock('2.10.5'),
    'old/dags/a.py': dag,
    'new/poetry.lock': lock('3.3.2'),
    'new/dags/a.py': dag,
    'neither/dags/a.py': dag,
  });
  const { report } = await checkJson(upgrades, { cwd });
  const said = report.findings.map(({ file, message, severity }) => [file, severity, message]);
  expect(said.sort()).toEqual([
    ['neither/dags/a.py', 'information', expect.stringContaining('is gone from Airflow 3.0 on')],
    ['new/dags/a.py', 'error', expect.stringContaining('is gone since Airflow 3.0')],
    ['old/dags/a.py', 'warning', expect.stringContaining('is deprecated, and gone in Airflow 3.0')],
  ]);
});

test('settings and flags go before what the files say', async () => {
  const cwd = folderWith({
    'uv.lock': lock('3.3.2'),
    'dags/a.py': dag,
    'set/airworthy.toml': 'airflow-version = "2.10"\n',
    'set/a.py': dag,
  });
  const severities = async (...flags: string[]) => {
    const { report } = await checkJson([...upgrades, ...flags], { cwd });
    return report.findings.map(({ severity }) => severity);
  };
  expect(await severities()).toEqual(['error', 'warning']);
  expect(await severities('--airflow-version', '2.10')).toEqual(['warning', 'warning']);
});

test('files that disagree are named, and so are those that are broken', async () => {
  const cwd = folderWith({
    'uv.lock': lock('3.3.2'),
    'poetry.lock': '[[package]\n',
    Dockerfile: 'FROM apache/airflow:2.10.5\n',
    'dags/a.py': dag,
  });
  const run = await airworthy(['check', ...upgrades], { cwd });
  expect(run.stderr).toContain('poetry.lock: this is not valid TOML');
  expect(run.stderr).toContain('uv.lock says Airflow 3.3.2 and ');
  expect(run.stderr).toContain('Dockerfile says 2.10.5: the first counts');
  expect(run.code).toBe(1);
});
