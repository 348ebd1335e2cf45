// Keeps the store up to date about one environment while someone watches it.

import type { AirflowClient } from './client';
import type { AirflowMajor, RunKey } from './model';
import type { Answer, Problem } from './problem';
import { isAboutOneQuestion, isAboutRuns, nextInterval, retryDelay } from './rhythm';
import { type Fact, type RunStore, type Topic, topicKey } from './run-store';
import type { Disposable, Surroundings } from './surroundings';

/** What a view shows, so that nothing else is asked for. */
export interface Interest {
  /** All that runs now. */
  readonly running?: boolean;
  /** All DAGs: asked for less often than the rest, since there may be thousands. */
  readonly dags?: boolean;
  /** These DAGs, one by one. */
  readonly dag?: readonly string[];
  /** The latest runs of these DAGs. */
  readonly runs?: readonly string[];
  /** The task instances of these runs. */
  readonly taskInstances?: readonly RunKey[];
  readonly importErrors?: boolean;
  readonly health?: boolean;
}

/** A view that looks at an environment. Disposed, or hidden, it costs nothing. */
export interface Watch extends Disposable {
  /** Replaces what it is interested in; what is new is asked for at once. An empty interest is a hidden view. */
  update(interest: Interest): void;
}

/**
 * Polls one environment, for all its watches together: at most one poll at a time, none while nobody
 * watches, seldom while nothing moves, after a failure later and later.
 */
export interface Poller extends Disposable {
  /** Starts polling at once, where it did not. */
  watch(interest: Interest): Watch;
  /** Polls now, also where only the user could mend the problem: after a click on "Refresh" or a new sign-in. */
  refresh(): void;
  /** Polls often for a short while: after something was done whose effect is to be seen. */
  hurry(): void;
}

export function createPoller(
  client: AirflowClient,
  store: RunStore,
  surroundings: Pick<Surroundings, 'clock' | 'random'>,
): Poller {
  return new EnvironmentPoller(client, store, surroundings);
}

/** How many of a DAG's runs are kept up to date. */
const latestRuns = 10;
/** How long `hurry` lasts, in milliseconds. */
const hurryLasts = 30_000;

/** When to look at a topic, and how the last looks went. */
interface Plan {
  readonly dueAt: number;
  /** What was waited before the last look; undefined before the first. */
  readonly interval: number | undefined;
  readonly failures: number;
}

/** A topic that is looked at; of the connection, every look tells. */
type Lookable = Exclude<Topic, { readonly kind: 'connection' }>;

class EnvironmentPoller implements Poller {
  readonly #watches = new Map<object, Interest>();
  readonly #plans = new Map<string, Plan>();
  #timer: Disposable | undefined;
  /** The poll that is under way. */
  #poll: AbortController | undefined;
  /** Failed polls in a row. */
  #failures = 0;
  #notBefore = 0;
  #hurryUntil = 0;
  /** Counts what asks for new looks, so that an answer from before is not taken for one. */
  #round = 0;
  #major: AirflowMajor | undefined;
  #isDisposed = false;

  constructor(
    private readonly client: AirflowClient,
    private readonly store: RunStore,
    private readonly surroundings: Pick<Surroundings, 'clock' | 'random'>,
  ) {}

  watch(interest: Interest): Watch {
    const key = {};
    this.#watches.set(key, interest);
    this.#schedule();
    return {
      update: (changed) => {
        if (!this.#watches.has(key)) return;
        this.#watches.set(key, changed);
        this.#schedule();
      },
      dispose: () => {
        if (this.#watches.delete(key)) this.#schedule();
      },
    };
  }

  refresh(): void {
    this.#round += 1;
    this.#notBefore = 0;
    this.#plans.clear();
    this.#schedule();
  }

  hurry(): void {
    this.#round += 1;
    this.#hurryUntil = this.#now + hurryLasts;
    for (const topic of this.#wanted()) {
      if (isAboutRuns(topic)) this.#plans.delete(topicKey(topic));
    }
    this.#schedule();
  }

  dispose(): void {
    this.#isDisposed = true;
    this.#watches.clear();
    this.#schedule();
  }

  get #now(): number {
    return this.surroundings.clock.now();
  }

  get #environmentId(): string {
    return this.client.environment.id;
  }

  /** Sets the time of the next poll; without anyone who watches, ends the one that is under way. */
  #schedule(): void {
    this.#timer?.dispose();
    this.#timer = undefined;
    const wanted = this.#wanted();
    if (wanted.length === 0) {
      this.#stop();
      return;
    }
    if (this.#poll !== undefined || this.#notBefore === Number.POSITIVE_INFINITY) return;
    this.#announceRetry();
    const due = Math.min(...wanted.map((topic) => this.#plan(topic).dueAt));
    const wait = Math.max(due, this.#notBefore) - this.#now;
    this.#timer = this.surroundings.clock.after(Math.max(wait, 0), () => void this.#start());
  }

  #stop(): void {
    this.#poll?.abort();
    this.#poll = undefined;
    if (this.#isDisposed) return;
    const { connection } = this.store.snapshot(this.#environmentId);
    // Nobody watches, so nobody tries again.
    if (connection.kind === 'failing') this.#tell({ ...connection, retryAt: undefined });
    if (connection.kind === 'connecting') this.#tell({ kind: 'idle' });
  }

  /** Someone watches again before it is time to try again. */
  #announceRetry(): void {
    const { connection } = this.store.snapshot(this.#environmentId);
    if (connection.kind !== 'failing' || this.#notBefore <= this.#now) return;
    this.#tell({ ...connection, retryAt: this.#notBefore });
  }

  async #start(): Promise<void> {
    this.#timer = undefined;
    const poll = new AbortController();
    this.#poll = poll;
    const { connection } = this.store.snapshot(this.#environmentId);
    if (connection.kind === 'idle') this.#tell({ kind: 'connecting' });
    const problem = await this.#lookAtAllDue(poll.signal);
    // Someone who stopped watching, and perhaps began again, left this poll behind.
    if (poll.signal.aborted) return;
    this.#poll = undefined;
    if (problem !== undefined) this.#fail(problem);
    this.#schedule();
  }

  /** @returns what is wrong with the environment, where nothing could be found out */
  async #lookAtAllDue(signal: AbortSignal): Promise<Problem | undefined> {
    const looked = new Set<string>();
    let firstFailure: Problem | undefined;
    let isConnected = false;
    for (let topic = this.#next(looked); topic !== undefined; topic = this.#next(looked)) {
      looked.add(topicKey(topic));
      const round = this.#round;
      const answer = await look(this.client, topic, signal);
      if (signal.aborted) return undefined;
      if (answer.ok) {
        isConnected = true;
        this.#succeed(topic, answer.value, round);
        continue;
      }
      const { problem } = answer;
      this.#postpone(topic, problem, round);
      if (!isAboutOneQuestion(problem)) {
        // What was wrong before someone asked for a new look may be mended by now, as a password is.
        return round === this.#round ? problem : undefined;
      }
      firstFailure ??= problem;
      // That something is not there, or not for us, is an answer all the same.
      if (problem.kind === 'not-found' || problem.kind === 'forbidden') {
        isConnected = true;
        this.#connect();
      }
      this.store.recordProblem(this.#environmentId, topic, problem);
    }
    // One question that fails says little while others have answers.
    const allFail = this.#wanted().every((topic) => this.#plan(topic).failures > 0);
    return isConnected || !allFail ? undefined : firstFailure;
  }

  /** The topic to look at next: what failed before waits for the others. */
  #next(looked: ReadonlySet<string>): Lookable | undefined {
    const now = this.#now;
    return this.#wanted()
      .filter((topic) => !looked.has(topicKey(topic)) && this.#plan(topic).dueAt <= now)
      .map((topic) => ({ topic, plan: this.#plan(topic) }))
      .sort((one, other) => one.plan.failures - other.plan.failures)[0]?.topic;
  }

  #succeed(topic: Topic, fact: Fact, round: number): void {
    this.#connect();
    const now = this.#now;
    const isNews = this.store.record(this.#environmentId, fact, now);
    const key = topicKey(topic);
    if (round !== this.#round) {
      this.#plans.delete(key);
      return;
    }
    const before = this.#plans.get(key)?.interval;
    const interval = nextInterval(fact, before, isNews, now < this.#hurryUntil);
    this.#plans.set(key, { dueAt: now + interval, interval, failures: 0 });
  }

  #postpone(topic: Topic, problem: Problem, round: number): void {
    const key = topicKey(topic);
    if (round !== this.#round) return;
    const failures = this.#plan(topic).failures + 1;
    const now = this.#now;
    // What is wrong with the environment holds up all topics alike.
    const delay = isAboutOneQuestion(problem)
      ? retryDelay(problem, failures, this.surroundings.random(), now)
      : undefined;
    this.#plans.set(key, { dueAt: now + (delay ?? 0), interval: undefined, failures });
  }

  #connect(): void {
    const { version } = this.client;
    if (version === undefined) return;
    this.#failures = 0;
    this.#notBefore = 0;
    // Another Airflow under the same URL, as after an upgrade: what was known is about the old one.
    if (this.#major !== undefined && this.#major !== version.major) {
      this.store.forget(this.#environmentId);
      this.#plans.clear();
    }
    this.#major = version.major;
    this.#tell({ kind: 'connected', version });
  }

  #fail(problem: Problem): void {
    this.#failures += 1;
    const now = this.#now;
    const delay = retryDelay(problem, this.#failures, this.surroundings.random(), now);
    this.#notBefore = now + (delay ?? Number.POSITIVE_INFINITY);
    // From here on the environment's own time counts.
    for (const [key, plan] of this.#plans) {
      if (plan.failures > 0) this.#plans.set(key, { ...plan, dueAt: now });
    }
    const { connection } = this.store.snapshot(this.#environmentId);
    this.#tell({
      kind: 'failing',
      problem,
      since: connection.kind === 'failing' ? connection.since : now,
      retryAt: delay === undefined ? undefined : this.#notBefore,
    });
  }

  #tell(value: Extract<Fact, { readonly kind: 'connection' }>['value']): void {
    this.store.record(this.#environmentId, { kind: 'connection', value }, this.#now);
  }

  #plan(topic: Topic): Plan {
    return this.#plans.get(topicKey(topic)) ?? { dueAt: 0, interval: undefined, failures: 0 };
  }

  /** The topics of all watches, each once. */
  #wanted(): readonly Lookable[] {
    const topics = [...this.#watches.values()].flatMap(topicsOf);
    return [...new Map(topics.map((topic) => [topicKey(topic), topic])).values()];
  }
}

function topicsOf(interest: Interest): Lookable[] {
  const topics: Lookable[] = [];
  if (interest.running) topics.push({ kind: 'running' });
  for (const dagId of interest.dag ?? []) topics.push({ kind: 'dag', dagId });
  for (const dagId of interest.runs ?? []) topics.push({ kind: 'runs', dagId });
  for (const { dagId, runId } of interest.taskInstances ?? []) {
    topics.push({ kind: 'task-instances', dagId, runId });
  }
  if (interest.dags) topics.push({ kind: 'dags' });
  if (interest.importErrors) topics.push({ kind: 'import-errors' });
  if (interest.health) topics.push({ kind: 'health' });
  return topics;
}

async function look(
  client: AirflowClient,
  topic: Lookable,
  signal: AbortSignal,
): Promise<Answer<Fact>> {
  switch (topic.kind) {
    case 'running':
      return fact(await client.running(signal), (value) => ({ ...topic, value }));
    case 'dags':
      return fact(await client.dags(signal), (value) => ({ ...topic, value }));
    case 'import-errors':
      return fact(await client.importErrors(signal), (value) => ({ ...topic, value }));
    case 'health':
      return fact(await client.health(signal), (value) => ({ ...topic, value }));
    case 'dag': {
      const answer = await client.dag(topic.dagId, signal);
      // That there is no such DAG is worth knowing, and no problem.
      return !answer.ok && answer.problem.kind === 'not-found'
        ? { ok: true, value: { ...topic, value: undefined } }
        : fact(answer, (value) => ({ ...topic, value }));
    }
    case 'runs': {
      const answer = await client.runs(topic.dagId, latestRuns, signal);
      return fact(answer, (value) => ({ ...topic, value }));
    }
    case 'task-instances':
      return fact(await client.taskInstances(topic, signal), (value) => ({ ...topic, value }));
  }
}

function fact<T>(answer: Answer<T>, make: (value: T) => Fact): Answer<Fact> {
  return answer.ok ? { ok: true, value: make(answer.value) } : answer;
}
