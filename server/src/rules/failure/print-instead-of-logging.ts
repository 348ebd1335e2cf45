// `print` in task code has no level, no time and no place in the log, so nobody can filter for it.

import { printAsLogging } from '../../fixes/print-call';
import type { FileModel } from '../../semantic/file-model';
import { clauseAround } from '../../semantic/flow/exceptions';
import { isBroad } from '../../semantic/flow/handlers';
import { isRemark } from '../../semantic/remarks';
import type { SyntaxNode } from '../../syntax/node';
import type { Fix, Problem, Rule, RuleContext, RuleMeta } from '../rule';

const meta: RuleMeta = {
  id: 'print-instead-of-logging',
  group: 'failure',
  summary: 'A print in task code, where a log line would have a level and a place',
  severity: 'information',
  profile: 'strict',
  fix: 'unsafe',
  since: '0.1.0',
  aboutThisProcess: true,
};

const messages = {
  print:
    '`print` in a task gives the log a line without level, time and place, and in an `except` none ' +
    'of the traceback. Use a logger: Airflow shows its lines in the log of the task.',
  fix: (method: string) => `Log it with ${method}()`,
};

function* check({ model }: RuleContext): Generator<Problem> {
  for (const call of model.callsOf('builtins.print')) {
    if (!isInTask(model, call) || !isRemark(model, call)) continue;
    const node = call.child('function') ?? call;
    yield { message: messages.print, node, fixes: fixesFor(model, call) };
  }
}

/** Whatever Airflow runs writes to a log, except for the parsing of the file. */
function isInTask(model: FileModel, call: SyntaxNode): boolean {
  const { phases } = model.reach(call);
  return !(phases.size === 1 && phases.has('parse'));
}

function fixesFor(model: FileModel, call: SyntaxNode): Fix[] {
  const method = methodFor(model, call);
  const edits = printAsLogging(model, call, method);
  return edits === undefined ? [] : [{ title: messages.fix(method), safety: 'unsafe', edits }];
}

/** In a broad handler the traceback matters; a narrow one expects what it catches. */
function methodFor(model: FileModel, call: SyntaxNode): string {
  const clause = clauseAround(call);
  if (clause === undefined) return 'info';
  return isBroad(model, clause) ? 'exception' : 'warning';
}

export const printInsteadOfLogging: Rule = { meta, check };
