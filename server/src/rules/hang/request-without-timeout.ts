// A request to a server that stops answering keeps its task in "running" for ever.

import { setOption, setTimeLimit } from '../../fixes/time-limit';
import type { Task } from '../../semantic/dag/types';
import type { FileModel } from '../../semantic/file-model';
import type { BlockingCall } from '../../semantic/flow/blocking';
import { type LimitPlace, limitPlaceOf } from '../../semantic/flow/limit-place';
import { type Stall, stallAt } from '../../semantic/flow/stalls';
import { isTimeLimited } from '../../semantic/flow/time-limits';
import { calleeAnchor, writtenCallee } from '../../syntax/calls';
import type { SyntaxNode } from '../../syntax/node';
import type { TextEdit } from '../../text/edit';
import type { Fix, Problem, Rule, RuleContext, RuleMeta } from '../rule';

const meta: RuleMeta = {
  id: 'request-without-timeout',
  group: 'hang',
  summary: 'An HTTP request that waits for its answer without a time limit',
  severity: 'warning',
  profile: 'recommended',
  fix: 'unsafe',
  since: '0.1.0',
  yieldsTo: ['blocking-call-in-trigger'],
};

/** How long a server may stay silent, in seconds, until the author says otherwise. */
const limitSeconds = 60;

const consequences: Readonly<Record<Stall, string>> = {
  task: 'If the server stops answering, the task stays in "running" until someone kills it.',
  'limited-task':
    'If the server stops answering, the task holds its slot until `execution_timeout` ends it.',
  trigger:
    'If the server stops answering, this trigger and all others of the triggerer stand still.',
  callback:
    'If the server stops answering, the callback never returns and holds up the process that runs it.',
  parsing:
    'It runs each time Airflow loads this file: if the server stops answering, it holds up the DAG ' +
    'processor until the import is given up, and the DAG is lost.',
};

const awaitedConsequence =
  'If the server stops answering, the trigger never fires, and its task stays deferred.';

const messages = {
  unset: (callee: string, consequence: string, limit: string) =>
    `\`${callee}()\` has no timeout. ${consequence} Pass \`${limit}=\`.`,
  lifted: (callee: string, consequence: string) =>
    `\`${callee}()\` lifts the timeout. ${consequence} Give it a number of seconds.`,
  limitless: (callee: string, consequence: string, limit: string) =>
    `\`${callee}()\` as it stands limits no answer. ${consequence} Pass \`${limit}=\`.`,
  unlimitable: (callee: string, consequence: string) =>
    `\`${callee}()\` takes no timeout. ${consequence} ` +
    'Use `requests.get(…, stream=True, timeout=…)`, or call `socket.setdefaulttimeout(…)` before.',
  options: (callee: string, consequence: string) =>
    `\`${callee}()\` has no timeout. ${consequence} Pass \`extra_options={"timeout": …}\`.`,
  operator: (name: string, isLimited: boolean) =>
    `\`${name}\` has no timeout for its request. ${consequences[isLimited ? 'limited-task' : 'task']} ` +
    'Pass `extra_options={"timeout": …}`.',
  fix: `Limit to ${limitSeconds} seconds`,
};

/** The operators that send one request through `HttpHook`, whose options they hand on. */
const httpOperators: ReadonlySet<string> = new Set([
  'airflow.HttpOperator',
  'airflow.HttpSensor',
  'airflow.SimpleHttpOperator',
]);

function* check({ model }: RuleContext): Generator<Problem> {
  const spoken = new Set<SyntaxNode>();
  for (const call of model.blockingCalls('request')) {
    if (call.isLimited) continue;
    // A call of the user's own that takes no timeout can only be limited from outside.
    if (call.fact.isOwn && call.fact.limits.length === 0) continue;
    const stall = stallAt(model, call.node);
    if (stall === undefined || isTimeLimited(model, call.node)) continue;
    const problem = problemOf(model, call, stall);
    if (problem === undefined || spoken.has(problem.node)) continue;
    spoken.add(problem.node);
    yield problem;
  }
  for (const task of model.tasks.all) {
    const problem = httpOperators.has(task.operator) ? problemOfTask(model, task) : undefined;
    if (problem !== undefined) yield problem;
  }
}

function problemOf(model: FileModel, call: BlockingCall, stall: Stall): Problem | undefined {
  const place = limitPlaceOf(model, call);
  // A connection that comes from somewhere else may have been given its timeout there.
  if (place.limit === undefined && call.fact.ownerLimits.length > 0) return undefined;
  return {
    message: messageFor(call, place, consequenceOf(call, stall)),
    node: calleeAnchor(place.call),
    fixes: fixFor(setTimeLimit(model, place, limitSeconds)),
  };
}

function consequenceOf(call: BlockingCall, stall: Stall): string {
  const isAwaited = call.fact.library === 'aiohttp' || call.name.includes('.Async');
  return isAwaited && stall === 'trigger' ? awaitedConsequence : consequences[stall];
}

function messageFor(call: BlockingCall, place: LimitPlace, consequence: string): string {
  const { given, limit } = place;
  const callee = writtenCallee(place.call);
  if (limit === undefined) return messages.unlimitable(callee, consequence);
  if (limit.key !== undefined) return messages.options(callee, consequence);
  if (given !== undefined) return messages.lifted(callee, consequence);
  const isRequest = call.node === place.call || call.fact.ownerLimits.includes(limit);
  return isRequest
    ? messages.unset(callee, consequence, limit.name)
    : messages.limitless(callee, consequence, limit.name);
}

function fixFor(edits: readonly TextEdit[] | undefined): Fix[] {
  return edits === undefined ? [] : [{ title: messages.fix, safety: 'unsafe', edits }];
}

function problemOfTask(model: FileModel, task: Task): Problem | undefined {
  const options = model.tasks.effectiveArgument(task, 'extra_options');
  const deferrable = model.tasks.effectiveArgument(task, 'deferrable');
  // Deferred, the request is sent through aiohttp, which gives up after five minutes.
  if (deferrable !== undefined && model.constants.truth(deferrable.value) !== false)
    return undefined;
  if (options !== undefined && model.blocking.mayLimit(options.value, 'timeout')) return undefined;
  const isShown = task.arguments.isComplete && task.operatorClass === undefined;
  if (options === undefined && !isShown) return undefined;
  const timeout = model.tasks.effectiveArgument(task, 'execution_timeout');
  const { call } = task;
  const isOwn = options === undefined || options.source === 'task';
  const edits =
    call === undefined || !isOwn || task.operatorClass !== undefined
      ? undefined
      : setOption(model, call, {
          argument: 'extra_options',
          given: options?.value,
          key: 'timeout',
          seconds: limitSeconds,
        });
  return {
    message: messages.operator(task.anchor.text, timeout !== undefined),
    node: task.anchor,
    subject: task.node,
    tasks: [task],
    fixes: fixFor(edits),
  };
}

export const requestWithoutTimeout: Rule = { meta, check };
