// A loop that waits for something outside, for as long as it takes, holds its task that long.

import { limitLoop } from '../../fixes/loop-deadline';
import type { FileModel } from '../../semantic/file-model';
import { runsDetached } from '../../semantic/flow/background';
import { hasLimit } from '../../semantic/flow/loop-limits';
import type { Loop } from '../../semantic/flow/loops';
import { alternativeFor, waitsForOutside } from '../../semantic/flow/polling';
import { hasExecutionTimeout, isTimeLimited } from '../../semantic/flow/time-limits';
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
  fix: 'Leave the loop at a deadline',
};

function* check({ model }: RuleContext): Generator<Problem> {
  for (const loop of model.loops) {
    if (!isInTask(model, loop) || !waitsForOutside(model, loop)) continue;
    if (hasLimit(model, loop) || isLimitedAround(model, loop)) continue;
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
}

/** A trigger is there to wait, and the triggerer ends it when `defer(timeout=…)` has passed. */
function isInTask(model: FileModel, { node }: Loop): boolean {
  return model.runsInTask(node);
}

function isLimitedAround(model: FileModel, { node }: Loop): boolean {
  return (
    isTimeLimited(model, node) || hasExecutionTimeout(model, node) || runsDetached(model, node)
  );
}

function fixesFor(model: FileModel, loop: Loop): Fix[] {
  const edits = limitLoop(model, loop.node);
  return edits === undefined ? [] : [{ title: messages.fix, safety: 'unsafe', edits }];
}

export const unboundedPoll: Rule = { meta, check };
