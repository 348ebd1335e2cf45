import { argumentNodes, keywordValue, positionalValue } from '../../syntax/calls';
import type { SyntaxNode } from '../../syntax/node';
import type { Constant } from '../constants';
import type { FileModel } from '../file-model';
import { writtenValues } from '../written-values';
import { isAirflowsOwn } from './dags';
import type { Dag } from './types';

/** The arguments of a DAG that take a schedule; 3.0 left only the first. */
export const scheduleArguments = ['schedule', 'schedule_interval', 'timetable'] as const;

/** What a schedule says, as far as it can be known without running the file. */
export type Schedule =
  | { readonly kind: 'none' }
  | { readonly kind: 'once' }
  | { readonly kind: 'continuous' }
  /** A cron expression, a preset, or whatever other text there is. */
  | { readonly kind: 'cron'; readonly text: string }
  | { readonly kind: 'interval'; readonly seconds: number | undefined }
  | { readonly kind: 'assets' }
  /** A value of a type that Airflow takes for no schedule, or a list of such values. */
  | { readonly kind: 'other'; readonly type: string; readonly isList?: boolean }
  | { readonly kind: 'unknown' };

/** One value that a schedule argument may have, with the place where it is written. */
export interface WrittenSchedule {
  readonly node: SyntaxNode;
  readonly schedule: Schedule;
}

export interface ScheduleArgument {
  readonly name: (typeof scheduleArguments)[number];
  readonly value: SyntaxNode;
  /** More than one where the run decides. */
  readonly written: readonly WrittenSchedule[];
}

/** The schedule arguments that a DAG is given by keyword. */
export function scheduleArgumentsOf(model: FileModel, dag: Dag): readonly ScheduleArgument[] {
  return scheduleArguments.flatMap((name) => {
    const value = dag.arguments.entries.get(name);
    if (value === undefined) return [];
    return [{ name, value, written: writtenSchedules(model, value) }];
  });
}

/** `unset` where a DAG is given none; undefined where that is not known, or differs. */
export function scheduleOf(model: FileModel, dag: Dag): Schedule | 'unset' | undefined {
  const given = scheduleArgumentsOf(model, dag).flatMap(({ written }) => written);
  const [only, ...others] = given.filter(({ schedule }) => schedule.kind !== 'none');
  if (only === undefined) {
    if (given.length > 0) return { kind: 'none' };
    return dag.arguments.isComplete && !hasPositionalSchedule(dag) ? 'unset' : undefined;
  }
  const isOne = others.length === 0 && given.length === 1;
  return isOne && only.schedule.kind !== 'unknown' ? only.schedule : undefined;
}

/** `DAG(dag_id, description, schedule, …)` */
function hasPositionalSchedule({ call }: Dag): boolean {
  return call !== undefined && positionalValue(call, 2) !== undefined;
}

function writtenSchedules(model: FileModel, value: SyntaxNode): readonly WrittenSchedule[] {
  const constant = model.constants.value(value);
  const values = writtenValues(model, value);
  if (constant !== undefined && values.length > 1) {
    return [{ node: value, schedule: scheduleOfConstant(constant) }];
  }
  return values.map((node) => writtenSchedule(model, node));
}

function writtenSchedule(model: FileModel, node: SyntaxNode): WrittenSchedule {
  const constant = model.constants.value(node);
  if (constant !== undefined) return { node, schedule: scheduleOfConstant(constant) };
  if (node.kind === 'call') return scheduleOfCall(model, node);
  return { node, schedule: scheduleOfDisplay(model, node) };
}

function scheduleOfConstant(constant: Constant): Schedule {
  switch (constant.type) {
    case 'none':
      return { kind: 'none' };
    case 'boolean':
      return { kind: 'other', type: 'bool' };
    case 'number':
      return { kind: 'other', type: constant.isFloat ? 'float' : 'int' };
    case 'duration':
      return { kind: 'interval', seconds: constant.seconds };
    case 'string':
      if (constant.value === '@once') return { kind: 'once' };
      if (constant.value === '@continuous') return { kind: 'continuous' };
      return { kind: 'cron', text: constant.value };
  }
}

/** Lists of assets are schedules; of a list of anything else Airflow says so. */
function scheduleOfDisplay(model: FileModel, node: SyntaxNode): Schedule {
  if (!collections.has(node.kind)) return { kind: 'unknown' };
  const parts = node.parts.map((part) => (part.kind === 'pair' ? part.child('key') : part));
  const isOfConstants = parts.some((part) => model.constants.value(part) !== undefined);
  if (isOfConstants) return { kind: 'other', type: node.kind, isList: true };
  return { kind: parts.length === 0 ? 'unknown' : 'assets' };
}

const collections: ReadonlySet<string> = new Set(['dictionary', 'list', 'set', 'tuple']);

function scheduleOfCall(model: FileModel, call: SyntaxNode): WrittenSchedule {
  const name = model.names.calleeName(call) ?? '';
  const inner = timetableArgument(call, name);
  if (inner !== undefined) {
    const written = innerSchedules(model, inner);
    const [only] = written;
    if (only !== undefined && written.length === 1) return only;
  }
  if (/^airflow\.(?:Asset|Dataset)\w*$/.test(name))
    return { node: call, schedule: { kind: 'assets' } };
  const isEmptyDelta = name.endsWith('.relativedelta') && argumentNodes(call).length === 0;
  if (isEmptyDelta) return { node: call, schedule: { kind: 'interval', seconds: 0 } };
  if (intervals.has(name))
    return { node: call, schedule: { kind: 'interval', seconds: undefined } };
  const type = otherTypes.get(name);
  return {
    node: call,
    schedule: type === undefined ? { kind: 'unknown' } : { kind: 'other', type },
  };
}

const intervals: ReadonlySet<string> = new Set([
  'datetime.timedelta',
  'dateutil.relativedelta.relativedelta',
  'pendulum.duration',
]);

/** What some calls return, by the Python library reference and pendulum's documentation. */
const otherTypes: ReadonlyMap<string, string> = new Map([
  ['builtins.int', 'int'],
  ['builtins.float', 'float'],
  ['datetime.datetime', 'datetime'],
  ['datetime.time', 'time'],
  ['pendulum.datetime', 'DateTime'],
]);

/** What a timetable of Airflow's that goes by one cron expression or interval is given. */
function timetableArgument(call: SyntaxNode, name: string): SyntaxNode | undefined {
  if (!timetables.has(name)) return undefined;
  const named = timetableParameters.map((parameter) => keywordValue(call, parameter));
  return named.find((value) => value !== undefined) ?? positionalValue(call, 0);
}

/** Airflow's timetables of one cron expression or interval (airflow/timetables). */
const timetables: ReadonlySet<string> = new Set([
  'airflow.CronDataIntervalTimetable',
  'airflow.CronTriggerTimetable',
  'airflow.DeltaDataIntervalTimetable',
  'airflow.DeltaTriggerTimetable',
]);

/** What their first parameter is called in one version or another. */
const timetableParameters = ['cron', 'expression', 'delta'];

export interface TimetableSchedule extends WrittenSchedule {
  /** False where Airflow looks at it only when it asks for the next run. */
  readonly isChecked: boolean;
}

/** The schedules that timetables of the file are made of, wherever they are made. */
export function timetableSchedules(model: FileModel): readonly TimetableSchedule[] {
  const simple = model.callsOf(...timetables).flatMap((call) => {
    const inner = timetableArgument(call, model.names.calleeName(call) ?? '');
    return inner === undefined ? [] : innerSchedules(model, inner);
  });
  const several = model.callsOf('airflow.MultipleCronTriggerTimetable').flatMap((call) =>
    argumentNodes(call)
      .filter(({ kind }) => kind !== 'keyword_argument' && kind !== 'list_splat')
      .flatMap((argument) => innerSchedules(model, argument)),
  );
  // `MultipleCronTriggerTimetable` has no `validate` (airflow/timetables/trigger.py).
  return [
    ...simple.map((written) => ({ ...written, isChecked: true })),
    ...several.map((written) => ({ ...written, isChecked: false })),
  ];
}

/** A timetable of cron expressions knows neither `@once` nor `@continuous`. */
function innerSchedules(model: FileModel, value: SyntaxNode): readonly WrittenSchedule[] {
  return writtenSchedules(model, value).flatMap(({ node, schedule }): WrittenSchedule[] => {
    const text = model.constants.string(node);
    if (text !== undefined) return [{ node, schedule: { kind: 'cron', text } }];
    return schedule.kind === 'interval' ? [{ node, schedule }] : [];
  });
}

/** Texts that only the load of the file shows, of DAGs whose schedule is not written out. */
export function loadedSchedules(model: FileModel): readonly WrittenSchedule[] {
  return model.loaded.dags.flatMap((loaded) => {
    const dag = model.dags.at(loaded.node);
    if (dag === undefined || !isAirflowsOwn(dag, model.names)) return [];
    return scheduleArgumentsOf(model, dag).flatMap(({ name, value, written }) => {
      const found = loaded.arguments.get(name)?.value;
      const isWritten = written.every(({ schedule }) => schedule.kind !== 'unknown');
      if (isWritten || found?.type !== 'string' || value.tree !== model.tree) return [];
      return [{ node: value, schedule: scheduleOfConstant(found) }];
    });
  });
}
