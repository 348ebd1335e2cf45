// Making a task, whichever way it is written.

import type { SyntaxNode } from '../../../syntax/node';
import type { Argument, Arguments, Execution } from '../../evaluation/host';
import {
  host,
  hostObjectOf,
  type InstanceValue,
  unknown,
  type Value,
} from '../../evaluation/values';
import { DagObject } from './dag-objects';
import { DependencyObject, relate } from './dependency-objects';
import {
  type Defaults,
  defaultsOf,
  type HeldArgument,
  heldArgument,
  noDefaults,
} from './effective-arguments';
import { type GraphDag, GraphGroup, GraphTask } from './nodes';
import { TaskObject } from './task-objects';
import { how, type World } from './world';
import { XComObject, xcomTasksOf } from './xcom-args';

/** What is known of a task before Airflow has given it an id and a place. */
export interface NewTask {
  readonly operator: string;
  readonly node: SyntaxNode;
  readonly call: SyntaxNode;
  readonly callable: SyntaxNode | undefined;
  readonly operatorClass?: SyntaxNode | undefined;
  readonly isMapped: boolean;
  readonly arguments: Arguments;
  /** Where the arguments were written; a task's own, if nothing is said. */
  readonly source?: (name: string) => HeldArgument['source'];
  /** The id without those of the groups, given the place; undefined where it is not known. */
  readonly label: (place: TaskPlace) => string | undefined;
  readonly isTemplated: (field: string) => boolean | undefined;
  /** The instance that stands for it, where its class is one of the project. */
  readonly instance?: InstanceValue;
}

/** Where a task belongs. */
export interface TaskPlace {
  readonly dag: GraphDag | undefined;
  readonly group: GraphGroup | undefined;
  /** False where it was put into something that is not known. */
  readonly isKnown: boolean;
}

/** The `dag=` and `task_group=` of a call, or what is open around it (`_apply_defaults`). */
export function placeOf(world: World, given: Arguments): TaskPlace {
  const dagGiven = given.named.get('dag')?.value;
  const groupGiven = given.named.get('task_group')?.value;
  const dag = dagOf(dagGiven) ?? (isAbsent(dagGiven) ? world.currentDag : undefined);
  const group = groupOf(groupGiven);
  const isKnown =
    (isAbsent(dagGiven) || dagOf(dagGiven) !== undefined) &&
    (isAbsent(groupGiven) || group !== undefined) &&
    !(isAbsent(dagGiven) && (world.isInUnknownContext || given.mayHaveMore));
  if (dag === undefined) return { dag, group, isKnown };
  return {
    dag,
    group: group ?? (isAbsent(groupGiven) ? world.currentGroup(dag) : undefined),
    isKnown,
  };
}

function isAbsent(value: Value | undefined): boolean {
  return value === undefined || value.kind === 'none';
}

export function dagOf(value: Value | undefined): GraphDag | undefined {
  const object = value === undefined ? undefined : hostObjectOf(value);
  return object instanceof DagObject ? object.dag : undefined;
}

export function groupOf(value: Value | undefined): GraphGroup | undefined {
  const object = value === undefined ? undefined : hostObjectOf(value);
  const dependency = object instanceof DependencyObject ? object.dependency : undefined;
  return dependency instanceof GraphGroup ? dependency : undefined;
}

/** The `default_args` of the levels around a task, the innermost first (`get_merged_defaults`). */
export function defaultLevels(
  world: World,
  given: Arguments,
  place: TaskPlace,
): readonly Defaults[] {
  const own = given.named.get('default_args');
  const levels: Defaults[] = [];
  if (own !== undefined) levels.push(defaultsOf(own.value, 'task', own.node));
  // Without a DAG, Airflow looks at no defaults at all.
  if (place.dag !== undefined) {
    if (place.group !== undefined) levels.push(place.group.facts.defaults ?? noDefaults);
    const dag = hostObjectOf(world.valueOf(place.dag));
    if (dag instanceof DagObject) levels.push(dag.defaults);
  }
  if (!place.isKnown) levels.push({ entries: new Map(), mayHaveMore: true });
  return levels;
}

/** A task; undefined for those that code makes which is gone through again. */
export function makeTask(world: World, from: NewTask, execution: Execution): GraphTask | undefined {
  const place = placeOf(world, from.arguments);
  const { dag, group } = place;
  // What is made once here may be made again, with another id.
  if (!execution.isCertain && dag !== undefined) dag.isComplete = false;
  if (execution.isAgain) return undefined;
  const label = from.label(place);
  const taskId =
    label === undefined || !place.isKnown
      ? undefined
      : group === undefined
        ? label
        : group.childId(label);
  const own = new Map<string, HeldArgument>();
  for (const [name, argument] of from.arguments.named) {
    own.set(name, heldArgument(argument.value, from.source?.(name) ?? 'task', argument.node));
  }
  const { isCertain } = execution;
  const task = new GraphTask({
    taskId,
    operator: from.operator,
    node: from.node,
    call: from.call,
    callable: from.callable,
    operatorClass: from.operatorClass,
    isMapped: from.isMapped,
    isCertain: isCertain && taskId !== undefined && (dag === undefined || dag.isCertain),
    arguments: { entries: own, mayHaveMore: from.arguments.mayHaveMore },
    defaults: defaultLevels(world, from.arguments, place),
    madeFor: dag,
    isPlaced: place.isKnown,
  });
  world.tasks.push(task);
  const object = new TaskObject(world, task, from.isTemplated);
  if (from.instance !== undefined) {
    object.value = from.instance;
    from.instance.host = object;
  }
  world.hold(task, object.value);
  if (group !== undefined && dag !== undefined) {
    task.group = group;
    group.children.push(task);
  }
  if (!from.isMapped) world.setupTeardown.note(task);
  if (dag !== undefined) world.addTask(dag, task);
  return task;
}

/** What stands for a task that is one of many. */
export function oneOfMany(node: SyntaxNode): Value {
  return unknown('a task that is made again and again', node);
}

/** The result of a task, as the call of a TaskFlow function gives it. */
export function resultOf(world: World, task: GraphTask, node: SyntaxNode): Value {
  return host(new XComObject(world, [task]), node);
}

/** Makes a task follow those whose results it is given (`XComArg.apply_upstream_relationship`). */
export function followResults(
  world: World,
  task: GraphTask,
  values: Iterable<{ readonly value: Value; readonly isCertain: boolean }>,
  place: SyntaxNode,
  execution: Execution,
): void {
  for (const { value, isCertain } of values) {
    for (const referred of xcomTasksOf(value)) {
      const isSure = isCertain && referred.isCertain && execution.isCertain;
      const result = resultOf(world, referred.task, place);
      relate(world, task, 'upstream', result, { ...how(place, execution), isCertain: isSure });
    }
  }
}

/** The arguments that Airflow looks for results in, as far as that is known. */
export function templatedArguments(
  named: ReadonlyMap<string, Argument>,
  isTemplated: (field: string) => boolean | undefined,
): { readonly value: Value; readonly isCertain: boolean }[] {
  return [...named].flatMap(([name, argument]) => {
    const templated = isTemplated(name);
    return templated === false ? [] : [{ value: argument.value, isCertain: templated === true }];
  });
}
