// One interface over the REST APIs of Airflow 2 and 3.

import { type Api, createApi } from './api';
import { type BaseUrl, parseBaseUrl } from './base-url';
import { dialects } from './dialect';
import type { Environment, EnvironmentWarning } from './environment';
import type {
  AirflowHealth,
  AirflowMajor,
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
import type { Answer, Problem } from './problem';
import { firstOf } from './signals';
import { SignedTransport } from './signed-transport';
import type { Clock, Surroundings } from './surroundings';
import { findVersion } from './version';

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
  /** Every try of a task instance, the first first, the current one included. Airflow 2 has them since 2.10. */
  tries(task: TaskInstanceKey, signal: AbortSignal): Promise<Answer<readonly TaskTry[]>>;
  /** All that runs now, across all DAGs. */
  running(signal: AbortSignal): Promise<Answer<Running>>;
  /** The log of one try as far as it is written; the end of it where it is very long. */
  log(task: TaskInstanceKey, tryNumber: number, signal: AbortSignal): Promise<Answer<TaskLog>>;
  importErrors(signal: AbortSignal): Promise<Answer<Listing<ImportError>>>;
  health(signal: AbortSignal): Promise<Answer<AirflowHealth>>;

  /** Forgets its token and ends what is under way. */
  dispose(): void;
}

export function createAirflowClient(
  environment: Environment,
  surroundings: Surroundings,
): AirflowClient {
  const base = parseBaseUrl(environment.url);
  return base.ok
    ? new RestClient(environment, base.value, surroundings.clock, surroundings)
    : unusableClient(environment, base.problem);
}

/** How long a version that was found is believed without another look, in milliseconds. */
const versionLasts = 10 * 60_000;

class RestClient implements AirflowClient {
  readonly #lifetime = new AbortController();
  readonly #transport: SignedTransport;
  /** The version that is believed, and since when; undefined where the next question has to find out. */
  #found: { readonly version: AirflowVersion; readonly at: number } | undefined;
  #lastVersion: AirflowVersion | undefined;

  constructor(
    readonly environment: Environment,
    private readonly base: BaseUrl,
    private readonly clock: Clock,
    surroundings: Surroundings,
  ) {
    this.#transport = new SignedTransport(environment, base, surroundings, this.#lifetime.signal);
  }

  get version(): AirflowVersion | undefined {
    return this.#lastVersion;
  }

  async connect(signal: AbortSignal): Promise<Answer<Connection>> {
    this.#found = undefined;
    const { warnings } = this.base;
    const answer = await this.#ask(signal, (api, until) => api.probe(until));
    if (!answer.ok) return answer;
    // The question may have found another Airflow than the one that was there before.
    const version = await this.#currentVersion(signal);
    return version.ok ? { ok: true, value: { version: version.value, warnings } } : version;
  }

  dags(signal: AbortSignal) {
    return this.#ask(signal, (api, until) => api.dags(until));
  }

  dag(dagId: string, signal: AbortSignal) {
    return this.#ask(signal, (api, until) => api.dag(dagId, until));
  }

  runs(dagId: string, limit: number, signal: AbortSignal) {
    return this.#ask(signal, (api, until) => api.runs(dagId, limit, until));
  }

  taskInstances(run: RunKey, signal: AbortSignal) {
    return this.#ask(signal, (api, until) => api.taskInstances(run, until));
  }

  tries(task: TaskInstanceKey, signal: AbortSignal) {
    return this.#ask(signal, (api, until) => api.tries(task, until));
  }

  running(signal: AbortSignal) {
    return this.#ask(signal, (api, until) => api.running(until));
  }

  log(task: TaskInstanceKey, tryNumber: number, signal: AbortSignal) {
    return this.#ask(signal, (api, until) => api.log(task, tryNumber, until));
  }

  importErrors(signal: AbortSignal) {
    return this.#ask(signal, (api, until) => api.importErrors(until));
  }

  health(signal: AbortSignal) {
    return this.#ask(signal, (api, until) => api.health(until));
  }

  dispose(): void {
    this.#lifetime.abort();
  }

  async #ask<T>(
    signal: AbortSignal,
    question: (api: Api, signal: AbortSignal) => Promise<Answer<T>>,
  ): Promise<Answer<T>> {
    const until = firstOf([signal, this.#lifetime.signal]);
    try {
      return await this.#askUntil(until.signal, question);
    } finally {
      until.dispose();
    }
  }

  async #askUntil<T>(
    signal: AbortSignal,
    question: (api: Api, signal: AbortSignal) => Promise<Answer<T>>,
  ): Promise<Answer<T>> {
    const version = await this.#currentVersion(signal);
    if (!version.ok) return version;
    const answer = await question(this.#api(version.value.major), signal);
    if (answer.ok || !mayHaveChanged.has(answer.problem.kind)) return answer;
    this.#found = undefined;
    // An Airflow that is away is looked at anew when it is asked again.
    if (outages.has(answer.problem.kind)) return answer;
    const now = await this.#currentVersion(signal);
    if (!now.ok) return now;
    return now.value.major === version.value.major
      ? answer
      : question(this.#api(now.value.major), signal);
  }

  async #currentVersion(signal: AbortSignal): Promise<Answer<AirflowVersion>> {
    const found = this.#found;
    const now = this.clock.now();
    if (found !== undefined && now - found.at < versionLasts) {
      return { ok: true, value: found.version };
    }
    const answer = await findVersion(
      (major) => this.#transport.version(major, signal),
      this.base.host,
    );
    if (answer.ok) {
      this.#lastVersion = answer.value;
      this.#found = { version: answer.value, at: now };
    }
    return answer;
  }

  #api(major: AirflowMajor): Api {
    const dialect = dialects[major];
    return createApi(this.#transport.of(major, dialect.path), dialect);
  }
}

/** Problems of an Airflow that is not there: when it is back, it may be another. */
const outages: ReadonlySet<Problem['kind']> = new Set([
  'unreachable',
  'certificate',
  'timed-out',
  'server-error',
]);

/** Problems that an Airflow of the other version causes, as after an upgrade. */
const mayHaveChanged: ReadonlySet<Problem['kind']> = new Set([
  ...outages,
  'wrong-credentials',
  'signed-out',
  'no-api',
  'not-found',
  'not-airflow',
  'redirected',
  'unexpected-answer',
  'refused-request',
]);

/** The client of an environment whose URL is none: every question has the same answer. */
function unusableClient(environment: Environment, problem: Problem): AirflowClient {
  const refuse = async () => ({ ok: false, problem }) as const;
  return {
    environment,
    version: undefined,
    connect: refuse,
    dags: refuse,
    dag: refuse,
    runs: refuse,
    taskInstances: refuse,
    tries: refuse,
    running: refuse,
    log: refuse,
    importErrors: refuse,
    health: refuse,
    dispose: () => {},
  };
}
