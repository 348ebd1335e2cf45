import type { SyntaxNode } from '../../syntax/node';
import type { FileModel } from '../file-model';
import { isAirflowsOwn } from './dags';
import type { LoadedDag } from './graph/types';
import { longestInterval } from './run-count';
import { loadedRunLimit } from './run-limit';
import { scheduleOf } from './schedules';
import { secondsPerTry } from './task-time';
import type { Dag, Task } from './types';

/** How long something in a run may take before that is felt elsewhere. */
export type TimeBudget =
  /** `dagrun_timeout` ends the run. */
  | { readonly kind: 'run'; readonly seconds: number; readonly origin: SyntaxNode }
  /** The next run is due, and waits for this one. */
  | { readonly kind: 'interval'; readonly seconds: number };

const budgetOfDag = new WeakMap<LoadedDag, { readonly budget: TimeBudget | undefined }>();

/** Undefined where nothing is felt, or it is not known when. Asked for each task of the DAG. */
export function timeBudgetOf(model: FileModel, dag: LoadedDag): TimeBudget | undefined {
  let known = budgetOfDag.get(dag);
  if (known === undefined) {
    known = { budget: findBudget(model, dag) };
    budgetOfDag.set(dag, known);
  }
  return known.budget;
}

function findBudget(model: FileModel, dag: LoadedDag): TimeBudget | undefined {
  if (model.tasks.mayBeSetLater('dagrun_timeout')) return undefined;
  const run = loadedRunLimit(dag);
  if (run.kind === 'set') {
    const { origin, seconds } = run;
    return seconds === undefined || seconds <= 0 ? undefined : { kind: 'run', seconds, origin };
  }
  const interval = serialInterval(model, dag);
  return interval === undefined ? undefined : { kind: 'interval', seconds: interval };
}

/**
 * The longest limit, in seconds and up to the one that is wanted, that fits every task of the DAGs
 * together with its retries.
 */
export function fittingLimit(
  model: FileModel,
  { dags }: Task | { readonly dags: readonly Dag[] },
  wanted: number,
): number {
  const nodes = new Set(dags.map(({ node }) => node));
  let longest = wanted;
  for (const dag of model.loaded.dags) {
    const budget = nodes.has(dag.node) ? timeBudgetOf(model, dag) : undefined;
    if (budget === undefined) continue;
    const room =
      budget.kind === 'interval'
        ? [budget.seconds]
        : dag.tasks.map((task) => secondsPerTry(task, budget.seconds));
    longest = Math.min(longest, ...room);
  }
  return longest;
}

/** Seconds between two runs at most, of a DAG of which one run waits for the other. */
function serialInterval(model: FileModel, loaded: LoadedDag): number | undefined {
  const runs = loaded.arguments.get('max_active_runs')?.value;
  const dag = model.dags.at(loaded.node);
  if (runs?.type !== 'number' || runs.value !== 1 || dag === undefined) return undefined;
  if (!isAirflowsOwn(dag, model.names)) return undefined;
  const schedule = scheduleOf(model, dag);
  return schedule === undefined || schedule === 'unset' ? undefined : longestInterval(schedule);
}
