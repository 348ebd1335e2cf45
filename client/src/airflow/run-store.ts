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
  /**
   * Why the last look at a topic failed though the connection works: not allowed, not found, an answer
   * that cannot be read. Undefined where it went well. Of the topic `connection`, always undefined.
   */
  readonly problem: (topic: Topic) => Problem | undefined;
}

/** What one can look at, and what is no longer as it was: a second look that shows the same is no change. */
export type Topic =
  | { readonly kind: 'connection' }
  | { readonly kind: 'dags' }
  | { readonly kind: 'running' }
  | { readonly kind: 'import-errors' }
  | { readonly kind: 'health' }
  | { readonly kind: 'dag'; readonly dagId: string }
  | { readonly kind: 'runs'; readonly dagId: string }
  | { readonly kind: 'task-instances'; readonly dagId: string; readonly runId: string };

/** What a look found out: the topic with its value. */
export type Fact =
  | { readonly kind: 'connection'; readonly value: ConnectionState }
  | { readonly kind: 'dags'; readonly value: Listing<Dag> }
  | { readonly kind: 'running'; readonly value: Running }
  | { readonly kind: 'import-errors'; readonly value: Listing<ImportError> }
  | { readonly kind: 'health'; readonly value: AirflowHealth }
  | { readonly kind: 'dag'; readonly dagId: string; readonly value: Dag | undefined }
  | { readonly kind: 'runs'; readonly dagId: string; readonly value: Listing<DagRun> }
  | {
      readonly kind: 'task-instances';
      readonly dagId: string;
      readonly runId: string;
      readonly value: Listing<TaskInstance>;
    };

export interface StoreChange {
  readonly environmentId: string;
  readonly topics: readonly Topic[];
}

/** What was last known, for views. */
export interface RunStoreReader {
  /** What is known now, which later looks do not change; of an environment that nobody has asked, nothing. */
  snapshot(environmentId: string): Snapshot;
  /** Tells of changes as answers come. A listener that throws does not keep others from hearing. */
  onDidChange(listener: (change: StoreChange) => void): Disposable;
}

export interface RunStore extends RunStoreReader {
  /**
   * Writes down what a look at `at` found out. For pollers.
   *
   * @returns whether it is news
   */
  record(environmentId: string, fact: Fact, at: number): boolean;
  /** Writes down that a look at a topic failed though the connection works. For pollers. */
  recordProblem(environmentId: string, topic: Topic, problem: Problem): void;
  /** Forgets an environment, as when it is removed, or someone else signs in. */
  forget(environmentId: string): void;
}

/** How many DAGs and runs are remembered one by one, for each environment: more than any view shows. */
const mostRemembered = 200;

interface Facts {
  readonly connection: ConnectionState;
  readonly known: ReadonlyMap<string, Known<Fact>>;
  readonly problems: ReadonlyMap<string, { readonly topic: Topic; readonly problem: Problem }>;
}

const nothing: Facts = { connection: { kind: 'idle' }, known: new Map(), problems: new Map() };

/** @param report is told what a listener threw */
export function createRunStore(report: (error: unknown) => void = () => {}): RunStore {
  const environments = new Map<string, Facts>();
  const listeners = new Set<(change: StoreChange) => void>();

  const tell = (environmentId: string, topics: readonly Topic[]) => {
    for (const listener of [...listeners]) {
      try {
        listener({ environmentId, topics });
      } catch (error) {
        report(error);
      }
    }
  };

  return {
    snapshot: (environmentId) => snapshotOf(environments.get(environmentId) ?? nothing),

    onDidChange: (listener) => {
      // The same function may listen twice, and stop once.
      const own = (change: StoreChange) => listener(change);
      listeners.add(own);
      return { dispose: () => listeners.delete(own) };
    },

    record: (environmentId, fact, at) => {
      const before = environments.get(environmentId) ?? nothing;
      const key = topicKey(fact);
      const problems = without(before.problems, key);
      if (fact.kind === 'connection') {
        if (isSame(before.connection, fact.value)) return false;
        environments.set(environmentId, { ...before, connection: fact.value });
      } else {
        const isNews =
          !isSame(before.known.get(key)?.value, fact) || before.problems.size !== problems.size;
        const known = remember(before.known, key, { value: fact, at });
        environments.set(environmentId, { ...before, known, problems });
        if (!isNews) return false;
      }
      tell(environmentId, [topicOf(fact)]);
      return true;
    },

    recordProblem: (environmentId, topic, problem) => {
      const before = environments.get(environmentId) ?? nothing;
      const key = topicKey(topic);
      const problems = remember(before.problems, key, { topic, problem });
      environments.set(environmentId, { ...before, problems });
      if (!isSame(before.problems.get(key)?.problem, problem)) tell(environmentId, [topic]);
    },

    forget: (environmentId) => {
      const before = environments.get(environmentId);
      if (before === undefined) return;
      environments.delete(environmentId);
      const failed = [...before.problems.values()].map(({ topic }) => topic);
      const known = [...before.known.values()].map(({ value }) => topicOf(value));
      const topics = new Map([...failed, ...known].map((topic) => [topicKey(topic), topic]));
      tell(environmentId, [{ kind: 'connection' }, ...topics.values()]);
    },
  };
}

/** Names a topic within its environment. */
export function topicKey(topic: Topic): string {
  switch (topic.kind) {
    case 'dag':
    case 'runs':
      return JSON.stringify([topic.kind, topic.dagId]);
    case 'task-instances':
      return JSON.stringify([topic.kind, topic.dagId, topic.runId]);
    default:
      return topic.kind;
  }
}

function topicOf(fact: Fact): Topic {
  switch (fact.kind) {
    case 'dag':
    case 'runs':
      return { kind: fact.kind, dagId: fact.dagId };
    case 'task-instances':
      return { kind: fact.kind, dagId: fact.dagId, runId: fact.runId };
    default:
      return { kind: fact.kind };
  }
}

function snapshotOf({ connection, known, problems }: Facts): Snapshot {
  const look = (topic: Topic) => known.get(topicKey(topic));
  return {
    connection,
    get dags() {
      const seen = look({ kind: 'dags' });
      return seen?.value.kind === 'dags' ? { value: seen.value.value, at: seen.at } : undefined;
    },
    get running() {
      const seen = look({ kind: 'running' });
      return seen?.value.kind === 'running' ? { value: seen.value.value, at: seen.at } : undefined;
    },
    get importErrors() {
      const seen = look({ kind: 'import-errors' });
      return seen?.value.kind === 'import-errors'
        ? { value: seen.value.value, at: seen.at }
        : undefined;
    },
    get health() {
      const seen = look({ kind: 'health' });
      return seen?.value.kind === 'health' ? { value: seen.value.value, at: seen.at } : undefined;
    },
    dag: (dagId) => {
      const seen = look({ kind: 'dag', dagId });
      return seen?.value.kind === 'dag' ? { value: seen.value.value, at: seen.at } : undefined;
    },
    runs: (dagId) => {
      const seen = look({ kind: 'runs', dagId });
      return seen?.value.kind === 'runs' ? { value: seen.value.value, at: seen.at } : undefined;
    },
    taskInstances: ({ dagId, runId }) => {
      const seen = look({ kind: 'task-instances', dagId, runId });
      return seen?.value.kind === 'task-instances'
        ? { value: seen.value.value, at: seen.at }
        : undefined;
    },
    problem: (topic) => problems.get(topicKey(topic))?.problem,
  };
}

/** A map with one more entry, the newest last, and without the oldest where there are too many. */
function remember<T>(map: ReadonlyMap<string, T>, key: string, value: T): ReadonlyMap<string, T> {
  const copy = new Map(map);
  copy.delete(key);
  copy.set(key, value);
  const [oldest] = copy.keys();
  if (copy.size > mostRemembered && oldest !== undefined) copy.delete(oldest);
  return copy;
}

function without<T>(map: ReadonlyMap<string, T>, key: string): ReadonlyMap<string, T> {
  if (!map.has(key)) return map;
  const copy = new Map(map);
  copy.delete(key);
  return copy;
}

/** All of it is plain data, made by the same code in the same order. */
function isSame(one: unknown, other: unknown): boolean {
  return one === other || JSON.stringify(one) === JSON.stringify(other);
}
