// `@task` and its flavors (airflow/decorators/base.py, airflow/sdk/bases/decorator.py).

import { isTemplateField } from '../../../knowledge/template-fields';
import type { SyntaxNode } from '../../../syntax/node';
import type { Argument, Arguments, Execution, HostObject } from '../../evaluation/host';
import { host, hostObjectOf, none, string, type Value } from '../../evaluation/values';
import type { HeldArgument } from './effective-arguments';
import { textOf } from './enum-members';
import { decorator, method } from './methods';
import { functionOf } from './operators';
import { setArgument, teardownRule } from './setup-teardown-objects';
import { uniqueTaskId } from './task-ids';
import { followResults, makeTask, oneOfMany, resultOf, templatedArguments } from './tasks';
import type { World } from './world';

/** What a decorator was given, besides the function. */
interface Options {
  /** `airflow.task` or `airflow.task.<flavor>`. */
  readonly operator: string;
  readonly named: ReadonlyMap<string, Argument>;
  readonly mayHaveMore: boolean;
  readonly overridden: ReadonlySet<string>;
}

/** `@task`, `@task(...)`, `@task.branch` and their like; undefined for a use that is not known. */
export function decorateTask(
  world: World,
  operator: string,
  given: Arguments,
  node: SyntaxNode,
): Value | undefined {
  const { named, mayHaveMore } = given;
  const options: Options = { operator, named, mayHaveMore, overridden: new Set() };
  const decorated = given.positional[0]?.value ?? named.get('python_callable')?.value;
  if (decorated !== undefined) return host(new TaskFunction(world, decorated, options), node);
  return decorator((later) => new TaskFunction(world, later, options));
}

/** `@task.skip_if(...)` and `@task.run_if(...)` go on top of `@task` and leave the graph as it is. */
export function conditionDecorator(node: SyntaxNode): Value {
  const decorate = method((given) => given.positional[0]?.value ?? none(node));
  return decorate;
}

/** `@setup` and `@teardown`, on a plain function or on top of `@task`. */
export function decorateRole(
  world: World,
  role: 'setup' | 'teardown',
  given: Arguments,
  node: SyntaxNode,
): Value {
  const decorated = given.positional[0]?.value;
  if (decorated === undefined) {
    return method((later, at) => decorateRole(world, role, later, at));
  }
  const known = hostObjectOf(decorated);
  if (known instanceof TaskFunction) {
    known.role = role;
    return decorated;
  }
  const options = { operator: 'airflow.task', named: new Map(), mayHaveMore: false };
  const made = new TaskFunction(world, decorated, { ...options, overridden: new Set() });
  made.role = role;
  return host(made, node);
}

/** A function under `@task`: Airflow's `_TaskDecorator`. Each call of it makes a task. */
export class TaskFunction implements HostObject {
  readonly className = 'airflow._TaskDecorator';
  role: 'work' | 'setup' | 'teardown' = 'work';

  constructor(
    private readonly world: World,
    readonly decorated: Value,
    private readonly options: Options,
  ) {}

  call(
    given: Arguments,
    node: SyntaxNode,
    _isDecorator: boolean,
    execution: Execution,
  ): Value | undefined {
    const values = [...given.positional, ...given.named.values(), ...this.#partialArguments()];
    return this.#make(values, false, node, execution);
  }

  attribute(name: string, node: SyntaxNode): Value | undefined {
    switch (name) {
      case 'override':
        return method((given, at) => host(this.#with(given, true), at));
      case 'partial':
        return method((given, at) => host(this.#withPartial(given), at));
      case 'expand':
      case 'expand_kwargs':
        return method((given, at, execution) => {
          const values = [...given.positional, ...given.named.values()];
          const all = [...values, ...this.#partialArguments()];
          return this.#make(all, true, at, execution);
        });
      case 'function':
      case '__wrapped__':
        return this.decorated;
      case '__name__':
        return this.decorated.kind === 'function' ? string(this.decorated.name, node) : undefined;
      default:
        return undefined;
    }
  }

  setAttribute(name: string, value: Value, _node: SyntaxNode, execution: Execution): boolean {
    const role = name === 'is_setup' ? 'setup' : name === 'is_teardown' ? 'teardown' : undefined;
    if (role !== undefined && execution.truth(value) === true) this.role = role;
    return true;
  }

  #make(
    passed: readonly Argument[],
    isMapped: boolean,
    node: SyntaxNode,
    execution: Execution,
  ): Value {
    const { options, world, decorated } = this;
    const definition = functionOf(decorated);
    const isTemplated = (field: string) => isTemplateField(options.operator, field);
    const task = makeTask(
      world,
      {
        operator: options.operator,
        node: definition ?? node,
        call: node,
        callable: definition,
        isMapped,
        arguments: { positional: [], named: options.named, mayHaveMore: options.mayHaveMore },
        source: (name): HeldArgument['source'] =>
          options.overridden.has(name) ? 'override' : 'task',
        label: ({ dag, group }) => {
          const base = this.#ownId();
          return base === undefined ? undefined : uniqueTaskId(dag, group, base);
        },
        isTemplated,
      },
      execution,
    );
    if (task === undefined) return oneOfMany(node);
    task.role = this.role;
    if (this.role === 'teardown') setArgument(task, 'trigger_rule', teardownRule(node), true);
    // Whatever the function is given stands in the templated `op_args` and `op_kwargs`.
    const inFunction = passed.map(({ value }) => ({ value, isCertain: true }));
    const inOptions = templatedArguments(options.named, isTemplated);
    followResults(world, task, [...inFunction, ...inOptions], node, execution);
    return resultOf(world, task, node);
  }

  /** The `task_id` of the decorator, or the function's name. */
  #ownId(): string | undefined {
    const given = this.options.named.get('task_id')?.value;
    if (given !== undefined) return textOf(given);
    if (this.options.mayHaveMore || this.decorated.kind !== 'function') return undefined;
    return this.decorated.name;
  }

  #with(given: Arguments, isOverride: boolean): TaskFunction {
    const { options } = this;
    const overridden = new Set(options.overridden);
    if (isOverride) for (const name of given.named.keys()) overridden.add(name);
    const changed = new TaskFunction(this.world, this.decorated, {
      ...options,
      named: new Map([...options.named, ...given.named]),
      mayHaveMore: options.mayHaveMore || given.mayHaveMore,
      overridden,
    });
    changed.role = this.role;
    changed.#partial.push(...this.#partial);
    return changed;
  }

  readonly #partial: Argument[] = [];

  #withPartial(given: Arguments): TaskFunction {
    const none = { positional: [], named: new Map(), mayHaveMore: false };
    const changed = this.#with(none, false);
    changed.#partial.push(...given.positional, ...given.named.values());
    return changed;
  }

  #partialArguments(): readonly Argument[] {
    return this.#partial;
  }
}
