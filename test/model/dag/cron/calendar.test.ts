import { describe, expect, it } from 'vitest';
import {
  canMeet,
  countRuns,
  longestGap,
  neverComes,
  scheduleOfCron,
} from '../../../../server/src/semantic/dag/cron/calendar';
import { readCron } from '../../../../server/src/semantic/dag/cron/expression';

function expression(text: string) {
  const { cron } = readCron(text);
  if (cron === undefined) throw new Error(`not read: ${text}`);
  return cron;
}

function schedule(text: string) {
  const found = scheduleOfCron(expression(text));
  if (found === undefined) throw new Error(`not known: ${text}`);
  return found;
}

function firesOn(text: string, year: number, month: number, day: number): boolean {
  return schedule(text).firesOn(new Date(Date.UTC(year, month - 1, day)));
}

describe('scheduleOfCron', () => {
  it('knows the minutes of a day', () => {
    expect([...schedule('*/20 6-7 * * *').minutes]).toEqual([360, 380, 400, 420, 440, 460]);
    expect([...schedule('0 23-1 * * *').minutes]).toEqual([1380, 0, 60]);
    expect(schedule('@hourly').minutes.size).toBe(24);
    expect(schedule('0 0 * * * */15').timesPerMinute).toBe(4);
  });

  it('knows days by number, name, and from the end of the month', () => {
    expect(firesOn('0 0 * * mon-fri', 2024, 1, 1)).toBe(true);
    expect(firesOn('0 0 * * mon-fri', 2024, 1, 7)).toBe(false);
    expect(firesOn('0 0 * * 7', 2024, 1, 7)).toBe(true);
    expect(firesOn('@quarterly', 2024, 4, 1)).toBe(true);
    expect(firesOn('@quarterly', 2024, 5, 1)).toBe(false);
    expect(firesOn('0 0 L * *', 2024, 2, 29)).toBe(true);
    expect(firesOn('0 0 L * *', 2024, 2, 28)).toBe(false);
    expect(firesOn('0 0 * * fri#2', 2024, 3, 8)).toBe(true);
    expect(firesOn('0 0 * * fri#2', 2024, 3, 1)).toBe(false);
    expect(firesOn('0 0 * * L5', 2024, 3, 29)).toBe(true);
    // The 15th of June 2024 is a Saturday, the 1st too, and the 30th a Sunday.
    expect(firesOn('0 0 15W * *', 2024, 6, 14)).toBe(true);
    expect(firesOn('0 0 1W * *', 2024, 6, 3)).toBe(true);
    expect(firesOn('0 0 31W * *', 2024, 6, 28)).toBe(true);
    expect(firesOn('0 0 * * * 0 2030', 2024, 1, 1)).toBe(false);
  });

  it('takes either day where both are restricted', () => {
    expect(firesOn('0 0 13 * 1', 2024, 1, 13)).toBe(true);
    expect(firesOn('0 0 13 * 1', 2024, 1, 8)).toBe(true);
    expect(firesOn('0 0 13 * 1', 2024, 1, 9)).toBe(false);
  });

  it('says nothing of values that are drawn', () => {
    expect(scheduleOfCron(expression('R * * * *'))).toBeUndefined();
  });
});

describe('neverComes', () => {
  it('finds days that no month has', () => {
    for (const text of ['0 0 30 2 *', '0 0 31 4,6 *', '0 0 31 2 1', '0 0 8 * mon#1']) {
      expect(neverComes(expression(text)), text).toBe(true);
    }
  });

  it('knows that others come, if seldom', () => {
    for (const text of [
      '0 0 29 2 *',
      '0 0 30,31 * *',
      '0 0 29 2 1',
      '0 0 * 2 mon#5',
      'R R R * *',
    ]) {
      expect(neverComes(expression(text)), text).toBe(false);
    }
  });
});

describe('canMeet', () => {
  it('compares times of day and days, with a shift', () => {
    const meet = (a: string, b: string, back: number) => canMeet(schedule(a), schedule(b), back);
    expect(meet('0 6 * * *', '0 5 * * *', 0)).toBe(false);
    expect(meet('0 6 * * *', '0 5 * * *', 60)).toBe(true);
    expect(meet('0 1 * * *', '0 23 * * *', 120)).toBe(true);
    expect(meet('@daily', '@hourly', 0)).toBe(true);
    expect(meet('0 6 * * 1', '0 6 * * 2', 0)).toBe(false);
    expect(meet('0 6 * * 1', '0 6 * * 0', 1440)).toBe(true);
    expect(meet('0 0 29 2 *', '0 0 * * 1', 0)).toBe(true);
    expect(meet('0 0 31 4 *', '@daily', 0)).toBe(false);
  });
});

describe('countRuns', () => {
  const count = (text: string, from: string, to: string) =>
    countRuns(schedule(text), new Date(from), new Date(to));

  it('counts whole days between two moments', () => {
    expect(count('@daily', '2024-01-01', '2025-01-01')).toBe(366);
    expect(count('*/10 8-17 * * mon-fri', '2024-01-01', '2024-01-08')).toBe(5 * 60);
    expect(count('@hourly', '2024-01-01', '2024-01-01')).toBe(0);
    expect(count('@daily', '2025-01-01', '2024-01-01')).toBe(0);
  });
});

describe('schedules of which every week is like the other', () => {
  const weekly = ['@daily', '*/7 * * * *', '0 6 * * mon', '0 6,18 * * tue-thu', '30 0 ? * 0,6'];

  it('are told from those that months or years change', () => {
    for (const text of weekly) expect(schedule(text).isWeekly, text).toBe(true);
    for (const text of ['@monthly', '0 0 L * *', '0 0 15W * *', '0 0 * * fri#2', '0 0 * 2 *']) {
      expect(schedule(text).isWeekly, text).toBe(false);
    }
    expect(schedule('0 0 * * * 0 2030').isWeekly).toBe(false);
  });

  it('come to the same when each day of many years is looked at', () => {
    const from = new Date('2023-02-27T05:00Z');
    for (const text of weekly) {
      const known = schedule(text);
      const lookedAt = { ...known, isWeekly: false };
      expect(longestGap(known), text).toBe(longestGap(lookedAt));
      for (const to of ['2023-02-28', '2023-03-06', '2023-03-07', '2026-11-20']) {
        const counts = [known, lookedAt].map((one) => countRuns(one, from, new Date(to)));
        expect(counts[0], `${text} to ${to}`).toBe(counts[1]);
      }
      for (const other of weekly) {
        const meetings = [known, lookedAt].map((one) => canMeet(one, schedule(other), 60));
        expect(meetings[0], `${text} and ${other}`).toBe(meetings[1]);
      }
    }
  });
});
