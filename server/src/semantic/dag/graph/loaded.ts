// What a load has left in Airflow's hands, as plain data.

import { isAirflowPackage, waitsForPeople } from '../../../knowledge/airflow-objects';
import { choicesOf } from '../../evaluation/choices';
import type { Environment } from '../../evaluation/environment';
import { hostObjectOf, type Value } from '../../evaluation/values';
import { DagObject } from './dag-objects';
import { effectiveArgument } from './effective-arguments';
import type { GraphDag, GraphGroup, GraphTask } from './nodes';
import type { LoadedDag, LoadedEdge, LoadedGroup, LoadedTask } from './types';
import type { World } from './world';

/** The DAGs of a file: those whose block has ended, and those that its names are bound to. */
export function loadedDags(
  world: World,
  globals: Environment | undefined,
  isCertain: boolean,
): readonly LoadedDag[] {
  const named = namedDags(globals);
  return world.dags.flatMap((dag) => {
    const byName = named.get(dag);
    const isFound = dag.registered === 'yes' || byName === 'surely';
    if (!isFound && dag.registered === 'no' && byName === undefined) return [];
    return [loadedDag(dag, isCertain && isFound && dag.isCertain)];
  });
}

/** Tasks that were made and put into no DAG. */
export function tasksWithoutDag(world: World): readonly LoadedTask[] {
  return world.tasks
    .filter((task) => task.dag === undefined && task.facts.isPlaced)
    .map((task) => loadedTask(task, undefined));
}

/**
 * The DAGs that module-level names hold when the file has run, which Airflow collects
 * (`_process_modules` in airflow/models/dagbag.py).
 */
function namedDags(globals: Environment | undefined): Map<GraphDag, 'surely' | 'perhaps'> {
  const found = new Map<GraphDag, 'surely' | 'perhaps'>();
  for (const { value, mayBeUnbound } of globals?.variables.values() ?? []) {
    if (value === undefined) continue;
    const dag = dagIn(value);
    if (dag !== undefined && !mayBeUnbound) found.set(dag, 'surely');
    for (const choice of choicesOf(value)) {
      const perhaps = dagIn(choice);
      if (perhaps !== undefined && !found.has(perhaps)) found.set(perhaps, 'perhaps');
    }
  }
  return found;
}

function dagIn(value: Value): GraphDag | undefined {
  const object = hostObjectOf(value);
  return object instanceof DagObject ? object.dag : undefined;
}

function loadedDag(dag: GraphDag, isCertain: boolean): LoadedDag {
  const groups = new Map<GraphGroup, LoadedGroup>();
  // A group comes after the one around it.
  for (const group of dag.groups) groups.set(group, loadedGroup(group, groups));
  const tasks = new Map<GraphTask, LoadedTask>();
  for (const task of dag.tasks) {
    tasks.set(task, loadedTask(task, task.group && groups.get(task.group)));
  }
  return {
    dagId: dag.dagId,
    node: dag.node,
    tasks: [...tasks.values()],
    groups: [...groups.values()],
    edges: edgesOf(tasks),
    arguments: dag.given.entries,
    hasAllArguments: !dag.given.mayHaveMore,
    isComplete: dag.isComplete,
    isCertain: isCertain && dag.dagId !== undefined,
  };
}

function loadedGroup(group: GraphGroup, known: ReadonlyMap<GraphGroup, LoadedGroup>): LoadedGroup {
  const { parent, node, isCertain } = group.facts;
  return {
    groupId: group.groupId,
    node,
    parent: parent === undefined ? undefined : known.get(parent),
    isCertain: isCertain && group.groupId !== undefined,
  };
}

function edgesOf(tasks: ReadonlyMap<GraphTask, LoadedTask>): LoadedEdge[] {
  const edges: LoadedEdge[] = [];
  for (const [task, from] of tasks) {
    for (const [next, { place, label, isCertain }] of task.downstream) {
      const to = tasks.get(next);
      if (to !== undefined) edges.push({ from, to, place, label, isCertain });
    }
  }
  return edges;
}

function loadedTask(task: GraphTask, group: LoadedGroup | undefined): LoadedTask {
  const { facts } = task;
  return {
    taskId: facts.taskId,
    operator: facts.operator,
    node: facts.node,
    call: facts.call,
    callable: facts.callable,
    operatorClass: facts.operatorClass,
    group,
    isMapped: facts.isMapped || task.group?.isInMapped === true,
    role: task.role,
    effective: (name) => effectiveOf(task, name),
    given: () => [facts.arguments, ...facts.defaults],
    takesDagDefaults: facts.isPlaced && facts.madeFor !== undefined && facts.madeFor === task.dag,
    isCertain: facts.isCertain,
  };
}

function effectiveOf(task: GraphTask, name: string): ReturnType<LoadedTask['effective']> {
  const { facts } = task;
  const found = effectiveArgument(facts.arguments, facts.defaults, name);
  // Operators that ask people make their response timeout of it, and clear it, since 3.2.
  const isCleared = name === 'execution_timeout' && waitsForPeople(facts.operator);
  if (found !== 'unset') return isCleared ? 'unknown' : found;
  // Other packages' classes may have defaults of their own.
  return isAirflowPackage(facts.operator) ? 'unset' : 'unknown';
}
