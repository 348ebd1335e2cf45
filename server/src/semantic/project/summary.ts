import { enclosingFunction } from '../../syntax/navigate';
import type { SyntaxNode } from '../../syntax/node';
import { executionTimeoutOf, isNoLimitAfterLoading } from '../dag/execution-timeout';
import type { LoadedTask } from '../dag/graph/types';
import type { TaskInstance } from '../dag/task-instances';
import type { Task } from '../dag/types';
import type { FileModel } from '../file-model';
import { areResultsTested } from '../flow/tested';
import { isLimitedCall } from '../flow/time-limits';
import { codeNamesOf } from './code-names';
import { outlineOf } from './outline';
import type { CodeSite, IncomingReach, ReachingTask } from './surroundings';

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
  /** True where something around each of the calls ends it after a time. */
  readonly isTimeLimited?: boolean;
  /** True where the file looks at what one of the calls returns. */
  readonly isResultTested?: boolean;
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
  /** The tasks that code of other files makes when this one is loaded. */
  readonly made: readonly {
    readonly path: string;
    readonly site: CodeSite;
    /** The position in `tasks`. */
    readonly task: number;
  }[];
  /** The functions under `@task`, which make a task where they are called. */
  readonly taskFunctions: readonly string[];
  /** What the file does that limits waits of the whole process, as in `Blocking`. */
  readonly limits?: readonly string[];
  /** While it stays the same, so do the summaries of the files that import this one. */
  readonly outline: string;
}

/** Summarizes a file that was analyzed without what other files make its functions run for. */
export function summaryOf(model: FileModel): FileSummary {
  const references = new References(model);
  const tasks = new ReachingTasks(model);
  const calls: CallEdge[] = [];
  for (const { caller, isHandedOn, target } of model.callGraph.edges()) {
    const from = model.codeNames.of(caller);
    const to = references.to(target);
    if (from === undefined || to === undefined) continue;
    const isTimeLimited = !isHandedOn && areCallsLimited(model, caller, target);
    const isResultTested = target.tree !== model.tree && areResultsTested(model, target);
    calls.push({
      from,
      to,
      isHandedOn,
      ...(isTimeLimited ? { isTimeLimited } : {}),
      ...(isResultTested ? { isResultTested } : {}),
    });
  }
  const seeds: Seed[] = [];
  for (const { instance, isEntry, ownImage, phase, target, task } of model.phases.seeds) {
    const to = references.to(target);
    if (to === undefined) continue;
    const position = task === undefined ? instance && tasks.made(instance) : tasks.own(task);
    seeds.push({ to, phase, task: position, ownImage, isEntry });
  }
  const made = model.taskInstances.byOtherFiles.flatMap((instance) => {
    const found = references.siteOf(instance.task.node);
    return found === undefined ? [] : [{ ...found, task: tasks.made(instance) }];
  });
  return {
    definesDag: model.definesDag,
    tasks: tasks.all,
    calls,
    seeds,
    made,
    taskFunctions: model.tasks.all
      .filter(({ kind, node }) => kind === 'taskflow' && node.tree === model.tree)
      .map(({ node }) => model.codeNames.of(node))
      .filter((name) => name !== undefined),
    limits: model.blocking.processLimits,
    outline: outlineOf(model.tree),
  };
}

/** True where everything that a function calls another by is limited around the call. */
function areCallsLimited(model: FileModel, caller: SyntaxNode, target: SyntaxNode): boolean {
  const calls = model.callSites.of(target).filter((call) => enclosingFunction(call) === caller);
  return calls.length > 0 && calls.every((call) => isLimitedCall(model, call));
}

/** The tasks of a file as other files are told of them, each with a position. */
class ReachingTasks {
  readonly all: ReachingTask[] = [];
  readonly #positions = new Map<Task | LoadedTask, number>();

  constructor(private readonly model: FileModel) {
    for (const task of model.tasks.all) {
      const timeout = executionTimeoutOf(model, task).kind;
      this.#add(task, {
        names: model.taskInstances.namesOf(task),
        hasExecutionTimeout: timeout === 'set' ? 'yes' : timeout === 'unset' ? 'no' : 'unknown',
        place: this.#placeOf(task.anchor),
      });
    }
  }

  own(task: Task): number | undefined {
    return this.#positions.get(task);
  }

  /** A task that code of another file makes; what stands for it here is its DAG. */
  made({ dag, task }: TaskInstance): number {
    const known = this.#positions.get(task);
    if (known !== undefined) return known;
    const isDagHere = dag?.node.tree === this.model.tree;
    return this.#add(task, {
      names: [{ dagId: dag?.dagId, taskId: task.taskId }],
      hasExecutionTimeout: hasLimit(task),
      place: this.#placeOf(isDagHere ? dag.node : undefined),
    });
  }

  #add(key: Task | LoadedTask, task: ReachingTask): number {
    this.#positions.set(key, this.all.length);
    return this.all.push(task) - 1;
  }

  #placeOf(node: SyntaxNode | undefined): ReachingTask['place'] {
    const { lines, surroundings } = this.model;
    const { end, start } = node?.child('name') ?? node?.child('function') ?? node ?? nowhere;
    const path = surroundings?.path ?? '';
    return { path, start: lines.position(start), end: lines.position(end) };
  }
}

const nowhere = { start: 0, end: 0 };

function hasLimit(task: LoadedTask): ReachingTask['hasExecutionTimeout'] {
  const found = task.effective('execution_timeout');
  if (found === 'unknown') return 'unknown';
  return isNoLimitAfterLoading(found) ? 'no' : 'yes';
}

/** Says by names what code of the project is meant, in whichever file it stands. */
class References {
  constructor(private readonly model: FileModel) {}

  to(definition: SyntaxNode): CodeReference | undefined {
    const path = this.#pathOf(definition);
    const name = codeNamesOf(definition.tree).of(definition);
    return path === undefined || name === undefined ? undefined : { path, name };
  }

  siteOf(node: SyntaxNode): { readonly path: string; readonly site: CodeSite } | undefined {
    const path = this.#pathOf(node);
    const site = codeNamesOf(node.tree).siteOf(node);
    return path === undefined || site === undefined ? undefined : { path, site };
  }

  #pathOf({ tree }: SyntaxNode): string | undefined {
    const { surroundings } = this.model;
    return tree === this.model.tree ? surroundings?.path : surroundings?.fileOf(tree)?.path;
  }
}
