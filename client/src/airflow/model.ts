// What Airflow says of its DAGs, runs and tasks, in one shape for Airflow 2 and 3. Everything here is
// plain data. Instants are milliseconds since 1970 in UTC, durations are seconds.

/** The states of a task instance that Airflow 2.7 to 3.3 have. Later versions will have others. */
export const knownTaskStates = [
  'none',
  'scheduled',
  'queued',
  'running',
  'success',
  'restarting',
  'failed',
  'up_for_retry',
  'up_for_reschedule',
  'upstream_failed',
  'skipped',
  'deferred',
  'removed',
  'awaiting_input',
] as const;

/** The states of a run that Airflow 2.7 to 3.3 have. */
export const knownRunStates = ['queued', 'running', 'success', 'failed'] as const;

/** A word that an Airflow newer than this code may use for a state; it is shown as it is. */
export type UnknownState = string & Record<never, never>;
/** `none` stands for what Airflow writes as null: not scheduled yet. */
export type TaskState = (typeof knownTaskStates)[number] | UnknownState;
export type RunState = (typeof knownRunStates)[number] | UnknownState;

/** Which of the two REST APIs an Airflow speaks: `/api/v1` is 2, `/api/v2` is 3. */
export type AirflowMajor = 2 | 3;

export interface AirflowVersion {
  readonly major: AirflowMajor;
  /** As Airflow says it, for example `2.10.5` or `3.3.2+astro.1`. */
  readonly text: string;
}

export interface Dag {
  readonly dagId: string;
  readonly displayName: string;
  readonly description: string | undefined;
  /** The path of its file on the server; undefined where the user may not see it. */
  readonly fileloc: string | undefined;
  /** The path below the DAGs folder or bundle: Airflow 3 only. */
  readonly relativeFileloc: string | undefined;
  /** The bundle that the file comes from: Airflow 3 only. */
  readonly bundleName: string | undefined;
  readonly isPaused: boolean;
  /** Its file no longer defines it; Airflow keeps the runs. */
  readonly isStale: boolean;
  readonly hasImportErrors: boolean;
  /** The schedule in Airflow's own words, for example `At 00:00` or `Never, external triggers only`. */
  readonly schedule: string | undefined;
  readonly tags: readonly string[];
  /** When the scheduler is to make the next run. */
  readonly nextRunAt: number | undefined;
}

/** Names one run. */
export interface RunKey {
  readonly dagId: string;
  readonly runId: string;
}

export interface DagRun extends RunKey {
  readonly state: RunState;
  /** `manual`, `scheduled`, `backfill` and others. */
  readonly runType: string | undefined;
  /** Undefined in Airflow 3 for runs that are about no date. */
  readonly logicalDate: number | undefined;
  /** The earliest time at which it may start: Airflow 3 only. */
  readonly runAfter: number | undefined;
  readonly startedAt: number | undefined;
  readonly endedAt: number | undefined;
  readonly note: string | undefined;
}

/** Names one task instance. */
export interface TaskInstanceKey extends RunKey {
  readonly taskId: string;
  /** Which of the instances of a mapped task; undefined for a task that is not mapped or not expanded yet. */
  readonly mapIndex: number | undefined;
}

export interface TaskInstance extends TaskInstanceKey {
  readonly displayName: string;
  /** How `map_index_template` names a mapped instance. */
  readonly mapName: string | undefined;
  /**
   * The task groups around it, the outermost first. The REST API does not name them: by default a
   * group's id is a prefix of its tasks' ids, ended by a dot. Groups with `prefix_group_id=False`
   * cannot be seen, and a dot that an author wrote into a task id looks like a group.
   */
  readonly groups: readonly string[];
  readonly state: TaskState;
  /** The name of the operator's class, for example `BashOperator` or `_PythonDecoratedOperator`. */
  readonly operator: string | undefined;
  /** The try that runs or ran last; 0 before the first. */
  readonly tryNumber: number;
  /** The most tries there will be: retries plus one. */
  readonly maxTries: number;
  readonly queuedAt: number | undefined;
  readonly startedAt: number | undefined;
  readonly endedAt: number | undefined;
  /** How long the last try took; undefined while it runs. */
  readonly durationSeconds: number | undefined;
  readonly pool: string | undefined;
  readonly hostname: string | undefined;
  readonly note: string | undefined;
}

/** One try of a task instance. */
export interface TaskTry {
  readonly tryNumber: number;
  readonly state: TaskState;
  readonly startedAt: number | undefined;
  readonly endedAt: number | undefined;
  readonly durationSeconds: number | undefined;
}

/** What runs now, across all DAGs. */
export interface Running {
  /** Runs in state `running`. */
  readonly runs: Listing<DagRun>;
  /** Task instances in state `running`. */
  readonly tasks: Listing<TaskInstance>;
}

/** A file that Airflow could not load. */
export interface ImportError {
  readonly id: number;
  /** The path on the server. */
  readonly filename: string;
  readonly bundleName: string | undefined;
  readonly stackTrace: string;
  readonly at: number | undefined;
}

/** `unknown` where Airflow does not say. */
export type Health = 'healthy' | 'unhealthy' | 'unknown';

/** Whether the parts of an Airflow work, as itself says. */
export interface AirflowHealth {
  readonly metadatabase: Health;
  readonly scheduler: Health;
  /** `unknown` also where none is installed. */
  readonly triggerer: Health;
  readonly dagProcessor: Health;
  readonly schedulerHeartbeatAt: number | undefined;
}

/** Items of all pages, up to a bound. */
export interface Listing<T> {
  readonly items: readonly T[];
  /** False where there is more than the bound allows to fetch. */
  readonly isComplete: boolean;
}

/** One line of a task's log. */
export interface LogLine {
  readonly text: string;
  /** When it was written; undefined where the line does not say, as in Airflow 2. */
  readonly at: number | undefined;
  /** `debug`, `info`, `warning`, `error`, `critical`, or undefined where the line does not say. */
  readonly level: string | undefined;
  /** The logger's name or the stream: Airflow 3 only. */
  readonly source: string | undefined;
}

/** The log of one try. */
export interface TaskLog {
  readonly lines: readonly LogLine[];
  /** Older lines were left out, because the log is longer than what is kept. */
  readonly isTruncated: boolean;
}
