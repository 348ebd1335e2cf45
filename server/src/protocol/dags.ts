/**
 * From the client to the server: the DAGs and tasks that an open document defines, so that what runs in Airflow can
 * be joined with the lines that made it.
 */
export const dagsRequest = 'airworthy/dags';

export interface DagsParams {
  readonly uri: string;
}

/** Null where the document is not open or could not be analyzed. */
export type DagsResult = {
  /** The version of the document that the ranges belong to. */
  readonly version: number;
  readonly dags: readonly DagPlace[];
  readonly tasks: readonly TaskPlace[];
} | null;

export interface DagPlace {
  /** Null where it is not known without running the file. */
  readonly dagId: string | null;
  /** The smallest piece of text that names the DAG; the beginning of the document where other files make it. */
  readonly range: Place;
}

/** One id of a task; a place that makes several tasks is listed with each of their ids. */
export interface TaskPlace {
  /** With the ids of its groups in front, as Airflow shows it. */
  readonly taskId: string;
  /** The DAGs that it may belong to; empty where the file does not tell. */
  readonly dagIds: readonly string[];
  readonly range: Place;
}

/** Lines and UTF-16 columns from 0, as in the Language Server Protocol. */
export interface Place {
  readonly start: { readonly line: number; readonly character: number };
  readonly end: { readonly line: number; readonly character: number };
}
