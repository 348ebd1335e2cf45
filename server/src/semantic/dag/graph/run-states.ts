// What the tasks of a DAG come to in a run in which some outcomes are given: Airflow's trigger rules
// and its choice of the tasks that decide the state of the run, as sets of the states that can occur.

import type { LoadedDag, LoadedTask } from './types';

/** A set of states in which a task can end, as bits. */
export type StateSet = number;

export const succeeded: StateSet = 1;
export const failed: StateSet = 2;
export const upstreamFailed: StateSet = 4;
export const skipped: StateSet = 8;

/** What a task comes to, where its upstream tasks do not decide it alone. */
export interface RunScenario {
  /** Outcomes that are given, whatever the trigger rule says. */
  readonly given: ReadonlyMap<LoadedTask, StateSet>;
  /** What a task that is run may come to. */
  outcomes(task: LoadedTask): StateSet;
  /** True for a task that something besides its trigger rule may skip. */
  maySkip(task: LoadedTask): boolean;
}

/** True where a task can come to nothing but some of the states. */
export function isOnly(states: StateSet, allowed: StateSet): boolean {
  return states !== 0 && (states & ~allowed) === 0;
}

/** The dependencies of one DAG, ready to be followed; teardowns and trigger rules included. */
export class RunGraph {
  readonly #upstream = new Map<LoadedTask, LoadedTask[]>();
  readonly #downstream = new Map<LoadedTask, LoadedTask[]>();
  readonly #uncertain = new Set<LoadedTask>();
  readonly #rules = new Map<LoadedTask, string | undefined>();
  /** Each task behind those that it waits for; without the tasks of circles, which Airflow refuses. */
  readonly order: readonly LoadedTask[];
  readonly #place: ReadonlyMap<LoadedTask, number>;

  constructor(dag: LoadedDag) {
    for (const task of dag.tasks) {
      this.#upstream.set(task, []);
      this.#downstream.set(task, []);
      this.#rules.set(task, triggerRuleOf(task));
      if (!task.isCertain || task.taskId === undefined) this.#uncertain.add(task);
    }
    for (const { from, isCertain, to } of dag.edges) {
      this.#upstream.get(to)?.push(from);
      this.#downstream.get(from)?.push(to);
      if (!isCertain) this.#uncertain.add(from).add(to);
    }
    this.order = this.#sorted(dag.tasks);
    this.#place = new Map(this.order.map((task, place) => [task, place]));
  }

  upstreamOf(task: LoadedTask): readonly LoadedTask[] {
    return this.#upstream.get(task) ?? [];
  }

  downstreamOf(task: LoadedTask): readonly LoadedTask[] {
    return this.#downstream.get(task) ?? [];
  }

  /** True where the task and all of its dependencies are known for sure. */
  isCertain(task: LoadedTask): boolean {
    return !this.#uncertain.has(task);
  }

  /** The trigger rule of a task; undefined where it is not known. */
  ruleOf(task: LoadedTask): string | undefined {
    return this.#rules.get(task);
  }

  /** Every task that waits for one of the tasks, directly or not, in the order of a run. */
  behind(tasks: Iterable<LoadedTask>): readonly LoadedTask[] {
    const placeOf = (task: LoadedTask) => this.#place.get(task) ?? -1;
    return [...this.#reached(tasks, this.#downstream)]
      .filter((task) => placeOf(task) >= 0)
      .sort((a, b) => placeOf(a) - placeOf(b));
  }

  /** Every task that one of the tasks waits for, directly or not. */
  before(tasks: Iterable<LoadedTask>): ReadonlySet<LoadedTask> {
    return this.#reached(tasks, this.#upstream);
  }

  /**
   * The states of the tasks in `order`, which holds each behind those of it that it waits for. Tasks
   * that are not among them have the states of `others`, and succeed where they have none.
   */
  statesOf(
    order: readonly LoadedTask[],
    scenario: RunScenario,
    others: ReadonlyMap<LoadedTask, StateSet> = new Map(),
  ): ReadonlyMap<LoadedTask, StateSet> {
    const states = new Map<LoadedTask, StateSet>();
    const stateOf = (task: LoadedTask) =>
      states.get(task) ?? scenario.given.get(task) ?? others.get(task) ?? succeeded;
    for (const task of order) {
      const given = scenario.given.get(task);
      const upstream = this.upstreamOf(task).map(stateOf);
      const own = given ?? resultOf(this.ruleOf(task), upstream, scenario.outcomes(task));
      const mayBeSkipped = given === undefined && scenario.maySkip(task);
      states.set(task, mayBeSkipped ? own | skipped : own);
    }
    return states;
  }

  /**
   * Whether the state of the task decides the state of the run: `_tis_for_dagrun_state` in
   * airflow/models/dagrun.py (2.10.5 and 3.3.2). Teardowns count only with `on_failure_fail_dagrun`.
   * Undefined where that argument is not known.
   */
  decidesRun(task: LoadedTask): boolean | undefined {
    const behind = this.downstreamOf(task).map(countsForRun);
    const own = countsForRun(task);
    if (own === false || behind.includes(true)) return false;
    return own === undefined || behind.includes(undefined) ? undefined : true;
  }

  #reached(
    tasks: Iterable<LoadedTask>,
    ways: ReadonlyMap<LoadedTask, readonly LoadedTask[]>,
  ): Set<LoadedTask> {
    const found = new Set<LoadedTask>();
    const waiting = [...tasks];
    for (let task = waiting.pop(); task !== undefined; task = waiting.pop()) {
      for (const next of ways.get(task) ?? []) {
        if (found.has(next)) continue;
        found.add(next);
        waiting.push(next);
      }
    }
    return found;
  }

  #sorted(tasks: readonly LoadedTask[]): LoadedTask[] {
    const missing = new Map(tasks.map((task) => [task, this.upstreamOf(task).length]));
    const order = tasks.filter((task) => missing.get(task) === 0);
    for (let at = 0; at < order.length; at++) {
      const task = order[at];
      for (const next of task === undefined ? [] : this.downstreamOf(task)) {
        const left = (missing.get(next) ?? 0) - 1;
        missing.set(next, left);
        if (left === 0) order.push(next);
      }
    }
    return order;
  }
}

/** The trigger rule of a task as Airflow writes it; undefined where it is not known. */
export function triggerRuleOf(task: LoadedTask): string | undefined {
  // `as_teardown` gives it this one, and Airflow refuses any other for a teardown.
  if (task.role === 'teardown') return 'all_done_setup_success';
  const rule = task.effective('trigger_rule');
  if (rule === 'unset') return 'all_success';
  if (rule === 'unknown') return undefined;
  return rule.value.type === 'string' ? rule.value.value : undefined;
}

function countsForRun(task: LoadedTask): boolean | undefined {
  if (task.role !== 'teardown') return true;
  const given = task.effective('on_failure_fail_dagrun');
  if (given === 'unset') return false;
  if (given === 'unknown') return undefined;
  return given.value.type === 'boolean' ? given.value.value : undefined;
}

/**
 * What a task comes to when its upstream tasks have ended. All that a rule asks is which states occur
 * among them, so that the mixes of these are enough.
 */
function resultOf(
  rule: string | undefined,
  upstream: readonly StateSet[],
  outcomes: StateSet,
): StateSet {
  const anything = succeeded | failed | upstreamFailed | skipped;
  if (rule === undefined) return anything;
  if (upstream.length === 0) return outcomes;
  const all = upstream.reduce((states, one) => states | one, 0);
  // Mostly there is only one way for each of them to end.
  if (upstream.every(isSingle)) return decisionOf(rule, all) ?? outcomes;
  let mixes = new Set<StateSet>([0]);
  for (const states of new Set(upstream)) {
    // Several tasks with the same choice may choose differently.
    const isShared = upstream.filter((one) => one === states).length > 1;
    mixes = new Set([...mixes].flatMap((mix) => choicesOf(states, isShared).map((s) => mix | s)));
  }
  let result = 0;
  for (const mix of mixes) result |= decisionOf(rule, mix) ?? outcomes;
  return result;
}

/** The single states of a set; with `isShared` every mix of them. */
function choicesOf(states: StateSet, isShared: boolean): readonly StateSet[] {
  const all = Array.from({ length: 16 }, (_, mix) => mix).filter(
    (mix) => mix !== 0 && (mix & ~states) === 0,
  );
  return isShared ? all : all.filter(isSingle);
}

function isSingle(states: StateSet): boolean {
  return (states & (states - 1)) === 0;
}

/**
 * The states that a rule gives a task without running it; undefined where the task runs. Source:
 * `_evaluate_direct_relatives` in airflow/ti_deps/deps/trigger_rule_dep.py (2.10.5 and 3.3.2).
 */
function decisionOf(rule: string, mix: StateSet): StateSet | undefined {
  const someSucceeded = (mix & succeeded) !== 0;
  const someFailed = (mix & (failed | upstreamFailed)) !== 0;
  const someSkipped = (mix & skipped) !== 0;
  switch (rule) {
    case 'all_success':
      // Both are decided as soon as one upstream task says so: the first one wins.
      if (someFailed) return someSkipped ? upstreamFailed | skipped : upstreamFailed;
      return someSkipped ? skipped : undefined;
    case 'all_failed':
      return someSucceeded || someSkipped ? skipped : undefined;
    case 'all_done':
    case 'always':
    case 'dummy':
      return undefined;
    case 'one_success':
      if (someSucceeded) return undefined;
      return someFailed ? upstreamFailed : skipped;
    case 'one_failed':
      return someFailed ? undefined : skipped;
    case 'one_done':
      return someSucceeded || (mix & failed) !== 0 ? undefined : skipped;
    case 'none_failed':
      return someFailed ? upstreamFailed : undefined;
    case 'none_failed_or_skipped':
    case 'none_failed_min_one_success':
      if (someFailed) return upstreamFailed;
      return someSucceeded ? undefined : skipped;
    case 'none_skipped':
      return someSkipped ? skipped : undefined;
    case 'all_skipped':
      return mix === skipped ? undefined : skipped;
    case 'all_done_min_one_success':
      if (someSkipped) return skipped;
      return someSucceeded ? undefined : upstreamFailed;
    default:
      // The setups of a teardown decide what becomes of it.
      return succeeded | failed | upstreamFailed | skipped;
  }
}
