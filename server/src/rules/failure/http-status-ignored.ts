// A request that the server refuses is a success to the library that sent it, and to the task.

import { raiseForStatus } from '../../fixes/response-status';
import type { FileModel } from '../../semantic/file-model';
import { type UnaskedResponse, unaskedResponses } from '../../semantic/flow/http-status';
import { calleeAnchor, writtenCallee } from '../../syntax/calls';
import type { Fix, Problem, Rule, RuleContext, RuleMeta } from '../rule';

const meta: RuleMeta = {
  id: 'http-status-ignored',
  group: 'failure',
  summary: 'An HTTP response whose status nobody looks at',
  severity: 'information',
  profile: 'recommended',
  fix: 'unsafe',
  since: '0.1.0',
};

const messages = {
  thrownAway: (callee: string, advice: string) =>
    `\`${callee}()\` does not raise when the server answers with an error, and nothing looks at the ` +
    `status: the task ends as a success although nothing was done. ${advice}`,
  used: (callee: string, advice: string) =>
    `\`${callee}()\` does not raise when the server answers with an error, and nothing looks at the ` +
    `status: the task works on with the error page as if it were the data. ${advice}`,
  raise: (method: string) => `Call \`${method}()\` on the response.`,
  test: (status: string) => `Raise when \`${status}\` is 400 or more.`,
  fix: 'Raise when the server answers with an error',
};

function* check({ model }: RuleContext): Generator<Problem> {
  for (const response of unaskedResponses(model)) {
    const { call, fact, isThrownAway } = response;
    const advice =
      fact.raises === undefined
        ? messages.test(fact.asking.has('status') ? 'status' : 'status_code')
        : messages.raise(fact.raises);
    yield {
      message: messages[isThrownAway ? 'thrownAway' : 'used'](writtenCallee(call), advice),
      node: calleeAnchor(call),
      fixes: fixesFor(model, response),
    };
  }
}

function fixesFor(model: FileModel, { call, fact }: UnaskedResponse): Fix[] {
  const edits =
    fact.raises === undefined ? undefined : raiseForStatus(model, call, `${fact.raises}()`);
  return edits === undefined ? [] : [{ title: messages.fix, safety: 'unsafe', edits }];
}

export const httpStatusIgnored: Rule = { meta, check };
