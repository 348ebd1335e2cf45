import { describe, expect, it } from 'vitest';
import { readCron } from '../../../../server/src/semantic/dag/cron/expression';

function mistakeIn(text: string): string | undefined {
  const { mistake } = readCron(text);
  if (mistake === undefined) return undefined;
  return 'part' in mistake ? `${mistake.kind} ${mistake.field.key} ${mistake.part}` : mistake.kind;
}

/** What croniter takes and refuses is compared as a whole in test/airflow/cron.test.ts. */
describe('readCron', () => {
  it('reads presets: those of Airflow as they are written, those of croniter in any case', () => {
    expect(readCron('@quarterly').cron?.months.values).toEqual(new Set([1, 4, 7, 10]));
    expect(readCron('@Midnight').cron?.hours.values).toEqual(new Set([0]));
    expect(mistakeIn('@Quarterly')).toBe('fields');
    expect(mistakeIn('constructor')).toBe('fields');
  });

  it('reads ranges that go round, and of one value', () => {
    expect(readCron('0 22-4/2 * * *').cron?.hours.values).toEqual(new Set([22, 0, 2, 4]));
    expect(readCron('0 0 * * fri-sun').cron?.weekdays.values).toEqual(new Set([5, 6, 0]));
    expect(readCron('5-5 * * * *').cron?.minutes.isAny).toBe(true);
  });

  it('says what is wrong and where', () => {
    const mistakes: Readonly<Record<string, string>> = {
      daily: 'fields',
      '* * * *': 'fields',
      '60 * * * *': 'range minute 60',
      '0 0 0 * *': 'range day 0',
      '0 24 * * *': 'range hour 24',
      '0 0 1 13 *': 'range month 13',
      '0 0 * * 1-9': 'range weekday 1-9',
      '0 0 * * monday': 'part weekday monday',
      '1,,2 * * * *': 'part minute ',
      '-5 * * * *': 'part minute -5',
      '*5 * * * *': 'part minute *5',
      '*/0 * * * *': 'step minute */0',
      'H * * * *': 'hash minute h',
      '0 0 12 * * ?': 'question-mark second ?',
      '0 0 * * 1#6': 'occurrence weekday 1#6',
      '0 0 * * 1,2#3': 'mixed-weekdays weekday 1,2#3',
      '0 0 1,15W * *': 'nearest day 15w',
      '0 0 1 1 * 0 1969': 'range year 1969',
    };
    for (const [text, mistake] of Object.entries(mistakes)) {
      expect(mistakeIn(text), text).toBe(mistake);
    }
  });

  it('marks values that are drawn', () => {
    expect(readCron('R(0-5) * * * *').cron?.isRandom).toBe(true);
  });
});
