import type { SyntaxNode, SyntaxTree } from '../../syntax/node';
import { addTo } from '../../text/groups';
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
  /** Tasks that are made by code of other files, such as the factories there. */
  readonly byOtherFiles: readonly TaskInstance[];
  readonly #byNode = new Map<SyntaxNode, TaskInstance[]>();
  readonly #madeForOthers: ReadonlyMap<string, readonly ReachingTask[]>;

  constructor(
    loaded: LoadedFile,
    tree: SyntaxTree,
    private readonly codeNames: CodeNames,
    made: readonly MadeTask[],
  ) {
    const all = [
      ...loaded.dags.flatMap((dag) => dag.tasks.map((task) => ({ dag, task }))),
      ...loaded.tasksWithoutDag.map((task) => ({ dag: undefined, task })),
    ];
    for (const instance of all) addTo(this.#byNode, instance.task.node, instance);
    this.byOtherFiles = all.filter(({ task }) => task.node.tree !== tree);
    const bySite = new Map<string, ReachingTask[]>();
    for (const { site, task } of made) addTo(bySite, keyOf(site), task);
    this.#madeForOthers = bySite;
  }

  /** Empty for a place that the load of the file is not seen to reach. */
  of(task: Task): readonly TaskInstance[] {
    return this.#byNode.get(task.node) ?? [];
  }

  /** The tasks that the load of other files makes at the place. */
  forOtherFiles(task: Task): readonly ReachingTask[] {
    if (this.#madeForOthers.size === 0) return [];
    const site = this.codeNames.siteOf(task.node);
    return (site && this.#madeForOthers.get(keyOf(site))) ?? [];
  }

  /** What is known of a task's names: from the load of files, else from the place alone. */
  namesOf(task: Task): readonly TaskName[] {
    const loaded = [
      ...this.of(task).map(({ dag, task: { taskId } }) => ({ dagId: dag?.dagId, taskId })),
      ...this.forOtherFiles(task).flatMap(({ names }) => names),
    ];
    const names = loaded.length > 0 ? loaded : namesByPlace(task);
    return [...new Map(names.map((name) => [`${name.dagId}\0${name.taskId}`, name])).values()];
  }
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
