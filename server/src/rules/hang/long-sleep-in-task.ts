// A task that sleeps for minutes holds a worker's slot and does nothing with it.

import { stallAt } from '../../semantic/flow/stalls';
import { loopAround } from '../../semantic/flow/statement-places';
import { argumentValue, calleeAnchor } from '../../syntax/calls';
import type { SyntaxNode } from '../../syntax/node';
import type { Problem, Rule, RuleContext, RuleMeta } from '../rule';

const meta: RuleMeta = {
  id: 'long-sleep-in-task',
  group: 'hang',
  summary: 'A sleep of five minutes or more in a task',
  severity: 'information',
  profile: 'recommended',
  fix: 'none',
  since: '0.1.0',
};

/** A sleep of this many seconds or more is spoken of. */
const longSeconds = 300;

const messages = {
  once: (duration: string) =>
    `The task sleeps for ${duration} and holds its worker slot all the while. ` +
    'A deferrable sensor such as `DateTimeSensorAsync` waits without one; between two tries, ' +
    '`retry_delay` does.',
  again: (duration: string) =>
    `The task sleeps for ${duration} in each round of this loop and holds its worker slot all the ` +
    'while. A sensor with `mode="reschedule"`, or a deferrable one, asks again without holding it.',
};

function* check({ model }: RuleContext): Generator<Problem> {
  for (const call of model.callsOf('asyncio.sleep', 'time.sleep')) {
    const seconds = model.constants.value(sleptSeconds(call));
    if (seconds?.type !== 'number' || seconds.value < longSeconds) continue;
    const stall = stallAt(model, call);
    if (stall !== 'task' && stall !== 'limited-task') continue;
    const duration = durationOf(seconds.value);
    yield {
      message: loopAround(call) === undefined ? messages.once(duration) : messages.again(duration),
      node: calleeAnchor(call),
    };
  }
}

function sleptSeconds(call: SyntaxNode): SyntaxNode | undefined {
  return argumentValue(call, 'delay', 0);
}

function durationOf(seconds: number): string {
  if (seconds < 3600) return `${Math.round(seconds / 60)} minutes`;
  const hours = Math.round((seconds / 3600) * 10) / 10;
  return hours === 1 ? 'an hour' : `${hours} hours`;
}

export const longSleepInTask: Rule = { meta, check };
