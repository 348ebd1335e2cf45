// `raise Exception(…)` leaves a handler no way to tell a failure of the task from a mistake in it.

import { importedName } from '../../fixes/imports';
import { replaceNode } from '../../fixes/replace';
import type { FileModel } from '../../semantic/file-model';
import { mayBeCaughtInFile } from '../../semantic/flow/lost-signals';
import type { SyntaxNode } from '../../syntax/node';
import type { Fix, Problem, Rule, RuleContext, RuleMeta } from '../rule';

const meta: RuleMeta = {
  id: 'generic-exception-raised',
  group: 'failure',
  summary: 'A task that raises Exception itself instead of an exception that says what failed',
  severity: 'information',
  profile: 'strict',
  fix: 'unsafe',
  since: '0.1.0',
  aboutThisProcess: true,
};

const messages = {
  raised: (name: string) =>
    `\`raise ${name}\` fails the task, but whoever catches it must catch every other mistake, too. ` +
    'Raise `AirflowException`, or `AirflowFailException` where a retry cannot help.',
  raisedBase:
    '`raise BaseException` passes every `except Exception` between here and Airflow, and reads like ' +
    'an exit. Raise `AirflowException`, or `AirflowFailException` where a retry cannot help.',
  fix: (name: string) => `Raise ${name}`,
};

function* check({ model }: RuleContext): Generator<Problem> {
  for (const statement of model.nodes('raise_statement')) {
    const raised = statement.parts[0];
    const name = raised?.kind === 'call' ? raised.child('function') : raised;
    const exception = model.names.qualifiedName(name);
    if (exception !== 'builtins.Exception' && exception !== 'builtins.BaseException') continue;
    if (name === undefined || !isInTask(model, statement)) continue;
    const message =
      exception === 'builtins.Exception' ? messages.raised(name.text) : messages.raisedBase;
    const thrown = exception.slice(exception.indexOf('.') + 1);
    const isCaught = mayBeCaughtInFile(model, { statement, thrown });
    yield { message, node: name, fixes: fixesFor(model, name, isCaught) };
  }
}

function isInTask(model: FileModel, statement: SyntaxNode): boolean {
  const { phases } = model.reach(statement);
  return phases.has('task') || phases.has('trigger') || phases.has('unknown');
}

/** What most tasks want. */
const retried = 'AirflowException';
/** Where a retry cannot help; Airflow itself must get to see it. */
const final = 'AirflowFailException';

function fixesFor(model: FileModel, name: SyntaxNode, isCaught: boolean): Fix[] {
  const alternatives = isCaught ? [retried] : [retried, final];
  return alternatives.map((alternative) => {
    const { expression, edits } = importedName(model, 'airflow.exceptions', alternative, name);
    const replaced = [...edits, ...replaceNode(name, expression)];
    return { title: messages.fix(alternative), safety: 'unsafe', edits: replaced };
  });
}

export const genericExceptionRaised: Rule = { meta, check };
