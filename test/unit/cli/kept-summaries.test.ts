// What files make those that they import run for is kept, so that a run that checks one again need not load all others.

import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { CacheFolder } from '../../../server/src/cli/cache/cache-folder';
import type { SummaryTexts } from '../../../server/src/cli/cache/kept-summaries';
import { changeRecords, check, emptyFolder, helper, strict, user, write } from './harness';

const groupedUser =
  'from airflow import DAG\nfrom airflow.operators.python import PythonOperator\n' +
  'from airflow.utils.task_group import TaskGroup\nfrom helper import get\nwith DAG("grouped"):\n' +
  '    with TaskGroup("outer", default_args={"retries": 3}):\n' +
  '        with TaskGroup("inner", default_args={"pool": "p"}):\n' +
  '            PythonOperator(task_id="t", python_callable=get)\n';

test('what a file makes those that it imports run for is known as long as its findings are', async () => {
  const folder = emptyFolder();
  const project = path.join(folder, 'p');
  mkdirSync(path.join(project, '.git'), { recursive: true });
  const between = 'from airflow import DAG\nfrom helper import get\ndef got():\n    return get()\n';
  const other = user
    .replace('"u"', '"other"')
    .replaceAll('helper', 'between')
    .replaceAll('get', 'got');
  write(project, 'plugins/helper.py', helper);
  write(project, 'dags/between.py', between);
  write(project, 'dags/user.py', user);
  write(project, 'dags/other.py', other);
  const cache = new CacheFolder(path.join(folder, 'cache'), 'build');
  /** The DAGs that the helper is told to run for, by a run that asks for a part of the project. */
  const dagsOfHelper = async (part = '.') => {
    const results = await check(path.join(project, part), cache);
    const found = results.find(({ name }) => name.endsWith('helper.py'))?.checked?.findings ?? [];
    return [...new Set(found.flatMap(({ tasks }) => tasks.map(({ dagId }) => dagId)))].sort();
  };
  expect(await dagsOfHelper()).toEqual(['other', 'u']);
  const keepAnother = () => {
    changeSummaries(cache, project, (texts) => {
      return new Map(
        [...texts].map(([file, text]) => [file, text.replaceAll('"other"', '"kept"')]),
      );
    });
  };
  keepAnother();
  // What is asked of the one that has not changed is what was kept of it.
  write(project, 'dags/user.py', `${user}# more\n`);
  expect(await dagsOfHelper()).toEqual(['kept', 'u']);
  write(project, 'dags/other.py', `${other}# more\n`);
  expect(await dagsOfHelper()).toEqual(['other', 'u']);
  keepAnother();
  // Nobody asks for what has changed.
  write(project, 'dags/other.py', `${other}# more still\n`);
  expect(await dagsOfHelper('plugins')).toEqual(['other', 'u']);
  expect(await dagsOfHelper()).toEqual(['other', 'u']);
  // Where settings matter to the load, a check tells nothing of what others are told.
  write(project, 'dags/user.py', groupedUser);
  await check(path.join(project, 'dags'), cache, { ...strict, airflowVersion: '2.5' });
  write(project, 'dags/other.py', other);
  expect(await dagsOfHelper('plugins')).toEqual(['grouped', 'other']);
});

test('summaries of another run than the record is of are as good as none', async () => {
  const folder = emptyFolder();
  const project = path.join(folder, 'p');
  write(project, 'dags/helper.py', helper);
  write(project, 'dags/user.py', user);
  const cache = new CacheFolder(path.join(folder, 'cache'), 'build');
  await check(project, cache);
  const seal = cache.read(project)?.summaries ?? '';
  expect(cache.summariesOf(project, seal)?.size).toBe(2);
  expect(cache.writeSummaries(project, new Map([['a', '{}']]))).not.toBe(seal);
  expect(cache.summariesOf(project, seal)).toBeUndefined();
});

/** Changes the summaries that are kept with a record, as if they had been written so. */
function changeSummaries(
  cache: CacheFolder,
  project: string,
  change: (texts: SummaryTexts) => SummaryTexts,
): void {
  const record = cache.read(project);
  const seal = record?.summaries ?? '';
  const changed = cache.writeSummaries(
    project,
    change(cache.summariesOf(project, seal) ?? new Map()),
  );
  changeRecords(path.join(path.dirname(project), 'cache'), (lines) =>
    lines.replace(seal, changed ?? ''),
  );
}
