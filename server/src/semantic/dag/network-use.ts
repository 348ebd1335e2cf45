// Where a task talks to other hosts, which can fail for a moment.

import { laterNames } from '../../knowledge/airflow-imports';
import { asksHostOnce } from '../../knowledge/network-commands';
import { providerArguments } from '../../knowledge/provider-arguments';
import { ancestors } from '../../syntax/navigate';
import type { SyntaxNode } from '../../syntax/node';
import { groupBy } from '../../text/groups';
import { decoratorsOf } from '../decorators';
import type { FileModel } from '../file-model';
import { shownCallee } from '../flow/shown-callee';
import { rememberedOfFile, rememberedOfFileBy } from '../remembered-of-file';
import { type CommandLine, taskCommands } from '../shell/task-commands';
import type { Task } from './types';
import { codeOf } from './waits';

export interface NetworkUse {
  readonly node: SyntaxNode;
  /** The call, operator or command, as it is written. */
  readonly name: string;
}

/**
 * Tells for the tasks of a file the first place at which each talks to another host, and is not tried
 * again by its own code.
 */
export function networkUses(model: FileModel): (task: Task) => NetworkUse | undefined {
  return (task) =>
    byOperator(task) ?? byCall(model, task) ?? byCommand(commandsByTask(model).get(task) ?? []);
}

const commandsByTask = rememberedOfFile((model: FileModel) =>
  groupBy(taskCommands(model), (line) => line.task),
);

/** Operators of the main providers that stay on the worker's machine. */
const localOperators: ReadonlySet<string> = new Set([
  'airflow.DockerOperator',
  'airflow.DockerSwarmOperator',
  'airflow.SqliteOperator',
]);

function byOperator({ anchor, operator }: Task): NetworkUse | undefined {
  if (!operator.startsWith('airflow.') || localOperators.has(operator)) return undefined;
  const name = operator.slice('airflow.'.length);
  // Under its old name an operator does what it does under the new one.
  const isOfProvider = [name, ...laterNames(name)].some(
    (one) => providerArguments(`airflow.${one}`) !== undefined,
  );
  return isOfProvider ? { node: anchor, name } : undefined;
}

const networkKinds: ReadonlySet<string> = new Set(['database', 'network', 'request']);

function byCall(model: FileModel, task: Task): NetworkUse | undefined {
  for (const definition of codeOf(model, task)) {
    const use = firstUseBy(model, definition);
    if (use !== undefined) return use;
  }
  return undefined;
}

/** Remembered by function: thousands of tasks can run the same one. */
const firstUseBy = rememberedOfFileBy(
  (model: FileModel, definition: SyntaxNode): NetworkUse | undefined => {
    for (const call of model.blocking.reachableFrom(definition.child('body') ?? definition)) {
      if (!networkKinds.has(call.fact.kind) || isTriedAgain(model, call.node)) continue;
      return shownCallee(call);
    }
    return undefined;
  },
);

const retryingPackages = /^(?:backoff|retry|retrying|stamina|tenacity)\./;

/** True within a function or a loop that tries again by itself, whatever it takes for a failure. */
function isTriedAgain(model: FileModel, call: SyntaxNode): boolean {
  for (const above of ancestors(call)) {
    if (above.kind === 'for_statement' || above.kind === 'while_statement') {
      if (isInTry(call, above)) return true;
    }
    if (above.kind !== 'function_definition') continue;
    const decorators = decoratorsOf(above, model.names);
    if (decorators.some(({ name }) => retryingPackages.test(name ?? ''))) return true;
  }
  return false;
}

/** `for attempt in range(3): try: …`. */
function isInTry(call: SyntaxNode, loop: SyntaxNode): boolean {
  for (const above of ancestors(call)) {
    if (above === loop) return false;
    if (above.kind === 'try_statement') return true;
  }
  return false;
}

function byCommand(lines: readonly CommandLine[]): NetworkUse | undefined {
  for (const { host, node, script } of lines) {
    if (host === 'docker') continue;
    for (const { arguments: given, loops, name } of script.invocations) {
      const words = given.map(({ value }) => value);
      if (loops.length === 0 && asksHostOnce(name, words)) return { node, name };
    }
  }
  return undefined;
}
