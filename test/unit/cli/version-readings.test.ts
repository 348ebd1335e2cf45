// What folders say of versions is read once, and again where what was read for it is not the same any more.

import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { CacheFolder } from '../../../server/src/cli/cache/cache-folder';
import { VersionReadings } from '../../../server/src/cli/version-readings';
import { StandingDisk } from '../../../server/src/disk/standing-disk';
import {
  answerAtOnce,
  findProjectVersion,
} from '../../../server/src/engine/airflow-version/project-version';
import { tries } from '../../harness/tries';
import { changeRecords, emptyFolder, muchLater, ticking, write } from './harness';

/** What one run finds for some folders, in their order. */
function found(cache: CacheFolder | undefined, ...folders: readonly string[]) {
  const readings = new VersionReadings(new StandingDisk(), cache);
  const versions = folders.map((folder) =>
    answerAtOnce(findProjectVersion(folder, readings), (question) => readings.answer(question)),
  );
  readings.keep();
  return versions;
}

/** A repository, and a cache folder beside it. */
function someRepository() {
  const folder = emptyFolder();
  mkdirSync(path.join(folder, 'p/.git'), { recursive: true });
  write(folder, 'p/requirements.txt', 'apache-airflow==2.10.5\n');
  write(folder, 'p/dags/team/a.py', '');
  const kept = path.join(folder, 'cache');
  return { folder, kept, team: path.join(folder, 'p/dags/team'), cache: new CacheFolder(kept, '') };
}

const versionsOf = (cache: CacheFolder, folder: string) =>
  found(cache, folder).map(({ version }) => version);

test('what is kept is not read again, and what changed is', () => {
  const { cache, folder, kept, team } = someRepository();
  muchLater();
  expect(versionsOf(cache, team)).toEqual(['2.10.5']);
  changeRecords(kept, (text) => text.replaceAll('2.10.5', '2.9.9'));
  expect(versionsOf(cache, team)).toEqual(['2.9.9']);
  write(folder, 'p/requirements.txt', 'apache-airflow==3.0.0\n');
  expect(versionsOf(cache, team)).toEqual(['3.0.0']);
  changeRecords(kept, (text) => text.replaceAll('3.0.0', '2.9.9'));
  expect(versionsOf(cache, team)).toEqual(['2.9.9']);
  // What lies below is nothing that the folder with the file rests on.
  write(folder, 'p/dags/team/b.py', '');
  expect(versionsOf(cache, team)).toEqual(['2.9.9']);
  // Nearer than what was kept.
  write(folder, 'p/dags/uv.lock', '[[package]]\nname = "apache-airflow"\nversion = "3.1.0"\n');
  expect(versionsOf(cache, team)).toEqual(['3.1.0']);
});

test('what is new is read again', () => {
  const { cache, folder, kept, team } = someRepository();
  utimesSync(path.join(folder, 'p/requirements.txt'), 1, 1);
  expect(versionsOf(cache, team)).toEqual(['2.10.5']);
  expect(existsSync(kept)).toBe(false);
});

test('what a run did not ask for stays kept, as long as it holds', () => {
  const { cache, folder, kept, team } = someRepository();
  const other = path.join(folder, 'p/other');
  write(folder, 'p/other/requirements.txt', 'apache-airflow==2.8.0\n');
  muchLater();
  expect(versionsOf(cache, other)).toEqual(['2.8.0']);
  expect(versionsOf(cache, team)).toEqual(['2.10.5']);
  changeRecords(kept, (text) => text.replaceAll('2.8.0', '2.8.1'));
  expect(versionsOf(cache, other)).toEqual(['2.8.1']);
  write(folder, 'p/other/requirements.txt', 'apache-airflow==2.8.12\n');
  write(folder, 'p/requirements.txt', 'apache-airflow==2.10.14\n');
  expect(versionsOf(cache, team)).toEqual(['2.10.14']);
  expect(readdirSync(kept)).toHaveLength(1);
  changeRecords(kept, (text) => {
    expect(text).not.toContain('2.8.1');
    return text;
  });
});

test('a file of readings that was spoilt is as good as none', () => {
  const { cache, kept, team } = someRepository();
  muchLater();
  versionsOf(cache, team);
  const [name = ''] = readdirSync(kept);
  write(kept, name, 'spoilt\n[]');
  expect(versionsOf(cache, team)).toEqual(['2.10.5']);
});

const names = [
  'requirements.txt',
  'requirements/base.txt',
  'dags/requirements.txt',
  'dags/pyproject.toml',
  'constraints.txt',
  'elsewhere.txt',
] as const;
const change = fc.record({
  name: fc.constantFrom(...names),
  content: fc.constantFrom(
    undefined,
    '',
    'apache-airflow==2.10.5\n',
    'apache-airflow==3.0.0\n',
    'apache-airflow>=2.9,<3\n-r elsewhere.txt\n',
    '-r requirements/base.txt\n-r ../elsewhere.txt\n',
    '[project]\ndependencies = ["apache-airflow~=2.9.0"]\n',
    'broken = [\n',
  ),
});

test('whatever changes, what is kept is what would be read', () => {
  fc.assert(
    fc.property(
      fc.array(fc.array(change, { minLength: 1, maxLength: 4 }), { minLength: 2, maxLength: 6 }),
      (runs) => {
        const folder = mkdtempSync(path.join(tmpdir(), 'airworthy-unit-'));
        const tick = ticking();
        try {
          mkdirSync(path.join(folder, 'p/.git'), { recursive: true });
          const cache = new CacheFolder(path.join(folder, 'cache'), '');
          vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 3_600_000 });
          for (const changes of runs) {
            for (const { content, name } of changes) {
              const file = path.join(folder, 'p', name);
              if (content === undefined) rmSync(file, { force: true });
              else write(folder, path.join('p', name), content);
              tick(file, path.dirname(file), path.join(folder, 'p'));
            }
            const folders = ['p/dags', 'p', 'p/requirements'].map((each) =>
              path.join(folder, each),
            );
            expect(found(cache, ...folders)).toEqual(found(undefined, ...folders));
          }
        } finally {
          vi.useRealTimers();
          rmSync(folder, { recursive: true, force: true });
        }
      },
    ),
    tries(50, 3000),
  );
});
