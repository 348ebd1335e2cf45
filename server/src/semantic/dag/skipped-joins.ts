// Joins that a branch skips whatever it decides, because one of the tasks they wait for is skipped.

import { isBranching } from '../../knowledge/branching';
import type { FileModel } from '../file-model';
import { type BranchChoice, branchChoices } from './branch-choices';
import { isOnly, RunGraph, type StateSet, skipped, succeeded } from './graph/run-states';
import type { LoadedDag, LoadedTask } from './graph/types';
import { skippedBy } from './skips';

export interface SkippedJoin {
  readonly branch: LoadedTask;
  readonly join: LoadedTask;
  /** In every run, or in those in which the branch goes on with the join itself. */
  readonly when: 'always' | 'when-chosen';
  /** True where nothing comes behind the join. */
  readonly isLast: boolean;
}

/** A DAG in which more tasks than these would have to be followed is looked at no further. */
const maximumSteps = 100_000;

/** The joins of a DAG that can be told for sure. */
export function skippedJoins(model: FileModel, dag: LoadedDag): readonly SkippedJoin[] {
  const branches = dag.tasks.filter(({ operator }) => isBranching(operator));
  if (branches.length === 0 || !dag.isComplete) return [];
  const graph = new RunGraph(dag);
  const found: SkippedJoin[] = [];
  let steps = 0;
  for (const branch of branches) {
    const behind = graph.behind([branch]);
    if (!isFollowed(graph, branch, behind)) continue;
    const choices = branchChoices(model, dag, branch) ?? [];
    steps += behind.length * choices.length;
    if (steps > maximumSteps) break;
    found.push(...joinsOf(graph, branch, behind, choices));
  }
  return found;
}

/** True where a branch has ways to choose from, and all that comes behind it is known. */
function isFollowed(graph: RunGraph, branch: LoadedTask, behind: readonly LoadedTask[]): boolean {
  if (graph.downstreamOf(branch).length < 2 || !graph.isCertain(branch)) return false;
  return behind.every((task) => graph.isCertain(task) && graph.ruleOf(task) !== undefined);
}

function joinsOf(
  graph: RunGraph,
  branch: LoadedTask,
  behind: readonly LoadedTask[],
  choices: readonly BranchChoice[],
): readonly SkippedJoin[] {
  if (choices.length === 0) return [];
  const maySkip = skippedBy(graph, branch);
  const runs = choices.map((choice) =>
    graph.statesOf(behind, {
      given: passedOver(graph, branch, choice),
      outcomes: () => succeeded,
      maySkip,
    }),
  );
  const isSkippedIn = (task: LoadedTask, run: ReadonlyMap<LoadedTask, StateSet>) =>
    isOnly(run.get(task) ?? succeeded, skipped);
  const isAlwaysSkipped = (task: LoadedTask) => runs.every((run) => isSkippedIn(task, run));
  return behind.flatMap((join): SkippedJoin[] => {
    const isLast = graph.downstreamOf(join).length === 0;
    const upstream = graph.upstreamOf(join);
    // Where each of them runs in some run, the join is what is wrong, and not what it waits for.
    if (upstream.length < 2 || upstream.some(isAlwaysSkipped)) return [];
    if (isAlwaysSkipped(join)) return [{ branch, join, when: 'always', isLast }];
    const isSkippedWhenChosen = choices.some((choice, at) => {
      const run = runs[at];
      return run !== undefined && choice.has(join) && isSkippedIn(join, run);
    });
    return isSkippedWhenChosen ? [{ branch, join, when: 'when-chosen', isLast }] : [];
  });
}

/**
 * The tasks that a branch skips once it has decided: of those right behind it, the ones that are
 * neither chosen nor behind a chosen one (`_skip_all_except` in airflow/models/skipmixin.py, 2.10.5,
 * and in the standard provider).
 */
function passedOver(
  graph: RunGraph,
  branch: LoadedTask,
  choice: BranchChoice,
): ReadonlyMap<LoadedTask, StateSet> {
  const followed = new Set([...choice, ...graph.behind(choice)]);
  const others = graph.downstreamOf(branch).filter((task) => !followed.has(task));
  return new Map(others.map((task) => [task, skipped]));
}
