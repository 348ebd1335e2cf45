import { expect, test } from 'vitest';
import { ProjectRoots } from '../../../server/src/semantic/project/project-roots';
import { MemorySource } from '../../harness/memory-source';

/** In a folder of the user's own, which has marks as well but is nobody's project. */
async function rootOf(folder: string, ...files: readonly string[]): Promise<string> {
  const paths = [...files, '/home/me/.git', '/home/me/requirements.txt', '/home/me/dags/x.py'];
  const source = new MemorySource(Object.fromEntries(paths.map((path) => [path, ''])));
  source.tops.add('/home/me');
  return new ProjectRoots(source).ofFolder(folder);
}

test.each([
  [
    'the repository before all nearer marks',
    '/home/me/r',
    '/home/me/r/a/dags',
    ['/home/me/r/.git', '/home/me/r/a/pyproject.toml'],
  ],
  [
    'the nearest mark without a repository',
    '/home/me/r/a',
    '/home/me/r/a/jobs',
    ['/home/me/r/pyproject.toml', '/home/me/r/a/requirements.txt'],
  ],
  [
    'the folder around dags, whatever lies in dags',
    '/home/me/r',
    '/home/me/r/dags/team',
    ['/home/me/r/dags/requirements.txt'],
  ],
  [
    'the same for a file in plugins',
    '/home/me/r',
    '/home/me/r/plugins/operators',
    ['/home/me/r/dags/x.py'],
  ],
  [
    'the same for a file beside dags',
    '/home/me/r',
    '/home/me/r/include/sql',
    ['/home/me/r/dags/x.py'],
  ],
  [
    'the folder of a package without any mark',
    '/home/me/r',
    '/home/me/r/p/q',
    ['/home/me/r/p/__init__.py', '/home/me/r/p/q/__init__.py'],
  ],
  ['the own folder where there is nothing else', '/home/me/r', '/home/me/r', []],
  ['the folder of the user for a file that lies there itself', '/home/me', '/home/me', []],
])('is %s', async (_, root, folder, files) => {
  expect(await rootOf(folder, ...files)).toBe(root);
});
