// Failures after which a run is marked success, because a trigger rule lets a later task run all the
// same and that task decides the state of the run.

import { doesNothing } from '../../knowledge/airflow-objects';
import { isBranching } from '../../knowledge/branching';
import { hidesFailures, reactsToFailures } from '../../knowledge/trigger-rules';
import type { FileModel } from '../file-model';
import { rememberedOfFileBy } from '../remembered-of-file';
import {
  failed,
  isOnly,
  RunGraph,
  type StateSet,
  skipped,
  succeeded,
  triggerRuleOf,
  upstreamFailed,
} from './graph/run-states';
import type { LoadedDag, LoadedTask } from './graph/types';
import { mayReportFailures } from './reported-failures';
import { skippedBy } from './skips';

/** A task whose trigger rule hides the failure of tasks before it. */
export interface HidingTask {
  readonly task: LoadedTask;
  readonly rule: string;
  /** The tasks whose failure alone leaves the run a success, in the order of a run. */
  readonly hidden: readonly LoadedTask[];
  /** True where it brings the ways of a branch together again. */
  readonly joinsBranch: boolean;
}

/** A DAG in which more dependencies than these would have to be followed is left out. */
const maximumSteps = 200_000;

/** The tasks of a DAG that hide failures, as far as that is sure. */
export function hidingTasks(model: FileModel, dag: LoadedDag): readonly HidingTask[] {
  if (!dag.isComplete || !dag.tasks.some(hides)) return [];
  const graph = new RunGraph(dag);
  const hidden = new Map<LoadedTask, LoadedTask[]>();
  const maySkip = skippedBy(graph);
  const usual = graph.statesOf(graph.order, {
    given: new Map(),
    outcomes: () => succeeded,
    maySkip,
  });
  const outcomes = (task: LoadedTask) => outcomesOf(model, task);
  const before = graph.before(graph.order.filter(hides));
  let steps = 0;
  for (const cause of graph.order) {
    if (!before.has(cause) || !canFail(cause)) continue;
    // What runs only after failures does not fail alone.
    if (((usual.get(cause) ?? succeeded) & succeeded) === 0) continue;
    const behind = graph.behind([cause]);
    steps += behind.reduce((sum, task) => sum + graph.upstreamOf(task).length, 1);
    if (steps > maximumSteps) return [];
    if (!graph.isCertain(cause) || !behind.every((task) => isFollowed(graph, task))) continue;
    const given = new Map([[cause, failed]]);
    const run = graph.statesOf(behind, { given, outcomes, maySkip }, usual);
    const states = (task: LoadedTask) => run.get(task) ?? given.get(task) ?? succeeded;
    for (const task of hidersOf(graph, cause, behind, states)) {
      hidden.set(task, [...(hidden.get(task) ?? []), cause]);
    }
  }
  return [...hidden].flatMap(([task, causes]) => {
    const rule = graph.ruleOf(task);
    if (rule === undefined) return [];
    const waysOf = graph.upstreamOf(task).flatMap((way) => [way, ...graph.upstreamOf(way)]);
    const joinsBranch = waysOf.some(({ operator }) => isBranching(operator));
    return [{ task, rule, hidden: causes, joinsBranch }];
  });
}

/** What a task may come to when it runs. */
const outcomesOf = rememberedOfFileBy(
  (model: FileModel, task: LoadedTask): StateSet =>
    mayReportFailures(model, task) ? succeeded | failed : succeeded,
);

/** The tasks at which a failure ends being one; none where the run still fails, or someone is told. */
function hidersOf(
  graph: RunGraph,
  cause: LoadedTask,
  behind: readonly LoadedTask[],
  states: (task: LoadedTask) => StateSet,
): readonly LoadedTask[] {
  const isFine = (task: LoadedTask) => isOnly(states(task), succeeded | skipped);
  const deciding = [cause, ...behind].map((task) => ({ task, decides: graph.decidesRun(task) }));
  if (deciding.some(({ task, decides }) => decides !== false && !isFine(task))) return [];
  const bad = failed | upstreamFailed;
  const next = behind.filter(
    (task) =>
      task.role === 'work' &&
      isFine(task) &&
      graph.upstreamOf(task).some((one) => isOnly(states(one), bad)),
  );
  // A task that runs only after failures repairs or reports them.
  if (next.some((task) => reactsToFailures(graph.ruleOf(task) ?? ''))) return [];
  return next.filter(hides);
}

function hides(task: LoadedTask): boolean {
  return task.role === 'work' && hidesFailures(triggerRuleOf(task) ?? '');
}

/** What becomes of a setup also decides about tasks that do not come right behind it. */
function isFollowed(graph: RunGraph, task: LoadedTask): boolean {
  return graph.isCertain(task) && task.role !== 'setup' && graph.ruleOf(task) !== undefined;
}

function canFail(task: LoadedTask): boolean {
  return task.role === 'work' && !doesNothing(task.operator);
}
