import type { DagRun, RunKey, Running, TaskInstance, TaskInstanceKey } from '../airflow/model';
import { InstancesOfRun } from './instances-of-run';
import { keyOfRun } from './nodes';

/** What runs in one run, to be found by its names. */
export class RunningRun {
  readonly #tasks: InstancesOfRun;

  constructor(
    readonly run: DagRun | undefined,
    tasks: readonly TaskInstance[],
  ) {
    this.#tasks = new InstancesOfRun(
      [...tasks].sort((one, other) => (one.startedAt ?? 0) - (other.startedAt ?? 0)),
    );
  }

  /** What has run longest comes first. */
  get tasks(): readonly TaskInstance[] {
    return this.#tasks.all;
  }

  named(key: TaskInstanceKey): TaskInstance | undefined {
    return this.#tasks.named(key);
  }
}

/** By the names of the runs, the newest first. */
export function runningRuns({ runs, tasks }: Running): ReadonlyMap<string, RunningRun> {
  const found = new Map<string, { run: DagRun | undefined; tasks: TaskInstance[] }>();
  for (const run of newestFirst(runs.items)) found.set(nameOf(run), { run, tasks: [] });
  // A task that still runs though its run has ended is shown all the same: it is what one looks for.
  for (const task of newestFirst(tasks.items)) {
    const entry = found.get(nameOf(task)) ?? { run: undefined, tasks: [] };
    entry.tasks.push(task);
    found.set(nameOf(task), entry);
  }
  return new Map([...found].map(([name, entry]) => [name, new RunningRun(entry.run, entry.tasks)]));
}

/** Names a run among those that run. */
export function nameOf(run: RunKey): string {
  return JSON.stringify(keyOfRun(run));
}

function newestFirst<T extends { readonly startedAt: number | undefined }>(
  items: readonly T[],
): readonly T[] {
  return [...items].sort((one, other) => (other.startedAt ?? 0) - (one.startedAt ?? 0));
}
