/** A cron expression as the minutes of a day and the days on which it fires. */
export interface CronSchedule {
  /** Minutes since midnight. */
  readonly minutes: ReadonlySet<number>;
  /** Whether it fires on a day, given at midnight UTC. */
  readonly firesOn: (day: Date) => boolean;
}

/** Airflow's presets (`cron_presets` in airflow/utils/dates.py and airflow/timetables/_cron.py). */
const presets: Readonly<Record<string, string>> = {
  '@hourly': '0 * * * *',
  '@daily': '0 0 * * *',
  '@weekly': '0 0 * * 0',
  '@monthly': '0 0 1 * *',
  '@quarterly': '0 0 1 */3 *',
  '@yearly': '0 0 1 1 *',
};

const monthNames = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');
const dayNames = 'sun mon tue wed thu fri sat'.split(' ');

/** Reads a preset or five plain fields; undefined for anything else, such as `L`, `#` or seconds. */
export function parseCron(expression: string): CronSchedule | undefined {
  const fields = (presets[expression] ?? expression).trim().toLowerCase().split(/\s+/);
  if (fields.length !== 5) return undefined;
  const [minute = '', hour = '', dayOfMonth = '', month = '', dayOfWeek = ''] = fields;
  const minutes = parseField(minute, 0, 59, []);
  const hours = parseField(hour, 0, 23, []);
  const days = parseField(dayOfMonth, 1, 31, []);
  const months = parseField(month, 1, 12, monthNames);
  const weekdays = parseField(dayOfWeek, 0, 7, dayNames);
  if (
    minutes === undefined ||
    hours === undefined ||
    days === undefined ||
    months === undefined ||
    weekdays === undefined
  ) {
    return undefined;
  }
  // Where both are restricted, a day has to meet only one of them.
  const isEither = isRestricted(dayOfMonth) && isRestricted(dayOfWeek);
  return {
    minutes: new Set([...hours].flatMap((h) => [...minutes].map((m) => h * 60 + m))),
    firesOn: (day) => {
      if (!months.has(day.getUTCMonth() + 1)) return false;
      const weekday = day.getUTCDay();
      const isWeekday = weekdays.has(weekday) || (weekday === 0 && weekdays.has(7));
      const isDay = days.has(day.getUTCDate());
      return isEither ? isDay || isWeekday : isDay && isWeekday;
    },
  };
}

/** After so many years weekdays and leap days repeat. */
const cycleInYears = 28;
const minutesPerDay = 1440;
const millisecondsPerDay = 86_400_000;

/** True where some run of `first`, moved back by minutes, falls on a run of `second`. */
export function canMeet(first: CronSchedule, second: CronSchedule, minutesBack: number): boolean {
  // Days by which a matching minute lies before (negative) or after the run's own day.
  const shifts = new Set<number>();
  for (const minute of first.minutes) {
    const moved = minute - minutesBack;
    const days = Math.floor(moved / minutesPerDay);
    if (second.minutes.has(moved - days * minutesPerDay)) shifts.add(days);
  }
  if (shifts.size === 0) return false;
  const start = Date.UTC(2000, 0, 1);
  const end = Date.UTC(2000 + cycleInYears, 0, 1);
  for (let day = start; day < end; day += millisecondsPerDay) {
    if (!first.firesOn(new Date(day))) continue;
    for (const shift of shifts) {
      if (second.firesOn(new Date(day + shift * millisecondsPerDay))) return true;
    }
  }
  return false;
}

function isRestricted(field: string): boolean {
  return !field.startsWith('*') && field !== '?';
}

function parseField(
  field: string,
  least: number,
  most: number,
  names: readonly string[],
): ReadonlySet<number> | undefined {
  const values = new Set<number>();
  for (const part of field.split(',')) {
    const match = /^(\*|\?|[a-z0-9]+)(?:-([a-z0-9]+))?(?:\/(\d+))?$/.exec(part);
    if (match === null) return undefined;
    const [, from = '', to, step] = match;
    const isAll = from === '*' || from === '?';
    const first = isAll ? least : numberOf(from, least, names);
    const openEnd = isAll || step !== undefined ? most : first;
    const last = to === undefined ? openEnd : numberOf(to, least, names);
    const by = step === undefined ? 1 : Number(step);
    if (first === undefined || last === undefined || by === 0) return undefined;
    if (first < least || last > most || first > last) return undefined;
    for (let value = first; value <= last; value += by) values.add(value);
  }
  return values;
}

/** Names count from the field's least value: `jan` is 1, `sun` is 0. */
function numberOf(text: string, least: number, names: readonly string[]): number | undefined {
  if (/^\d+$/.test(text)) return Number(text);
  const index = names.indexOf(text);
  return index === -1 ? undefined : index + least;
}
