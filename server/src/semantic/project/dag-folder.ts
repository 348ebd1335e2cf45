import { folderOf, foldersFrom, nameOf } from './paths';

/**
 * The folder whose files one Airflow loads together with a file, as far as its path tells: the
 * nearest that is called `dags`, else its own. A repository may hold several, of several Airflows.
 */
export function dagFolderOf(path: string): string {
  const own = folderOf(path);
  for (const folder of foldersFrom(own)) if (nameOf(folder) === 'dags') return folder;
  return own;
}

/** The path of a file as seen from that folder. */
export function withinDagFolder(path: string): string {
  return path.slice(dagFolderOf(path).length).replace(/^\//, '');
}
