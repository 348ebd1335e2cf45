// A loop that waits for something outside, for as long as it takes, holds its task that long.

import { limitLoop } from '../../fixes/loop-deadline';
import { limitRetry } from '../../fixes/retry-limit';
import type { FileModel } from '../../semantic/file-model';
import { runsDetached } from '../../semantic/flow/background';
import { type EndlessRetry, endlessRetries } from '../../semantic/flow/endless-retries';
import { hasLimit } from '../../semantic/flow/loop-limits';
import type { Loop } from '../../semantic/flow/loops';
import { alternativeFor } from '../../semantic/flow/poll-alternative';
import { waitsForOutside } from '../../semantic/flow/polling';
import { hasExecutionTimeout, isTimeLimited } from '../../semantic/flow/time-limits';
import type { SyntaxNode } from '../../syntax/node';
import type { Fix, Problem, Rule, RuleContext, RuleMeta } from '../rule';

const meta: RuleMeta = {
  id: 'unbounded-poll',
  group: 'hang',
  summary: 'A loop in task code that waits for outside state without a deadline or attempt limit',
  severity: 'warning',
  profile: 'recommended',
  fix: 'unsafe',
  since: '0.1.0',
  yieldsTo: ['unbounded-loop'],
};

const messages = {
  poll: (advice: string) =>
    'This loop waits until something outside changes, with no deadline and no attempt limit: if that ' +
    `never happens, the task stays in "running" and keeps its slot. ${advice}`,
  limit: 'Give it a deadline, or leave the waiting to a sensor.',
  use: (alternative: string) => `Give it a deadline, or use \`${alternative}\`.`,
  retry: (name: string, advice: string) =>
    `\`${name}\` tries again for as long as it fails, with no deadline and no attempt limit: a lasting ` +
    `failure never fails the task, which stays in "running" and keeps its slot. ${advice}`,
  limitRetry: (argument: string) =>
    `Pass \`${argument}\`, and leave the rest to the task's own \`retries\`.`,
  leaveToTask: "Limit its attempts, and leave the rest to the task's own `retries`.",
  fix: 'Leave the loop at a deadline',
  fixRetry: 'Give up after one hour',
};

function* check({ model }: RuleContext): Generator<Problem> {
  for (const loop of model.loops) {
    if (!waitsForOutside(model, loop) || !isInTask(model, loop.node)) continue;
    if (hasLimit(model, loop) || isLimitedAround(model, loop.node)) continue;
    const alternative = alternativeFor(model, loop);
    const advice = alternative === undefined ? messages.limit : messages.use(alternative.use);
    yield {
      message: messages.poll(advice),
      node: loop.node.child('condition') ?? loop.node.child('right') ?? loop.node,
      subject: loop.node,
      // An exception between its start and its end would leave behind what the task has started.
      fixes: alternative?.isOwnWork === true ? [] : fixesFor(model, loop),
    };
  }
  for (const retry of endlessRetries(model)) {
    if (!isInTask(model, retry.work) || isLimitedAround(model, retry.work)) continue;
    const argument = retry.fact.limit?.argument;
    const advice = argument === undefined ? messages.leaveToTask : messages.limitRetry(argument);
    yield {
      message: messages.retry(retry.anchor.text, advice),
      node: retry.anchor,
      fixes: retryFixes(model, retry),
    };
  }
}

/** A trigger is there to wait, and the triggerer ends it when `defer(timeout=…)` has passed. */
function isInTask(model: FileModel, node: SyntaxNode): boolean {
  return model.runsInTask(node);
}

function isLimitedAround(model: FileModel, node: SyntaxNode): boolean {
  return (
    isTimeLimited(model, node) || hasExecutionTimeout(model, node) || runsDetached(model, node)
  );
}

function fixesFor(model: FileModel, loop: Loop): Fix[] {
  const edits = limitLoop(model, loop.node);
  return edits === undefined ? [] : [{ title: messages.fix, safety: 'unsafe', edits }];
}

function retryFixes(model: FileModel, retry: EndlessRetry): Fix[] {
  const edits = limitRetry(model, retry);
  return edits === undefined ? [] : [{ title: messages.fixRetry, safety: 'unsafe', edits }];
}

export const unboundedPoll: Rule = { meta, check };
