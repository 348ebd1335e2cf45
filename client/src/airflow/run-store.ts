// What was last known of every environment, apart from any view that shows it and from whoever asked.

import type {
  AirflowHealth,
  AirflowVersion,
  Dag,
  DagRun,
  ImportError,
  Listing,
  RunKey,
  Running,
  TaskInstance,
} from './model';
import type { Problem } from './problem';
import type { Disposable } from './surroundings';

/** Something that Airflow said, and when. */
export interface Known<T> {
  readonly value: T;
  /** The instant of the answer. */
  readonly at: number;
}

/** How things stand between the editor and an environment. */
export type ConnectionState =
  /** Nobody has asked it yet. */
  | { readonly kind: 'idle' }
  | { readonly kind: 'connecting' }
  | { readonly kind: 'connected'; readonly version: AirflowVersion }
  | {
      readonly kind: 'failing';
      readonly problem: Problem;
      /** The instant of the first failure in a row. */
      readonly since: number;
      /** The instant of the next attempt; undefined where only the user can mend it, or nobody watches. */
      readonly retryAt: number | undefined;
    };

/** All that is known of one environment. What a fault made unreachable stays, with its age. */
export interface Snapshot {
  readonly connection: ConnectionState;
  readonly dags: Known<Listing<Dag>> | undefined;
  readonly running: Known<Running> | undefined;
  readonly importErrors: Known<Listing<ImportError>> | undefined;
  readonly health: Known<AirflowHealth> | undefined;
  /** One DAG that was asked for by its id; `value` is undefined where Airflow knows none of that id. */
  readonly dag: (dagId: string) => Known<Dag | undefined> | undefined;
  /** The latest runs of a DAG, the newest first. */
  readonly runs: (dagId: string) => Known<Listing<DagRun>> | undefined;
  readonly taskInstances: (run: RunKey) => Known<Listing<TaskInstance>> | undefined;
}

/** What is no longer as it was. A second look that shows the same is no change. */
export type Topic =
  | { readonly kind: 'connection' }
  | { readonly kind: 'dags' }
  | { readonly kind: 'running' }
  | { readonly kind: 'import-errors' }
  | { readonly kind: 'health' }
  | { readonly kind: 'dag'; readonly dagId: string }
  | { readonly kind: 'runs'; readonly dagId: string }
  | { readonly kind: 'task-instances'; readonly dagId: string; readonly runId: string };

export interface StoreChange {
  readonly environmentId: string;
  readonly topics: readonly Topic[];
}

/** What views may do with the store. Only pollers write into it. */
export interface RunStoreReader {
  /** What is known now; of an environment that nobody has asked, nothing. */
  snapshot(environmentId: string): Snapshot;
  /** Tells of changes, all those of one poll at once. A listener that throws does not keep others from hearing. */
  onDidChange(listener: (change: StoreChange) => void): Disposable;
}
