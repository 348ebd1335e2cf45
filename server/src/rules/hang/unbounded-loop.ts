// A loop that nothing can leave keeps its task in "running" for ever.

import type { Loop } from '../../semantic/flow/loops';
import type { Problem, Rule, RuleContext, RuleMeta } from '../rule';

const meta: RuleMeta = {
  id: 'unbounded-loop',
  group: 'hang',
  summary: 'A loop in task code that has no way out',
  severity: 'error',
  profile: 'recommended',
  fix: 'unsafe',
  since: '0.1.0',
};

const messages = {
  endless: (header: string) =>
    `\`${header}\` is never left: no break, return or raise in it can be reached. ` +
    'The task stays in "running" until someone kills it. Leave the loop on a condition or a deadline.',
};

function* check({ model }: RuleContext): Generator<Problem> {
  for (const loop of model.loops) {
    if (loop.endless === undefined || loop.exits.length > 0) continue;
    yield {
      message: messages.endless(headerText(loop)),
      node: loop.endless.node,
      subject: loop.node,
    };
  }
}

function headerText(loop: Loop): string {
  const text = loop.endless?.node.text ?? '';
  return loop.node.kind === 'while_statement' ? `while ${text}` : text;
}

export const unboundedLoop: Rule = { meta, check };
