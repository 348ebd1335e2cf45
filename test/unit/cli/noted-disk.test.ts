// Whether a project has to be listed again: never less than it has to be.

import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  renameSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { expect, onTestFinished, test, vi } from 'vitest';
import { NotedDisk, wouldShowTheSame } from '../../../server/src/cli/cache/noted-disk';
import { StandingDisk } from '../../../server/src/disk/standing-disk';
import { listProject } from '../../../server/src/semantic/project/load-project';
import { tries } from '../../harness/tries';
import { emptyFolder, muchLater, ticking, write } from './harness';

async function look(root: string) {
  const noted = new NotedDisk(new StandingDisk());
  const listing = await listProject(root, noted);
  return { listing, looks: noted.looks };
}

/** A project with all that a listing rests on. */
function someProject(): string {
  const folder = emptyFolder();
  mkdirSync(path.join(folder, 'p/.git/info'), { recursive: true });
  for (const name of [
    'p/dags/a.py',
    'p/dags/team/b.py',
    'p/lib/c.py',
    'outside/d.py',
    'other.py',
  ]) {
    write(folder, name, '');
  }
  write(folder, 'p/.gitignore', 'left_out\n');
  write(folder, 'p/venv/pyvenv.cfg', '');
  mkdirSync(path.join(folder, 'p/venv/lib'));
  symlinkSync('../lib', path.join(folder, 'p/dags/lib'));
  symlinkSync('../../outside', path.join(folder, 'p/dags/outside'));
  symlinkSync('../../nowhere.py', path.join(folder, 'p/dags/broken.py'));
  symlinkSync('../../other.py', path.join(folder, 'p/dags/other.py'));
  return folder;
}

test.each<[string, (at: (name: string) => string) => void]>([
  ['a file that comes', (at) => writeFileSync(at('p/dags/team/new.py'), '')],
  ['a file that goes', (at) => rmSync(at('p/dags/a.py'))],
  ['a file that gets another name', (at) => renameSync(at('p/dags/a.py'), at('p/dags/z.py'))],
  ['a folder that comes', (at) => mkdirSync(at('p/dags/team/more'))],
  ['a folder that goes', (at) => rmSync(at('p/dags/team'), { recursive: true })],
  ['an ignore file that says something else', (at) => writeFileSync(at('p/.gitignore'), 'lib\n')],
  ['an ignore file that comes', (at) => writeFileSync(at('p/lib/.gitignore'), 'c.py\n')],
  ['git’s own ignore file', (at) => writeFileSync(at('p/.git/info/exclude'), 'lib\n')],
  ['an .airflowignore', (at) => writeFileSync(at('p/dags/.airflowignore'), '')],
  ['a virtual environment that is none any more', (at) => rmSync(at('p/venv/pyvenv.cfg'))],
  ['a folder behind a link', (at) => writeFileSync(at('outside/new.py'), '')],
  ['what a broken link leads to', (at) => writeFileSync(at('nowhere.py'), '')],
  ['a link to a file that goes', (at) => rmSync(at('other.py'))],
  [
    'a link to a file that becomes a folder',
    (at) => {
      rmSync(at('other.py'));
      mkdirSync(at('other.py'));
    },
  ],
  [
    'a link behind a link',
    (at) => {
      renameSync(at('outside'), at('elsewhere'));
      symlinkSync('elsewhere', at('outside'));
    },
  ],
])('a project is listed again for %s', async (_, change) => {
  const folder = someProject();
  muchLater();
  const { looks } = await look(path.join(folder, 'p'));
  if (looks === undefined) throw new Error('nothing is young here');
  expect(wouldShowTheSame(looks)).toBe(true);
  change((name) => path.join(folder, name));
  expect(wouldShowTheSame(looks)).toBe(false);
});

test('a project is not listed again for what its files say, nor for what lies elsewhere', async () => {
  const folder = someProject();
  muchLater();
  const { looks } = await look(path.join(folder, 'p'));
  write(folder, 'p/dags/a.py', 'x = 1\n');
  write(folder, 'p/venv/lib/site.py', '');
  write(folder, 'p/.git/index', '');
  write(folder, 'other.py', 'x = 1\n');
  write(folder, 'new.py', '');
  expect(looks && wouldShowTheSame(looks)).toBe(true);
});

test('what is there and cannot be read may be read the next time', async () => {
  const folder = someProject();
  write(folder, 'p/lib/.gitignore', Uint8Array.of(0xff));
  muchLater();
  expect((await look(path.join(folder, 'p'))).looks).toBeUndefined();
});

test('what changed shortly before it was listed, or since, is listed again', async () => {
  const folder = someProject();
  expect((await look(path.join(folder, 'p'))).looks).toBeUndefined();
  onTestFinished(() => void vi.useRealTimers());
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 60_000 });
  expect((await look(path.join(folder, 'p'))).looks).toBeDefined();
  const disk = new StandingDisk();
  // The run goes on for a while after it has looked into the folder, which changes in the meantime.
  disk.list(path.join(folder, 'p/dags'));
  utimesSync(path.join(folder, 'p/dags'), Date.now() / 1000, Date.now() / 1000);
  vi.setSystemTime(Date.now() + 60_000);
  const noted = new NotedDisk(disk);
  await listProject(path.join(folder, 'p'), noted);
  expect(noted.looks).toBeUndefined();
});

const names = [
  'a.py',
  'b.py',
  'sub',
  'sub/a.py',
  'sub/.gitignore',
  '.gitignore',
  'link',
  'sub/link',
];
const change = fc.record({
  name: fc.constantFrom(...names.map((name) => `p/${name}`), 'out', 'out/a.py'),
  becomes: fc.constantFrom('file', 'folder', 'nothing', 'link'),
  target: fc.constantFrom('../out', 'sub', 'a.py', 'link', '..', 'sub/link'),
  ignored: fc.constantFrom('', 'a.py\n', 'sub\n', '!a.py\n'),
});

test('whatever changes, what need not be listed again would be listed as before', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(change, { maxLength: 8 }),
      fc.array(change, { minLength: 1, maxLength: 3 }),
      async (before, after) => {
        const folder = mkdtempSync(path.join(tmpdir(), 'airworthy-unit-'));
        const tick = ticking();
        const apply = ({ becomes, ignored, name, target }: (typeof before)[number]) => {
          const file = path.join(folder, name);
          if (!existsSync(path.dirname(file))) return;
          try {
            rmSync(file, { recursive: true, force: true });
            if (becomes === 'file') writeFileSync(file, ignored);
            if (becomes === 'folder') mkdirSync(file);
            if (becomes === 'link') symlinkSync(target, file);
            tick(file, path.dirname(file));
          } catch {
            // A folder is no file, and what is below a file is nothing.
          }
        };
        try {
          mkdirSync(path.join(folder, 'p/.git'), { recursive: true });
          before.forEach(apply);
          vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 3_600_000 });
          const first = await look(path.join(folder, 'p'));
          after.forEach(apply);
          const second = await look(path.join(folder, 'p'));
          const isSame = first.looks !== undefined && wouldShowTheSame(first.looks);
          if (isSame) expect(second.listing).toEqual(first.listing);
        } finally {
          vi.useRealTimers();
          rmSync(folder, { recursive: true, force: true });
        }
      },
    ),
    tries(100, 5000),
  );
});
