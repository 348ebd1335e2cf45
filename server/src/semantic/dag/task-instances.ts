import type { SyntaxNode } from '../../syntax/node';
import { addTo } from '../../text/groups';
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
  readonly #byNode = new Map<SyntaxNode, TaskInstance[]>();

  constructor({ dags, tasksWithoutDag }: LoadedFile) {
    for (const dag of dags) {
      for (const task of dag.tasks) addTo(this.#byNode, task.node, { dag, task });
    }
    for (const task of tasksWithoutDag) addTo(this.#byNode, task.node, { dag: undefined, task });
  }

  /** Empty for a place that the load of the file is not seen to reach. */
  of(task: Task): readonly TaskInstance[] {
    return this.#byNode.get(task.node) ?? [];
  }

  /** What is known of a task's names: from the load of the file, else from the place alone. */
  namesOf(task: Task): readonly TaskName[] {
    const instances = this.of(task);
    const names =
      instances.length > 0
        ? instances.map(({ dag, task: { taskId } }) => ({ dagId: dag?.dagId, taskId }))
        : namesByPlace(task);
    return [...new Map(names.map((name) => [`${name.dagId}\0${name.taskId}`, name])).values()];
  }
}

/** One name for each id that is known; one without an id where none is. */
function namesByPlace({ dags, taskIds }: Task): TaskName[] {
  const dagId = dags[0]?.dagId;
  return taskIds.length === 0
    ? [{ dagId, taskId: undefined }]
    : taskIds.map((taskId) => ({ dagId, taskId }));
}
