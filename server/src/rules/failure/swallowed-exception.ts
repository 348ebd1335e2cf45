// A broad handler that only logs, prints or passes lets a failed task end as a success.

import { logAndReraise } from '../../fixes/reraise';
import type { FileModel } from '../../semantic/file-model';
import {
  type Handler,
  handlersOf,
  headOf,
  isSwallowing,
  suppressorsOf,
} from '../../semantic/flow/handlers';
import { isAttempt } from '../../semantic/flow/hidden-failures';
import type { Fix, Problem, Rule, RuleContext, RuleMeta } from '../rule';

const meta: RuleMeta = {
  id: 'swallowed-exception',
  group: 'failure',
  summary: 'A broad handler in task code that lets the failure pass unseen',
  severity: 'warning',
  profile: 'recommended',
  fix: 'unsafe',
  since: '0.1.0',
  yieldsTo: ['swallowed-timeout', 'swallowed-airflow-signal'],
};

const messages = {
  swallowed: (head: string) =>
    `\`${head}\` swallows every failure of this block: Airflow marks the task as a success, retries ` +
    'nothing and calls no failure callback. Log the exception and raise it again, or catch only ' +
    'what you can deal with.',
  suppressed: (call: string) =>
    `\`${call}\` swallows every failure of this block: Airflow marks the task as a success, retries ` +
    'nothing and calls no failure callback. Suppress only the exceptions that you expect.',
  attempt: (head: string) =>
    `\`${head}\` swallows the failure of the last attempt, too: Airflow marks the task as a success, ` +
    'retries nothing and calls no failure callback. Raise the exception when no attempt is left.',
  fix: 'Log the exception and raise it again',
};

function* check({ model }: RuleContext): Generator<Problem> {
  for (const handler of handlersOf(model)) {
    if (!isSwallowing(model, handler)) continue;
    const range = headOf(handler.clause);
    const head = model.text.slice(range.start, range.end);
    yield {
      message: isAttempt(model, handler) ? messages.attempt(head) : messages.swallowed(head),
      node: handler.clause,
      range,
      fixes: fixesFor(model, handler),
    };
  }
  yield* checkSuppressed(model);
}

/** `with contextlib.suppress(Exception):` has no place for a log entry or a `raise`. */
function* checkSuppressed(model: FileModel): Generator<Problem> {
  for (const handler of suppressorsOf(model)) {
    if (!isSwallowing(model, handler)) continue;
    yield { message: messages.suppressed(handler.clause.text), node: handler.clause };
  }
}

function fixesFor(model: FileModel, handler: Handler): Fix[] {
  // Raised at once, there would be no second attempt.
  if (isAttempt(model, handler)) return [];
  return [{ title: messages.fix, safety: 'unsafe', edits: logAndReraise(model, handler) }];
}

export const swallowedException: Rule = { meta, check };
