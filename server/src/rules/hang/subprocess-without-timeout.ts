// A command that never ends keeps the task that started it in "running" for ever.

import { limitedWait } from '../../fixes/limited-wait';
import { commandSeconds } from '../../fixes/process-group';
import { runInSession } from '../../fixes/run-in-session';
import { setTimeLimit } from '../../fixes/time-limit';
import type { FileModel } from '../../semantic/file-model';
import type { BlockingCall } from '../../semantic/flow/blocking';
import { limitPlaceOf } from '../../semantic/flow/limit-place';
import { readsOutputBefore, waitsForEndedProcess } from '../../semantic/flow/process-waits';
import { type Stall, stallAt } from '../../semantic/flow/stalls';
import { isTimeLimited } from '../../semantic/flow/time-limits';
import { runsLimitedCommand, runsQuickCommand } from '../../semantic/shell/quick';
import { calleeAnchor, keywordValue, writtenCallee } from '../../syntax/calls';
import type { TextEdit } from '../../text/edit';
import type { Fix, Problem, Rule, RuleContext, RuleMeta } from '../rule';

const meta: RuleMeta = {
  id: 'subprocess-without-timeout',
  group: 'hang',
  summary: 'A wait for a command or child process without a time limit',
  severity: 'warning',
  profile: 'recommended',
  fix: 'unsafe',
  since: '0.1.0',
  yieldsTo: ['blocking-call-in-trigger', 'execution-timeout-defeated'],
};

type WaitingStall = Exclude<Stall, 'parsing'>;

const consequences: Readonly<Record<WaitingStall, string>> = {
  task: 'If it never ends, the task stays in "running" until someone kills it.',
  'limited-task':
    'If it never ends, the task holds its slot until `execution_timeout` ends it, and what the ' +
    'command started can live on.',
  trigger: 'If it never ends, this trigger and all others of the triggerer stand still.',
  callback: 'If it never ends, the callback never returns and holds up the process that runs it.',
};

const awaitedConsequence =
  'If it never ends, the trigger never fires, and its task stays deferred.';

const messages = {
  limitable: (callee: string, stall: WaitingStall, limit: string) =>
    `\`${callee}()\` waits for the command without a timeout. ${consequences[stall]} Pass \`${limit}=\`.`,
  unlimitable: (callee: string, stall: WaitingStall, todo: string) =>
    `\`${callee}()\` waits for the command and takes no timeout. ${consequences[stall]} ${todo}`,
  run: 'Use `subprocess.run(…, timeout=…)`.',
  system: (stall: WaitingStall) =>
    "`os.system()` takes no timeout, and Airflow's `execution_timeout` cannot interrupt it. " +
    `${stall === 'limited-task' ? consequences.task : consequences[stall]} ` +
    'Use `subprocess.run(…, timeout=…)`.',
  awaited: (callee: string, stall: WaitingStall) =>
    `\`${callee}()\` waits for the process without a timeout. ` +
    `${stall === 'trigger' ? awaitedConsequence : consequences[stall]} ` +
    'Await it through `asyncio.wait_for(…, timeout=…)`.',
  spawned: (callee: string, stall: WaitingStall) =>
    `\`${callee}()\` waits for the command without a timeout. ${consequences[stall]} ` +
    'End the process when a deadline has passed.',
  fixTimeout: `Limit to ${commandSeconds} seconds`,
  fixGroup: `Limit to ${commandSeconds} seconds, then end the process group`,
};

function* check({ model }: RuleContext): Generator<Problem> {
  for (const call of model.blockingCalls('process')) {
    const { isLimited, node } = call;
    if (isLimited) continue;
    // A trigger, task or callback waits; at parse time `slow-call-at-parse-time` speaks.
    const stall = stallAt(model, node);
    if (stall === undefined || stall === 'parsing' || !isSpokenOf(call)) continue;
    if (waitsForEndedProcess(model, node) || isTimeLimited(model, node)) continue;
    if (runsLimitedCommand(model, call)) continue;
    yield {
      message: messageFor(call, stall),
      node: calleeAnchor(node),
      // Still no limit, but nobody has seen `mkdir` hang a task.
      severity: runsQuickCommand(model, call) ? 'information' : meta.severity,
      fixes: fixesFor(model, call),
    };
  }
}

/** Airflow's own hook has no argument for a limit: `missing-execution-timeout` speaks of it. */
function isSpokenOf({ fact, name }: BlockingCall): boolean {
  // A call of the user's own that takes no timeout can only be limited from outside, too.
  return !name.startsWith('airflow.') && !(fact.isOwn && fact.limits.length === 0);
}

function messageFor(call: BlockingCall, stall: WaitingStall): string {
  const written = writtenCallee(call.node);
  if (call.name === 'os.system') return messages.system(stall);
  if (call.fact.library === 'asyncio') return messages.awaited(written, stall);
  const limit = call.fact.limits[0]?.name;
  if (limit !== undefined) return messages.limitable(written, stall, limit);
  return call.fact.library === 'pexpect'
    ? messages.spawned(written, stall)
    : messages.unlimitable(written, stall, call.fact.instead ?? messages.run);
}

function fixesFor(model: FileModel, call: BlockingCall): Fix[] {
  const edits = editsFor(model, call);
  if (edits === undefined || edits.length === 0) return [];
  const isPlain = edits.length === 1;
  const title = isPlain ? messages.fixTimeout : messages.fixGroup;
  return [{ title, safety: 'unsafe', edits }];
}

function editsFor(model: FileModel, call: BlockingCall): TextEdit[] | undefined {
  const { name, node } = call;
  const limit = call.fact.limits[0]?.name;
  switch (name) {
    case 'subprocess.Popen.communicate':
    case 'subprocess.Popen.wait':
      // Reading the output to its end waits, too, and no limit of the later wait ends that.
      if (readsOutputBefore(model, node)) return undefined;
      return limitedWait(model, node, popenCalls(model, call));
    case 'os.system':
      return runInSession(model, node);
    default:
  }
  if (limit === undefined || call.fact.library === 'asyncio') return undefined;
  const shell = keywordValue(node, 'shell');
  const usesShell = shell !== undefined && model.constants.truth(shell) !== false;
  if (name.startsWith('subprocess.') && usesShell) return runInSession(model, node);
  return setTimeLimit(model, limitPlaceOf(model, call), commandSeconds);
}

function popenCalls(model: FileModel, call: BlockingCall) {
  const creations = model.blocking.creationsOfOwner(call.node);
  const isSeen = creations?.every((made) => model.names.calleeName(made) === 'subprocess.Popen');
  return isSeen === true ? creations : undefined;
}

export const subprocessWithoutTimeout: Rule = { meta, check };
