// An argument that Airflow does not take, or a value that it refuses, keeps the file from loading.

import { setDictionaryKey } from '../../fixes/dictionary-entry';
import { renameKeywordArgument } from '../../fixes/keyword-argument';
import { replaceNode } from '../../fixes/replace';
import {
  type AirflowVersion,
  describedVersions,
  parseAirflowVersion,
} from '../../knowledge/airflow-versions';
import {
  type ArgumentMistake,
  argumentMistakes,
  type UnknownName,
  type UnusedDefault,
  type WrongValue,
} from '../../semantic/dag/argument-mistakes';
import type { PassedArgument } from '../../semantic/dag/passed-arguments';
import type { TextEdit } from '../../text/edit';
import type { Fix, Problem, Rule, RuleContext, RuleMeta, Severity } from '../rule';

const meta: RuleMeta = {
  id: 'invalid-argument',
  group: 'dag',
  summary: 'An argument that a DAG or task does not take, or a value that Airflow refuses',
  severity: 'error',
  profile: 'recommended',
  fix: 'unsafe',
  since: '0.1.0',
};

const harm = 'loading the file fails, and its DAGs are gone from the UI.';

const messages = {
  unknown: (callee: string, name: string) => `\`${callee}\` takes no \`${name}\`: ${harm}`,
  later: (callee: string, name: string, since: string) =>
    `\`${callee}\` takes \`${name}\` only from Airflow ${since} on: here, ${harm}`,
  unused: (name: string) =>
    `No task of the DAG takes \`${name}\`: in \`default_args\` it is silently ignored.`,
  misplaced: (name: string) =>
    `\`${name}\` is an argument of the DAG, and in \`default_args\`, which are for tasks, it is ` +
    'silently ignored. Pass it to the DAG itself.',
  ofTasks: ' It is an argument of tasks: put it into `default_args`.',
  ofDag: ' It is an argument of the DAG.',
  leaveOut: ' Leave it out.',
  nearest: (nearest: string) => ` Did you mean \`${nearest}\`?`,
  value: (name: string, given: string, wants: string) =>
    `\`${name}\` is ${given} here, and Airflow takes only ${wants}: ${harm}`,
  valueSince: (since: string, name: string, given: string, wants: string) =>
    `\`${name}\` is ${given} here, and Airflow takes only ${wants}: from ${since} on, ${harm}`,
  rule: (given: string, version: string) =>
    `\`${given}\` is no trigger rule of Airflow${version}: ${harm}`,
  rename: (from: string, to: string) => `Rename \`${from}\` to \`${to}\``,
  write: (text: string) => `Write \`${text}\``,
};

function* check({ model, airflowVersion }: RuleContext): Generator<Problem> {
  const version = airflowVersion === undefined ? undefined : parseAirflowVersion(airflowVersion);
  const versions = describedVersions(version);
  for (const mistake of argumentMistakes(model, versions)) {
    const fix = fixFor(mistake);
    yield {
      message: messageFor(mistake, version),
      node: mistake.kind === 'value' ? mistake.argument.value : mistake.argument.nameNode,
      severity: severityOf(mistake, version),
      fixes: fix === undefined ? [] : [fix],
    };
  }
}

function severityOf(mistake: ArgumentMistake, version: AirflowVersion | undefined): Severity {
  // Airflow loads such a file.
  if (mistake.kind === 'unused') return 'warning';
  const isInSome = mistake.kind === 'value' && mistake.limit?.since !== undefined;
  return version === undefined && isInSome ? 'information' : 'error';
}

function messageFor(mistake: ArgumentMistake, version: AirflowVersion | undefined): string {
  switch (mistake.kind) {
    case 'unknown':
      return unknownMessage(mistake);
    case 'unused':
      return unusedMessage(mistake);
    case 'value':
      return valueMessage(mistake, version);
  }
}

function unknownMessage({ argument, belongsTo, nearest, since }: UnknownName): string {
  const callee = displayName(argument);
  if (since !== undefined) return messages.later(callee, argument.name, since) + messages.leaveOut;
  const text = messages.unknown(callee, argument.name);
  if (nearest !== undefined) return text + messages.nearest(nearest);
  if (belongsTo === 'task') return text + messages.ofTasks;
  return text + (belongsTo === 'dag' ? messages.ofDag : messages.leaveOut);
}

function unusedMessage({ argument, isOfDag, nearest }: UnusedDefault): string {
  if (isOfDag) return messages.misplaced(argument.name);
  const advice = nearest === undefined ? messages.leaveOut : messages.nearest(nearest);
  return messages.unused(argument.name) + advice;
}

function valueMessage(
  { argument, limit, nearest, written }: WrongValue,
  version: AirflowVersion | undefined,
): string {
  const advice = nearest === undefined ? '' : messages.nearest(nearest);
  if (limit === undefined) {
    const of = version === undefined ? '' : ` ${version.major}.${version.minor}`;
    return messages.rule(written, of) + advice;
  }
  const { since, wants } = limit;
  const given = `\`${written}\``;
  return version === undefined && since !== undefined
    ? messages.valueSince(since, argument.name, given, wants) + advice
    : messages.value(argument.name, given, wants) + advice;
}

/** `DAG`, `@task.branch`, `@task_group` */
function displayName({ callee, call, task }: PassedArgument): string {
  const isDecorator = call?.parent?.kind === 'decorator' || task?.kind === 'taskflow';
  const name = callee.replace(/^airflow\./, '');
  if (!isDecorator) return task?.operatorClass?.child('name')?.text ?? name;
  return name === 'TaskGroup' ? '@task_group' : `@${name}`;
}

function fixFor(mistake: ArgumentMistake): Fix | undefined {
  const { argument, nearest } = mistake;
  if (nearest === undefined || !mistake.isRepairable) return undefined;
  const edits = mistake.kind === 'value' ? rewriting(mistake) : renaming(argument, nearest);
  if (edits.length === 0) return undefined;
  const title =
    mistake.kind === 'value' ? messages.write(nearest) : messages.rename(argument.name, nearest);
  return { title, safety: 'unsafe', edits };
}

/** The nearest word between the quotes that are there, or as the member of the enumeration. */
function rewriting({ argument: { value }, nearest = '' }: WrongValue): readonly TextEdit[] {
  const member = value.kind === 'attribute' ? value.child('attribute') : undefined;
  if (member !== undefined) return replaceNode(member, nearest.toUpperCase());
  return setDictionaryKey(value, nearest);
}

function renaming({ call, name, nameNode }: PassedArgument, newName: string): readonly TextEdit[] {
  if (call !== undefined) return renameKeywordArgument(call, name, newName);
  const isLiteral =
    nameNode.parent?.kind === 'pair' || nameNode.parent?.kind === 'keyword_argument';
  return isLiteral ? setDictionaryKey(nameNode, newName) : [];
}

export const invalidArgument: Rule = { meta, check };
