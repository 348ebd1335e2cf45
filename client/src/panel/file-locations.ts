import type { Dag } from '../airflow/model';

/** What comes from a file on the server: a DAG, or the error of a file that cannot be loaded. */
export type Located = Pick<Dag, 'fileloc'> & Partial<Pick<Dag, 'relativeFileloc'>>;

/** The path of a DAG's file below the DAGs folder, as far as Airflow tells; else its whole path on the server. */
export function locationOf(dag: Located): string | undefined {
  return (dag.relativeFileloc || dag.fileloc)?.replaceAll('\\', '/').replace(/^\/+/, '');
}

/**
 * The ends of a DAG's path, the longest first: on this machine the folders above may have other names than on the
 * server.
 */
export function endsOf(location: string): string[] {
  if (location === '') return [];
  const parts = location.split('/');
  return parts.map((_, index) => parts.slice(index).join('/'));
}

/**
 * Whether a file of the workspace is very likely the one that a DAG comes from. Airflow 3 names it below its DAGs
 * folder; of the whole path that Airflow 2 names, the file and the folder around it have to agree.
 */
export function isSameFile(path: string, dag: Located): boolean {
  const location = locationOf(dag);
  if (location === undefined) return false;
  if (dag.relativeFileloc) return `/${path}`.endsWith(`/${location}`);
  const end = location.split('/').slice(-2).join('/');
  return `/${path}`.endsWith(`/${end}`);
}
