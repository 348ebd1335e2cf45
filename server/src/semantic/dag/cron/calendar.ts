import type { CronExpression } from './expression';

/** A cron expression as the minutes of a day and the days on which it fires. */
export interface CronSchedule {
  /** Minutes since midnight. */
  readonly minutes: ReadonlySet<number>;
  /** How often it fires in such a minute: once, or at several seconds. */
  readonly timesPerMinute: number;
  /** Whether it fires on a day, given at midnight UTC. */
  readonly firesOn: (day: Date) => boolean;
  /** True where every week is like the other, as it is of most schedules: there is no need to look at years of days. */
  readonly isWeekly: boolean;
}

/** Undefined where some values are drawn when the expression is read. */
export function scheduleOfCron(cron: CronExpression): CronSchedule | undefined {
  if (cron.isRandom) return undefined;
  const minutes = valuesOf(cron.minutes, 60);
  const either = isEither(cron);
  return {
    minutes: new Set(valuesOf(cron.hours, 24).flatMap((hour) => minutes.map((m) => hour * 60 + m))),
    timesPerMinute: cron.seconds === undefined ? 1 : valuesOf(cron.seconds, 60).length,
    firesOn: (day) => {
      const { years } = cron;
      if (years !== undefined && !allows(years, day.getUTCFullYear())) return false;
      return either
        ? meets(cron, day, 'day') || meets(cron, day, 'weekday')
        : meets(cron, day, 'both');
    },
    isWeekly: isWeekly(cron),
  };
}

function isWeekly({ days, hasLastDay, months, nearestTo, occurrences, years }: CronExpression) {
  const isOfMonth = !days.isAny || hasLastDay || nearestTo !== undefined || occurrences.size > 0;
  return !isOfMonth && months.isAny && (years === undefined || years.isAny);
}

const millisecondsPerDay = 86_400_000;

/**
 * True where no day of any year matches. Where both fields of days restrict, croniter looks for the
 * next day of each and gives up when either never comes (`_calc_next` in croniter/croniter.py).
 */
export function neverComes(cron: CronExpression): boolean {
  if (cron.isRandom) return false;
  const parts = isEither(cron) ? (['day', 'weekday'] as const) : (['both'] as const);
  return !parts.every((part) => {
    for (const day of daysOfCycle()) if (meets(cron, day, part)) return true;
    return false;
  });
}

/** Every day of as many years as it takes until weekdays and leap days repeat; of two weeks where weeks do. */
function* daysOfCycle(isOfWeeks = false): Generator<Date> {
  const start = Date.UTC(2000, 0, 1);
  const end = isOfWeeks ? start + 2 * 7 * millisecondsPerDay : Date.UTC(2028, 0, 1);
  for (let day = start; day < end; day += millisecondsPerDay) yield new Date(day);
}

const minutesPerDay = 1440;

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
  for (const day of daysOfCycle(first.isWeekly && second.isWeekly)) {
    if (!first.firesOn(day)) continue;
    for (const shift of shifts) {
      if (second.firesOn(new Date(day.getTime() + shift * millisecondsPerDay))) return true;
    }
  }
  return false;
}

/** How often a schedule fires from the day of one moment on, up to that of another (UTC). */
export function countRuns(schedule: CronSchedule, from: Date, to: Date): number {
  const perDay = schedule.minutes.size * schedule.timesPerMinute;
  const first = Math.floor(from.getTime() / millisecondsPerDay) * millisecondsPerDay;
  const days = Math.max(0, Math.floor((to.getTime() - first) / millisecondsPerDay));
  const weeks = schedule.isWeekly ? Math.floor(days / 7) : 0;
  const firing = weeks * daysFiring(schedule, first, 7);
  return (firing + daysFiring(schedule, first, days - 7 * weeks)) * perDay;
}

/** On how many days of so many a schedule fires, the first of which begins at a time. */
function daysFiring({ firesOn }: CronSchedule, first: number, days: number): number {
  let firing = 0;
  for (let day = 0; day < days; day++) {
    if (firesOn(new Date(first + day * millisecondsPerDay))) firing++;
  }
  return firing;
}

/**
 * The longest time between two runs, in seconds: what takes longer is surely still there when the
 * next one is due. Undefined where it hardly ever fires.
 */
export function longestGap(schedule: CronSchedule): number | undefined {
  const minutes = [...schedule.minutes].sort((a, b) => a - b);
  const [first] = minutes;
  const last = minutes.at(-1);
  if (first === undefined || last === undefined) return undefined;
  let longest = 0;
  for (const [index, minute] of minutes.entries()) {
    longest = Math.max(longest, minute - (minutes[index - 1] ?? minute));
  }
  let before: number | undefined;
  for (const day of daysOfCycle(schedule.isWeekly)) {
    if (!schedule.firesOn(day)) continue;
    const at = day.getTime() / millisecondsPerDay;
    if (before !== undefined) {
      longest = Math.max(longest, (at - before) * minutesPerDay + first - last);
    }
    before = at;
  }
  return before === undefined ? undefined : longest * 60;
}

/** croniter takes either day where both fields restrict. */
function isEither({ days, weekdays }: CronExpression): boolean {
  return !days.isAny && !weekdays.isAny;
}

/** Occurrences of weekdays and the nearest weekday count whichever field is asked for. */
function meets(cron: CronExpression, date: Date, fields: 'day' | 'weekday' | 'both'): boolean {
  if (!allows(cron.months, date.getUTCMonth() + 1)) return false;
  const day = date.getUTCDate();
  if (cron.nearestTo !== undefined) {
    const lastDay = lastDayOfMonth(date);
    if (day !== nearestWeekday(date, Math.min(cron.nearestTo, lastDay), lastDay)) return false;
  } else if (fields !== 'weekday' && !allows(cron.days, day)) {
    if (!cron.hasLastDay || day !== lastDayOfMonth(date)) return false;
  }
  if (cron.occurrences.size > 0) return isOccurrence(cron, date, lastDayOfMonth(date));
  return fields === 'day' || allows(cron.weekdays, date.getUTCDay());
}

function lastDayOfMonth(date: Date): number {
  return new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
}

function isOccurrence({ occurrences }: CronExpression, date: Date, lastDay: number): boolean {
  const day = date.getUTCDate();
  const wanted = occurrences.get(date.getUTCDay());
  if (wanted === undefined) return false;
  return wanted.has(Math.ceil(day / 7)) || (wanted.has('last') && day + 7 > lastDay);
}

/** `15W`: Friday before a Saturday and Monday after a Sunday, but in the same month. */
function nearestWeekday(date: Date, wanted: number, lastDay: number): number {
  const weekday = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), wanted)).getUTCDay();
  if (weekday === 6) return wanted > 1 ? wanted - 1 : wanted + 2;
  if (weekday === 0) return wanted < lastDay ? wanted + 1 : wanted - 2;
  return wanted;
}

function allows({ isAny, values }: CronExpression['days'], value: number): boolean {
  return isAny || values.has(value);
}

function valuesOf({ isAny, values }: CronExpression['minutes'], size: number): readonly number[] {
  return isAny ? Array.from({ length: size }, (_, value) => value) : [...values];
}
