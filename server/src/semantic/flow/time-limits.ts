import {
  alarms,
  limitingCalls,
  limitingContexts,
  limitingDecorators,
} from '../../knowledge/blocking-calls';
import { keywordValue, positionalValue } from '../../syntax/calls';
import { ancestors, enclosingFunction, ownCode } from '../../syntax/navigate';
import type { SyntaxNode } from '../../syntax/node';
import { groupBy } from '../../text/groups';
import { withItems } from '../dag/contexts';
import { executionTimeoutOf } from '../dag/execution-timeout';
import type { Task } from '../dag/types';
import { decoratorsOf } from '../decorators';
import type { FileModel } from '../file-model';
import { namesOf } from '../name-uses';
import type { IncomingReach } from '../project/surroundings';
import { rememberedOfFile } from '../remembered-of-file';
import { isAlarmSetBefore } from './alarms';
import { blockOf } from './completion';

/** How many callers are followed from a place to a limit around it. */
const maximumCalls = 4;

/**
 * True where something around a place ends it after a time: a `with timeout(…)`, a decorator, a
 * call through `asyncio.wait_for`, an alarm whose exception nothing in the way swallows. Airflow's
 * own `execution_timeout` is not looked at.
 */
export function isTimeLimited(model: FileModel, node: SyntaxNode, calls = 0): boolean {
  if (isInLimitingBlock(model, node) || hasAlarm(model, node)) return true;
  const definition = enclosingFunction(node);
  if (definition === undefined || calls > maximumCalls) return false;
  if (decoratorsOf(definition, model.names).some(({ anchor }) => namesLimit(model, anchor))) {
    return true;
  }
  const callSites = model.callSites.of(definition);
  const handedOver = handOversOf(model, definition);
  const incoming = incomingOf(model, definition);
  return (
    callSites.length + handedOver.length + incoming.length > 0 &&
    incoming.every((reach) => reach.isTimeLimited === true) &&
    handedOver.every((place) => isHandedToLimit(model, place)) &&
    callSites.every((call) => isLimitedCall(model, call, calls + 1))
  );
}

/** True where a call is limited, or stands where something around it limits it. */
export function isLimitedCall(model: FileModel, call: SyntaxNode, calls = 0): boolean {
  return isLimitingArgument(model, call) || isTimeLimited(model, call, calls);
}

/** What other files make a function of this one run for. */
function incomingOf(model: FileModel, definition: SyntaxNode): readonly IncomingReach[] {
  if (definition.tree !== model.tree) return [];
  const incoming = model.surroundings?.incoming ?? [];
  const name = incoming.length === 0 ? undefined : model.codeNames.of(definition);
  return name === undefined ? [] : incoming.filter((reach) => reach.function === name);
}

function isInLimitingBlock(model: FileModel, node: SyntaxNode): boolean {
  for (const above of ancestors(node)) {
    if (above.kind === 'function_definition') return false;
    if (above.kind !== 'with_statement') continue;
    if (withItems(above).some((item) => isLimitingContext(model, item))) return true;
  }
  return false;
}

function isLimitingContext(model: FileModel, item: SyntaxNode): boolean {
  if (!namesLimit(model, item.child('function'))) return false;
  // `asyncio.timeout(None)` ends nothing.
  const given = positionalValue(item, 0);
  return given === undefined || !model.blocking.isNoLimit(given);
}

/** `asyncio.wait_for(f(), …)`: the call stands among the arguments of what limits it. */
function isLimitingArgument(model: FileModel, call: SyntaxNode): boolean {
  const outer = call.parent?.kind === 'argument_list' ? call.parent.parent : undefined;
  if (outer?.kind !== 'call') return false;
  const limit = keywordValue(outer, 'timeout') ?? positionalValue(outer, 1);
  if (limit === undefined || model.blocking.isNoLimit(limit)) return false;
  return namesLimit(model, outer.child('function'));
}

/** Where the file gives a function of its own to a call, which may run it. */
function handOversOf(model: FileModel, definition: SyntaxNode): readonly SyntaxNode[] {
  return definition.tree === model.tree ? namesOf(model, definition).filter(isHandedOver) : [];
}

function isHandedOver({ field, parent }: SyntaxNode): boolean {
  if (parent?.kind === 'argument_list') return true;
  return parent?.kind === 'keyword_argument' && field === 'value';
}

/** `func_timeout(30, f)`: what is called runs the function, and ends it after the time. */
function isHandedToLimit(model: FileModel, place: SyntaxNode): boolean {
  const outer = place.parent?.kind === 'argument_list' ? place.parent.parent : undefined;
  if (outer?.kind !== 'call' || !namesLimit(model, outer.child('function'))) return false;
  const limit = keywordValue(outer, 'timeout') ?? positionalValue(outer, 0);
  return limit !== undefined && limit !== place && !model.blocking.isNoLimit(limit);
}

function namesLimit(model: FileModel, callee: SyntaxNode | undefined): boolean {
  if (callee === undefined) return false;
  const name = model.names.qualifiedName(callee);
  if (name !== undefined && limitingNames.some((names) => names.has(name))) return true;
  // A function of the file, or of a module that is not known, says by its name what it is for.
  const written = callee.kind === 'attribute' ? callee.child('attribute') : callee;
  return written?.kind === 'identifier' && /time_?out|time_?limit|deadline/i.test(written.text);
}

const limitingNames = [limitingCalls, limitingContexts, limitingDecorators];

/** `signal.alarm(60)` in front of a place in the same function, whose exception gets out. */
function hasAlarm(model: FileModel, node: SyntaxNode): boolean {
  const definition = enclosingFunction(node);
  const calls = definition === undefined ? [] : (alarmsByFunction(model).get(definition) ?? []);
  if (calls.length === 0 || swallowsAnything(model, node)) return false;
  return isAlarmSetBefore(node, calls, model.names, model.constants);
}

const alarmsByFunction = rememberedOfFile((model: FileModel) =>
  groupBy(model.callsOf(...alarms), enclosingFunction),
);

/** True where a broad handler inside the code would eat the exception that an alarm raises. */
function swallowsAnything(model: FileModel, node: SyntaxNode): boolean {
  for (const inner of ownCode(node)) {
    if (inner.kind !== 'except_clause') continue;
    const isBroad = model.exceptions
      .caughtBy(inner)
      .some((type) => type === 'Exception' || type === 'BaseException');
    if (isBroad && model.completions.ofBlock(blockOf(inner)).isNormal) return true;
  }
  return false;
}

/** True where every task that is seen to run a place has an `execution_timeout`. */
export function hasExecutionTimeout(model: FileModel, node: SyntaxNode): boolean {
  const { tasks, tasksElsewhere } = model.reach(node);
  if (tasks.length + tasksElsewhere.length === 0) return false;
  return (
    tasks.every((task) => isLimitedTask(model, task)) &&
    tasksElsewhere.every(({ hasExecutionTimeout: limited }) => limited === 'yes')
  );
}

/** True where some task that runs a place has an `execution_timeout`, as far as the project tells. */
export function mayHaveExecutionTimeout(model: FileModel, node: SyntaxNode): boolean {
  const { tasks, tasksElsewhere } = model.reach(node);
  return (
    tasks.some((task) => isLimitedTask(model, task)) ||
    tasksElsewhere.some(({ hasExecutionTimeout: limited }) => limited === 'yes')
  );
}

/** True where every task that is seen to run a place is known to have no `execution_timeout`. */
export function hasNoExecutionTimeout(model: FileModel, node: SyntaxNode): boolean {
  const { tasks, tasksElsewhere } = model.reach(node);
  if (tasks.length + tasksElsewhere.length === 0) return false;
  return (
    tasks.every((task) => executionTimeoutOf(model, task).kind === 'unset') &&
    tasksElsewhere.every(({ hasExecutionTimeout: limited }) => limited === 'no')
  );
}

function isLimitedTask(model: FileModel, task: Task): boolean {
  return executionTimeoutOf(model, task).kind === 'set';
}
