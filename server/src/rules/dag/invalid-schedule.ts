// A schedule that Airflow refuses keeps the file from loading; one that names no day makes no run.

import { type AirflowVersion, parseAirflowVersion } from '../../knowledge/airflow-versions';
import { isReached } from '../../knowledge/removals';
import { neverComes } from '../../semantic/dag/cron/calendar';
import { type CronMistake, readCron } from '../../semantic/dag/cron/expression';
import { airflowPresets, croniterPresets } from '../../semantic/dag/cron/fields';
import { isAirflowsOwn } from '../../semantic/dag/dags';
import { loadedArguments } from '../../semantic/dag/graph/loaded-values';
import {
  loadedSchedules,
  type Schedule,
  type ScheduleArgument,
  scheduleArgumentsOf,
  timetableSchedules,
  type WrittenSchedule,
} from '../../semantic/dag/schedules';
import type { Dag } from '../../semantic/dag/types';
import type { FileModel } from '../../semantic/file-model';
import type { SyntaxNode } from '../../syntax/node';
import { nearestWord } from '../../text/nearest-word';
import type { Problem, Rule, RuleContext, RuleMeta } from '../rule';

const meta: RuleMeta = {
  id: 'invalid-schedule',
  group: 'dag',
  summary: 'A schedule that Airflow does not understand, or that never comes',
  severity: 'error',
  profile: 'recommended',
  fix: 'none',
  since: '0.1.0',
};

const harm = 'Loading the file fails, and its DAGs are gone from the UI.';
const harmLater = 'Airflow loads the DAG and finds no next run, so that it never runs on schedule.';

const messages = {
  refused: (text: string, reason: string, what: string, advice = '') =>
    `\`${text}\` is no schedule: ${reason}. ${what}${advice}`,
  none: (text: string, what: string) =>
    `\`${text}\` is a text, and no schedule is \`None\` without quotes. ${what}`,
  empty: (what: string) => `An empty text is no schedule. ${what} For no schedule write \`None\`.`,
  type: (type: string) =>
    `A schedule cannot be of type \`${type}\`. ${harm} Write a cron expression or preset, a ` +
    '`timedelta`, a timetable, or a list of assets.',
  list: `A schedule can be a list of assets, not of anything else. ${harm}`,
  interval: `The interval between runs has to be positive. ${harm}`,
  never: (text: string) => `\`${text}\` names a day that never comes. ${harmLater}`,
  several: (names: string) =>
    `Airflow takes one of ${names}, and this DAG has more. ${harm} Leave only \`schedule\`.`,
  continuousTooEarly:
    '`@continuous` came with Airflow 2.6, and an older one takes it for a cron ' +
    `expression. ${harm}`,
  continuousRuns: (given: string) =>
    '`@continuous` needs `max_active_runs=1`, and ' +
    `${given}. ${harm} Set \`max_active_runs=1\`.`,
};

function* check({ model, airflowVersion }: RuleContext): Generator<Problem> {
  const version = airflowVersion === undefined ? undefined : parseAirflowVersion(airflowVersion);
  const told = new Set<SyntaxNode>();
  for (const problem of [
    ...model.dags.all
      .filter((dag) => isAirflowsOwn(dag, model.names))
      .flatMap((dag) => [...argumentProblems(model, dag, version)]),
    ...loadedSchedules(model).flatMap(({ node, schedule }) => ofSchedule(schedule, node)),
    ...timetableSchedules(model).flatMap(({ isChecked, node, schedule }) =>
      node.tree === model.tree ? ofSchedule(schedule, node, isChecked) : [],
    ),
  ]) {
    // One text may be the schedule of many DAGs.
    if (told.has(problem.node)) continue;
    told.add(problem.node);
    yield problem;
  }
}

function* argumentProblems(
  model: FileModel,
  dag: Dag,
  version: AirflowVersion | undefined,
): Generator<Problem> {
  const given = scheduleArgumentsOf(model, dag);
  const extra = version === undefined || version.major < 3 ? extraArgument(given) : undefined;
  if (extra !== undefined) yield extra;
  for (const argument of given) {
    for (const written of argument.written) {
      if (!reachesDag(model, dag, argument, written)) continue;
      const node = placeOf(model, written, argument);
      const isContinuous = written.schedule.kind === 'continuous';
      const problem = isContinuous ? continuousProblem(model, dag, version) : undefined;
      if (problem !== undefined) yield { ...problem, node };
      else yield* ofSchedule(written.schedule, node);
    }
  }
}

/** False where the load shows that code in between makes something else of what is written. */
function reachesDag(
  model: FileModel,
  dag: Dag,
  { name, value }: ScheduleArgument,
  { node, schedule }: WrittenSchedule,
): boolean {
  const loaded = loadedArguments(model.loaded, dag.node, name);
  if (node === value || loaded.length === 0) return true;
  return loaded.some((one) => {
    if (one === undefined || one.type === 'unknown') return true;
    return one.type !== 'string' ? schedule.kind !== 'cron' : textOf(schedule) === one.value;
  });
}

function textOf(schedule: Schedule): string | undefined {
  if (schedule.kind === 'cron') return schedule.text;
  return schedule.kind === 'continuous' ? '@continuous' : undefined;
}

/** Where the value is written, or passed on to the DAG where another file writes it. */
function placeOf(
  model: FileModel,
  { node }: WrittenSchedule,
  { value }: ScheduleArgument,
): SyntaxNode {
  return node.tree === model.tree ? node : value;
}

function ofSchedule(schedule: Schedule, node: SyntaxNode, isChecked = true): readonly Problem[] {
  const message = messageFor(schedule, isChecked ? harm : harmLater);
  return message === undefined ? [] : [{ message, node }];
}

function messageFor(schedule: Schedule, what: string): string | undefined {
  switch (schedule.kind) {
    case 'other':
      return schedule.isList ? messages.list : messages.type(schedule.type);
    case 'interval':
      return schedule.seconds !== undefined && schedule.seconds <= 0
        ? messages.interval
        : undefined;
    case 'cron': {
      const { cron, mistake } = readCron(schedule.text);
      if (cron !== undefined) return neverComes(cron) ? messages.never(schedule.text) : undefined;
      return messageForMistake(schedule.text, mistake, what);
    }
    default:
      return undefined;
  }
}

function messageForMistake(text: string, mistake: CronMistake, what: string): string {
  const trimmed = text.trim();
  if (trimmed === '') return messages.empty(what);
  const isWord = mistake.kind === 'fields' && mistake.count === 1;
  if (isWord && /^@?none$/i.test(trimmed)) return messages.none(text, what);
  if (isWord) {
    const name = trimmed.replace(/^@?/, '@');
    const near = presetNames.includes(name) ? name : nearestWord(name.toLowerCase(), presetNames);
    if (near === text) {
      return messages.refused(text, 'a timetable takes cron expressions only', what);
    }
    const advice = near === undefined ? '' : ` Did you mean \`${near}\`?`;
    return messages.refused(text, 'Airflow has no such preset', what, advice);
  }
  return messages.refused(text, reasonFor(mistake), what, adviceFor(text, mistake));
}

const presetNames: readonly string[] = [
  ...new Set([...airflowPresets.keys(), ...croniterPresets.keys(), '@once', '@continuous']),
];

function reasonFor(mistake: CronMistake): string {
  switch (mistake.kind) {
    case 'fields':
      return `a cron expression has five fields, and this has ${mistake.count}`;
    case 'range':
      return `\`${mistake.part}\` is outside ${mistake.field.least} to ${mistake.field.most}, which the ${mistake.field.label} can be`;
    case 'part':
      return mistake.part === ''
        ? `a value is missing in the list of the ${mistake.field.label}`
        : `\`${mistake.part}\` says nothing for the ${mistake.field.label}`;
    case 'step':
      return `the step in \`${mistake.part}\` cannot be zero`;
    case 'hash':
      return 'Airflow does not support `H`';
    case 'question-mark':
      return `\`?\` stands only alone, for the day of the month or the weekday, and here for the ${mistake.field.label}`;
    case 'occurrence':
      return `a weekday comes one to five times in a month, and \`${mistake.part}\` asks for another`;
    case 'nearest':
      return '`W` goes only with one day of the month, from 1 to 31, and nothing else';
    case 'mixed-weekdays':
      return `\`${mistake.part}\` mixes whole weekdays with single ones in a month`;
  }
}

/** Six fields with the seconds in front are what other schedulers take. */
function adviceFor(text: string, mistake: CronMistake): string {
  const hasSeconds = text.trim().split(/\s+/).length > 5;
  const isAboutOrder = mistake.kind === 'question-mark' || mistake.kind === 'range';
  if (hasSeconds && isAboutOrder) return ' Airflow reads seconds last, behind the weekday.';
  return mistake.kind === 'range' && mistake.field.key === 'weekday' ? ' Sunday is 0 or 7.' : '';
}

/** `At most one allowed for args …` (airflow/models/dag.py of 2.x); `None` and `[]` do not count. */
function extraArgument(given: readonly ScheduleArgument[]): Problem | undefined {
  const set = given.filter(({ written }) =>
    written.every(({ schedule }) => schedule.kind !== 'none' && schedule.kind !== 'unknown'),
  );
  const [, second] = set;
  if (second === undefined) return undefined;
  const names = set.map(({ name }) => `\`${name}\``).join(' and ');
  return { message: messages.several(names), node: second.value };
}

/**
 * `requires max_active_runs <= 1` (airflow/models/dag.py, in 3.x airflow/sdk/definitions/dag.py).
 * Without one of its own, a DAG has the sixteen of `[core] max_active_runs_per_dag`.
 */
function continuousProblem(
  model: FileModel,
  dag: Dag,
  version: AirflowVersion | undefined,
): Omit<Problem, 'node'> | undefined {
  const hasContinuous = version === undefined || isReached(version, '2.6');
  if (!hasContinuous) return { message: messages.continuousTooEarly };
  const { entries, isComplete } = dag.arguments;
  const runs = entries.get('max_active_runs');
  if (runs === undefined) {
    if (!isComplete) return undefined;
    return {
      message: messages.continuousRuns('Airflow allows 16 where nothing else is configured'),
      severity: 'warning',
    };
  }
  const count = model.constants.number(runs);
  if (count === undefined || count <= 1) return undefined;
  return { message: messages.continuousRuns(`this DAG allows ${count}`) };
}

export const invalidSchedule: Rule = { meta, check };
