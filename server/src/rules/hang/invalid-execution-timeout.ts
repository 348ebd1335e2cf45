// A time limit that is no timedelta keeps the file from loading; a negative one fails every run.

import { importedName } from '../../fixes/imports';
import { replaceNode } from '../../fixes/replace';
import { compareAirflowVersions, parseAirflowVersion } from '../../knowledge/airflow-versions';
import {
  type DurationArgument,
  type DurationKind,
  durationArguments,
  durationKind,
  limitsFromElsewhere,
} from '../../semantic/dag/duration-arguments';
import type { LoadedValue } from '../../semantic/dag/graph/types';
import type { FileModel } from '../../semantic/file-model';
import type { SyntaxNode } from '../../syntax/node';
import type { Fix, Problem, Rule, RuleContext, RuleMeta } from '../rule';

const meta: RuleMeta = {
  id: 'invalid-execution-timeout',
  group: 'hang',
  summary: 'A time limit that is not a `timedelta`, or is negative',
  severity: 'error',
  profile: 'recommended',
  fix: 'safe',
  since: '0.1.0',
};

const messages = {
  type: (name: string, type: string, harm: string) =>
    `\`${name}\` is ${withArticle(type)} here, and Airflow takes only a \`timedelta\`: ${harm}`,
  broken: 'loading the file fails, and the DAG is gone from the UI.',
  brokenLater: 'from 2.10 on, loading the file fails, and the DAG is gone from the UI.',
  seconds: 'Write the seconds as `timedelta(seconds=...)`.',
  elsewhere: 'Another file says so: write it there as `timedelta(...)`.',
  duration: 'Pass the duration itself.',
  other: 'Write it as `timedelta(...)`.',
  negativeTask:
    '`execution_timeout` is negative: the time is over before the task begins, and every try fails ' +
    'with AirflowTaskTimeout. Use a positive `timedelta`, or None for no limit.',
  negativeRun:
    '`dagrun_timeout` is negative: Airflow refuses such a DAG. Use a positive `timedelta`, or None ' +
    'for no limit.',
  fix: (text: string) => `Write \`${text}\``,
};

function* check({ model, airflowVersion }: RuleContext): Generator<Problem> {
  for (const argument of durationArguments(model)) {
    const kind = durationKind(model, argument.value);
    const isTaken = kind !== undefined && isTakenForSeconds(argument, kind, airflowVersion);
    const message = kind === undefined ? undefined : messageFor(argument, kind, isTaken !== false);
    if (kind === undefined || message === undefined) continue;
    const fix = fixFor(model, argument.value, kind);
    yield {
      message,
      node: argument.value,
      severity: isTaken === true ? 'warning' : 'error',
      fixes: fix === undefined ? [] : [fix],
    };
  }
  // Older versions read a number in `dagrun_timeout` as seconds; of another file's nothing is said.
  for (const { name, node, value } of limitsFromElsewhere(model)) {
    const type = typeOf(value);
    if (name !== 'execution_timeout' || type === undefined) continue;
    yield { message: `${messages.type(name, type, messages.broken)} ${messages.elsewhere}`, node };
  }
}

/** The type of a value that is surely no `timedelta`. */
function typeOf(value: LoadedValue): string | undefined {
  switch (value.type) {
    case 'number':
      return value.isFloat ? 'float' : 'int';
    case 'string':
      return 'str';
    case 'boolean':
      return 'bool';
    default:
      return undefined;
  }
}

/**
 * Before 2.10 nothing checks `dagrun_timeout`, and the scheduler reads a number in the serialized
 * DAG as seconds (airflow/serialization/serialized_objects.py, `_deserialize_timedelta`). Undefined
 * where the version is not known.
 */
function isTakenForSeconds(
  { name }: DurationArgument,
  { kind }: DurationKind,
  airflowVersion: string | undefined,
): boolean | undefined {
  if (name !== 'dagrun_timeout' || (kind !== 'number' && kind !== 'seconds')) return false;
  const version = airflowVersion === undefined ? undefined : parseAirflowVersion(airflowVersion);
  if (version === undefined) return undefined;
  return compareAirflowVersions(version, { major: 2, minor: 10, patch: 0 }) < 0;
}

function messageFor(
  { name }: DurationArgument,
  kind: DurationKind,
  isTakenInSome: boolean,
): string | undefined {
  const harm = isTakenInSome ? messages.brokenLater : messages.broken;
  switch (kind.kind) {
    case 'none':
      return undefined;
    case 'duration': {
      const isNegative = kind.seconds !== undefined && kind.seconds < 0;
      if (!isNegative) return undefined;
      return name === 'dagrun_timeout' ? messages.negativeRun : messages.negativeTask;
    }
    case 'number':
      return `${messages.type(name, kind.type, harm)} ${messages.seconds}`;
    case 'seconds':
      return `${messages.type(name, 'float', harm)} ${messages.duration}`;
    case 'other':
      return `${messages.type(name, kind.type, harm)} ${messages.other}`;
  }
}

/** Safe: a file with such a value never loaded, or the number was read as seconds all the same. */
function fixFor(model: FileModel, value: SyntaxNode, kind: DurationKind): Fix | undefined {
  if (kind.kind === 'seconds') {
    const text = kind.duration.text;
    return { title: messages.fix(text), safety: 'safe', edits: replaceNode(value, text) };
  }
  const seconds = secondsText(model, value, kind);
  if (seconds === undefined) return undefined;
  const timedelta = importedName(model, 'datetime', 'timedelta', value);
  const before = `${timedelta.expression}(seconds=`;
  const edits =
    seconds === value.text
      ? [
          { start: value.start, end: value.start, text: before },
          { start: value.end, end: value.end, text: ')' },
        ]
      : replaceNode(value, `${before}${seconds})`);
  return {
    title: messages.fix(`timedelta(seconds=${seconds.replaceAll(/\s+/g, ' ')})`),
    safety: 'safe',
    edits: [...timedelta.edits, ...edits],
  };
}

/** Zero would mean no limit at all, and a negative value none that anything could keep. */
function secondsText(model: FileModel, value: SyntaxNode, kind: DurationKind): string | undefined {
  if (kind.kind === 'number') {
    return kind.value !== undefined && kind.value <= 0 ? undefined : value.text;
  }
  const text = model.constants.string(value);
  return text !== undefined && /^[1-9]\d*$/.test(text) ? text : undefined;
}

function withArticle(type: string): string {
  return `${/^[aeiou]/.test(type) ? 'an' : 'a'} \`${type}\``;
}

export const invalidExecutionTimeout: Rule = { meta, check };
