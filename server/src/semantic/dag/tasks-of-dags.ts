import { addTo, groupBy } from '../../text/groups';
import type { Dag, Task } from './types';

/**
 * Tells which of some tasks may be of a DAG, in their order. Tasks that are written outside of all DAGs
 * share one list of those that they may be of, which is as long as the file has DAGs: each such list
 * is gone through once.
 */
export function tasksByDag(tasks: readonly Task[]): (dag: Dag) => readonly Task[] {
  const ofDags = new Map<Dag, (readonly Task[])[]>();
  for (const [dags, sharing] of groupBy(tasks, (task) => task.dags)) {
    for (const dag of new Set(dags)) addTo(ofDags, dag, sharing);
  }
  const positions = new Map(tasks.map((task, i) => [task, i]));
  const positionOf = (task: Task) => positions.get(task) ?? 0;
  const known = new Map<Dag, readonly Task[]>();
  return (dag) => {
    let found = known.get(dag);
    if (found === undefined) {
      const [only = [], ...others] = ofDags.get(dag) ?? [];
      // Where nothing has to be put in order, all DAGs that have these tasks get the same list of them.
      found =
        others.length === 0
          ? only
          : [only, ...others].flat().sort((a, b) => positionOf(a) - positionOf(b));
      known.set(dag, found);
    }
    return found;
  };
}
