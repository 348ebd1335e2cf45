/** One field of a cron expression, with the numbers that it takes. */
export interface Field {
  readonly key: 'minute' | 'hour' | 'day' | 'month' | 'weekday' | 'second' | 'year';
  /** What people call it. */
  readonly label: string;
  readonly least: number;
  readonly most: number;
  /** Names for its values, in order; the first stands for `firstName`. */
  readonly names: readonly string[];
  readonly firstName: number;
  /** A number that is read as another one, except in expressions of so many fields. */
  readonly alias:
    | { readonly from: number; readonly to: number; readonly notIn: readonly number[] }
    | undefined;
}

const monthNames = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');
const dayNames = 'sun mon tue wed thu fri sat'.split(' ');
const unnamed = { names: [], firstName: 0, alias: undefined } as const;

/**
 * In the order in which Airflow reads them: the seconds come after the weekday
 * (`RANGES`, `ALPHACONV`, `LOWMAP` and `value_alias` in croniter/croniter.py).
 */
export const cronFields: readonly [Field, Field, Field, Field, Field, Field, Field] = [
  { key: 'minute', label: 'minute', least: 0, most: 59, ...unnamed },
  { key: 'hour', label: 'hour', least: 0, most: 23, ...unnamed },
  {
    key: 'day',
    label: 'day of the month',
    least: 1,
    most: 31,
    names: [],
    firstName: 0,
    alias: { from: 0, to: 1, notIn: [5, 7] },
  },
  {
    key: 'month',
    label: 'month',
    least: 1,
    most: 12,
    names: monthNames,
    firstName: 1,
    alias: { from: 0, to: 1, notIn: [5, 6, 7] },
  },
  {
    key: 'weekday',
    label: 'weekday',
    least: 0,
    most: 6,
    names: dayNames,
    firstName: 0,
    alias: { from: 7, to: 0, notIn: [6, 7] },
  },
  { key: 'second', label: 'second', least: 0, most: 59, ...unnamed },
  { key: 'year', label: 'year', least: 1970, most: 2099, ...unnamed },
];

const midnight = '0 0 * * *';
const newYear = '0 0 1 1 *';

/** `cron_presets` in airflow/utils/dates.py; only with these very letters. */
export const airflowPresets: ReadonlyMap<string, string> = new Map([
  ['@hourly', '0 * * * *'],
  ['@daily', midnight],
  ['@weekly', '0 0 * * 0'],
  ['@monthly', '0 0 1 * *'],
  ['@quarterly', '0 0 1 */3 *'],
  ['@yearly', newYear],
]);

/** `expr_aliases` in croniter/croniter.py; in whatever case. */
export const croniterPresets: ReadonlyMap<string, string> = new Map([
  ['@midnight', midnight],
  ['@hourly', '0 * * * *'],
  ['@daily', midnight],
  ['@weekly', '0 0 * * 0'],
  ['@monthly', '0 0 1 * *'],
  ['@yearly', newYear],
  ['@annually', newYear],
]);
