// `TaskGroup(...)` and `@task_group` (airflow/decorators/task_group.py and
// airflow/sdk/definitions/decorators/task_group.py).

import type { SyntaxNode } from '../../../syntax/node';
import type { Argument, Arguments, Execution, HostObject } from '../../evaluation/host';
import { parametersOf } from '../../evaluation/parameters';
import { host, type InstanceValue, unknown, type Value } from '../../evaluation/values';
import { type Defaults, defaultsOf } from './effective-arguments';
import { GroupObject } from './group-objects';
import { argument, decorator, method } from './methods';
import { GraphGroup, type GraphTask } from './nodes';
import { uniqueGroupId } from './task-ids';
import { dagOf, groupOf } from './tasks';
import type { World } from './world';
import { XComObject, xcomTasksOf } from './xcom-args';

/** How a group comes about, besides the arguments of `TaskGroup`. */
interface Making {
  readonly node: SyntaxNode;
  readonly isNumbered: boolean;
  readonly isMapped: boolean;
  readonly expandedOver: readonly GraphTask[];
  readonly fallbackId?: string | undefined;
}

/** A group; undefined where it is not known in which DAG it is, or which one of many. */
export function makeGroup(
  world: World,
  given: Arguments,
  making: Making,
  execution: Execution,
): GroupObject | undefined {
  const parentGiven = given.named.get('parent_group')?.value;
  const dagGiven = given.named.get('dag')?.value;
  const isDagAbsent = dagGiven === undefined || dagGiven.kind === 'none';
  const isParentAbsent = parentGiven === undefined || parentGiven.kind === 'none';
  const around = groupOf(parentGiven);
  const dag = dagOf(dagGiven) ?? around?.facts.dag ?? (isDagAbsent ? world.currentDag : undefined);
  if (dag === undefined) return undefined;
  const parent = around ?? (isParentAbsent ? world.currentGroup(dag) : undefined);
  if (parent === undefined) return undefined;
  const id = argument(given, 0, 'group_id');
  const isNumbered = making.isNumbered || isTrue(given.named.get('add_suffix_on_collision')?.value);
  const label =
    id?.kind === 'string'
      ? id.value
      : id === undefined && !given.mayHaveMore
        ? making.fallbackId
        : undefined;
  const unique =
    label === undefined || !isNumbered ? label : uniqueGroupId(world, dag, parent, label);
  const isCertain = execution.isCertain && dag.isCertain && unique !== undefined;
  if (!execution.isCertain) dag.isComplete = false;
  if (execution.isAgain) return undefined;
  const group = new GraphGroup({
    dag,
    label: unique,
    node: making.node,
    parent,
    isCertain,
    prefixes: prefixesOf(given),
    defaults: defaultsIn(world, given, parent, making.node),
    isMapped: making.isMapped,
  });
  parent.children.push(group);
  dag.groups.push(group);
  const object = new GroupObject(world, group, making.expandedOver);
  world.hold(group, host(object, making.node));
  return object;
}

function isTrue(value: Value | undefined): boolean {
  return value?.kind === 'boolean' && value.value;
}

function prefixesOf(given: Arguments): boolean | undefined {
  const value = argument(given, 1, 'prefix_group_id');
  if (value === undefined) return given.mayHaveMore ? undefined : true;
  return value.kind === 'boolean' ? value.value : undefined;
}

/** Its own `default_args` over those of the group around; Airflow merges them since 2.6. */
function defaultsIn(
  world: World,
  given: Arguments,
  parent: GraphGroup,
  node: SyntaxNode,
): Defaults {
  const passed = given.named.get('default_args');
  const own =
    passed === undefined && given.mayHaveMore
      ? { entries: new Map(), mayHaveMore: true }
      : defaultsOf(passed?.value, 'group', passed?.node ?? node);
  const around = parent.facts.defaults;
  const isAlone = around === undefined || (around.entries.size === 0 && !around.mayHaveMore);
  if (isAlone || own.mayHaveMore || !world.release.isAtLeast('2.6')) return own;
  return {
    entries: new Map([...around.entries, ...own.entries]),
    mayHaveMore: around.mayHaveMore,
  };
}

/** `TaskGroup(...)`. */
export function classicGroup(
  world: World,
  given: Arguments,
  node: SyntaxNode,
  execution: Execution,
): Value {
  const making = { node, isNumbered: false, isMapped: false, expandedOver: [] };
  const object = makeGroup(world, given, making, execution);
  if (object !== undefined) return world.valueOf(object.dependency);
  return unknown('a group of a DAG that is not known', node);
}

/** An instance of a class of the project that is derived from `TaskGroup`. */
export function initializeGroup(
  world: World,
  instance: InstanceValue,
  given: Arguments,
  node: SyntaxNode,
  execution: Execution,
): void {
  const making = { node, isNumbered: false, isMapped: false, expandedOver: [] };
  const object = makeGroup(world, given, making, execution);
  if (object === undefined) return;
  object.value = instance;
  instance.host = object;
  world.hold(object.dependency, instance);
}

/**
 * A group of another package's class, such as Databricks' workflows: it may name and add tasks as it
 * likes.
 */
export function foreignGroup(
  world: World,
  given: Arguments,
  node: SyntaxNode,
  execution: Execution,
): Value {
  const unnamed = unknown('the id that a class of another package gives', node);
  const named = new Map([...given.named, ['group_id', { value: unnamed, node }] as const]);
  const making = { node, isNumbered: false, isMapped: false, expandedOver: [] };
  const unnamedGiven = { positional: [], named, mayHaveMore: true };
  const object = makeGroup(world, unnamedGiven, making, execution);
  if (object === undefined) return unknown('a group of a DAG that is not known', node);
  object.dependency.mayHaveMore = true;
  object.dependency.facts.dag.isComplete = false;
  return world.valueOf(object.dependency);
}

/** `@task_group` and `@task_group(...)`. */
export function decorateGroup(
  world: World,
  given: Arguments,
  isDecorator: boolean,
  node: SyntaxNode,
): Value {
  const [first] = given.positional;
  const isFunction = first !== undefined && first.value.kind !== 'string';
  if (isDecorator || isFunction) {
    const options = { ...given, positional: [] };
    return host(new GroupFunction(world, first?.value ?? unknown('nothing'), options, []), node);
  }
  return decorator((decorated) => new GroupFunction(world, decorated, given, []));
}

/** A function under `@task_group`: Airflow's `_TaskGroupFactory`. */
class GroupFunction implements HostObject {
  readonly className = 'airflow._TaskGroupFactory';

  constructor(
    private readonly world: World,
    private readonly decorated: Value,
    private readonly options: Arguments,
    private readonly partial: readonly (readonly [string, Argument])[],
  ) {}

  call(
    given: Arguments,
    node: SyntaxNode,
    _isDecorator: boolean,
    execution: Execution,
  ): Value | undefined {
    return this.#make(given, undefined, node, execution);
  }

  attribute(name: string): Value | undefined {
    switch (name) {
      case 'override':
        return method((given, node) => {
          const named = new Map([...this.options.named, ...given.named]);
          const mayHaveMore = this.options.mayHaveMore || given.mayHaveMore;
          const options = { ...this.options, named, mayHaveMore };
          return host(new GroupFunction(this.world, this.decorated, options, this.partial), node);
        });
      case 'partial':
        return method((given, node) => {
          const partial = [...this.partial, ...given.named];
          return host(new GroupFunction(this.world, this.decorated, this.options, partial), node);
        });
      case 'expand':
        return method((given, node, execution) => {
          const over = [...given.named.values()].flatMap(({ value }) => tasksIn(value));
          return this.#make(
            this.#mapped([...given.named.keys()], over, node),
            over,
            node,
            execution,
          );
        });
      case 'expand_kwargs':
        return method((given, node, execution) => {
          const over = given.positional.flatMap(({ value }) => tasksIn(value));
          const names = this.#parameters().filter(
            (parameter) => !this.partial.some(([known]) => known === parameter),
          );
          return this.#make(this.#mapped(names, over, node), over, node, execution);
        });
      default:
        return undefined;
    }
  }

  #parameters(): readonly string[] {
    if (this.decorated.kind !== 'function') return [];
    return parametersOf(this.decorated.node).map(({ name }) => name);
  }

  /** The function gets stand-ins, which refer to all that the group is made of. */
  #mapped(names: readonly string[], over: readonly GraphTask[], node: SyntaxNode): Arguments {
    const named = new Map(this.partial);
    for (const name of names)
      named.set(name, { value: host(new XComObject(this.world, over), node), node });
    return { positional: [], named, mayHaveMore: false };
  }

  #make(
    given: Arguments,
    over: readonly GraphTask[] | undefined,
    node: SyntaxNode,
    execution: Execution,
  ): Value {
    const { decorated, options, world } = this;
    const isKnown = decorated.kind === 'function';
    const making: Making = {
      node: isKnown ? decorated.node : node,
      isNumbered: true,
      isMapped: over !== undefined,
      expandedOver: over ?? [],
      fallbackId: isKnown ? decorated.name : undefined,
    };
    const object = makeGroup(world, options, making, execution);
    object?.enter();
    let result: Value;
    try {
      result = execution.call(decorated, given, node);
    } finally {
      object?.exit(node, execution);
    }
    const group =
      object === undefined
        ? unknown('a group of a DAG that is not known', node)
        : world.valueOf(object.dependency);
    if (result.kind === 'none') return group;
    return result.kind === 'unknown'
      ? unknown(result.reason, node, [
          ...result.choices.filter(({ kind }) => kind !== 'none'),
          group,
        ])
      : result;
  }
}

function tasksIn(value: Value): readonly GraphTask[] {
  return xcomTasksOf(value).map(({ task }) => task);
}
