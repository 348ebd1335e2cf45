import { addTo } from '../../text/groups';
import { reachable } from '../reachable';
import type { CallEdge, CodeReference, FileSummary, Seed } from './summary';
import type { IncomingReach, ReachingTask } from './surroundings';

/** Why a function runs: in a phase, for a task or for none that is known. */
interface Reason {
  readonly phase: IncomingReach['phase'];
  readonly task: ReachingTask | undefined;
  readonly ownImage: boolean;
  /** Something around a call on the way ends it after a time. */
  readonly isTimeLimited: boolean;
  /** It is handed to other code on the way from a trigger, as to a thread, rather than called. */
  readonly isOffLoop: boolean;
}

/**
 * What other files make the functions of a file run for. `summaries` holds, by path, the file itself
 * and all files that import it, directly or through others; what happens elsewhere cannot lead here.
 */
export function incomingReach(
  path: string,
  summaries: ReadonlyMap<string, FileSummary>,
): readonly IncomingReach[] {
  const reasons = new Reasons(path, summaries);
  const found = new Map<string, { reach: Arrival; tasks: Set<ReachingTask> }>();
  for (const [from, summary] of summaries) {
    if (from === path) continue;
    for (const seed of summary.seeds) {
      if (seed.to.path === path) note(seed.to.name, reasonOf(seed, summary), seed);
    }
    for (const call of summary.calls) {
      if (call.to.path !== path || !reasons.entersBody(call)) continue;
      for (const reason of reasons.of(from, call)) note(call.to.name, reason, call);
    }
  }
  return [...found.values()].map(({ reach, tasks }) => ({ ...reach, tasks: [...tasks] }));

  function note(name: string, reason: Reason, way: Seed | CallEdge): void {
    const { isOffLoop, isTimeLimited, ownImage, phase, task } = reason;
    const isEntry = 'isEntry' in way && way.isEntry;
    const isResultTested = 'isResultTested' in way && way.isResultTested === true;
    const flags = [phase, ownImage, isEntry, isTimeLimited, isOffLoop, isResultTested];
    const key = `${flags.join(' ')} ${name}`;
    let entry = found.get(key);
    if (entry === undefined) {
      const limit = isTimeLimited ? { isTimeLimited } : {};
      const test = isResultTested ? { isResultTested } : {};
      const thread = isOffLoop ? { isOffLoop } : {};
      const reach = { function: name, phase, ownImage, isEntry, ...limit, ...thread, ...test };
      entry = { reach, tasks: new Set() };
      found.set(key, entry);
    }
    if (task !== undefined) entry.tasks.add(task);
  }
}

type Arrival = Omit<IncomingReach, 'tasks'>;

/** Follows calls from what Airflow runs, through all functions by which it can come to a file. */
class Reasons {
  readonly #byFunction = new Map<string, Map<string, ReasonGroup>>();
  /** The calls that lead on to the file, by the calling function. */
  readonly #calls = new Map<string, CallEdge[]>();
  readonly #taskFunctions = new Set<string>();

  constructor(target: string, summaries: ReadonlyMap<string, FileSummary>) {
    for (const [path, { taskFunctions }] of summaries) {
      for (const name of taskFunctions) this.#taskFunctions.add(keyOf({ path, name }));
    }
    const files = new Set<string>();
    for (const { call, from, path } of leadingCalls(target, summaries)) {
      addTo(this.#calls, from, call);
      files.add(path);
    }
    for (const summary of summaries.values()) {
      for (const seed of summary.seeds) {
        if (files.has(seed.to.path)) this.#spread(seed.to, reasonOf(seed, summary));
      }
    }
  }

  /** Why a call of a file happens. */
  *of(path: string, call: CallEdge): Generator<Reason> {
    const groups = this.#byFunction.get(keyOf({ path, name: call.from }))?.values() ?? [];
    for (const { tasks, ...group } of groups) {
      if (call.isHandedOn && group.phase === 'parse') continue;
      for (const task of tasks) yield throughCall({ ...group, task }, call);
    }
  }

  /** Calling a `@task` function makes a task; it does not run the body. */
  entersBody({ to }: CallEdge): boolean {
    return !this.#taskFunctions.has(keyOf(to));
  }

  #spread(start: CodeReference, first: Reason): void {
    const stack = [{ at: start, reason: first }];
    for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
      const { at, reason } = next;
      const name = keyOf(at);
      const calls = this.#calls.get(name);
      if (calls === undefined) continue;
      const isTaskFunction = this.#taskFunctions.has(name);
      if (isTaskFunction && (at !== start || reason.phase === 'parse')) continue;
      if (!this.#isNews(name, reason)) continue;
      for (const call of calls) {
        // At parse time a function that is handed on is mostly handed to Airflow, for later.
        if (!call.isHandedOn || reason.phase !== 'parse') {
          stack.push({ at: call.to, reason: throughCall(reason, call) });
        }
      }
    }
  }

  #isNews(name: string, { task, ...reason }: Reason): boolean {
    let groups = this.#byFunction.get(name);
    if (groups === undefined) {
      groups = new Map();
      this.#byFunction.set(name, groups);
    }
    const { isOffLoop, isTimeLimited, ownImage, phase } = reason;
    const key = `${phase} ${ownImage} ${isTimeLimited} ${isOffLoop}`;
    let group = groups.get(key);
    if (group === undefined) {
      group = { ...reason, tasks: new Set() };
      groups.set(key, group);
    }
    const size = group.tasks.size;
    group.tasks.add(task);
    return group.tasks.size > size;
  }
}

/** A call in a file, and the functions on both of its sides. */
interface Step {
  readonly path: string;
  readonly call: CallEdge;
  readonly from: string;
  readonly to: string;
}

/** The calls by which one can come to a file, directly or through others, in the order of the summaries. */
function leadingCalls(
  target: string,
  summaries: ReadonlyMap<string, FileSummary>,
): readonly Step[] {
  const steps = [...summaries].flatMap(([path, { calls }]) =>
    calls.map((call) => {
      const [from, to] = [keyOf({ path, name: call.from }), keyOf(call.to)];
      return { path, call, from, to };
    }),
  );
  const callers = new Map<string, string[]>();
  for (const { from, to } of steps) addTo(callers, to, from);
  const arrivals = steps.filter(({ call }) => call.to.path === target);
  const ends = new Set(arrivals.map(({ to }) => to));
  const leading = reachable(ends, (at) => callers.get(at) ?? []);
  return steps.filter(({ to }) => ends.has(to) || leading.has(to));
}

/** The tasks for which a function runs in one phase; undefined among them for none that is known. */
interface ReasonGroup extends Omit<Reason, 'task'> {
  readonly tasks: Set<ReachingTask | undefined>;
}

function reasonOf({ ownImage, phase, task }: Seed, { tasks }: FileSummary): Reason {
  const named = task === undefined ? undefined : tasks[task];
  return { phase, task: named, ownImage, isTimeLimited: false, isOffLoop: false };
}

/** The reason for what a call calls. */
function throughCall(reason: Reason, call: CallEdge): Reason {
  const isTimeLimited = reason.isTimeLimited || call.isTimeLimited === true;
  const isOffLoop = reason.isOffLoop || (reason.phase === 'trigger' && call.isHandedOn);
  const isSame = isTimeLimited === reason.isTimeLimited && isOffLoop === reason.isOffLoop;
  return isSame ? reason : { ...reason, isTimeLimited, isOffLoop };
}

function keyOf({ name, path }: CodeReference): string {
  return `${path}#${name}`;
}
