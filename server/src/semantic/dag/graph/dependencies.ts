// Which edges `>>`, `set_upstream` and their like make (airflow/models/taskmixin.py,
// airflow/utils/task_group.py and edgemodifier.py; in Airflow 3 airflow/sdk/definitions/_internal/
// node.py, taskgroup.py and edges.py). Groups are resolved when the edge is made, not at the end.

import { addEdge, GraphGroup, GraphTask } from './nodes';
import type { How, World } from './world';

/** Everything that can stand beside `>>`: Airflow's `DependencyMixin`. */
export type Dependency = GraphTask | GraphGroup | XComReferences | EdgeModifier;

/** The tasks whose results an `XComArg` refers to. */
export class XComReferences {
  constructor(readonly tasks: readonly GraphTask[]) {}
}

/** What `Label(...)` gives: it waits until it knows both sides. */
export class EdgeModifier {
  upstream: Dependency[] = [];
  downstream: Dependency[] = [];

  constructor(readonly label: string | undefined) {}
}

/** There may be edges of it that are not shown. */
export function noteOpen(of: Dependency): void {
  if (of instanceof GraphTask) {
    if (of.dag !== undefined) of.dag.isComplete = false;
  } else if (of instanceof GraphGroup) of.facts.dag.isComplete = false;
  else if (of instanceof XComReferences) for (const task of of.tasks) noteOpen(task);
  else for (const node of [...of.upstream, ...of.downstream]) noteOpen(node);
}

type Direction = 'upstream' | 'downstream';

/** `subject.set_upstream(others)` or `subject.set_downstream(others)`. */
export function setRelatives(
  world: World,
  subject: Dependency,
  direction: Direction,
  others: readonly Dependency[],
  how: How,
  modifier?: EdgeModifier,
): void {
  if (subject instanceof GraphTask) {
    setTaskRelatives(world, subject, direction, others, how, modifier);
  } else if (subject instanceof GraphGroup) {
    // A group keeps the label for itself and does not hand it on to the edges of its tasks.
    setGroupRelatives(world, subject, direction, others, how);
  } else if (subject instanceof XComReferences) {
    for (const task of subject.tasks) {
      setTaskRelatives(world, task, direction, others, how, modifier);
    }
  } else {
    setModifierRelatives(world, subject, direction, others, how);
  }
}

function setTaskRelatives(
  world: World,
  subject: GraphTask,
  direction: Direction,
  others: readonly Dependency[],
  how: How,
  modifier?: EdgeModifier,
): void {
  const relatives: { task: GraphTask; isCertain: boolean }[] = [];
  for (const other of others) {
    updateRelative(world, other, subject, opposite(direction), how);
    relatives.push(...(direction === 'upstream' ? leaves(world, other) : roots(other)));
  }
  const dags = new Set(
    [subject, ...relatives.map(({ task }) => task)].flatMap(({ dag }) => dag ?? []),
  );
  const [dag, ...more] = dags;
  // Airflow refuses tasks of several DAGs, and tasks none of which has a DAG.
  const shared = more.length === 0 ? dag : undefined;
  if (shared !== undefined) world.addTask(shared, subject);
  for (const { task, isCertain } of relatives) {
    if (shared !== undefined) world.addTask(shared, task);
    const [from, to] = direction === 'upstream' ? [task, subject] : [subject, task];
    // Tasks that stand for many are now related to others of them, not to themselves.
    if (how.isAgain && !(from.isCertain && to.isCertain) && !from.downstream.has(to)) {
      noteOpen(from);
      continue;
    }
    addEdge(from, to, {
      place: how.place,
      isCertain: how.isCertain && isCertain && from.isCertain && to.isCertain,
      label: modifier?.label,
    });
  }
}

function setGroupRelatives(
  world: World,
  subject: GraphGroup,
  direction: Direction,
  others: readonly Dependency[],
  how: How,
): void {
  const ends = direction === 'upstream' ? rootsOfGroup(subject) : leavesBehind(world, subject);
  for (const other of others) updateRelative(world, subject, other, direction, how);
  for (const { task, isCertain } of ends) {
    const certainty = { ...how, isCertain: how.isCertain && isCertain };
    setTaskRelatives(world, task, direction, others, certainty);
  }
}

/** `subject.update_relative(other)`: what the other side of an edge takes note of. */
function updateRelative(
  world: World,
  subject: Dependency,
  other: Dependency,
  direction: Direction,
  how: How,
): void {
  if (subject instanceof EdgeModifier) {
    setModifierRelatives(world, subject, direction, [other], how);
  } else if (subject instanceof GraphGroup && !(other instanceof GraphGroup)) {
    if (direction === 'upstream') subject.upstream.push(...roots(other).map(({ task }) => task));
  }
}

function setModifierRelatives(
  world: World,
  subject: EdgeModifier,
  direction: Direction,
  others: readonly Dependency[],
  how: How,
): void {
  subject[direction].push(...others);
  if (
    subject.upstream.length > 0 &&
    subject.downstream.length > 0 &&
    world.release.isAtLeast('2.5')
  ) {
    convertToGroups(subject);
  }
  for (const node of subject[opposite(direction)]) {
    setRelatives(world, node, direction, others, how, subject);
  }
}

/**
 * Between different groups, a label stands between the groups and no longer between the tasks that
 * it was written for (`EdgeModifier._convert_streams_to_task_groups`, since 2.5).
 */
function convertToGroups(modifier: EdgeModifier): void {
  const groups = new Set<GraphGroup>();
  for (const node of [...modifier.upstream, ...modifier.downstream]) {
    const group =
      node instanceof XComReferences
        ? node.tasks[0]?.group
        : node instanceof EdgeModifier
          ? undefined
          : groupAround(node);
    if (group !== undefined) groups.add(group);
  }
  if (groups.size === 1) return;
  modifier.upstream = modifier.upstream.map(groupOf);
  modifier.downstream = modifier.downstream.map(groupOf);
}

function groupOf(node: Dependency): Dependency {
  if (node instanceof XComReferences || node instanceof EdgeModifier) return node;
  const group = groupAround(node);
  return group !== undefined && !group.isRoot ? group : node;
}

function groupAround(node: GraphTask | GraphGroup): GraphGroup | undefined {
  return node instanceof GraphTask ? node.group : node.facts.parent;
}

function opposite(direction: Direction): Direction {
  return direction === 'upstream' ? 'downstream' : 'upstream';
}

/** A task at an end of something; not certain where that depends on what is not known. */
interface End {
  readonly task: GraphTask;
  readonly isCertain: boolean;
}

export function roots(of: Dependency): readonly End[] {
  if (of instanceof GraphTask) return [{ task: of, isCertain: true }];
  if (of instanceof GraphGroup) return rootsOfGroup(of);
  if (of instanceof XComReferences) return of.tasks.map((task) => ({ task, isCertain: true }));
  return of.downstream.flatMap((node) => (node instanceof EdgeModifier ? [] : roots(node)));
}

export function leaves(world: World, of: Dependency): readonly End[] {
  if (of instanceof GraphGroup) return leavesOfGroup(of);
  if (!(of instanceof EdgeModifier)) return roots(of);
  return of.upstream.flatMap((node) => (node instanceof EdgeModifier ? [] : leaves(world, node)));
}

/** `TaskGroup.get_roots` */
export function rootsOfGroup(group: GraphGroup): readonly End[] {
  const tasks = group.tasks;
  const inside = new Set(tasks);
  return tasks.flatMap((task) => {
    const edges = [...task.upstream.values()].filter((edge) => inside.has(edge.from));
    if (edges.some((edge) => edge.isCertain)) return [];
    return [{ task, isCertain: edges.length === 0 && !group.isOpen }];
  });
}

/** `TaskGroup.get_leaves`: a teardown is no leaf, what it cleans up after is. */
export function leavesOfGroup(group: GraphGroup): readonly End[] {
  const tasks = group.tasks;
  const inside = new Set(tasks);
  const found = new Map<GraphTask, End>();
  const isOpen = group.isOpen;
  for (const task of tasks) {
    const edges = [...task.downstream.values()].filter((edge) => inside.has(edge.to));
    if (edges.some((edge) => edge.isCertain)) continue;
    const isCertain = edges.length === 0 && !isOpen;
    if (task.role !== 'teardown') found.set(task, { task, isCertain });
    else for (const end of workBefore(task, inside)) found.set(end, { task: end, isCertain });
  }
  return [...found.values()];
}

function workBefore(teardown: GraphTask, inside: ReadonlySet<GraphTask>): readonly GraphTask[] {
  const found: GraphTask[] = [];
  const seen = new Set<GraphTask>();
  const waiting = [teardown];
  for (let task = waiting.pop(); task !== undefined; task = waiting.pop()) {
    if (seen.has(task)) continue;
    seen.add(task);
    for (const before of task.upstream.keys()) {
      if (!inside.has(before)) continue;
      if (before.role === 'teardown') waiting.push(before);
      else if (before.role !== 'setup' && !hasWorkBehind(before, task, inside)) found.push(before);
    }
  }
  return found;
}

function hasWorkBehind(
  task: GraphTask,
  except: GraphTask,
  inside: ReadonlySet<GraphTask>,
): boolean {
  return [...task.downstream.keys()].some(
    (next) => next !== except && inside.has(next) && next.role !== 'teardown',
  );
}

/**
 * The leaves of a group; in Airflow 3, an empty group hands on what it follows, or the leaves of the
 * group around it (`find_leaves` in airflow/sdk/definitions/taskgroup.py).
 */
function leavesBehind(world: World, group: GraphGroup): readonly End[] {
  for (let at: GraphGroup | undefined = group; at !== undefined; at = at.facts.parent) {
    const found = leavesOfGroup(at);
    if (found.length > 0 || !world.release.isAtLeast('3.0')) return found;
    if (at.upstream.length > 0) {
      const isCertain = !at.isOpen;
      return [...new Set(at.upstream)].map((task) => ({ task, isCertain }));
    }
  }
  return [];
}
