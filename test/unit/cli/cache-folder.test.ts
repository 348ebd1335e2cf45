// The folder of what is kept, and the form of the records in it: whatever is not as it was written counts as lost.

import { readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { CacheFolder, defaultCacheFolder } from '../../../server/src/cli/cache/cache-folder';
import { pruneFiles } from '../../../server/src/cli/cache/kept-files';
import type { KnownResult } from '../../../server/src/cli/cache/project-record';
import {
  changeRecords,
  check,
  emptyFolder,
  endless,
  keptFiles,
  markRecords,
  muchLater,
  shown,
  write,
} from './harness';

const emptyGrounds = {
  dagIds: [],
  dagFiles: [],
  isAboutAllDags: false,
  templates: [],
  isOfToday: false,
};

const spoilt: readonly (readonly [string, (text: string) => string])[] = [
  ['cut off', (text) => text.slice(0, -20)],
  ['empty', () => ''],
  ['with an unknown rule', (text) => text.replaceAll('"rule":"', '"rule":"no-')],
  ['with places that the text does not have', (text) => text.replaceAll('"end":', '"end":9')],
  ['with findings that are none', (text) => text.replaceAll('"findings":[', '"findings":[7,')],
  ['of another kind', () => '[null]'],
  ['without lines', () => '\n\n'],
];

test.each(spoilt)('a record that is %s is as good as none', async (_, spoil) => {
  const folder = emptyFolder();
  write(folder, 'p/dags/a.py', endless);
  const kept = path.join(folder, 'cache');
  const cache = new CacheFolder(kept, 'build');
  muchLater();
  const fresh = await check(path.join(folder, 'p'), cache);
  const [name = ''] = readdirSync(kept);
  const file = path.join(kept, name);
  const whole = readFileSync(file, 'utf8');
  writeFileSync(file, spoil(whole));
  expect(shown(await check(path.join(folder, 'p'), cache))).toEqual(shown(fresh));
  expect(readFileSync(file, 'utf8')).toBe(whole);
});

test.each([
  ['of another form', '"form":', '"form":9'],
  ['of another project', '"root":"', '"root":"/other'],
  ['of other files', '"structure":"', '"structure":"-'],
])('a whole record %s is as good as none', async (_, part, other) => {
  const folder = emptyFolder();
  write(folder, 'p/dags/a.py', endless);
  const cache = new CacheFolder(path.join(folder, 'cache'), 'build');
  await check(path.join(folder, 'p'), cache);
  markRecords(path.join(folder, 'cache'));
  expect(keptFiles(await check(path.join(folder, 'p'), cache))).toHaveLength(1);
  changeRecords(path.join(folder, 'cache'), (lines) => lines.replace(part, other));
  expect(keptFiles(await check(path.join(folder, 'p'), cache))).toHaveLength(0);
});

test('a record comes back as it was kept', () => {
  const folder = emptyFolder();
  const cache = new CacheFolder(folder, 'build');
  const finding = {
    rule: 'unbounded-loop',
    severity: 'error',
    message: 'm\u2028\n',
    start: 1,
    end: 2,
    phases: ['task'],
    tasks: [{ dagId: undefined, taskId: 't' }],
    related: [
      { message: 'r', path: undefined, start: { line: 0, column: 1 }, end: { line: 0, column: 2 } },
    ],
    fixes: [{ title: 'f', safety: 'unsafe', edits: [{ start: 1, end: 1, text: 'x' }] }],
  } as const;
  const listing = {
    files: ['/p/a.py', '/p/b.py', '/p/c.py'],
    links: new Map([['/p/d.py', '/p/a.py']]),
    airflowIgnores: ['/p'],
    folders: new Map([['/p', new Set(['dags', 'run.sh'])]]),
    isWhole: true,
  };
  const looks = {
    stamps: new Map([
      ['/p', [1.5, 2.25, 4096, 2 ** 60] as const],
      ['/p/.git/info/exclude', null],
    ]),
    targets: new Map([['/p/d.py', 'file /p/a.py']]),
  };
  const project = { root: '/p', known: { structure: 's', listing, looks } };
  const result: KnownResult = {
    configuration: 'c',
    day: null,
    grounds: emptyGrounds,
    findings: [finding],
    places: [1, 0, 1, 2, 0, 2],
  };
  cache.write(project, {
    marks: new Map([
      ['/p/a.py', { digest: 'a', stamp: [1.5, 2.25, 3, 4] }],
      ['/p/b.py', { digest: '', stamp: undefined }],
      ['/p/c.py', { digest: 'c', stamp: [5, 6, 7, 2 ** 60] }],
      ['/q/guest.py', { digest: 'g', stamp: undefined }],
    ]),
    imports: new Map([
      ['/p/a.py', new Set(['/p/b.py', '/q/gone.py'])],
      ['/q/guest.py', new Set(['/p/c.py'])],
    ]),
    summaries: 'seal',
    results: new Map([
      ['/p/c.py', result],
      ['/q/gone.py', result],
      ['/q/guest.py', result],
    ]),
  });
  const record = cache.read('/p');
  expect(record?.known).toEqual(project.known);
  expect(record?.paths).toEqual([...listing.files, '/q/guest.py']);
  const positions = [0, 1, 2, 3];
  expect(positions.map((at) => record?.stampOf(at))).toEqual([
    [1.5, 2.25, 3, 4],
    undefined,
    [5, 6, 7, 2 ** 60],
    undefined,
  ]);
  expect(positions.map((at) => record?.digestOf(at))).toEqual(['a', '', 'c', 'g']);
  expect(record?.imports().get('/p/a.py')).toEqual(new Set(['/p/b.py']));
  expect(record?.imports().get('/q/guest.py')).toEqual(new Set(['/p/c.py']));
  expect([...(record?.results ?? [])].map(([file, known]) => [file, known()])).toEqual([
    ['/p/c.py', result],
    ['/q/guest.py', result],
  ]);
  expect(record?.summaries).toBe('seal');
  expect(cache.read('/q')).toBeUndefined();
  const isUncertain = { ...project, known: { ...project.known, looks: undefined } };
  cache.write(isUncertain, {
    marks: new Map(),
    imports: new Map(),
    results: new Map(),
    summaries: null,
  });
  expect(cache.read('/p')?.known).toEqual(isUncertain.known);
});

test('what nobody uses goes, and nothing that is not ours', () => {
  const folder = emptyFolder();
  const name = (digit: string) => `${digit.repeat(64)}.json`;
  const draft = `${name('d')}.0123456789ab.tmp`;
  for (const file of [name('a'), name('b'), draft, 'notes.json']) write(folder, file, '{}');
  const old = Date.now() / 1000 - 31 * 24 * 60 * 60;
  for (const file of [name('a'), draft, 'notes.json'])
    utimesSync(path.join(folder, file), old, old);
  pruneFiles(folder, 'json', 1000);
  expect(readdirSync(folder).sort()).toEqual([name('b'), 'notes.json']);
  pruneFiles(folder, 'json', 1);
  expect(readdirSync(folder)).toEqual(['notes.json']);
});

test('a folder that cannot be written is no trouble', async () => {
  const folder = emptyFolder();
  write(folder, 'p/dags/a.py', endless);
  write(folder, 'cache', 'a file');
  const cache = new CacheFolder(path.join(folder, 'cache'), 'build');
  const [result] = await check(path.join(folder, 'p'), cache);
  expect(result?.checked?.findings).not.toHaveLength(0);
});

test('records lie where the platform keeps what can be made again', () => {
  const own = (environment: Record<string, string>, platform: NodeJS.Platform) =>
    defaultCacheFolder(environment, platform);
  expect(own({ XDG_CACHE_HOME: '/c' }, 'linux')).toBe('/c/airworthy/check');
  expect(own({ XDG_CACHE_HOME: 'c' }, 'linux')).toMatch(/\/\.cache\/airworthy\/check$/);
  expect(own({}, 'darwin')).toMatch(/\/Library\/Caches\/airworthy\/check$/);
  expect(own({ LOCALAPPDATA: '/l' }, 'win32')).toBe('/l/airworthy/check');
});
