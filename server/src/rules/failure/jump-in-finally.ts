// A return, break or continue in a `finally` drops the exception that would have failed the task.

import { finallyJumps } from '../../semantic/flow/finally-jumps';
import type { Problem, Rule, RuleContext, RuleMeta } from '../rule';

const meta: RuleMeta = {
  id: 'jump-in-finally',
  group: 'failure',
  summary: 'A return, break or continue in finally, which drops the exception on its way',
  severity: 'warning',
  profile: 'recommended',
  fix: 'none',
  since: '0.1.0',
};

const messages = {
  inTask: (jump: string) =>
    `\`${jump}\` in \`finally\` drops whatever exception is on its way: the failed task goes on or ends ` +
    'as a success, even where its `execution_timeout` has just ended it. Put it behind the `try` statement.',
  elsewhere: (jump: string) =>
    `\`${jump}\` in \`finally\` drops whatever exception is on its way, so that nobody hears of the ` +
    'failure. Put it behind the `try` statement.',
};

function* check({ model }: RuleContext): Generator<Problem> {
  for (const { node } of finallyJumps(model)) {
    const keyword = node.children[0];
    if (keyword === undefined) continue;
    const message = model.runsInTask(node) ? messages.inTask : messages.elsewhere;
    yield { message: message(keyword.text), node, range: keyword };
  }
}

export const jumpInFinally: Rule = { meta, check };
