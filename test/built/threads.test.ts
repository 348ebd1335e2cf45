import { spawn, spawnSync } from 'node:child_process';
import { closeSync, constants, mkdirSync, openSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { folderWith, reportSchema } from '../cli/harness';
import { airworthy, cli, type ProcessRun } from './command';

const helper =
  'import requests\n\n\ndef fetch():\n    return requests.get("https://example.org")\n';

const dag = (id: string) =>
  'from airflow import DAG\nfrom airflow.operators.python import PythonOperator\nfrom helpers import fetch\n\n' +
  `with DAG("${id}", schedule="@daily"):\n    PythonOperator(task_id="load", python_callable=fetch)\n`;

/** So much text that threads are worth their start, of a kind that costs next to nothing. */
const long = `# ${'-'.repeat(97)}\n`.repeat(2200);

/** Two projects of files that know each other, with something wrong in each kind of way. */
function projects(): string {
  const files = ['one', 'two'].flatMap((project): [string, string | Uint8Array][] => [
    [`${project}/dags/helpers.py`, helper],
    [`${project}/dags/broken.py`, 'from airflow import DAG\nwith DAG("x":\n'],
    [`${project}/dags/latin.py`, Uint8Array.of(0x78, 0x20, 0x3d, 0x20, 0x27, 0xe9, 0x27, 0x0a)],
    [`${project}/dags/long_1.py`, long],
    [`${project}/dags/long_2.py`, long],
    ...['a', 'b', 'z'].map((id): [string, string] => [
      `${project}/dags/${id}.py`,
      dag(`${project}_${id}`),
    ]),
  ]);
  const cwd = folderWith(Object.fromEntries(files));
  for (const project of ['one', 'two']) mkdirSync(path.join(cwd, project, '.git'));
  return cwd;
}

const strict = ['--profile', 'strict'];

let alone: Promise<ProcessRun> | undefined;

/** A run by itself that keeps nothing, which says the same of any copy of the projects. */
function runAlone(): Promise<ProcessRun> {
  const flags = ['check', ...strict, '--no-cache', 'one', 'two'];
  alone ??= airworthy(flags, { cwd: projects() });
  return alone;
}

test('the report is the same for any number of threads, and for any number of runs', async () => {
  const cwd = projects();
  const check = (...flags: readonly string[]) =>
    airworthy(['check', '--format', 'json', ...strict, ...flags], { cwd });
  const alone = await check('--no-cache', '--jobs', '1');
  const report = reportSchema.parse(JSON.parse(alone.stdout.toString()));
  expect(alone.code).toBe(1);
  expect(report.files).toBe(16);
  expect(report.errors).toHaveLength(2);
  expect(report.findings.length).toBeGreaterThan(8);
  for (const flags of [['--jobs', '3', '--no-cache'], ['--jobs', '2'], [], ['--jobs', '1']]) {
    const run = await check(...flags);
    expect(run.stdout.toString(), flags.join(' ')).toBe(alone.stdout.toString());
    expect(run.code).toBe(1);
  }
});

test('results are kept where that is asked for, and nowhere with --no-cache or a fix', async () => {
  const cwd = folderWith({ 'dags/helpers.py': helper });
  const environment = { XDG_CACHE_HOME: path.join(cwd, 'own') };
  for (const flags of [['--no-cache'], ['--diff'], ['--fix'], ['--cache-dir', 'here']]) {
    await airworthy(['check', ...flags, 'dags'], { cwd, environment });
    const isKept = flags.includes('here');
    expect(readdirSync(cwd).sort(), flags.join(' ')).toEqual(isKept ? ['dags', 'here'] : ['dags']);
  }
  await airworthy(['check', 'dags'], { cwd, environment });
  expect(recordsIn(path.join(cwd, 'own/airworthy/check'))).toHaveLength(1);
});

test('runs at the same time do not disturb each other', async () => {
  const cwd = projects();
  const { stdout: expected } = await runAlone();
  const flags = ['check', ...strict, '--cache-dir', 'kept'];
  const runs = await Promise.all([1, 2].map(() => airworthy(flags, { cwd })));
  for (const { code, stdout } of [...runs, await airworthy(flags, { cwd })]) {
    expect(stdout.toString()).toBe(expected.toString());
    expect(code).toBe(1);
  }
  expect(readdirSync(path.join(cwd, 'kept')).every((name) => name.endsWith('.json'))).toBe(true);
});

test.each([
  ['SIGKILL', '1'],
  ['SIGKILL', '2'],
  ['SIGINT', '2'],
] as const)(
  '%s ends a run at once, and what it leaves is right: threads: %s',
  async (signal, jobs) => {
    const cwd = projects();
    // A file that nobody ever writes, so that the run cannot end by itself.
    const pipe = path.join(cwd, 'zz/pipe.py');
    mkdirSync(path.dirname(pipe));
    expect(spawnSync('mkfifo', [pipe]).status).toBe(0);
    const flags = ['check', ...strict, '--cache-dir', 'kept', '--jobs', jobs];
    const child = spawn(process.execPath, [cli, ...flags, 'one', 'two', 'zz/pipe.py'], {
      cwd,
      stdio: 'ignore',
    });
    const ended = new Promise((resolve) => child.once('close', (_, by) => resolve(by)));
    // It can be opened once there is somebody who reads it: the run has got so far.
    const writer = await vi.waitFor(
      () => openSync(pipe, constants.O_WRONLY | constants.O_NONBLOCK),
      {
        timeout: 20_000,
        interval: 20,
      },
    );
    onTestFinished(() => closeSync(writer));
    if (jobs === '1') expect(recordsIn(path.join(cwd, 'kept'))).toHaveLength(2);
    child.kill(signal);
    expect(await ended).toBe(signal);
    const again = await airworthy([...flags, 'one', 'two'], { cwd });
    expect(again.stdout.toString()).toBe((await runAlone()).stdout.toString());
  },
);

/** The records of projects, beside which lies what else is kept. */
function recordsIn(folder: string): string[] {
  return readdirSync(folder).filter((name) =>
    readFileSync(path.join(folder, name), 'utf8').includes('"structure":'),
  );
}
