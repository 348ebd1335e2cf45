// Where Python looks for the modules that a file imports, as far as the file's place tells.

import { folderOf, foldersFrom, isWithin, nameOf, pathIn } from './paths';
import { type ProjectPaths, packageFile } from './project-paths';

/**
 * Folders below that of an Airflow project that lie on `sys.path`. Airflow adds `dags`, `config` and
 * `plugins` (airflow/settings.py: `prepare_syspath_for_config_and_plugins` and
 * `prepare_syspath_for_dags_folder` in 2.10; 3.x adds the folder of each bundle), in an order that
 * changed over its versions; projects add the others, and the project's folder itself.
 */
const importRoots = ['dags', 'config', 'plugins', 'src', 'include', 'lib'] as const;

/** What makes a folder the home of an Airflow project. */
const homeMarks = ['dags', 'plugins'] as const;

/** True for a folder whose coming and going changes where other modules are looked for. */
export function shapesSearchPath(folder: string): boolean {
  const name = nameOf(folder);
  return importRoots.some((root) => root === name);
}

/**
 * Groups of folders, the likelier ones first. Which folder of a group comes first in Python's search
 * is not known: where two have a module of one name, nothing can be said of it.
 *
 * 1. What Airflow and people put on the path: the project around the nearest `dags` or `plugins`
 *    folder, and its import roots.
 * 2. What only a change of `sys.path` adds: the folders between the file and those.
 * 3. Projects around that one, up to the root of the repository.
 *
 * @param changesPath the file itself adds to `sys.path`, so that 1 and 2 are equally likely.
 */
export function searchPath(
  file: string,
  root: string,
  paths: ProjectPaths,
  changesPath: boolean,
): readonly (readonly string[])[] {
  const above = [...foldersFrom(folderOf(file))].filter((folder) => isWithin(folder, root));
  // A file outside the project sees what lies beside it.
  if (above.length === 0) return [[folderOf(file)], rootsOf(root)];
  const home = above.find((folder) => isHome(folder, paths)) ?? root;
  const onPath = rootsOf(home);
  const inside = above.filter((folder) => isWithin(folder, home) && !onPath.includes(folder));
  const outside = above.filter((folder) => !isWithin(folder, home)).flatMap(rootsOf);
  // Modules of a project that is a package itself are imported by its name.
  if (paths.hasFile(pathIn(root, packageFile))) outside.push(folderOf(root));
  return changesPath ? [[...onPath, ...inside], outside] : [onPath, inside, outside];
}

function rootsOf(home: string): string[] {
  return [...importRoots.map((name) => pathIn(home, name)), home];
}

function isHome(folder: string, paths: ProjectPaths): boolean {
  return homeMarks.some((name) => paths.hasFolder(paths.canonical(pathIn(folder, name))));
}
