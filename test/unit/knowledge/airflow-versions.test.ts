import { describe, expect, it } from 'vitest';
import {
  compareAirflowVersions,
  describedVersions,
  parseAirflowVersion,
  supportedVersionIndex,
  supportedVersions,
} from '../../../server/src/knowledge/airflow-versions';

describe('parseAirflowVersion', () => {
  it.each([
    ['2.10', { major: 2, minor: 10 }],
    ['3.3.2', { major: 3, minor: 3, patch: 2 }],
    ['2.10.5-python3.11', { major: 2, minor: 10, patch: 5 }],
    ['3.0.0rc1', { major: 3, minor: 0, patch: 0 }],
    ['2.9.3+composer', { major: 2, minor: 9, patch: 3 }],
    ['v2.7.3', { major: 2, minor: 7, patch: 3 }],
  ])('reads %s', (text, version) => {
    expect(parseAirflowVersion(text)).toEqual(version);
  });

  it.each(['', 'latest', '2', 'two.ten', 'constructor'])('refuses %j', (text) => {
    expect(parseAirflowVersion(text)).toBeUndefined();
  });
});

describe('compareAirflowVersions', () => {
  it('orders by number, not by text', () => {
    const sorted = ['2.10', '2.9.3', '3.0', '2.4.0', '2.10.5', '2.4']
      .map((text) => parseAirflowVersion(text) ?? { major: 0, minor: 0 })
      .sort(compareAirflowVersions)
      .map(({ major, minor, patch }) => [major, minor, patch].join('.'));
    expect(sorted).toEqual(['2.4.0', '2.4.', '2.9.3', '2.10.5', '2.10.', '3.0.']);
  });
});

describe('supportedVersionIndex', () => {
  it('takes the nearest supported version', () => {
    const nearest = (text: string) =>
      supportedVersions[supportedVersionIndex(parseAirflowVersion(text) ?? { major: 0, minor: 0 })];
    expect(nearest('2.10.5')).toBe('2.10');
    expect(nearest('1.10.15')).toBe(supportedVersions[0]);
    expect(nearest('9.0')).toBe(supportedVersions.at(-1));
  });
});

describe('describedVersions', () => {
  it('are those that a project may run', () => {
    expect(describedVersions({ major: 2, minor: 10, patch: 5 })).toEqual([{ major: 2, minor: 10 }]);
    expect(describedVersions(undefined)).toHaveLength(supportedVersions.length);
  });

  it('are none where the tables can say nothing for sure', () => {
    expect(describedVersions({ major: 1, minor: 10 })).toEqual([]);
    expect(describedVersions({ major: 9, minor: 0 })).toEqual([]);
  });
});
