// All triggers of a triggerer share one event loop: a call that blocks it stops them all.

import { awaitInThread, awaitSleep } from '../../fixes/awaited-call';
import type { FileModel } from '../../semantic/file-model';
import { type LoopBlocker, loopBlockersOf } from '../../semantic/flow/event-loop';
import { calleeAnchor, writtenCallee } from '../../syntax/calls';
import type { Fix, Problem, Rule, RuleContext, RuleMeta, Severity } from '../rule';

const meta: RuleMeta = {
  id: 'blocking-call-in-trigger',
  group: 'hang',
  summary: 'A blocking call in a trigger, which stops the event loop of all triggers',
  severity: 'error',
  profile: 'recommended',
  fix: 'unsafe',
  since: '0.1.0',
  aboutThisProcess: true,
  yieldsTo: ['interactive-input'],
};

const messages = {
  triggers: (callee: string) =>
    `\`${callee}()\` blocks the event loop that all triggers of a triggerer share: until it returns, ` +
    'none of them fires, and their deferred tasks wait.',
  task: (callee: string) =>
    `\`${callee}()\` blocks the event loop of this task: until it returns, none of the task's other ` +
    'coroutines goes on.',
  sleep: 'Use `await asyncio.sleep(…)`.',
  file: 'Use `aiofiles`, or run it in a thread: `await asyncio.to_thread(…)`.',
  other: 'Use an asynchronous client, or run it in a thread: `await asyncio.to_thread(…)`.',
  fixSleep: 'Use `await asyncio.sleep()`',
  fixThread: 'Run it in a thread: `await asyncio.to_thread()`',
};

function* check({ model }: RuleContext): Generator<Problem> {
  for (const blocker of loopBlockersOf(model)) {
    const { call, kind, loop } = blocker;
    const remedy =
      kind === 'sleep' ? messages.sleep : kind === 'file' ? messages.file : messages.other;
    const fix = fixFor(model, blocker);
    yield {
      message: `${messages[loop](writtenCallee(call))} ${remedy}`,
      node: calleeAnchor(call),
      severity: severityOf(blocker),
      ...(loop === 'task' ? { subject: call } : {}),
      fixes: fix === undefined ? [] : [fix],
    };
  }
}

/** Files and Airflow's own database mostly answer soon; in a task other rules say what blocks for long. */
function severityOf({ kind, loop }: LoopBlocker): Severity {
  if (loop === 'task') return 'information';
  return kind === 'file' || kind === 'metadata' ? 'warning' : 'error';
}

/** Only a coroutine can wait; what `open` returns still belongs to the thread that reads it. */
function fixFor(model: FileModel, { call, coroutine, kind }: LoopBlocker): Fix | undefined {
  if (coroutine === undefined || kind === 'file' || kind === 'input') return undefined;
  const isSleep = kind === 'sleep';
  const edits = isSleep ? awaitSleep(model, call) : awaitInThread(model, call);
  if (edits.length === 0) return undefined;
  return {
    title: isSleep ? messages.fixSleep : messages.fixThread,
    safety: isSleep ? 'safe' : 'unsafe',
    edits,
  };
}

export const blockingCallInTrigger: Rule = { meta, check };
