// References to results of tasks: `task.output`, and what a call of a TaskFlow function gives.

import type { SyntaxNode } from '../../../syntax/node';
import type { Execution } from '../../evaluation/host';
import { host, hostObjectOf, type Value } from '../../evaluation/values';
import { XComReferences } from './dependencies';
import { DependencyObject } from './dependency-objects';
import { method } from './methods';
import type { GraphTask } from './nodes';
import { roleMethod, SetupTeardownScope } from './setup-teardown-objects';
import { how, type World } from './world';

/** What a reference to results of tasks gives: `task.output`, or the call of a TaskFlow function. */
export class XComObject extends DependencyObject {
  readonly className = 'airflow.XComArg';
  readonly dependency: XComReferences;

  constructor(world: World, tasks: readonly GraphTask[]) {
    super(world);
    this.dependency = new XComReferences(tasks);
  }

  get tasks(): readonly GraphTask[] {
    return this.dependency.tasks;
  }

  subscript(_key: Value, node: SyntaxNode): Value {
    return host(new XComObject(this.world, this.tasks), node);
  }

  override attribute(name: string, node: SyntaxNode, execution: Execution): Value | undefined {
    const [task] = this.tasks;
    switch (name) {
      case 'map':
        return method((_given, at) => host(new XComObject(this.world, this.tasks), at));
      case 'zip':
      case 'concat':
        return method((given, at) => {
          const others = given.positional.flatMap(({ value }) => xcomTasksOf(value));
          const tasks = [...this.tasks, ...others.map((other) => other.task)];
          return host(new XComObject(this.world, tasks), at);
        });
      case 'operator':
        return task === undefined ? undefined : this.world.valueOf(task);
      case 'as_setup':
      case 'as_teardown':
        return roleMethod(this.world, this.tasks, name, this.value);
      default:
        return super.attribute(name, node, execution);
    }
  }

  setAttribute(name: string, value: Value, _node: SyntaxNode, execution: Execution): boolean {
    const role = name === 'is_setup' ? 'setup' : name === 'is_teardown' ? 'teardown' : undefined;
    if (role === undefined || execution.truth(value) !== true) return false;
    for (const task of this.tasks) task.role = role;
    return true;
  }

  enter(): Value {
    this.world.setupTeardown.enter(this.tasks);
    return host(new SetupTeardownScope(this.world));
  }

  exit(node: SyntaxNode, execution: Execution): void {
    this.world.setupTeardown.exit(how(node, execution));
  }
}

export interface ReferredTask {
  readonly task: GraphTask;
  readonly isCertain: boolean;
}

/**
 * The tasks whose results a value refers to, in lists, tuples, sets and dictionaries of any depth
 * (`XComArg.iter_xcom_references` in airflow/models/xcom_arg.py and airflow/sdk/definitions/xcom_arg.py).
 */
export function xcomTasksOf(value: Value): readonly ReferredTask[] {
  const found: ReferredTask[] = [];
  const seen = new Set<Value>();
  const waiting: { value: Value; isCertain: boolean }[] = [{ value, isCertain: true }];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (seen.has(next.value)) continue;
    seen.add(next.value);
    const { isCertain } = next;
    const object = hostObjectOf(next.value);
    if (object instanceof XComObject) {
      for (const task of object.tasks) found.push({ task, isCertain });
      continue;
    }
    const push = (items: Iterable<Value>, isSure: boolean) => {
      for (const item of items) waiting.push({ value: item, isCertain: isSure });
    };
    switch (next.value.kind) {
      case 'list':
      case 'set':
        push(next.value.items.values(), isCertain);
        push(next.value.perhaps, false);
        break;
      case 'tuple':
        push(next.value.items, isCertain);
        break;
      case 'dict':
        push(
          [...next.value.entries.values()].map((entry) => entry.value),
          isCertain,
        );
        push(next.value.perhaps, false);
        break;
      case 'unknown':
        push(next.value.choices, false);
        break;
      default:
        break;
    }
  }
  return found.reverse();
}
