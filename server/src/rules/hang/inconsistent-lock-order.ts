// Two that hold what the other one waits for wait for ever, and so does their task.

import { type LockTrouble, lockTroubles } from '../../semantic/flow/lock-order';
import type { Problem, Rule, RuleContext, RuleMeta } from '../rule';

const meta: RuleMeta = {
  id: 'inconsistent-lock-order',
  group: 'hang',
  summary: 'Locks that are taken in opposite orders, or again while they are held',
  severity: 'warning',
  profile: 'recommended',
  fix: 'none',
  since: '0.1.0',
  yieldsTo: ['lock-without-release'],
};

const consequence = 'the task hangs until something kills it';

const messages: Readonly<Record<LockTrouble['kind'], (lock: string, other: string) => string>> = {
  order: (lock, other) =>
    `\`${lock}\` is taken while \`${other}\` is held, and elsewhere \`${other}\` while \`${lock}\` is held: two ` +
    `threads that meet there wait for each other, and ${consequence}. Take them in one order everywhere.`,
  again: (lock) =>
    `\`${lock}\` is held here already, and cannot be taken twice: this waits for itself, and ` +
    `${consequence}. Use an \`RLock\`, or do not take it a second time.`,
  wait: (lock, other) =>
    `\`${other}\` waits while \`${lock}\` is held, which the work that it waits for needs: both wait for ` +
    `each other, and ${consequence}. Release the lock before the wait.`,
};

function* check({ model }: RuleContext): Generator<Problem> {
  for (const { at, kind, lock, other, related } of lockTroubles(model)) {
    if (!model.runsOutsideParsing(at)) continue;
    yield {
      message: messages[kind](lock, other),
      node: at,
      related,
    };
  }
}

export const inconsistentLockOrder: Rule = { meta, check };
