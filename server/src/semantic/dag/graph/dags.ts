// `DAG(...)` and `@dag`.

import type { SyntaxNode } from '../../../syntax/node';
import { makeDict } from '../../evaluation/collections';
import type { Argument, Arguments, Execution, HostObject } from '../../evaluation/host';
import { now } from '../../evaluation/made';
import { parametersOf } from '../../evaluation/parameters';
import { host, none, unknown, type Value } from '../../evaluation/values';
import { DagObject } from './dag-objects';
import { heldArgument, type OwnArguments } from './effective-arguments';
import { GroupObject } from './group-objects';
import { argument, decorator } from './methods';
import { GraphDag } from './nodes';
import type { World } from './world';

/** A DAG, as its constructor makes it. */
export function makeDag(
  world: World,
  given: Arguments,
  node: SyntaxNode,
  execution: Execution,
  fallbackId?: string,
): DagObject {
  const id = argument(given, 0, 'dag_id');
  const dagId =
    id?.kind === 'string'
      ? id.value
      : id === undefined && !given.mayHaveMore
        ? fallbackId
        : undefined;
  const dag = new GraphDag(dagId, node, ownArguments(given), execution.isCertain);
  const object = new DagObject(world, dag, copiedDefaults(given));
  if (!execution.isAgain) world.dags.push(dag);
  world.hold(dag, host(object, node));
  world.hold(dag.root, host(new GroupObject(world, dag.root), node));
  return object;
}

function ownArguments(given: Arguments): OwnArguments {
  const entries: OwnArguments['entries'] = new Map();
  for (const [name, { value, node }] of given.named) {
    entries.set(name, heldArgument(value, 'dag', node));
  }
  const [id] = given.positional;
  if (id !== undefined) entries.set('dag_id', heldArgument(id.value, 'dag', id.node));
  return { entries, mayHaveMore: given.mayHaveMore };
}

/**
 * The DAG keeps a copy of its `default_args`: what the file changes in its own dictionary afterwards
 * does not concern it (`DAG.__init__`; the converter of `DAG.default_args` in Airflow 3).
 */
function copiedDefaults(given: Arguments): Value {
  const passed = given.named.get('default_args');
  if (passed === undefined) {
    return given.mayHaveMore ? unknown('default_args that a splat may pass') : makeDict(undefined);
  }
  const { value, node } = passed;
  if (value.kind === 'none') return makeDict(undefined);
  if (value.kind !== 'dict') return unknown('default_args that are not known', node);
  return { ...value, entries: new Map(value.entries), made: now() };
}

/** `@dag` and `@dag(...)`: what they make of a function makes a DAG whenever it is called. */
export function decorateDag(
  world: World,
  given: Arguments,
  isDecorator: boolean,
  node: SyntaxNode,
): Value {
  const [first] = given.positional;
  const isBare = first !== undefined && first.value.kind !== 'string' && given.named.size === 0;
  if (isDecorator || isBare) {
    const options = { ...given, positional: [] };
    return host(new DagFactory(world, first?.value ?? none(), options), node);
  }
  return decorator((decorated) => new DagFactory(world, decorated, given));
}

/** A function under `@dag`. */
class DagFactory implements HostObject {
  readonly className = 'builtins.function';

  constructor(
    private readonly world: World,
    private readonly decorated: Value,
    private readonly options: Arguments,
  ) {}

  call(
    given: Arguments,
    node: SyntaxNode,
    _isDecorator: boolean,
    execution: Execution,
  ): Value | undefined {
    const { decorated, world } = this;
    const definition = decorated.kind === 'function' ? decorated.node : undefined;
    const name = decorated.kind === 'function' ? decorated.name : undefined;
    const object = makeDag(world, this.options, definition ?? node, execution, name);
    const isOpaque = definition === undefined;
    object.enter(node);
    try {
      if (isOpaque) object.dag.isComplete = false;
      execution.call(decorated, parametersInstead(decorated, given), node);
    } finally {
      object.exit(node, execution);
    }
    return world.valueOf(object.dag);
  }
}

/**
 * The function gets no values but parameters of the DAG, by name, which are known when it runs
 * (`DAG.param`; `factory` in `dag`, airflow/models/dag.py and airflow/sdk/definitions/dag.py).
 */
function parametersInstead(decorated: Value, given: Arguments): Arguments {
  if (decorated.kind !== 'function') return { ...given, mayHaveMore: true };
  const named = new Map<string, Argument>();
  for (const { name, kind } of parametersOf(decorated.node)) {
    if (kind === 'rest' || kind === 'options') continue;
    const value = unknown('a parameter of the DAG', decorated.node);
    named.set(name, { value, node: decorated.node });
  }
  return { positional: [], named, mayHaveMore: false };
}
