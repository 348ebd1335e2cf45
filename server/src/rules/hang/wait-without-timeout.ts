// A wait for a thread, process, lock, queue or future that never comes keeps its task in "running".

import { boundedWait } from '../../fixes/bounded-wait';
import type { WhenOver } from '../../knowledge/blocking-calls';
import type { FileModel } from '../../semantic/file-model';
import type { BlockingCall } from '../../semantic/flow/blocking';
import {
  isInExecutorBlock,
  isInPoolBlock,
  isWorkerAtRest,
  waitsForFinished,
} from '../../semantic/flow/finished-work';
import { type Stall, stallAt } from '../../semantic/flow/stalls';
import { isTimeLimited } from '../../semantic/flow/time-limits';
import { calleeAnchor, writtenCallee } from '../../syntax/calls';
import type { Fix, Problem, Rule, RuleContext, RuleMeta } from '../rule';

const meta: RuleMeta = {
  id: 'wait-without-timeout',
  group: 'hang',
  summary: 'A wait for a thread, process, lock, queue or future without a time limit',
  severity: 'warning',
  profile: 'recommended',
  fix: 'unsafe',
  since: '0.1.0',
  yieldsTo: [
    'blocking-call-in-trigger',
    'child-process-not-reaped',
    'execution-timeout-defeated',
    'inconsistent-lock-order',
    'lock-without-release',
  ],
};

/** How long a wait may take, in seconds, until the author says otherwise. */
const limitSeconds = 600;

type WaitingStall = Exclude<Stall, 'parsing'>;

const consequences: Readonly<Record<WaitingStall, string>> = {
  task: 'If nothing ends the wait, the task stays in "running" until someone kills it.',
  'limited-task':
    'If nothing ends the wait, the task holds its slot until `execution_timeout` ends it.',
  trigger: 'If nothing ends the wait, this trigger and all others of the triggerer stand still.',
  callback:
    'If nothing ends the wait, the callback never returns and holds up the process that runs it.',
};

const advice: Readonly<Record<WhenOver, string>> = {
  raises: 'Pass `timeout=`.',
  false: 'Pass `timeout=`, and look at what it returns.',
  rest: 'Pass `timeout=`, and look at what is not done.',
  silent: 'Pass `timeout=`, then ask whether it is done.',
};

const messages = {
  wait: (callee: string, waitsFor: string, consequence: string, todo: string) =>
    `\`${callee}()\` waits for ${waitsFor} without a timeout. ${consequence} ${todo}`,
  insideExecutor:
    'Give the work itself a time limit: leaving the `with` of the executor waits for it all the same.',
  fix: `Limit to ${limitSeconds} seconds`,
};

function* check({ model }: RuleContext): Generator<Problem> {
  for (const call of model.blockingCalls('wait')) {
    const { fact, isLimited, node } = call;
    // What an event loop waits for, it can be made to stop waiting for.
    if (isLimited || fact.library === 'asyncio') continue;
    const stall = stallAt(model, node);
    if (stall === undefined || stall === 'parsing' || isTimeLimited(model, node)) continue;
    // A call of the user's own that takes no timeout can only be limited from outside.
    if (fact.isOwn && fact.limits.length === 0) continue;
    // `executor.map()` returns at once; who asks for its results waits.
    if (call.name.endsWith('Executor.map')) continue;
    if (waitsForFinished(model, call) || isWorkerAtRest(model, call)) continue;
    yield problemOf(model, call, stall);
  }
}

function problemOf(model: FileModel, call: BlockingCall, stall: WaitingStall): Problem {
  const { fact, node } = call;
  const isOfExecutor = fact.library === 'concurrent.futures';
  const endsWithExecutor = isOfExecutor && isInExecutorBlock(model, node);
  const todo = endsWithExecutor
    ? messages.insideExecutor
    : fact.limits.length === 0
      ? (fact.instead ?? '')
      : advice[fact.whenOver ?? 'raises'];
  const isMild = endsWithExecutor || (fact.limits.length === 0 && !call.name.endsWith('.join'));
  return {
    message: messages.wait(
      writtenCallee(node),
      fact.waitsFor ?? 'something else',
      consequences[stall],
      todo,
    ),
    node: calleeAnchor(node),
    severity: isMild ? 'information' : meta.severity,
    fixes: endsWithExecutor || isInPoolBlock(model, node) ? [] : fixesFor(model, call),
  };
}

function fixesFor(model: FileModel, call: BlockingCall): Fix[] {
  const edits = boundedWait(model, call, limitSeconds);
  return edits === undefined ? [] : [{ title: messages.fix, safety: 'unsafe', edits }];
}

export const waitWithoutTimeout: Rule = { meta, check };
