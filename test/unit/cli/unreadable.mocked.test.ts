// A file that may not be read any more, as root finds it, too: opening it fails.

import { chmodSync } from 'node:fs';
import path from 'node:path';
import { expect, test, vi } from 'vitest';
import { CacheFolder } from '../../../server/src/cli/cache/cache-folder';
import { check, emptyFolder, endless, muchLater, write } from './harness';

const closed = new Set<unknown>();

vi.mock('node:fs', async (importOriginal) => {
  const disk = await importOriginal<typeof import('node:fs')>();
  const openSync: typeof disk.openSync = (file, ...how) => {
    if (closed.has(file)) throw Object.assign(new Error('not permitted'), { code: 'EACCES' });
    return disk.openSync(file, ...how);
  };
  return { ...disk, openSync };
});

test('a file that may not be read any more is an error, though it is unchanged', async () => {
  const folder = emptyFolder();
  const file = path.join(folder, 'p/dags/a.py');
  write(folder, 'p/dags/a.py', endless);
  const cache = new CacheFolder(path.join(folder, 'cache'), 'build');
  muchLater();
  const [before] = await check(path.join(folder, 'p'), cache);
  expect(before?.checked?.findings).not.toHaveLength(0);
  chmodSync(file, 0);
  closed.add(file);
  const [after] = await check(path.join(folder, 'p'), cache);
  expect(after?.errors.map(({ kind }) => kind)).toEqual(['unreadable']);
});
