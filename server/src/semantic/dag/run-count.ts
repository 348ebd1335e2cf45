import { countRuns, longestGap, neverComes, scheduleOfCron } from './cron/calendar';
import { readCron } from './cron/expression';
import type { Schedule } from './schedules';

/** How many runs a schedule makes between two moments (UTC); undefined where nobody can tell. */
export function runsBetween(schedule: Schedule, from: Date, to: Date): number | undefined {
  const milliseconds = Math.max(0, to.getTime() - from.getTime());
  switch (schedule.kind) {
    case 'interval': {
      const { seconds } = schedule;
      return seconds === undefined || seconds <= 0
        ? undefined
        : Math.floor(milliseconds / 1000 / seconds);
    }
    case 'cron': {
      const { cron } = readCron(schedule.text);
      const days = cron === undefined || neverComes(cron) ? undefined : scheduleOfCron(cron);
      return days && countRuns(days, from, to);
    }
    default:
      return undefined;
  }
}

/** The longest time between two runs of a schedule, in seconds; undefined where nobody can tell. */
export function longestInterval(schedule: Schedule): number | undefined {
  if (schedule.kind === 'interval') return schedule.seconds;
  if (schedule.kind !== 'cron') return undefined;
  const { cron } = readCron(schedule.text);
  const times = cron === undefined || neverComes(cron) ? undefined : scheduleOfCron(cron);
  return times && longestGap(times);
}

/** `1,200` of 1,234: what stays true while a few more or less do not matter. */
export function roughly(count: number): string {
  const unit = 10 ** Math.max(0, Math.floor(Math.log10(Math.max(1, count))) - 1);
  return (Math.floor(count / unit) * unit).toLocaleString('en-US');
}

/** `2024-01-31` */
export function dayOf(date: Date): string {
  return date.toISOString().slice(0, 10);
}
