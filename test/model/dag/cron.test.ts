import { describe, expect, it } from 'vitest';
import { canMeet, parseCron } from '../../../server/src/semantic/dag/cron';

function cron(expression: string) {
  const parsed = parseCron(expression);
  if (parsed === undefined) throw new Error(`not read: ${expression}`);
  return parsed;
}

describe('parseCron', () => {
  it('reads fields, lists, ranges, steps, names and presets', () => {
    expect([...cron('*/20 6-7 * * *').minutes]).toEqual([360, 380, 400, 420, 440, 460]);
    expect([...cron('5,10 0 * * *').minutes]).toEqual([5, 10]);
    expect(cron('@hourly').minutes.size).toBe(24);
    const monday = new Date(Date.UTC(2024, 0, 1));
    const sunday = new Date(Date.UTC(2024, 0, 7));
    expect(cron('0 0 * * mon-fri').firesOn(monday)).toBe(true);
    expect(cron('0 0 * * mon-fri').firesOn(sunday)).toBe(false);
    expect(cron('0 0 * * 7').firesOn(sunday)).toBe(true);
    expect(cron('0 0 * jan *').firesOn(monday)).toBe(true);
    expect(cron('@quarterly').firesOn(new Date(Date.UTC(2024, 3, 1)))).toBe(true);
  });

  it('takes either day where both are restricted', () => {
    const either = cron('0 0 13 * 1');
    expect(either.firesOn(new Date(Date.UTC(2024, 0, 13)))).toBe(true);
    expect(either.firesOn(new Date(Date.UTC(2024, 0, 8)))).toBe(true);
    expect(either.firesOn(new Date(Date.UTC(2024, 0, 9)))).toBe(false);
  });

  it('leaves alone what it does not know', () => {
    for (const text of [
      '@once',
      '0 0 L * *',
      '0 0 * * 1#2',
      '* * * *',
      '60 * * * *',
      '0 0 * * * *',
    ]) {
      expect(parseCron(text), text).toBeUndefined();
    }
  });
});

describe('canMeet', () => {
  it('compares times of day and days, with a shift', () => {
    expect(canMeet(cron('0 6 * * *'), cron('0 5 * * *'), 0)).toBe(false);
    expect(canMeet(cron('0 6 * * *'), cron('0 5 * * *'), 60)).toBe(true);
    expect(canMeet(cron('0 1 * * *'), cron('0 23 * * *'), 120)).toBe(true);
    expect(canMeet(cron('@daily'), cron('@hourly'), 0)).toBe(true);
    expect(canMeet(cron('0 6 * * 1'), cron('0 6 * * 2'), 0)).toBe(false);
    expect(canMeet(cron('0 6 * * 1'), cron('0 6 * * 0'), 1440)).toBe(true);
    expect(canMeet(cron('0 0 29 2 *'), cron('0 0 * * 1'), 0)).toBe(true);
    expect(canMeet(cron('0 0 31 4 *'), cron('@daily'), 0)).toBe(false);
  });
});
