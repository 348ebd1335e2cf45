import { positionalValue } from '../../syntax/calls';
import type { SyntaxNode } from '../../syntax/node';
import type { FileModel } from '../file-model';
import { rememberedOfFileBy } from '../remembered-of-file';
import { isAirflowsOwn } from './dags';
import { dagsMadeBy } from './graph/loaded-values';
import type { LoadedArgument, LoadedDag } from './graph/types';
import type { Dag, Task } from './types';

/** Whether something is ended after a time. */
export type Limit =
  /** `seconds` is undefined where only the run shows the length. */
  | { readonly kind: 'set'; readonly seconds: number | undefined; readonly origin: SyntaxNode }
  | { readonly kind: 'unset' }
  /** It may come from what the file does not show. */
  | { readonly kind: 'unknown' };

const runArgument = 'dagrun_timeout';

/**
 * The `dagrun_timeout` of a DAG. When it is over, the scheduler fails the run and marks what has not
 * ended as skipped, and Airflow ends tasks that still run (`_schedule_dag_run` in
 * airflow/jobs/scheduler_job_runner.py); for manual runs, too.
 */
export const runLimitOf = rememberedOfFileBy((model: FileModel, dag: Dag): Limit => {
  if (model.tasks.mayBeSetLater(runArgument)) return { kind: 'unknown' };
  const loaded = dagsMadeBy(model.loaded, dag.node);
  return loaded.length > 0 ? shared(loaded.map(loadedRunLimit)) : limitByPlace(model, dag);
});

/** What all DAGs agree on that the task may be of. */
export function runLimitOfTask(model: FileModel, task: Task): Limit {
  return limitSharedBy(model, task.dags);
}

/** Tasks that are written outside of all DAGs share one list of those that they may be of. */
const limitSharedBy = rememberedOfFileBy(
  (model: FileModel, dags: readonly Dag[]): Limit =>
    shared(dags.map((dag) => runLimitOf(model, dag))),
);

/**
 * Whether a `dagrun_timeout` ends the runs of the DAG of an id: `no` also where the project does not
 * have that DAG, so that nothing which is seen ends them.
 */
export function runLimitOfDagNamed(model: FileModel, dagId: string): 'yes' | 'no' | 'unknown' {
  const here = model.dags.all
    .filter((dag) => dag.dagId === dagId)
    .map((dag) => limitAnswers[runLimitOf(model, dag).kind]);
  const elsewhere = (model.surroundings?.dags.named(dagId) ?? []).map((dag) => dag.hasRunTimeout);
  const [first = 'no', ...others] = [...here, ...elsewhere];
  return others.every((other) => other === first) ? first : 'unknown';
}

/** What is said of a limit where its length does not matter. */
export const limitAnswers = { set: 'yes', unset: 'no', unknown: 'unknown' } as const;

/** The `dagrun_timeout` of a DAG as the load of its file leaves it. */
export function loadedRunLimit({ arguments: given, hasAllArguments }: LoadedDag): Limit {
  const found = given.get(runArgument);
  if (found !== undefined) return limitOfLoaded(found);
  return hasAllArguments ? { kind: 'unset' } : { kind: 'unknown' };
}

/** A `timedelta` that limits something; zero counts as what it is, since no run ends in no time. */
export function limitOfLoaded({ origin, value }: LoadedArgument): Limit {
  if (value.type === 'none') return { kind: 'unset' };
  if (value.type === 'unknown') return { kind: 'unknown' };
  const seconds = value.type === 'duration' ? value.seconds : undefined;
  return { kind: 'set', seconds, origin };
}

function limitByPlace(model: FileModel, dag: Dag): Limit {
  const value = dag.arguments.entries.get(runArgument);
  if (value === undefined) {
    // Behind the schedule, the order of parameters differs between versions.
    const isShown =
      isAirflowsOwn(dag, model.names) &&
      dag.arguments.isComplete &&
      (dag.call === undefined || positionalValue(dag.call, 3) === undefined);
    return { kind: isShown ? 'unset' : 'unknown' };
  }
  const values = model.values.of(value);
  const constants = values.map((one) => model.constants.value(one));
  if (constants.every((constant) => constant?.type === 'none')) return { kind: 'unset' };
  if (constants.some((constant) => constant?.type === 'none')) return { kind: 'unknown' };
  const [only, ...others] = constants;
  const seconds = only?.type === 'duration' && others.length === 0 ? only.seconds : undefined;
  return { kind: 'set', seconds, origin: value };
}

function shared(limits: readonly Limit[]): Limit {
  const [first, ...others] = limits;
  if (first === undefined || others.some(({ kind }) => kind !== first.kind)) {
    return { kind: 'unknown' };
  }
  if (first.kind !== 'set') return first;
  const isSame = others.every((one) => one.kind === 'set' && one.seconds === first.seconds);
  return isSame ? first : { ...first, seconds: undefined };
}
