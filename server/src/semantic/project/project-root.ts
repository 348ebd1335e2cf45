// What marks the top of a project.

import type { FileSource, MaybePromise } from './file-source';
import { folderOf, foldersFrom, nameOf, pathIn } from './paths';

/** What the search for a root asks of a disk. */
export type RootEvidence = Pick<FileSource, 'exists' | 'isTop'>;

/** What lies at the top of a project without a repository, by its Python tools or by Airflow's. */
const marks = [
  'airworthy.toml',
  'pyproject.toml',
  'setup.py',
  'setup.cfg',
  'requirements.txt',
  'uv.lock',
  'poetry.lock',
  'Pipfile',
  'Dockerfile',
  'docker-compose.yml',
  'docker-compose.yaml',
  'airflow.cfg',
  '.airflowignore',
  'dags',
] as const;

export const repositoryMark = '.git';
const packageMark = '__init__.py';

/** Folders of a project that Airflow knows by name: what marks them marks not the project. */
const airflowFolders: ReadonlySet<string> = new Set(['dags', 'plugins']);

/** True for a file or folder whose coming and going can change which project files belong to. */
export function isProjectMark(name: string): boolean {
  return [repositoryMark, packageMark, ...marks].includes(name);
}

/**
 * The root of a project without a repository: the nearest folder with a mark of one, else the folder that the package of
 * the files in a folder is in.
 */
export async function markedRootOf(folder: string, source: RootEvidence): Promise<string> {
  const folders = foldersUpToTop(folder, source);
  const outermost = folders.findLastIndex((above) => airflowFolders.has(nameOf(above)));
  for (const above of folders.slice(outermost + 1)) {
    for (const mark of marks) {
      const isThere = source.exists(pathIn(above, mark));
      if (isAtOnce(isThere) ? isThere : await isThere) return above;
    }
  }
  if (outermost !== -1) return folders[outermost + 1] ?? folders[outermost] ?? folder;
  let top = folder;
  while (await source.exists(pathIn(top, packageMark))) {
    const above = folderOf(top);
    if (above === top || source.isTop(above)) break;
    top = above;
  }
  return top;
}

/** To wait for what is there already, some dozen times for each folder, takes longer than to look. */
function isAtOnce(answer: MaybePromise<boolean>): answer is boolean {
  return typeof answer === 'boolean';
}

function foldersUpToTop(folder: string, source: RootEvidence): string[] {
  const all = [...foldersFrom(folder)];
  const top = all.findIndex((above) => folderOf(above) === above || source.isTop(above));
  // A file that lies in such a folder itself still has that one as its project.
  return all.slice(0, top === -1 ? undefined : Math.max(top, 1));
}
