// A file, network or process call that fails without a word in the log about what it was doing.

import { tryExcept } from '../../fixes/try-except';
import type { IoFact } from '../../knowledge/io-calls';
import type { FileModel } from '../../semantic/file-model';
import { type IoCall, ioCalls, isHandled } from '../../semantic/flow/io';
import { calleeAnchor, writtenCallee } from '../../syntax/calls';
import { isInside, statementOf } from '../../syntax/navigate';
import type { SyntaxNode } from '../../syntax/node';
import type { Problem, Rule, RuleContext, RuleMeta } from '../rule';

const meta: RuleMeta = {
  id: 'unhandled-io-error',
  group: 'failure',
  summary: 'A file, network or process call in a task that no handler looks after',
  severity: 'hint',
  profile: 'recommended',
  fix: 'safe',
  since: '0.1.0',
  // The fix logs through a logger of this module, which another interpreter does not have.
  aboutThisProcess: true,
};

const messages = {
  unhandled: (callee: string, fact: IoFact) =>
    `Nothing catches it when \`${callee}()\` fails: the log of the failed task then holds a traceback, ` +
    'but no word of what the task was doing. Catch ' +
    `\`${fact.raises.join('` or `')}\`, log that, and raise it again.`,
  fix: 'Wrap in try/except, log and re-raise',
};

function* check({ model }: RuleContext): Generator<Problem> {
  let last: SyntaxNode | undefined;
  for (const call of ioCalls(model)) {
    if (!model.reach(call.node).phases.has('task')) continue;
    const statement = statementToWrap(call);
    // One `try` around a statement looks after every call in it.
    if (statement === undefined || (last !== undefined && isInside(statement, last))) continue;
    if (isHandled(model, call)) continue;
    last = statement;
    yield problemAt(model, call, statement);
  }
}

function problemAt(model: FileModel, call: IoCall, statement: SyntaxNode): Problem {
  return {
    message: messages.unhandled(writtenCallee(call.node), call.fact),
    node: calleeAnchor(call.node),
    subject: statement,
    fixes: [{ title: messages.fix, safety: 'safe', edits: tryExcept(model, [statement]) }],
  };
}

/** The statement that a `try` can be put around; undefined for decorators and default arguments. */
function statementToWrap(call: IoCall): SyntaxNode | undefined {
  const statement = statementOf(call.node);
  const isDefinition =
    statement?.kind === 'function_definition' ||
    statement?.kind === 'class_definition' ||
    statement?.kind === 'decorated_definition';
  return isDefinition ? undefined : statement;
}

export const unhandledIoError: Rule = { meta, check };
