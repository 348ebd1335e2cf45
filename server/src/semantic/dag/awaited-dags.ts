import type { SyntaxNode } from '../../syntax/node';
import { addTo } from '../../text/groups';
import type { FileModel } from '../file-model';
import type { FilePlace, TaskElsewhere } from '../project/surroundings';
import type { LoadedDag, LoadedTask } from './graph/types';

/** A DAG of the project for which a task of another one waits. */
export interface AwaitedDag {
  readonly dagId: string;
  readonly tasks: readonly TaskElsewhere[];
  /** What names it in its file. */
  readonly place: SyntaxNode | FilePlace;
}

/** The one DAG of the project that has the id; undefined where not all of it is known. */
export function awaitedDag(model: FileModel, dagId: string): AwaitedDag | undefined {
  const here = model.loaded.dags.filter((dag) => dag.dagId === dagId);
  const elsewhere = model.surroundings?.dags.named(dagId) ?? [];
  const [own] = here;
  const [found] = elsewhere;
  if (here.length + elsewhere.length !== 1) return undefined;
  if ((own ?? found)?.isCertain !== true) return undefined;
  const tasks = own === undefined ? found?.tasks : tasksElsewhere(own);
  const node = own?.node;
  const place = node === undefined ? found?.place : (node.child('name') ?? node.child('function'));
  return tasks === undefined || place === undefined ? undefined : { dagId, tasks, place };
}

/** The tasks of a DAG as other files are told of them; undefined where not all of them are known. */
export function tasksElsewhere(dag: LoadedDag): readonly TaskElsewhere[] | undefined {
  if (!dag.isComplete) return undefined;
  const upstream = new Map<LoadedTask, string[]>();
  for (const { from, to } of dag.edges) {
    if (from.taskId !== undefined) addTo(upstream, to, from.taskId);
  }
  const tasks: TaskElsewhere[] = [];
  for (const task of dag.tasks) {
    if (task.taskId === undefined) return undefined;
    const pool = task.effective('pool');
    const name =
      typeof pool !== 'string' && pool.value.type === 'string' ? pool.value.value : undefined;
    tasks.push({ taskId: task.taskId, pool: name, upstream: upstream.get(task) ?? [] });
  }
  return tasks;
}

/** A task that is waited for, and all that come before it. */
export function withUpstream(
  tasks: readonly TaskElsewhere[],
  taskId: string,
): readonly TaskElsewhere[] {
  const byId = new Map(tasks.map((task) => [task.taskId, task]));
  const found = new Set<TaskElsewhere>();
  const waiting = [taskId];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const task = byId.get(next);
    if (task === undefined || found.has(task)) continue;
    found.add(task);
    waiting.push(...task.upstream);
  }
  return [...found];
}
