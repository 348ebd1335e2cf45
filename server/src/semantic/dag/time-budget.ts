import type { SyntaxNode } from '../../syntax/node';
import { onceEach } from '../../text/remembered';
import type { FileModel } from '../file-model';
import { rememberedOfFileBy } from '../remembered-of-file';
import { isAirflowsOwn } from './dags';
import { dagsMadeBy } from './graph/loaded-values';
import type { LoadedDag } from './graph/types';
import { longestInterval } from './run-count';
import { loadedRunLimit } from './run-limit';
import { scheduleOf } from './schedules';
import { secondsPerTry, secondsWithRetries } from './task-time';
import type { Dag, Task } from './types';

/** How long something in a run may take before that is felt elsewhere. */
export type TimeBudget =
  /** `dagrun_timeout` ends the run. */
  | { readonly kind: 'run'; readonly seconds: number; readonly origin: SyntaxNode }
  /** The next run is due, and waits for this one. */
  | { readonly kind: 'interval'; readonly seconds: number };

/** Undefined where nothing is felt, or it is not known when. Asked for each task of the DAG. */
export const timeBudgetOf = rememberedOfFileBy(findBudget);

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
  return Math.min(wanted, sharedRoomOf(model, dags));
}

/**
 * Seconds that every task of the DAGs may take, in each of its tries. Tasks that are written outside of all DAGs share
 * one list of those that they may be of.
 */
const sharedRoomOf = rememberedOfFileBy((model: FileModel, dags: readonly Dag[]): number => {
  let room = Number.POSITIVE_INFINITY;
  for (const { node } of dags) {
    for (const dag of dagsMadeBy(model.loaded, node)) room = Math.min(room, roomOf(model, dag));
  }
  return room;
});

/** Seconds that every task of a DAG may take, in each of its tries. Asked for each task of the DAG. */
const roomOf = rememberedOfFileBy((model: FileModel, dag: LoadedDag): number => {
  const budget = timeBudgetOf(model, dag);
  if (budget === undefined) return Number.POSITIVE_INFINITY;
  if (budget.kind === 'interval') return budget.seconds;
  return Math.min(...dag.tasks.map((task) => secondsPerTry(task, budget.seconds)));
});

/** Whether the runs of the DAGs leave their tasks the time for so many retries, as far as is known. */
export function leavesTimeFor(model: FileModel, dags: readonly Dag[], retries: number): boolean {
  return leaveTimeFor(model, dags)(retries);
}

/** By the number of retries. */
const leaveTimeFor = rememberedOfFileBy((model: FileModel, dags: readonly Dag[]) =>
  onceEach((retries: number) =>
    dags.every(({ node }) =>
      dagsMadeBy(model.loaded, node).every((dag) => hasTimeFor(model, dag)(retries)),
    ),
  ),
);

const hasTimeFor = rememberedOfFileBy((model: FileModel, dag: LoadedDag) =>
  onceEach((retries: number) => fitsEveryTask(model, dag, retries)),
);

function fitsEveryTask(model: FileModel, dag: LoadedDag, retries: number): boolean {
  const budget = timeBudgetOf(model, dag);
  if (budget?.kind !== 'run') return true;
  return dag.tasks.every((task) => secondsWithRetries(task, retries) <= budget.seconds);
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
