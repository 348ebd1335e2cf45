import { addTo, groupBy } from '../../text/groups';
import { once, onceEach } from '../../text/remembered';
import type { Dag, Task } from './types';

/**
 * Tells which of some tasks may be of a DAG, in their order. Tasks that are written outside of all DAGs
 * share one list of those that they may be of, which is as long as the file has DAGs: each such list
 * is gone through once.
 */
export function tasksByDag(tasks: readonly Task[]): (dag: Dag) => readonly Task[] {
  const positions = once(() => new Map(tasks.map((task, i) => [task, i])));
  const positionOf = (task: Task) => positions().get(task) ?? 0;
  const sharing = once(() => listsByDag(tasks));
  return onceEach((dag) => {
    const [only = [], ...others] = sharing().get(dag) ?? [];
    // Where nothing has to be put in order, all DAGs that have these tasks get the same list of them.
    if (others.length === 0) return only;
    return [only, ...others].flat().sort((a, b) => positionOf(a) - positionOf(b));
  });
}

/** The tasks that share a list of DAGs, by each of these DAGs. */
function listsByDag(tasks: readonly Task[]): ReadonlyMap<Dag, readonly (readonly Task[])[]> {
  const lists = new Map<Dag, (readonly Task[])[]>();
  for (const [dags, sharing] of groupBy(tasks, (task) => task.dags)) {
    for (const dag of new Set(dags)) addTo(lists, dag, sharing);
  }
  return lists;
}
