import { keywordValue, positionalValue } from '../../syntax/calls';
import type { SyntaxNode } from '../../syntax/node';
import type { FileModel } from '../file-model';
import { writtenValues } from '../written-values';
import type { Dag } from './types';

/** When a DAG begins or ends, as far as the file shows it. */
export type DagDate =
  | { readonly kind: 'unset' }
  /** A fixed date; what it says of a time zone is left out. */
  | { readonly kind: 'date'; readonly date: Date; readonly node: SyntaxNode }
  /** It has one, and the file does not show which. */
  | { readonly kind: 'given'; readonly node: SyntaxNode }
  | { readonly kind: 'unknown' };

/** The `start_date` or `end_date` of a DAG: its own, or that of all its tasks in `default_args`. */
export function dagDate(model: FileModel, dag: Dag, name: 'start_date' | 'end_date'): DagDate {
  const given = dag.arguments.entries.get(name);
  // An own `None` is as good as nothing; in `default_args` the key alone satisfies Airflow.
  const own = given !== undefined && model.constants.isNone(given) ? undefined : given;
  const value = own ?? dag.defaultArgs?.entries.get(name);
  if (value !== undefined) {
    if (model.constants.isNone(value)) return { kind: 'unknown' };
    const date = dateOf(model, value);
    return date === undefined
      ? { kind: 'given', node: value }
      : { kind: 'date', date, node: value };
  }
  const isShown = dag.arguments.isComplete && dag.defaultArgs?.isComplete !== false;
  // `DAG(dag_id, description, schedule, …)` leads to the dates sooner or later.
  const hasPositions = dag.call !== undefined && positionalValue(dag.call, 2) !== undefined;
  return { kind: isShown && !hasPositions ? 'unset' : 'unknown' };
}

/** How many methods are followed from a date to where it is made. */
const maximumDepth = 10;

/** A date that is written out; undefined for what differs from run to run. */
function dateOf(model: FileModel, expression: SyntaxNode, depth = 0): Date | undefined {
  if (depth > maximumDepth) return undefined;
  const [value, ...others] = writtenValues(model, expression);
  if (value === undefined || others.length > 0) return undefined;
  const text = model.constants.string(value);
  if (text !== undefined) return dateOfText(text);
  if (value.kind !== 'call') return undefined;
  const name = model.names.calleeName(value);
  if (name !== undefined && constructors.has(name)) return dateOfCall(model, value);
  if (name !== undefined && parsers.has(name)) {
    const argument = positionalValue(value, 0);
    const written = argument && model.constants.string(argument);
    return written === undefined ? undefined : dateOfText(written);
  }
  return dateOfMethod(model, value, depth + 1);
}

const constructors: ReadonlySet<string> = new Set([
  'airflow.utils.timezone.datetime',
  'airflow.sdk.timezone.datetime',
  'datetime.date',
  'datetime.datetime',
  'pendulum.DateTime',
  'pendulum.date',
  'pendulum.datetime',
]);

const parsers: ReadonlySet<string> = new Set([
  'airflow.utils.timezone.parse',
  'airflow.sdk.timezone.parse',
  'datetime.date.fromisoformat',
  'datetime.datetime.fromisoformat',
  'datetime.datetime.strptime',
  'dateutil.parser.parse',
  'pendulum.parse',
]);

const units = ['year', 'month', 'day', 'hour', 'minute', 'second'];

function dateOfCall(model: FileModel, call: SyntaxNode): Date | undefined {
  const numbers: number[] = [];
  for (const [position, unit] of units.entries()) {
    const argument = keywordValue(call, unit) ?? positionalValue(call, position);
    const least = position < 3 ? 1 : 0;
    const isOptional = position > 0;
    // A time zone stands where the hour would be in some calls of pendulum.
    const number = argument === undefined && isOptional ? least : model.constants.number(argument);
    if (number === undefined) return undefined;
    numbers.push(number);
  }
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0] = numbers;
  return valid(new Date(Date.UTC(year, month - 1, day, hour, minute, second)));
}

/** `2024-01-01`, `2024-01-01T06:00:00+00:00`, `2024/1/1`, `20240101` */
function dateOfText(text: string): Date | undefined {
  const match = /^\s*(\d{4})(?:-|\/)?(\d{1,2})(?:-|\/)?(\d{1,2})(?!\d)/.exec(text);
  if (match === null) return undefined;
  const [, year, month, day] = match.map(Number);
  if (year === undefined || month === undefined || day === undefined) return undefined;
  if (month < 1 || month > 12 || day < 1 || day > 31) return undefined;
  return valid(new Date(Date.UTC(year, month - 1, day)));
}

/** `datetime(…).replace(tzinfo=…)` and what else changes no more than the time zone. */
function dateOfMethod(model: FileModel, call: SyntaxNode, depth: number): Date | undefined {
  const callee = call.child('function');
  const object = callee?.kind === 'attribute' ? callee.child('object') : undefined;
  const method = callee?.child('attribute')?.text;
  if (object === undefined || method === undefined) return undefined;
  const changesZone =
    zoneMethods.has(method) ||
    (method === 'replace' && units.every((unit) => keywordValue(call, unit) === undefined));
  return changesZone && positionalValue(call, 1) === undefined
    ? dateOf(model, object, depth)
    : undefined;
}

const zoneMethods: ReadonlySet<string> = new Set(['astimezone', 'in_timezone', 'in_tz']);

function valid(date: Date): Date | undefined {
  return Number.isNaN(date.getTime()) ? undefined : date;
}
