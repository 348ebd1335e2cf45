// `as_setup`, `as_teardown` and what a `with` over such tasks binds.

import type { SyntaxNode } from '../../../syntax/node';
import type { HostObject } from '../../evaluation/host';
import { none, string, type Value } from '../../evaluation/values';
import { relate, tasksOf } from './dependency-objects';
import { type HeldArgument, heldArgument } from './effective-arguments';
import { argument, method } from './methods';
import type { GraphTask } from './nodes';
import { how, type World } from './world';

/** `as_setup()` and `as_teardown(setups=…)` (airflow/models/abstractoperator.py). */
export function roleMethod(
  world: World,
  tasks: readonly GraphTask[],
  name: 'as_setup' | 'as_teardown',
  self: Value,
): Value {
  return method((given, node, execution) => {
    for (const task of tasks) {
      task.role = name === 'as_setup' ? 'setup' : 'teardown';
      if (name === 'as_setup') continue;
      setArgument(task, 'trigger_rule', teardownRule(node), execution.isCertain);
      const counts = given.named.get(countsArgument)?.value;
      if (counts !== undefined) {
        setArgument(task, countsArgument, heldArgument(counts, 'task', node), execution.isCertain);
      }
      const setups = given.named.get('setups')?.value;
      if (setups === undefined) continue;
      for (const setup of tasksOf(setups)) setup.role = 'setup';
      relate(world, task, 'upstream', setups, how(node, execution));
    }
    return self;
  });
}

/** The argument with which the failure of a teardown fails the run. */
const countsArgument = 'on_failure_fail_dagrun';

/** The trigger rule that every teardown has. */
export function teardownRule(node: SyntaxNode): HeldArgument {
  return heldArgument(string('all_done_setup_success', node), 'class', node);
}

/** What `with setup() as scope` binds; its `add_task` puts a task into the block. */
export class SetupTeardownScope implements HostObject {
  readonly className = 'airflow.SetupTeardownContext';

  constructor(private readonly world: World) {}

  attribute(name: string): Value | undefined {
    if (name !== 'add_task') return undefined;
    return method((given, node) => {
      const task = argument(given, 0, 'task');
      for (const each of task === undefined ? [] : tasksOf(task)) {
        this.world.setupTeardown.note(each);
      }
      return none(node);
    });
  }
}

/** An argument that is set when the task is there already. */
export function setArgument(
  task: GraphTask,
  name: string,
  held: HeldArgument,
  isCertain: boolean,
): void {
  const value = isCertain ? held.value : ({ type: 'unknown' } as const);
  task.facts.arguments.entries.set(name, { ...held, value });
}
