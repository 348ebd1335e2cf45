import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterEach, expect, onTestFinished, test, vi } from 'vitest';
import { CacheFolder } from '../../../server/src/cli/cache/cache-folder';
import { checkFiles } from '../../../server/src/cli/check-files';
import type { InputResult } from '../../../server/src/cli/input-result';
import { fileInput } from '../../../server/src/cli/inputs';
import { StandingDisk } from '../../../server/src/disk/standing-disk';
import { testParser } from '../../harness/parser';
import { paths, text } from '../../harness/random-project';
import { tries } from '../../harness/tries';
import {
  changeRecords,
  check,
  emptyFolder,
  endless,
  helper,
  keptFiles,
  markRecords,
  muchLater,
  shown,
  strict,
  ticking,
  user,
  write,
} from './harness';

afterEach(() => {
  vi.useRealTimers();
});

const sensor = (id: string) =>
  'from airflow import DAG\nfrom airflow.sensors.external_task import ExternalTaskSensor\n' +
  `with DAG("s"):\n    ExternalTaskSensor(task_id="w", external_dag_id="${id}", external_task_id="t")\n`;
const template =
  'from airflow import DAG\nfrom airflow.operators.bash import BashOperator\n' +
  'with DAG("x"):\n    BashOperator(task_id="b", bash_command="run.sh")\n';
const content = fc.oneof(
  { weight: 8, arbitrary: text },
  fc.constantFrom(sensor('d'), sensor('e'), template, 'x = 1\n', 'def broken(:\n'),
);

type Change =
  | { readonly kind: 'write'; readonly file: string; readonly content: string }
  | { readonly kind: 'delete'; readonly file: string };

const otherFiles = ['.airflowignore', '.gitignore', 'dags/run.sh', 'dags/bytes.py'] as const;
/** Which are found only where they are named; the last ones only as long as git ignores them. */
const possibleGuests = ['.hidden/a.py', '.hidden/guest.py', 'dags/a.py', 'dags/team/a.py'] as const;
const change: fc.Arbitrary<Change> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      kind: fc.constant('write' as const),
      file: fc.constantFrom(...paths.map((each) => each.slice('/p/'.length))),
      content,
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('write' as const),
      file: fc.constantFrom(...possibleGuests),
      content,
    }),
  },
  fc.record({
    kind: fc.constant('write' as const),
    file: fc.constantFrom(...otherFiles),
    content: fc.constantFrom('', 'dags/a.py\n', 'team\n', '# coding: nonsense\n'),
  }),
  fc.record({
    kind: fc.constant('delete' as const),
    file: fc.constantFrom(
      ...paths.map((each) => each.slice('/p/'.length)),
      ...possibleGuests,
      ...otherFiles,
    ),
  }),
);

test('after any changes, what is kept and what is found anew are the same', async () => {
  const configurations = [
    strict,
    { ...strict, airflowVersion: '3.0' },
    { ...strict, ignore: ['dag'] },
  ];
  const oneRun = fc.tuple(
    fc.array(change, { maxLength: 2 }),
    fc.subarray([...possibleGuests]),
    fc.constantFrom(...configurations.slice(0, 1), ...configurations),
    fc.boolean(),
    // Most files of a project may be such that nobody asks for.
    fc.constantFrom('.', '.', 'dags', 'dags/team', 'dags/lib', 'plugins', 'src'),
  );
  await fc.assert(
    fc.asyncProperty(
      fc.array(change, { minLength: 4, maxLength: 9 }),
      fc.array(oneRun, { minLength: 2, maxLength: 5 }),
      fc.boolean(),
      async (beginning, runs, isLater) => {
        // Else all files are so new that each is read every time.
        if (isLater) muchLater();
        const folder = mkdtempSync(path.join(tmpdir(), 'airworthy-unit-'));
        const tick = ticking();
        try {
          mkdirSync(path.join(folder, 'p/.git'), { recursive: true });
          const cache = new CacheFolder(path.join(folder, 'cache'), 'build');
          const apply = (each: Change) => {
            const file = `p/${each.file}`;
            if (each.kind === 'write') write(folder, file, each.content);
            else rmSync(path.join(folder, file), { force: true });
            for (let at = file; at !== '.'; at = path.dirname(at)) tick(path.join(folder, at));
          };
          beginning.forEach(apply);
          for (const [changes, named, configuration, showsText, part] of runs) {
            changes.forEach(apply);
            const project = path.join(folder, 'p', part);
            if (!existsSync(project)) continue;
            const guests = named.filter((name) => existsSync(path.join(project, name)));
            const fresh = await check(project, undefined, configuration, showsText, guests);
            const kept = await check(project, cache, configuration, showsText, guests);
            expect(shown(kept)).toEqual(shown(fresh));
          }
        } finally {
          vi.useRealTimers();
          rmSync(folder, { recursive: true, force: true });
        }
      },
    ),
    tries(20, 1000),
  );
});

function readRecords(folder: string): string {
  return readdirSync(folder)
    .map((name) => readFileSync(path.join(folder, name), 'utf8'))
    .join('\n');
}

test('only what a change can reach is found anew', async () => {
  const folder = emptyFolder();
  const project = path.join(folder, 'p');
  write(project, 'dags/alone.py', endless);
  write(project, 'dags/helper.py', helper);
  write(project, 'dags/user.py', user);
  const cache = new CacheFolder(path.join(folder, 'cache'), 'build');
  await check(project, cache);
  markRecords(path.join(folder, 'cache'));
  const names = ['dags/alone.py', 'dags/helper.py', 'dags/user.py'];
  expect(keptFiles(await check(project, cache))).toEqual(names);
  expect(keptFiles(await check(project, cache, { ...strict, airflowVersion: '3.0' }))).toEqual([]);
  // The record now has what was found with the other configuration.
  await check(project, cache);
  markRecords(path.join(folder, 'cache'));
  write(project, 'dags/user.py', `${user}# more\n`);
  expect(keptFiles(await check(project, cache))).toEqual(['dags/alone.py']);
  write(project, 'dags/new.py', 'x = 1\n');
  expect(keptFiles(await check(project, cache))).toEqual([]);
});

test('of a file that the project leaves out, too, only what a change can reach is found anew', async () => {
  const folder = emptyFolder();
  const project = path.join(folder, 'p');
  mkdirSync(path.join(project, '.git'), { recursive: true });
  write(project, 'dags/helper.py', helper);
  write(project, 'dags/alone.py', endless);
  write(project, '.hidden/alone.py', endless);
  write(project, '.hidden/user.py', user.replace('"u"', '"named-by-nobody"'));
  const cache = new CacheFolder(path.join(folder, 'cache'), 'build');
  const guests = ['.hidden/alone.py', '.hidden/user.py'];
  const kept = async (...named: string[]) =>
    keptFiles(await check(project, cache, strict, false, named)).filter((name) =>
      name.startsWith('.'),
    );
  expect(await kept(...guests)).toEqual([]);
  markRecords(path.join(folder, 'cache'));
  // It stays known when another run does not ask for it.
  expect(await kept('.hidden/user.py')).toEqual(['.hidden/user.py']);
  write(project, 'dags/alone.py', `${endless}# more\n`);
  expect(await kept('.hidden/user.py')).toEqual(['.hidden/user.py']);
  expect(await kept(...guests)).toEqual(guests);
  write(project, 'dags/helper.py', `${helper}# more\n`);
  expect(await kept(...guests)).toEqual(['.hidden/alone.py']);
  write(project, '.hidden/alone.py', `${endless}# more\n`);
  expect(await kept(...guests)).toEqual([]);
  rmSync(path.join(project, '.hidden/alone.py'));
  expect(await kept()).toEqual([]);
  expect(readRecords(path.join(folder, 'cache'))).not.toContain('.hidden/alone.py');
});

const named = (id: string) => `from airflow import DAG\nwith DAG("${id}"):\n    pass\n`;
const nameUser =
  'from airflow import DAG\nfrom airflow.operators.python import PythonOperator\nfrom helper import get\n' +
  'from names import name\nwith DAG(name):\n    PythonOperator(task_id="t", python_callable=get)\n';
const triggering =
  'from airflow import DAG\nfrom airflow.operators.trigger_dagrun import TriggerDagRunOperator\n' +
  'with DAG("t"):\n    TriggerDagRunOperator(task_id="a", trigger_dag_id="d")\n';

test.each<[string, string, Record<string, string>, Record<string, string | undefined>]>([
  [
    'what it imports',
    'dags/user.py',
    { 'dags/helper.py': helper, 'dags/user.py': user },
    { 'dags/helper.py': 'from airflow import DAG\nget = DAG("h")\n' },
  ],
  [
    'what imports it',
    'dags/helper.py',
    { 'dags/helper.py': helper, 'dags/user.py': user },
    { 'dags/user.py': 'import helper\n' },
  ],
  [
    'what begins to import it',
    'dags/helper.py',
    { 'dags/helper.py': helper, 'dags/user.py': 'import airflow\n' },
    { 'dags/user.py': user },
  ],
  [
    'what its importer imports',
    'dags/helper.py',
    { 'dags/helper.py': helper, 'dags/user.py': nameUser, 'dags/names.py': 'name = "a"\n' },
    { 'dags/names.py': 'name = "b"\n' },
  ],
  [
    'a DAG that gets its id',
    'dags/b.py',
    { 'dags/a.py': named('e'), 'dags/b.py': named('d') },
    { 'dags/a.py': named('d') },
  ],
  [
    'a DAG that loses its id',
    'dags/b.py',
    { 'dags/a.py': named('d'), 'dags/b.py': named('d') },
    { 'dags/a.py': named('e') },
  ],
  [
    'which DAGs there are',
    'dags/a.py',
    { 'dags/a.py': triggering, 'dags/b.py': named('e') },
    { 'dags/b.py': named('d') },
  ],
  [
    'that a DAG is not there any more',
    'dags/a.py',
    { 'dags/a.py': triggering, 'dags/b.py': named('d') },
    { 'dags/b.py': named('e') },
  ],
  [
    'a template file',
    'dags/a.py',
    { 'dags/a.py': template, 'dags/run.sh': 'ls' },
    { 'dags/run.sh': undefined },
  ],
  ['a module that comes', 'dags/helper.py', { 'dags/helper.py': helper }, { 'dags/user.py': user }],
  [
    'a module that cannot be read any more',
    'dags/helper.py',
    { 'dags/helper.py': helper, 'dags/user.py': user },
    { 'dags/user.py': '# coding: nonsense\n' },
  ],
  [
    'a submodule that only another file imports',
    'dags/user.py',
    {
      'dags/pack/__init__.py': '',
      'dags/pack/helper.py': helper,
      'dags/user.py': user
        .replace('from helper import get', 'import pack')
        .replace('=get', '=pack.helper.get'),
    },
    { 'dags/pack/helper.py': 'from airflow import DAG\nget = DAG("h")\n' },
  ],
])('a finding that rests on %s is found anew', async (_, file, files, changes) => {
  const folder = emptyFolder();
  const project = path.join(folder, 'p');
  mkdirSync(path.join(project, '.git'), { recursive: true });
  for (const [name, content] of Object.entries(files)) write(project, name, content);
  const cache = new CacheFolder(path.join(folder, 'cache'), 'build');
  const before = await check(project, cache);
  for (const [name, content] of Object.entries(changes)) {
    if (content === undefined) rmSync(path.join(project, name));
    else write(project, name, content);
  }
  const kept = await check(project, cache);
  const fresh = await check(project, undefined);
  expect(shown(kept)).toEqual(shown(fresh));
  const of = (results: readonly InputResult[]) =>
    shown(results.filter(({ name }) => name === file));
  // Else this would not show anything.
  expect(of(fresh)).not.toEqual(of(before));
});

test('another build and other flags do not see each other’s results', async () => {
  const folder = emptyFolder();
  write(folder, 'p/dags/a.py', endless);
  const kept = path.join(folder, 'cache');
  await check(path.join(folder, 'p'), new CacheFolder(kept, 'build'));
  markRecords(kept);
  expect(keptFiles(await check(path.join(folder, 'p'), new CacheFolder(kept, 'other')))).toEqual(
    [],
  );
  expect(readdirSync(kept)).toHaveLength(2);
});

test('what a schedule comes to holds for a day', async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: new Date('2025-03-01T12:00:00Z') });
  const folder = emptyFolder();
  const dag = (id: string, catchup: string) =>
    `from datetime import datetime\nfrom airflow import DAG\nDAG("${id}", start_date=datetime(2025, 2, 1), schedule_interval="@hourly"${catchup})\n`;
  write(folder, 'p/dags/counted.py', dag('a', ''));
  write(folder, 'p/dags/uncounted.py', dag('b', ', catchup=False'));
  const cache = new CacheFolder(path.join(folder, 'cache'), 'build');
  const [counted] = await check(path.join(folder, 'p'), cache);
  expect(counted?.checked?.findings.map(({ rule }) => rule)).toContain('implicit-catchup');
  markRecords(path.join(folder, 'cache'));
  const names = ['dags/counted.py', 'dags/uncounted.py'];
  expect(keptFiles(await check(path.join(folder, 'p'), cache))).toEqual(names);
  vi.setSystemTime(new Date('2025-03-02T00:00:01Z'));
  expect(keptFiles(await check(path.join(folder, 'p'), cache))).toEqual(['dags/uncounted.py']);
});

test('a record is written anew only where it says less than is known', async () => {
  const folder = emptyFolder();
  const project = path.join(folder, 'p');
  write(project, 'dags/helper.py', helper);
  write(project, 'dags/user.py', user);
  const cache = new CacheFolder(path.join(folder, 'cache'), 'build');
  muchLater();
  await check(project, cache);
  markRecords(path.join(folder, 'cache'));
  const before = readRecords(path.join(folder, 'cache'));
  expect(keptFiles(await check(project, cache))).toHaveLength(2);
  expect(readRecords(path.join(folder, 'cache'))).toBe(before);
  // The same content, written anew: nothing is found anew, and the record knows the new time.
  utimesSync(path.join(project, 'dags/user.py'), 1, 1);
  expect(keptFiles(await check(project, cache))).toHaveLength(2);
  expect(readRecords(path.join(folder, 'cache'))).not.toBe(before);
});

test('a project is listed once, unless its folders were new then', async () => {
  const folder = emptyFolder();
  const project = path.join(folder, 'p');
  write(project, 'dags/user.py', user);
  const cache = new CacheFolder(path.join(folder, 'cache'), 'build');
  const list = vi.spyOn(StandingDisk.prototype, 'list');
  onTestFinished(() => list.mockRestore());
  const listedFolders = async () => {
    list.mockClear();
    await check(project, cache);
    return list.mock.calls.map(([each]) => path.basename(each));
  };
  expect(await listedFolders()).toEqual(['p', 'dags']);
  muchLater();
  expect(await listedFolders()).toEqual(['p', 'dags']);
  expect(await listedFolders()).toEqual([]);
  utimesSync(path.join(project, 'dags'), 1, 1);
  expect(await listedFolders()).toEqual(['p', 'dags']);
  expect(await listedFolders()).toEqual([]);
});

/** As long as `endless`, with nothing wrong in it. */
const ending = endless.replace('while True:', 'while 0   :');

/** Puts a text of the same length in the place of a file, with the time of its last change. */
function replaceSecretly(file: string, content: string, how: 'write' | 'rename'): void {
  const { atimeMs, mtimeMs, size } = statSync(file);
  expect(content).toHaveLength(size);
  const written = how === 'write' ? file : `${file}.new`;
  writeFileSync(written, content);
  utimesSync(written, atimeMs / 1000, mtimeMs / 1000);
  if (how === 'rename') renameSync(written, file);
}

test.each([
  ['at once', 'write', 0],
  ['at once, by renaming', 'rename', 0],
  ['long after it was read', 'write', 3_600_000],
  ['long after it was read, by renaming', 'rename', 3_600_000],
  ['while the clock is an hour late', 'write', -3_600_000],
  ['while the clock is an hour late, by renaming', 'rename', -3_600_000],
] as const)(
  'a file that is changed %s, of the same size and time, is read anew',
  async (_, how, age) => {
    const folder = emptyFolder();
    write(folder, 'p/dags/a.py', endless);
    utimesSync(path.join(folder, 'p/dags/a.py'), 1_000_000_000, 1_000_000_000);
    const cache = new CacheFolder(path.join(folder, 'cache'), 'build');
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + age });
    const [before] = await check(path.join(folder, 'p'), cache);
    expect(before?.checked?.findings).not.toHaveLength(0);
    replaceSecretly(path.join(folder, 'p/dags/a.py'), ending, how);
    const [after] = await check(path.join(folder, 'p'), cache);
    expect(after?.checked).toBeUndefined();
  },
);

test('a link that leads to another file of the same size and time is followed anew', async () => {
  const folder = emptyFolder();
  for (const [name, text] of Object.entries({ one: endless, two: ending })) {
    write(folder, `outside/${name}.py`, text);
    utimesSync(path.join(folder, `outside/${name}.py`), 1_000_000_000, 1_000_000_000);
  }
  const link = path.join(folder, 'p/dags/a.py');
  mkdirSync(path.dirname(link), { recursive: true });
  symlinkSync(path.join(folder, 'outside/one.py'), link);
  const cache = new CacheFolder(path.join(folder, 'cache'), 'build');
  muchLater();
  const [before] = await check(path.join(folder, 'p'), cache);
  expect(before?.checked?.findings).not.toHaveLength(0);
  rmSync(link);
  symlinkSync(path.join(folder, 'outside/two.py'), link);
  const [after] = await check(path.join(folder, 'p'), cache);
  expect(after?.checked).toBeUndefined();
});

test('a file with the stamp that is known is not read, unless its text is to be shown', async () => {
  const folder = emptyFolder();
  const file = path.join(folder, 'p/dags/a.py');
  write(folder, 'p/dags/a.py', endless);
  const cache = new CacheFolder(path.join(folder, 'cache'), 'build');
  muchLater();
  await check(path.join(folder, 'p'), cache);
  // What no program does: the record is told that the changed file is the one that was read.
  write(folder, 'p/dags/a.py', ending);
  const { ctimeMs, ino, mtimeMs, size } = statSync(file);
  changeRecords(path.join(folder, 'cache'), (lines) => {
    const stamp = [mtimeMs, ctimeMs, size, ino];
    return lines
      .split('\n')
      .map((line, at) => (at === 4 ? JSON.stringify(stamp) : line))
      .join('\n');
  });
  const [unread] = await check(path.join(folder, 'p'), cache);
  expect(unread?.checked?.findings).not.toHaveLength(0);
  const [name = ''] = readdirSync(path.join(folder, 'cache'));
  const record = readFileSync(path.join(folder, 'cache', name), 'utf8');
  const [read] = await check(path.join(folder, 'p'), cache, strict, true);
  expect(read?.checked).toBeUndefined();
  // What was found of the other text is not kept as if it were found of the one that the record has.
  expect(readFileSync(path.join(folder, 'cache', name), 'utf8')).toBe(record);
});

test('files that were new when they were read are known at the end of a long run', async () => {
  const folder = emptyFolder();
  write(folder, 'p/dags/a.py', endless);
  const cache = new CacheFolder(path.join(folder, 'cache'), 'build');
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() });
  const parser = await testParser();
  const file = path.join(folder, 'p/dags/a.py');
  const input = fileInput({ path: file, isNamed: true, isOutside: false }, folder);
  await checkFiles([input], {
    disk: new StandingDisk(),
    jobs: 1,
    cache,
    showsText: false,
    configurationOf: () => strict,
    nameOf: (name) => name,
    progress: () => {},
    loadParser: async () => {
      vi.setSystemTime(Date.now() + 60_000);
      return parser;
    },
    startWorker: () => {
      throw new Error('one thread needs no other');
    },
  });
  const [record = ''] = readdirSync(path.join(folder, 'cache'));
  const lines = readFileSync(path.join(folder, 'cache', record), 'utf8').split('\n');
  const { ctimeMs, ino, mtimeMs, size } = statSync(file);
  expect(JSON.parse(lines[5] ?? '')).toEqual([mtimeMs, ctimeMs, size, ino]);
});
