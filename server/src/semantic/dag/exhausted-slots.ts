// Where sensors that hold their slots keep from running what they, or the rest of the DAG, wait for.

import { isSensorClass } from '../../knowledge/airflow-objects';
import type { SyntaxNode } from '../../syntax/node';
import { addTo } from '../../text/groups';
import type { FileModel } from '../file-model';
import type { TaskElsewhere } from '../project/surroundings';
import { reachable } from '../reachable';
import { type AwaitedDag, awaitedDag, withUpstream } from './awaited-dags';
import type { LoadedArgument, LoadedDag, LoadedFile, LoadedTask } from './graph/types';

/** Sensors that can hold all slots of their DAG at once. */
export interface FilledDag {
  readonly dag: LoadedDag;
  /** `max_active_tasks`, or `concurrency` as it was called before. */
  readonly limit: LoadedArgument;
  readonly slots: number;
  readonly sensors: readonly LoadedTask[];
  /** Tasks that need not come before or after any of them, and still have to wait. */
  readonly starved: readonly LoadedTask[];
}

/** The DAGs of a file that fewer slots are left to than they have sensors that poke at once. */
export function filledDags({ dags }: LoadedFile): readonly FilledDag[] {
  return dags.flatMap((dag) => {
    const limit = dag.arguments.get('max_active_tasks') ?? dag.arguments.get('concurrency');
    const slots = limit?.value.type === 'number' ? limit.value.value : undefined;
    if (limit === undefined || slots === undefined || slots < 1 || !dag.isComplete) return [];
    const after = reachableFrom(dag);
    const holding = dag.tasks.filter((task) => task.isCertain && holdsSlot(task));
    // Of those that no other comes before, none waits for another: they can all run at once.
    const sensors = holding.filter(
      (task) => !holding.some((other) => after.get(other)?.has(task) === true),
    );
    if (sensors.length < slots) return [];
    const starved = dag.tasks.filter(
      (task) =>
        !holding.includes(task) &&
        sensors.every(
          (sensor) =>
            after.get(sensor)?.has(task) !== true && after.get(task)?.has(sensor) !== true,
        ),
    );
    // Work that has to wait says more than another sensor does.
    starved.sort((a, b) => Number(isSensor(a)) - Number(isSensor(b)));
    return starved.length === 0 ? [] : [{ dag, limit, slots, sensors, starved }];
  });
}

/** A sensor that holds a slot of the pool which the task that it waits for needs. */
export interface SharedPool {
  readonly sensor: LoadedTask;
  readonly pool: LoadedArgument;
  readonly name: string;
  readonly awaited: TaskElsewhere;
  readonly awaitedDag: AwaitedDag;
}

/** The sensors for other DAGs of the project that share a named pool with what they wait for. */
export function sharedPools(model: FileModel): readonly SharedPool[] {
  return model.loaded.dags.flatMap((dag) =>
    dag.tasks.flatMap((sensor) => {
      const pool = sensor.effective('pool');
      const name = textOf(pool);
      const awaitedId = textOf(sensor.effective('external_dag_id'));
      if (typeof pool === 'string' || name === undefined || name === defaultPool) return [];
      if (awaitedId === undefined || awaitedId === dag.dagId || !holdsSlot(sensor)) return [];
      const found = awaitedDag(model, awaitedId);
      const awaited = found && awaitedTasks(sensor, found).find((task) => task.pool === name);
      return found === undefined || awaited === undefined
        ? []
        : [{ sensor, pool, name, awaited, awaitedDag: found }];
    }),
  );
}

/** Airflow creates it with 128 slots, so that it is another trouble when it is full. */
const defaultPool = 'default_pool';

/** The task that an `ExternalTaskSensor` names and all before it; all of the DAG where it names none. */
function awaitedTasks(sensor: LoadedTask, { tasks }: AwaitedDag): readonly TaskElsewhere[] {
  if (sensor.operator !== 'airflow.ExternalTaskSensor') return [];
  const others = ['external_task_ids', 'external_task_group_id'];
  if (others.some((name) => sensor.effective(name) !== 'unset')) return [];
  const id = sensor.effective('external_task_id');
  if (id === 'unset') return tasks;
  const taskId = textOf(id);
  return taskId === undefined ? [] : withUpstream(tasks, taskId);
}

function isSensor({ operator }: LoadedTask): boolean {
  return isSensorClass(operator) || operator === 'airflow.task.sensor';
}

/** True for a sensor that pokes, for sure. */
function holdsSlot(task: LoadedTask): boolean {
  if (!isSensor(task) || task.operator.endsWith('Async') || task.operatorClass !== undefined)
    return false;
  const deferrable = task.effective('deferrable');
  const mayDefer =
    deferrable !== 'unset' &&
    !(deferrable !== 'unknown' && deferrable.value.type === 'boolean' && !deferrable.value.value);
  const mode = task.effective('mode');
  return !mayDefer && (mode === 'unset' || textOf(mode) === 'poke');
}

function textOf(found: ReturnType<LoadedTask['effective']>): string | undefined {
  return typeof found !== 'string' && found.value.type === 'string' ? found.value.value : undefined;
}

/** For each task, those that come after it. */
function reachableFrom({ edges, tasks }: LoadedDag): Map<LoadedTask, ReadonlySet<LoadedTask>> {
  const next = new Map<LoadedTask, LoadedTask[]>();
  for (const { from, to } of edges) addTo(next, from, to);
  return new Map(tasks.map((task) => [task, reachable([task], (one) => next.get(one) ?? [])]));
}

/** Where the value of a limit is written in a file, or the DAG where it comes from elsewhere. */
export function placeOfLimit({ dag, limit }: FilledDag, file: SyntaxNode['tree']): SyntaxNode {
  return limit.origin.tree === file ? limit.origin : dag.node;
}
