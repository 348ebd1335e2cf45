// A task has nobody at its keyboard: what asks a person fails, or waits for ever.

import { removeStatement } from '../../fixes/replace';
import { parseAirflowVersion } from '../../knowledge/airflow-versions';
import type { FileModel } from '../../semantic/file-model';
import type { BlockingCall } from '../../semantic/flow/blocking';
import { type Stall, stallAt } from '../../semantic/flow/stalls';
import { calleeAnchor, writtenCallee } from '../../syntax/calls';
import { statementsOf } from '../../syntax/navigate';
import type { SyntaxNode } from '../../syntax/node';
import type { TextEdit } from '../../text/edit';
import type { Problem, Rule, RuleContext, RuleMeta } from '../rule';

const meta: RuleMeta = {
  id: 'interactive-input',
  group: 'hang',
  summary: 'Code of a task or DAG file that asks a person for input',
  severity: 'error',
  profile: 'recommended',
  fix: 'unsafe',
  since: '0.1.0',
  aboutThisProcess: true,
};

const places: Readonly<Record<Stall, string>> = {
  task: 'the task',
  'limited-task': 'the task',
  trigger: 'the trigger',
  callback: 'the callback',
  parsing: 'the import of the file',
};

const messages = {
  input: (callee: string, outcome: string) =>
    `\`${callee}()\` asks a person, and nobody is there: ${outcome}. ` +
    'Take the value from `params`, a `Variable` or a `Connection`.',
  debugger: (callee: string, outcome: string) =>
    `\`${callee}()\` stops for a debugger that nobody sits at: ${outcome}. Remove it.`,
  fails: (place: string) => `in Airflow 3, ${place} fails, since its standard input cannot be read`,
  failsOrWaits: (place: string) =>
    `${place} fails at the end of its empty input, or waits for ever where the worker was started from a terminal`,
  connects: (place: string) => `${place} waits for ever for someone to connect`,
  fix: (callee: string) => `Remove \`${callee}()\``,
};

function* check({ airflowVersion, model }: RuleContext): Generator<Problem> {
  for (const call of model.blockingCalls('input')) {
    const { node } = call;
    const stall = stallAt(model, node);
    if (stall === undefined) continue;
    const edits = removal(model, call);
    yield {
      message: messageFor(call, stall, airflowVersion),
      node: calleeAnchor(node),
      fixes:
        edits === undefined
          ? []
          : [{ title: messages.fix(writtenCallee(node)), safety: 'unsafe', edits }],
    };
  }
}

function messageFor(call: BlockingCall, stall: Stall, airflowVersion: string | undefined): string {
  const callee = writtenCallee(call.node);
  const place = places[stall];
  const { debuggedFrom } = call.fact;
  if (debuggedFrom === 'connection') return messages.debugger(callee, messages.connects(place));
  const isInput3 = (parseAirflowVersion(airflowVersion ?? '')?.major ?? 0) >= 3;
  const outcome = isInput3 ? messages.fails(place) : messages.failsOrWaits(place);
  return debuggedFrom === undefined
    ? messages.input(callee, outcome)
    : messages.debugger(callee, outcome);
}

/** A debugger's call that stands alone goes, and with it `import pdb;` on its line. */
function removal(model: FileModel, { fact, node }: BlockingCall): TextEdit[] | undefined {
  const statement = node.parent;
  if (fact.debuggedFrom === undefined || statement?.kind !== 'expression_statement') {
    return undefined;
  }
  const siblings = statementsOf(statement.parent);
  const before = siblings[siblings.indexOf(statement) - 1];
  const isImported = before !== undefined && isImportForIt(model, before, statement);
  if (!isImported) return removeStatement(model, statement);
  if (siblings.length === 2) return [{ start: before.start, end: statement.end, text: 'pass' }];
  const line = model.lines.lineAt(statement.start);
  return [{ start: model.lines.lineStart(line), end: model.lines.lineStart(line + 1), text: '' }];
}

/** `import pdb; pdb.set_trace()`, which have a line to themselves. */
function isImportForIt(model: FileModel, before: SyntaxNode, statement: SyntaxNode): boolean {
  const isImport = before.kind === 'import_statement' || before.kind === 'import_from_statement';
  const line = model.lines.lineText(model.lines.lineAt(statement.start)).trim();
  const isAlone = line === model.text.slice(before.start, statement.end);
  const bound = before.parts.at(-1);
  const name = (bound?.child('alias') ?? bound)?.text ?? '';
  return isImport && isAlone && model.identifiersNamed(name).length === 2;
}

export const interactiveInput: Rule = { meta, check };
