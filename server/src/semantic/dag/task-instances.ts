import type { SyntaxTree } from '../../syntax/node';
import { isAlike } from '../../text/alike';
import { groupBy } from '../../text/groups';
import { once } from '../../text/remembered';
import { settledEach } from '../../text/settled';
import type { CodeNames } from '../project/code-names';
import type { CodeSite, MadeTask, ReachingTask } from '../project/surroundings';
import type { LoadedDag, LoadedFile, LoadedTask } from './graph/types';
import type { Task } from './types';

/** One task that a place in the code makes when its file is loaded. */
export interface TaskInstance {
  readonly dag: LoadedDag | undefined;
  readonly task: LoadedTask;
}

/** The names under which Airflow knows a task; undefined for what is not known. */
export interface TaskName {
  readonly dagId: string | undefined;
  readonly taskId: string | undefined;
}

/** Which tasks the places of a file make: a loop, a factory or a repeated call makes several. */
export class TaskInstances {
  readonly #all = once((): readonly TaskInstance[] => {
    const { dags, tasksWithoutDag } = this.loaded();
    return [
      ...dags.flatMap((dag) => dag.tasks.map((task) => ({ dag, task }))),
      ...tasksWithoutDag.map((task) => ({ dag: undefined, task })),
    ];
  });
  readonly #byNode = once(() => groupBy(this.#all(), ({ task }) => task.node));
  readonly #byOtherFiles = once(() =>
    this.#all().filter(({ task }) => task.node.tree !== this.tree),
  );
  readonly #madeForOthers = once(() => groupBy(this.made(), ({ site }) => keyOf(site)));

  constructor(
    private readonly loaded: () => LoadedFile,
    private readonly tree: SyntaxTree,
    private readonly codeNames: CodeNames,
    private readonly made: () => readonly MadeTask[],
  ) {}

  /** Tasks that are made by code of other files, such as the factories there. */
  get byOtherFiles(): readonly TaskInstance[] {
    return this.#byOtherFiles();
  }

  /** Empty for a place that the load of the file is not seen to reach. */
  of(task: Task): readonly TaskInstance[] {
    return this.#byNode().get(task.node) ?? [];
  }

  /** The tasks that the load of other files makes at the place. */
  forOtherFiles(task: Task): readonly ReachingTask[] {
    if (this.made().length === 0) return [];
    const site = this.codeNames.siteOf(task.node);
    const found = site && this.#madeForOthers().get(keyOf(site));
    return found?.map((one) => one.task) ?? [];
  }

  /** What is known of a task's names: from the load of files, else from the place alone. */
  readonly namesOf = settledEach((task: Task): readonly TaskName[] => {
    const loaded = [
      ...this.of(task).map(({ dag, task: { taskId } }) => ({ dagId: dag?.dagId, taskId })),
      ...this.forOtherFiles(task).flatMap(({ names }) => names),
    ];
    const names = loaded.length > 0 ? loaded : namesByPlace(task);
    return [...new Map(names.map((name) => [`${name.dagId}\0${name.taskId}`, name])).values()];
  }, isAlike);
}

function keyOf({ call, function: name }: CodeSite): string {
  return `${call} ${name}`;
}

/** One name for each id that is known; one without an id where none is. */
function namesByPlace({ dags, taskIds }: Task): TaskName[] {
  const dagId = dags[0]?.dagId;
  return taskIds.length === 0
    ? [{ dagId, taskId: undefined }]
    : taskIds.map((taskId) => ({ dagId, taskId }));
}
