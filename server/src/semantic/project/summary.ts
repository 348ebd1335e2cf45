import type { SyntaxNode, SyntaxTree } from '../../syntax/node';
import { executionTimeoutOf } from '../dag/execution-timeout';
import type { Task } from '../dag/types';
import type { FileModel } from '../file-model';
import { CodeNames } from './code-names';
import { outlineOf } from './outline';
import type { IncomingReach, ReachingTask } from './surroundings';

/** A function of the project, by a name that outlives its tree. */
export interface CodeReference {
  readonly path: string;
  /** As in `CodeNames`. */
  readonly name: string;
}

export interface CallEdge {
  /** The function of the file that calls. */
  readonly from: string;
  readonly to: CodeReference;
  /** Given to other code to call. */
  readonly isHandedOn: boolean;
}

/** A function that Airflow runs, and for what. */
export interface Seed {
  readonly to: CodeReference;
  readonly phase: IncomingReach['phase'];
  /** The position in the summary's `tasks`; undefined where it is for no task that is known. */
  readonly task: number | undefined;
  readonly ownImage: boolean;
  /** Airflow calls it itself, as it does a `python_callable`, with a context of its own. */
  readonly isEntry: boolean;
}

/**
 * What the other files of a project need to know of one, as plain data: no node and no tree is kept,
 * so that a project of thousands of files stays small.
 */
export interface FileSummary {
  readonly definesDag: boolean;
  readonly tasks: readonly ReachingTask[];
  readonly calls: readonly CallEdge[];
  readonly seeds: readonly Seed[];
  /** The functions under `@task`, which make a task where they are called. */
  readonly taskFunctions: readonly string[];
  /** While it stays the same, so do the summaries of the files that import this one. */
  readonly outline: string;
}

/** Summarizes a file that was analyzed without what other files make its functions run for. */
export function summaryOf(model: FileModel): FileSummary {
  const path = model.surroundings?.path ?? '';
  const referenceOf = referencesFrom(model);
  const positions = new Map<Task, number>();
  const tasks: ReachingTask[] = [];
  for (const task of model.tasks.all) {
    positions.set(task, tasks.length);
    tasks.push(reachingTask(model, path, task));
  }
  const calls: CallEdge[] = [];
  for (const { caller, isHandedOn, target } of model.callGraph.edges()) {
    const from = model.codeNames.of(caller);
    const to = referenceOf(target);
    if (from !== undefined && to !== undefined) calls.push({ from, to, isHandedOn });
  }
  const seeds: Seed[] = [];
  for (const { isEntry, ownImage, phase, target, task } of model.phases.seeds) {
    const to = referenceOf(target);
    if (to === undefined) continue;
    const position = task === undefined ? undefined : positions.get(task);
    seeds.push({ to, phase, task: position, ownImage, isEntry });
  }
  return {
    definesDag: model.dags.all.length > 0,
    tasks,
    calls,
    seeds,
    taskFunctions: model.tasks.all
      .filter(({ kind, node }) => kind === 'taskflow' && node.tree === model.tree)
      .map(({ node }) => model.codeNames.of(node))
      .filter((name) => name !== undefined),
    outline: outlineOf(model.tree),
  };
}

function reachingTask(model: FileModel, path: string, task: Task): ReachingTask {
  const { end, start } = task.anchor;
  const timeout = executionTimeoutOf(model, task).kind;
  return {
    names: model.taskInstances.namesOf(task),
    hasExecutionTimeout: timeout === 'set' ? 'yes' : timeout === 'unset' ? 'no' : 'unknown',
    place: { path, start: model.lines.position(start), end: model.lines.position(end) },
  };
}

function referencesFrom(model: FileModel): (definition: SyntaxNode) => CodeReference | undefined {
  const names = new Map<SyntaxTree, CodeNames>([[model.tree, model.codeNames]]);
  return (definition) => {
    const { tree } = definition;
    const path =
      tree === model.tree ? model.surroundings?.path : model.surroundings?.fileOf(tree)?.path;
    let codeNames = names.get(tree);
    if (codeNames === undefined) {
      codeNames = new CodeNames(tree);
      names.set(tree, codeNames);
    }
    const name = codeNames.of(definition);
    return path === undefined || name === undefined ? undefined : { path, name };
  };
}
