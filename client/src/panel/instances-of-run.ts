import type { TaskInstance, TaskInstanceKey } from '../airflow/model';

/** The task instances of one run, of which there may be thousands, to be found by their names. */
export class InstancesOfRun {
  readonly #byTask = new Map<string, TaskInstance[]>();

  constructor(readonly all: readonly TaskInstance[]) {
    for (const instance of all) {
      const others = this.#byTask.get(instance.taskId);
      if (others === undefined) this.#byTask.set(instance.taskId, [instance]);
      else others.push(instance);
    }
    for (const instances of this.#byTask.values()) {
      instances.sort((one, other) => (one.mapIndex ?? -1) - (other.mapIndex ?? -1));
    }
  }

  /** In the order of their map indexes. */
  ofTask(taskId: string): readonly TaskInstance[] {
    return this.#byTask.get(taskId) ?? [];
  }

  named({ taskId, mapIndex }: TaskInstanceKey): TaskInstance | undefined {
    const instances = this.ofTask(taskId);
    // All instances of a mapped task are there as a rule, so that each stands at its index.
    const guess = instances[mapIndex ?? 0];
    if (guess?.mapIndex === mapIndex) return guess;
    return instances.find((instance) => instance.mapIndex === mapIndex);
  }
}
