// A signal handler of the task's own takes the place of the one by which Airflow ends the task.

import { chainedHandler } from '../../fixes/chained-handler';
import { removeStatements } from '../../fixes/replace';
import { parseAirflowVersion } from '../../knowledge/airflow-versions';
import type { FileModel } from '../../semantic/file-model';
import { runsInChildProcess } from '../../semantic/flow/background';
import { isRestored, type SignalUse, signalUses } from '../../semantic/flow/signals';
import { mayHaveExecutionTimeout } from '../../semantic/flow/time-limits';
import { positionalValue } from '../../syntax/calls';
import type { SyntaxNode } from '../../syntax/node';
import type { Fix, Problem, Rule, RuleContext, RuleMeta } from '../rule';

const meta: RuleMeta = {
  id: 'signal-handler-replaced',
  group: 'hang',
  summary: 'Task code that takes over the signals by which Airflow ends the task',
  severity: 'error',
  profile: 'recommended',
  fix: 'unsafe',
  since: '0.1.0',
  aboutThisProcess: true,
};

const messages = {
  termination: (after: string, place: string) =>
    'This replaces the SIGTERM handler by which Airflow ends a task and runs its `on_kill`: a task ' +
    `that someone marks or clears works on until it is killed outright${after}. Remove it and clean up in ` +
    `${place}, or call the previous handler and put it back.`,
  alarm:
    'This takes over SIGALRM, the timer behind the `execution_timeout` of this task, which then ' +
    'never ends it. Remove it and rely on `execution_timeout`, or set the limit of the call itself.',
  removeHandler: 'Remove the signal handler',
  removeTimer: 'Remove the alarm',
  chain: 'Call the handler that was there as well',
};

/**
 * How long Airflow waits between SIGTERM and SIGKILL: `[core] killed_task_cleanup_time`, 60 seconds
 * (2.x); `escalation_delay` in airflow/sdk/execution_time/supervisor.py, 3.3.2. What runs on the way
 * out: in 2.x the handler raises in the task, in 3.x it only calls `on_kill`.
 */
function terminationMessage(airflowVersion: string | undefined): string {
  const version = airflowVersion === undefined ? undefined : parseAirflowVersion(airflowVersion);
  if (version === undefined) return messages.termination('', '`finally` or `on_kill`');
  return version.major >= 3
    ? messages.termination(' five seconds later', '`on_kill`')
    : messages.termination(' a minute later', '`finally` or `on_kill`');
}

function* check({ model, airflowVersion }: RuleContext): Generator<Problem> {
  const uses = signalUses(model).filter((use) => isInTask(model, use));
  for (const use of uses) {
    if (!use.signals.includes('SIGTERM') || isRestored(model, use)) continue;
    yield {
      message: terminationMessage(airflowVersion),
      node: anchorOf(use),
      fixes: [...fixesFor(model, [use], messages.removeHandler), ...chainFix(model, use)],
    };
  }
  yield* checkAlarms(model, uses);
}

/** One finding for all that a function does with the alarm. */
function* checkAlarms(model: FileModel, uses: readonly SignalUse[]): Generator<Problem> {
  const byFunction = new Map<SyntaxNode | undefined, SignalUse[]>();
  for (const use of uses) {
    if (!use.signals.includes('SIGALRM') || use.signals.includes('SIGTERM')) continue;
    const holder = model.functionAround(use.call);
    byFunction.set(holder, [...(byFunction.get(holder) ?? []), use]);
  }
  for (const group of byFunction.values()) {
    const first = group[0];
    if (first === undefined || !mayHaveExecutionTimeout(model, first.call)) continue;
    yield {
      message: messages.alarm,
      node: anchorOf(first),
      fixes: fixesFor(model, group, messages.removeTimer),
    };
  }
}

function isInTask(model: FileModel, { call }: SignalUse): boolean {
  return model.runsInTask(call) && !runsInChildProcess(model, call);
}

function anchorOf({ call }: SignalUse): SyntaxNode {
  return call.child('function') ?? call;
}

function fixesFor(model: FileModel, uses: readonly SignalUse[], title: string): Fix[] {
  const statements = uses.map(({ call }) => call.parent);
  const removable = statements.filter((statement) => statement?.kind === 'expression_statement');
  // A use that is part of something larger, or one call for several signals, is not ours to undo.
  if (removable.length < statements.length || !uses.every(isForOneSignal)) return [];
  const present = removable.filter((statement) => statement !== undefined);
  return [{ title, safety: 'unsafe', edits: removeStatements(model, present) }];
}

function chainFix(model: FileModel, use: SignalUse): Fix[] {
  const isPlain = model.names.calleeName(use.call) === 'signal.signal' && isForOneSignal(use);
  const edits = isPlain ? chainedHandler(model, use.call) : undefined;
  return edits === undefined ? [] : [{ title: messages.chain, safety: 'unsafe', edits }];
}

function isForOneSignal({ call, kind }: SignalUse): boolean {
  return kind === 'timer' || positionalValue(call, 0)?.kind === 'attribute' || hasPlainName(call);
}

/** `signal(SIGTERM, …)` after `from signal import SIGTERM, signal`. */
function hasPlainName(call: SyntaxNode): boolean {
  return /^SIG[A-Z]+$/.test(positionalValue(call, 0)?.text ?? '');
}

export const signalHandlerReplaced: Rule = { meta, check };
