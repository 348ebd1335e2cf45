import { tellsDate, tellsDay } from '../knowledge/clocks';
import { positionalValue } from '../syntax/calls';
import { withoutParentheses } from '../syntax/navigate';
import type { SyntaxNode } from '../syntax/node';
import type { FileModel } from './file-model';

/** A value that was worked out of the time at which the code runs. */
export interface CurrentTime {
  /** The call that asks the clock. */
  readonly call: SyntaxNode;
  /** True for a day, month or hour, which names data rather than a moment. */
  readonly isPeriod: boolean;
  /** True for a time before or after now: `now() - timedelta(days=1)`. */
  readonly isShifted: boolean;
}

/** How many names and calls are followed from an expression to the clock. */
const maximumDepth = 12;

/** The clock behind the value of an expression; undefined where anything else may be in it. */
export function currentTimeIn(
  model: FileModel,
  expression: SyntaxNode | undefined,
  depth = 0,
): CurrentTime | undefined {
  if (expression === undefined || depth > maximumDepth) return undefined;
  const inner = withoutParentheses(expression);
  const found = ofExpression(model, inner, depth);
  if (found === undefined || inner.parent?.kind !== 'interpolation') return found;
  const format = inner.parent.part('format_specifier')?.text.slice(1);
  if (format === undefined) return found;
  return namesPeriod(format) ? { ...found, isPeriod: true } : undefined;
}

function ofExpression(model: FileModel, inner: SyntaxNode, depth: number): CurrentTime | undefined {
  switch (inner.kind) {
    case 'call':
      return ofCall(model, inner, depth);
    case 'binary_operator':
      return ofArithmetic(model, inner, depth);
    case 'attribute': {
      if (!periodAttributes.has(inner.child('attribute')?.text ?? '')) break;
      const object = currentTimeIn(model, inner.child('object'), depth + 1);
      return object === undefined ? undefined : { ...object, isPeriod: true };
    }
    case 'string': {
      // `f"{yesterday}"` is no more than the value itself.
      const [field, ...others] = inner.parts.filter(({ kind }) => kind !== 'string_start');
      const isField = field?.kind === 'interpolation' && others[0]?.kind === 'string_end';
      return isField ? currentTimeIn(model, field.child('expression'), depth + 1) : undefined;
    }
    default:
      break;
  }
  const values = model.values.step(inner);
  const only = values?.length === 1 ? values[0] : undefined;
  return only === undefined ? undefined : currentTimeIn(model, only, depth + 1);
}

function ofCall(model: FileModel, call: SyntaxNode, depth: number): CurrentTime | undefined {
  const name = model.names.calleeName(call) ?? '';
  if (tellsDate(name)) return { call, isPeriod: false, isShifted: false };
  if (tellsDay(name)) return { call, isPeriod: true, isShifted: name.includes('yesterday') };
  if (name === 'time.strftime' && positionalValue(call, 1) === undefined) {
    const format = model.constants.string(positionalValue(call, 0));
    return format !== undefined && namesPeriod(format)
      ? { call, isPeriod: true, isShifted: false }
      : undefined;
  }
  if (name === 'builtins.str') return currentTimeIn(model, positionalValue(call, 0), depth + 1);
  const callee = call.child('function');
  if (callee?.kind === 'attribute') {
    const object = currentTimeIn(model, callee.child('object'), depth + 1);
    if (object !== undefined) return ofMethod(model, call, callee, object);
  }
  const [returned, ...others] = model.values.step(call) ?? [];
  if (returned === undefined || others.length > 0) return undefined;
  return currentTimeIn(model, returned, depth + 1);
}

function ofMethod(
  model: FileModel,
  call: SyntaxNode,
  callee: SyntaxNode,
  object: CurrentTime,
): CurrentTime | undefined {
  const method = callee.child('attribute')?.text ?? '';
  if (method === 'strftime' || method === 'format') {
    const format = model.constants.string(positionalValue(call, 0));
    return format !== undefined && namesPeriod(format) ? { ...object, isPeriod: true } : undefined;
  }
  if (method === 'replace') {
    const isWhole = /\b(?:hour|minute|second)=0\b/.test(call.child('arguments')?.text ?? '');
    return { ...object, isPeriod: object.isPeriod || isWhole };
  }
  if (periodMethods.has(method)) return { ...object, isPeriod: true };
  if (shiftingMethods.has(method)) return { ...object, isShifted: true };
  return keepingMethods.has(method) ? object : undefined;
}

/** A time plus or minus a duration; a difference of two times is a duration. */
function ofArithmetic(
  model: FileModel,
  operation: SyntaxNode,
  depth: number,
): CurrentTime | undefined {
  const operator = operation.child('operator')?.kind;
  const left = operation.child('left');
  const right = operation.child('right');
  if (operator !== '+' && operator !== '-') return undefined;
  const sides = operator === '+' ? [left, right] : [left];
  for (const side of sides) {
    const time = currentTimeIn(model, side, depth + 1);
    const other = side === left ? right : left;
    if (time !== undefined && isDuration(model, other)) return { ...time, isShifted: true };
  }
  return undefined;
}

function isDuration(model: FileModel, expression: SyntaxNode | undefined): boolean {
  if (expression === undefined) return false;
  return model.values
    .of(expression)
    .every((value) => value.kind === 'call' && durations.has(model.names.calleeName(value) ?? ''));
}

/** A format of `strftime` or Pendulum with days or hours and no smaller parts. */
function namesPeriod(format: string): boolean {
  if (format.includes('%')) {
    return /%-?[dFjmYyUWVGHDx]/.test(format) && !/%-?[MSfsTXcrp]/.test(format);
  }
  return /D|M|Y/.test(format) && !/m|s|S|x|X/.test(format.replaceAll(/\[[^\]]*\]/g, ''));
}

const durations: ReadonlySet<string> = new Set([
  'dateutil.relativedelta.relativedelta',
  'datetime.timedelta',
  'pandas.Timedelta',
  'pandas.DateOffset',
  'pendulum.Duration',
  'pendulum.duration',
]);

const periodAttributes: ReadonlySet<string> = new Set(['day', 'hour', 'month', 'year']);

const periodMethods: ReadonlySet<string> = new Set([
  'date',
  'end_of',
  'first_of',
  'floor',
  'isocalendar',
  'isoweekday',
  'last_of',
  'normalize',
  'start_of',
  'to_date_string',
  'weekday',
]);

const shiftingMethods: ReadonlySet<string> = new Set(['add', 'subtract']);

/** Methods that give the same time in another form. */
const keepingMethods: ReadonlySet<string> = new Set([
  'astimezone',
  'in_timezone',
  'in_tz',
  'isoformat',
  'naive',
  'to_date_time_string',
  'to_datetime_string',
  'to_iso8601_string',
]);
