import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { diskSource } from '../../../server/src/disk/disk-source';
import { StandingDisk } from '../../../server/src/disk/standing-disk';

test('a disk that stands still tells what the disk tells', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'airworthy-unit-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  mkdirSync(path.join(folder, 'dags'));
  writeFileSync(path.join(folder, 'dags/a.py'), '');
  writeFileSync(path.join(folder, 'Dockerfile'), '');
  symlinkSync('dags', path.join(folder, 'linked'));
  symlinkSync('nowhere', path.join(folder, 'broken'));
  symlinkSync('circle', path.join(folder, 'circle'));
  const [disk, listed] = [new StandingDisk(), new StandingDisk()];
  const names = [
    'dags',
    'dags/a.py',
    'dags/b.py',
    'Dockerfile',
    'dockerfile',
    'DOCKERFILE/x',
    'linked',
    'linked/a.py',
    'broken',
    'circle',
    'Dockerfile/.git',
    'none/.git',
  ];
  for (const name of names) {
    const file = `${folder}/${name}`;
    expect(disk.exists(file), name).toBe(existsSync(file));
    listed.entriesOf(path.posix.dirname(file));
    expect(listed.exists(file), name).toBe(existsSync(file));
  }
  for (const name of ['', '/dags', '/linked', '/none', '/Dockerfile']) {
    expect(disk.list(folder + name), name).toEqual(diskSource.list(folder + name));
  }
  expect(disk.exists('/')).toBe(true);
});
