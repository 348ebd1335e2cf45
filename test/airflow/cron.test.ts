/** Cron expressions are taken and refused as the croniter of each Airflow does it. */

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countRuns, neverComes, scheduleOfCron } from '../../server/src/semantic/dag/cron/calendar';
import { readCron } from '../../server/src/semantic/dag/cron/expression';
import { runPython } from '../harness/python';

type Verdict = 'fires' | 'never' | 'refused';

const months = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');
const weekdays = 'sun mon tue wed thu fri sat'.split(' ');

/** Mostly near what a field takes, with the mistakes that people make. */
function field(least: number, most: number, names: readonly string[], more: readonly string[]) {
  const number = fc.integer({ min: Math.max(0, least - 1), max: most + 2 }).map(String);
  const inside = fc.integer({ min: least, max: most }).map(String);
  const value = fc.oneof(
    { arbitrary: inside, weight: 8 },
    { arbitrary: number, weight: 1 },
    ...(names.length > 0 ? [{ arbitrary: fc.constantFrom(...names), weight: 3 }] : []),
  );
  const step = fc.integer({ min: 0, max: 40 }).map(String);
  const part = fc.oneof(
    { arbitrary: fc.constant('*'), weight: 6 },
    { arbitrary: value, weight: 8 },
    { arbitrary: fc.tuple(value, value).map(([a, b]) => `${a}-${b}`), weight: 3 },
    { arbitrary: step.map((n) => `*/${n}`), weight: 3 },
    { arbitrary: fc.tuple(value, value, step).map(([a, b, n]) => `${a}-${b}/${n}`), weight: 2 },
    { arbitrary: fc.tuple(value, step).map(([a, n]) => `${a}/${n}`), weight: 1 },
    { arbitrary: fc.constantFrom(...more, 'h', 'h/5', '?', '', '*5', '-1', 'x', '1.5'), weight: 1 },
  );
  const list = fc.array(part, { minLength: 2, maxLength: 3 }).map((parts) => parts.join(','));
  return fc.oneof({ arbitrary: part, weight: 6 }, { arbitrary: list, weight: 1 });
}

const fields = [
  field(0, 59, [], ['60', 'l']),
  field(0, 23, [], ['24', 'l']),
  field(1, 31, [], ['l', 'L', 'l-3', '1-l', '15w', 'w15', '31w', '0w', 'lw', '29', '30', '31']),
  field(1, 12, months, ['2', 'february', 'jan#1']),
  field(0, 6, weekdays, ['7', 'l5', 'L', '5#2', 'mon#5', '1#6', 'mon-fri#2', '1-5#2', '2#3,4#1']),
] as const;
const seconds = field(0, 59, [], ['l']);
const years = field(1970, 2099, [], ['1969', '2100']);

const expressions = fc
  .tuple(...fields, fc.option(seconds, { freq: 8 }), fc.option(years, { freq: 8 }))
  .map((parts) => parts.filter((part) => part !== null).join(' '));

/** Days that come seldom or never. */
const rareDays = fc
  .tuple(
    fc.constantFrom('29', '30', '31', '30,31', 'l', '31w', '*', '?', '1'),
    fc.constantFrom('2', 'feb', '4,6', 'apr-jun/2', '*', '2,11'),
    fc.constantFrom('*', '*', '1', 'mon#5', 'sun#1', 'l5', '1-5'),
  )
  .map(([day, month, weekday]) => `0 0 ${day} ${month} ${weekday}`);

const presets = '@once @Daily @daily @midnight @Annually @quarterly @reboot daily None'.split(' ');
const sample = [
  ...presets,
  ...fc.sample(expressions, { numRuns: 3000, seed: 20_240_229 }),
  ...fc.sample(rareDays, { numRuns: 300, seed: 20_240_229 }),
];

const source = `
import datetime, json, sys
from croniter import CroniterBadDateError, croniter

def verdict(expression):
    try:
        cron = croniter(expression, datetime.datetime(2024, 1, 1))
    except Exception:
        return "refused"
    try:
        cron.get_next()
    except CroniterBadDateError:
        return "never"
    return "fires"

print("VERDICTS " + json.dumps([verdict(e) for e in json.loads(${JSON.stringify(JSON.stringify(sample))})]))
`;

const from = new Date('2023-12-01T00:00:00Z');
const to = new Date('2025-01-01T00:00:00Z');

/** How often an expression fires between the two, where that is not too often to count them all. */
function runsOf(expression: string): number | undefined {
  const { cron } = readCron(expression);
  const schedule = cron === undefined || neverComes(cron) ? undefined : scheduleOfCron(cron);
  const count = schedule === undefined ? undefined : countRuns(schedule, from, to);
  return count !== undefined && count > 0 && count < 1500 ? count : undefined;
}

const countingSource = (counted: readonly string[]) => `
import datetime, json
from croniter import croniter

start, end = datetime.datetime(2023, 12, 1), datetime.datetime(2025, 1, 1)

def count(expression):
    runs = croniter(expression, start - datetime.timedelta(seconds=1), ret_type=datetime.datetime)
    number = 0
    while runs.get_next() < end:
        number += 1
    return number

print("COUNTS " + json.dumps([count(e) for e in json.loads(${JSON.stringify(JSON.stringify(counted))})]))
`;

async function verdictsOf(major: 2 | 3): Promise<readonly Verdict[]> {
  const run = await runPython(major, source, { seconds: 120 });
  expect(run.status, run.stderr).toBe(0);
  const line = run.stdout.split('\n').find((text) => text.startsWith('VERDICTS ')) ?? '';
  return JSON.parse(line.slice('VERDICTS '.length));
}

function ours(expression: string): Verdict {
  const { cron } = readCron(expression);
  if (cron === undefined) return 'refused';
  return neverComes(cron) ? 'never' : 'fires';
}

/** Airflow replaces its own preset before croniter sees the expression. */
const isOfAirflow = (expression: string) => expression === '@quarterly';
/** Whether a year has passed depends on the day on which one asks. */
const hasYear = (expression: string) => expression.split(' ').length === 7;

describe('cron expressions', () => {
  it('are of every kind', () => {
    const verdicts = sample.map(ours);
    for (const verdict of ['fires', 'never', 'refused'] as const) {
      expect(verdicts.filter((one) => one === verdict).length, verdict).toBeGreaterThan(20);
    }
  });

  it('are judged as the croniter of Airflow 3.3 judges them', async () => {
    const verdicts = await verdictsOf(3);
    const differences = sample.flatMap((expression, index) => {
      const [mine, theirs] = [ours(expression), verdicts[index]];
      const isSame =
        mine === theirs || (hasYear(expression) && (mine === 'refused') === (theirs === 'refused'));
      return isSame || isOfAirflow(expression) ? [] : [`${expression}: ${mine}, not ${theirs}`];
    });
    expect(differences).toEqual([]);
  });

  it('that we refuse, an older croniter refuses, too, and what never comes never comes there', async () => {
    const verdicts = await verdictsOf(2);
    const differences = sample.flatMap((expression, index) => {
      const [mine, theirs] = [ours(expression), verdicts[index]];
      const isSame = mine === 'fires' || theirs === 'refused' || mine === theirs;
      return isSame ? [] : [`${expression}: ${mine}, not ${theirs}`];
    });
    expect(differences).toEqual([]);
  });

  it('fire as often as croniter says', async () => {
    const counted = sample
      // In its last year croniter gives up as soon as one of the two fields of days is over.
      .filter((expression) => !isOfAirflow(expression) && !hasYear(expression))
      .filter((expression) => runsOf(expression) !== undefined)
      .slice(0, 400);
    expect(counted.length).toBeGreaterThan(200);
    const run = await runPython(3, countingSource(counted), { seconds: 120 });
    expect(run.status, run.stderr).toBe(0);
    const line = run.stdout.split('\n').find((text) => text.startsWith('COUNTS ')) ?? '';
    const theirs: readonly number[] = JSON.parse(line.slice('COUNTS '.length));
    const differences = counted.flatMap((expression, index) => {
      const [mine, other] = [runsOf(expression), theirs[index]];
      return mine === other ? [] : [`${expression}: ${mine}, not ${other}`];
    });
    expect(differences).toEqual([]);
  });
});
