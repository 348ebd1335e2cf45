// Arguments that the project's Airflow, or a later one, no longer takes.

import { setDictionaryKey } from '../../fixes/dictionary-entry';
import { removeKeywordArgument, renameKeywordArgument } from '../../fixes/keyword-argument';
import {
  removedArgument as historyOf,
  type RemovedArgument,
} from '../../knowledge/airflow-arguments';
import { isAirflowPackage } from '../../knowledge/airflow-objects';
import { parseAirflowVersion, supportedVersions } from '../../knowledge/airflow-versions';
import {
  isReached,
  type RemovalState,
  removalState,
  severityOfRemoval,
} from '../../knowledge/removals';
import { type PassedArgument, passedArguments } from '../../semantic/dag/passed-arguments';
import type { FileModel } from '../../semantic/file-model';
import type { TextEdit } from '../../text/edit';
import type { Fix, FixSafety, Problem, Rule, RuleContext, RuleMeta } from '../rule';

const meta: RuleMeta = {
  id: 'removed-argument',
  group: 'upgrade',
  summary: 'An argument of a DAG or task that the next Airflow no longer takes',
  severity: 'error',
  profile: 'recommended',
  fix: 'unsafe',
  since: '0.1.0',
};

const messages = {
  removed: (name: string, callee: string, version: string, harm: string) =>
    `\`${callee}\` takes no \`${name}\` since Airflow ${version}: ${harm}.`,
  removedInSome: (name: string, callee: string, version: string, harm: string) =>
    `From Airflow ${version} on, \`${callee}\` takes no \`${name}\`: there, ${harm}.`,
  deprecated: (name: string, callee: string) => `\`${name}\` of \`${callee}\` is deprecated.`,
  deprecatedUntil: (name: string, callee: string, version: string, harm: string) =>
    `\`${name}\` of \`${callee}\` is deprecated, and gone in Airflow ${version}: there, ${harm}.`,
  breaks: 'loading the file raises a TypeError, and its DAGs are gone',
  isIgnored: 'it is silently ignored',
  use: (replacement: string) => ` Use \`${replacement}\`.`,
  leaveOut: ' It does nothing: leave it out.',
  drop: ' Nothing takes its place: leave it out.',
  renameTitle: (from: string, to: string) => `Rename \`${from}\` to \`${to}\``,
  removeTitle: (name: string) => `Remove \`${name}\``,
};

/** Airflow warns of them only where `email` is set, and of that this rule speaks. */
const companions: ReadonlySet<string> = new Set(['email_on_failure', 'email_on_retry']);

function* check({ model, airflowVersion }: RuleContext): Generator<Problem> {
  for (const argument of passedArguments(model)) {
    const removal = removalOf(argument);
    const state = removal === undefined ? undefined : removalState(removal, airflowVersion);
    if (removal === undefined || state === undefined || companions.has(argument.name)) continue;
    // For what stays in the signature, `None` is as good as nothing.
    if (removal.removedIn === undefined && model.constants.isNone(argument.value)) continue;
    const fix = fixFor(model, argument, removal, airflowVersion);
    yield {
      message: messageFor(argument, removal, state),
      node: argument.nameNode,
      severity: argument.isDefault && state === 'removed' ? 'warning' : severityOfRemoval[state],
      fixes: fix === undefined ? [] : [fix],
    };
  }
}

/** Operators that the tables do not know take at least what all operators take. */
function removalOf({ callee, name }: PassedArgument): RemovedArgument | undefined {
  const own = historyOf(callee, name);
  if (own !== undefined || !isTask(callee)) return own;
  const inherited = historyOf('airflow.BaseOperator', name);
  // An operator of another package may have an `email` of its own.
  const isCertain = isAirflowPackage(callee) || inherited?.removedIn !== undefined;
  return isCertain ? inherited : undefined;
}

function isTask(callee: string): boolean {
  return callee !== 'airflow.DAG' && callee !== 'airflow.dag' && callee !== 'airflow.TaskGroup';
}

function messageFor(
  { callee, isDefault, name }: PassedArgument,
  removal: RemovedArgument,
  state: RemovalState,
): string {
  const { removedIn = '' } = removal;
  const harm = isDefault ? messages.isIgnored : messages.breaks;
  const target = isDefault ? 'default_args' : displayName(callee);
  const advice = adviceFor(removal);
  switch (state) {
    case 'removed':
      return messages.removed(name, target, removedIn, harm) + advice;
    case 'removed-in-some':
      return messages.removedInSome(name, target, removedIn, harm) + advice;
    case 'deprecated':
      return removedIn === ''
        ? messages.deprecated(name, target) + advice
        : messages.deprecatedUntil(name, target, removedIn, harm) + advice;
  }
}

/** `DAG`, `@task.branch` */
function displayName(callee: string): string {
  const name = callee.replace(/^airflow\./, '');
  return /^[a-z]/.test(name) && !name.includes('Operator') ? `@${name}` : name;
}

function adviceFor({ equal, message, removedIn, replacement }: RemovedArgument): string {
  if (replacement !== undefined) return messages.use(replacement);
  if (equal) return messages.leaveOut;
  if (removedIn !== undefined) return messages.drop;
  return message === undefined ? '' : ` ${message.replace(/\.?$/, '.')}`;
}

function fixFor(
  model: FileModel,
  argument: PassedArgument,
  removal: RemovedArgument,
  airflowVersion: string | undefined,
): Fix | undefined {
  const { name, value, given } = argument;
  const { equal, removedIn, replacement } = removal;
  if (replacement === undefined) {
    // What is left out did nothing, or only what no later version has.
    const edits = equal || removedIn !== undefined ? withoutArgument(model, argument) : [];
    return fix(messages.removeTitle(name), equal ? 'safe' : 'unsafe', edits);
  }
  // Both at once is an error of its own, and `timetable=None` was the same as no argument.
  const isClear = equal && !given.entries.has(replacement) && !model.constants.isNone(value);
  const isNoneSchedule = name === 'schedule_interval' && !given.entries.has(replacement);
  if (!isClear && !isNoneSchedule) return undefined;
  const isKnown = isTakenByProject(removal.replacementIn, airflowVersion);
  const edits = renaming(argument, replacement);
  return fix(messages.renameTitle(name, replacement), isKnown ? 'safe' : 'unsafe', edits);
}

function fix(title: string, safety: FixSafety, edits: readonly TextEdit[]): Fix | undefined {
  return edits.length === 0 ? undefined : { title, safety, edits };
}

/** Where the version is not known, every supported one must take the new name. */
function isTakenByProject(since: string | undefined, airflowVersion: string | undefined): boolean {
  const oldest = airflowVersion ?? supportedVersions[0];
  const version = oldest === undefined ? undefined : parseAirflowVersion(oldest);
  return version !== undefined && isReached(version, since);
}

function withoutArgument(model: FileModel, { call, name }: PassedArgument): readonly TextEdit[] {
  return call === undefined ? [] : removeKeywordArgument(model, call, name);
}

function renaming({ call, name, nameNode }: PassedArgument, newName: string): readonly TextEdit[] {
  if (call !== undefined) return renameKeywordArgument(call, name, newName);
  // Behind `d["x"] = …` the dictionary may have an entry of the old name.
  const isLiteral =
    nameNode.parent?.kind === 'pair' || nameNode.parent?.kind === 'keyword_argument';
  return isLiteral ? setDictionaryKey(nameNode, newName) : [];
}

export const removedArgument: Rule = { meta, check };
