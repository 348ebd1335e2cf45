// What fails in a thread, a child process or a job elsewhere is kept for whoever asks for it.

import { type ForgottenFuture, forgottenFutures } from '../../semantic/flow/forgotten-futures';
import { calleeAnchor, writtenCallee } from '../../syntax/calls';
import type { Problem, Rule, RuleContext, RuleMeta } from '../rule';

const meta: RuleMeta = {
  id: 'future-result-ignored',
  group: 'failure',
  summary: 'Work in the background whose outcome nobody asks for',
  severity: 'warning',
  profile: 'recommended',
  fix: 'none',
  since: '0.1.0',
};

const consequence = 'and the task ends as a success.';

const messages = {
  future: (callee: string, ask: string) =>
    `Nothing asks what \`${callee}()\` gives for its result: an exception in that work vanishes, ` +
    `${consequence} Call \`${ask}\` on it.`,
  awaitable: (callee: string) =>
    `Nothing awaits what \`${callee}()\` starts: an exception in it vanishes, or it is cut off when the ` +
    `event loop ends, ${consequence} Await it.`,
  job: (callee: string, ask: string) =>
    `Nothing waits for what \`${callee}()\` starts: when it fails, nobody sees it, ${consequence} ` +
    `Call \`${ask}\` on it, which waits and raises.`,
  results: (callee: string) =>
    `\`${callee}()\` raises what failed only when its results are read, and nothing reads them: the ` +
    `exception vanishes, ${consequence} Go through the results, as \`list(…)\` does.`,
  exceptions: (callee: string) =>
    `\`${callee}(return_exceptions=True)\` gives back the exceptions with the results, and nothing looks ` +
    `at them: they vanish, ${consequence} Raise the first, or leave the argument out.`,
};

function* check({ model }: RuleContext): Generator<Problem> {
  for (const forgotten of forgottenFutures(model)) {
    yield { message: messageFor(forgotten), node: calleeAnchor(forgotten.call) };
  }
}

function messageFor({ call, fact }: ForgottenFuture): string {
  const callee = writtenCallee(call);
  switch (fact.kind) {
    case 'future':
    case 'job':
      return messages[fact.kind](callee, fact.ask ?? 'result()');
    default:
      return messages[fact.kind](callee);
  }
}

export const futureResultIgnored: Rule = { meta, check };
