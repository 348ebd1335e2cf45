import { isNumber, numberOf } from '../equality';
import type { NativeFunction } from '../native';
import { duration, unknown, type Value } from '../values';

/** The order of the positional parameters of `datetime.timedelta` (Python library reference). */
const timedeltaUnits = [
  'days',
  'seconds',
  'microseconds',
  'milliseconds',
  'minutes',
  'hours',
  'weeks',
];

/** In microseconds, which a `timedelta` counts. */
const lengths: Readonly<Record<string, number>> = {
  weeks: 604_800e6,
  days: 86_400e6,
  hours: 3_600e6,
  minutes: 60e6,
  seconds: 1e6,
  milliseconds: 1e3,
  microseconds: 1,
};

/** The longest duration: 999,999,999 days. */
const longest = 1e9 * 86_400;

const timedelta: NativeFunction = (evaluator, given, node) => {
  const amounts = new Map<string, Value>();
  for (const [i, { value }] of given.positional.entries())
    amounts.set(timedeltaUnits[i] ?? '', value);
  for (const [name, { value }] of given.named) amounts.set(name, value);
  let micros = 0;
  for (const [unit, amount] of amounts) {
    const length = lengths[unit];
    if (length === undefined) return unknown('a duration in years or months', node);
    if (amount.kind === 'string' || amount.kind === 'none') {
      return evaluator.raise('TypeError', 'unsupported type for timedelta component', node);
    }
    if (!isNumber(amount)) return unknown('a duration that is not known', node);
    micros += numberOf(amount) * length;
  }
  if (given.mayHaveMore || !(Math.abs(micros) < longest * 1e6))
    return unknown('a duration that is not known', node);
  return duration(Math.round(micros) / 1e6, node);
};

export const durationFunctions: Readonly<Record<string, NativeFunction>> = {
  'datetime.timedelta': timedelta,
  'pendulum.duration': timedelta,
  'pendulum.Duration': timedelta,
};
