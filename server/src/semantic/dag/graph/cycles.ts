import { groupBy } from '../../../text/groups';
import { reachable } from '../../reachable';
import type { LoadedEdge, LoadedTask } from './types';

/**
 * For each knot of tasks that wait for each other one shortest circle of dependencies, each edge
 * behind the one before it. Circles that share a task count once.
 */
export function cyclesOf(edges: readonly LoadedEdge[]): readonly (readonly LoadedEdge[])[] {
  const outgoing = groupBy(edges, ({ from }) => from);
  const cycles: (readonly LoadedEdge[])[] = [];
  const done = new Set<LoadedTask>();
  for (const task of tasksInCycles(outgoing)) {
    if (done.has(task)) continue;
    const cycle = shortestCycle(task, outgoing);
    // What belongs to the knot of a circle that was told is not told again.
    if (cycle === undefined) continue;
    cycles.push(cycle);
    for (const reached of knotOf(task, outgoing)) done.add(reached);
  }
  return cycles;
}

/** Tasks that are left when again and again those that wait for none, or that none waits for, go. */
function tasksInCycles(outgoing: ReadonlyMap<LoadedTask, readonly LoadedEdge[]>): Set<LoadedTask> {
  const incoming = new Map<LoadedTask, number>();
  for (const edges of outgoing.values()) {
    for (const { to } of edges) incoming.set(to, (incoming.get(to) ?? 0) + 1);
  }
  const left = new Set([...outgoing.keys()]);
  const free = [...left].filter((task) => !incoming.has(task));
  for (let task = free.pop(); task !== undefined; task = free.pop()) {
    left.delete(task);
    for (const { to } of outgoing.get(task) ?? []) {
      const rest = (incoming.get(to) ?? 0) - 1;
      incoming.set(to, rest);
      if (rest === 0) free.push(to);
    }
  }
  return left;
}

/** The shortest way from a task back to it. */
function shortestCycle(
  start: LoadedTask,
  outgoing: ReadonlyMap<LoadedTask, readonly LoadedEdge[]>,
): readonly LoadedEdge[] | undefined {
  const arrivedBy = new Map<LoadedTask, LoadedEdge>();
  const waiting = [start];
  for (let at = 0; at < waiting.length; at++) {
    const task = waiting[at];
    for (const edge of (task && outgoing.get(task)) ?? []) {
      if (arrivedBy.has(edge.to)) continue;
      arrivedBy.set(edge.to, edge);
      if (edge.to === start) return wayTo(start, arrivedBy);
      waiting.push(edge.to);
    }
  }
  return undefined;
}

function wayTo(
  start: LoadedTask,
  arrivedBy: ReadonlyMap<LoadedTask, LoadedEdge>,
): readonly LoadedEdge[] {
  const way: LoadedEdge[] = [];
  let edge = arrivedBy.get(start);
  while (edge !== undefined) {
    way.push(edge);
    edge = edge.from === start ? undefined : arrivedBy.get(edge.from);
  }
  return way.reverse();
}

/** The tasks from which a task is reached and that it reaches: all that wait for each other. */
function knotOf(
  start: LoadedTask,
  outgoing: ReadonlyMap<LoadedTask, readonly LoadedEdge[]>,
): readonly LoadedTask[] {
  const incoming = groupBy([...outgoing.values()].flat(), ({ to }) => to);
  const behind = reachable([start], (task) => (outgoing.get(task) ?? []).map(({ to }) => to));
  const before = reachable([start], (task) => (incoming.get(task) ?? []).map(({ from }) => from));
  return [start, ...[...behind].filter((task) => task !== start && before.has(task))];
}
