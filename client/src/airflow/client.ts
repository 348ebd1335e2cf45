// One interface over the REST APIs of Airflow 2 and 3.

import type { Environment, EnvironmentWarning } from './environment';
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
  TaskInstanceKey,
  TaskLog,
  TaskTry,
} from './model';
import type { Answer } from './problem';
import type { Surroundings } from './surroundings';

/** What a successful test of a connection found. */
export interface Connection {
  readonly version: AirflowVersion;
  readonly warnings: readonly EnvironmentWarning[];
}

/**
 * Asks one Airflow. Nothing is sent before the first question. No question rejects: what goes wrong is
 * a `Problem`, and an aborted signal one of kind `cancelled`. The version is found out once, and again
 * when answers look like those of another Airflow.
 */
export interface AirflowClient {
  readonly environment: Environment;
  /** The version that was last found; undefined before. */
  readonly version: AirflowVersion | undefined;

  /** Finds out the version anew and asks for something that needs the sign-in. */
  connect(signal: AbortSignal): Promise<Answer<Connection>>;

  /** All DAGs that are not stale, by their ids. */
  dags(signal: AbortSignal): Promise<Answer<Listing<Dag>>>;
  /** One DAG; `not-found` where there is none of that id. */
  dag(dagId: string, signal: AbortSignal): Promise<Answer<Dag>>;
  /** The latest runs of a DAG, the newest first, at most `limit` of them. */
  runs(dagId: string, limit: number, signal: AbortSignal): Promise<Answer<Listing<DagRun>>>;
  /** All task instances of a run, mapped ones one by one. */
  taskInstances(run: RunKey, signal: AbortSignal): Promise<Answer<Listing<TaskInstance>>>;
  /** Every try of a task instance, the first first, the current one included. */
  tries(task: TaskInstanceKey, signal: AbortSignal): Promise<Answer<readonly TaskTry[]>>;
  /** All that runs now, across all DAGs. */
  running(signal: AbortSignal): Promise<Answer<Running>>;
  /** The log of one try as far as it is written; the end of it where it is very long. */
  log(task: TaskInstanceKey, tryNumber: number, signal: AbortSignal): Promise<Answer<TaskLog>>;
  importErrors(signal: AbortSignal): Promise<Answer<Listing<ImportError>>>;
  health(signal: AbortSignal): Promise<Answer<AirflowHealth>>;
}

export declare function createAirflowClient(
  environment: Environment,
  surroundings: Surroundings,
): AirflowClient;
