// What a failed try has appended is there when the next try appends it again.

import { repeatedAppends } from '../../semantic/flow/repeated-appends';
import { calleeAnchor, writtenCallee } from '../../syntax/calls';
import type { Problem, Rule, RuleContext, RuleMeta } from '../rule';

const meta: RuleMeta = {
  id: 'append-on-retry',
  group: 'failure',
  summary: 'An append in a task that is tried again',
  severity: 'information',
  profile: 'recommended',
  fix: 'none',
  since: '0.1.0',
};

const messages = {
  file: (callee: string) =>
    `\`${callee}()\` appends, and this task has retries: when it fails behind this, the next try ` +
    'appends the same again. Write a file of its own for each run, from the beginning.',
  table: (callee: string) =>
    `\`${callee}()\` adds rows, and this task has retries: when it fails behind this, the next try ` +
    'adds the same rows again. Delete the rows of this run first, or replace what is there by key.',
  retries: 'Its retries are set here.',
};

function* check({ model }: RuleContext): Generator<Problem> {
  for (const append of repeatedAppends(model)) {
    yield {
      message: messages[append.fact.what](writtenCallee(append.call)),
      node: calleeAnchor(append.call),
      related: [{ place: append.retries, message: messages.retries }],
    };
  }
}

export const appendOnRetry: Rule = { meta, check };
