import { describe, expect, it } from 'vitest';
import { contextKey, contextKeys } from '../../../server/src/knowledge/airflow-context';

describe('contextKey', () => {
  it('names the key that has the very same value', () => {
    expect(contextKey('execution_date')).toEqual({
      deprecatedIn: '2.4',
      removedIn: '3.0',
      replacements: ['data_interval_start', 'logical_date'],
      equal: ['logical_date'],
    });
  });

  it('gives Jinja expressions where Airflow does', () => {
    expect(contextKey('next_ds')).toEqual({
      deprecatedIn: '2.4',
      removedIn: '3.0',
      replacements: ['{{ data_interval_end | ds }}'],
      equal: [],
    });
  });

  it('names nothing where Airflow names nothing', () => {
    for (const key of ['prev_ds', 'tomorrow_ds', 'yesterday_ds', 'prev_execution_date']) {
      expect(contextKey(key)).toMatchObject({ removedIn: '3.0', replacements: [], equal: [] });
    }
    expect(contextKey('conf')).toMatchObject({ deprecatedIn: '2.10', removedIn: '3.0' });
  });

  it('has nothing to say against keys that stay', () => {
    for (const key of ['ds', 'ti', 'logical_date', 'data_interval_end', 'params']) {
      expect(contextKey(key)).toEqual({ replacements: [], equal: [] });
    }
  });

  it('does not know other names', () => {
    expect(contextKey('my_parameter')).toBeUndefined();
    expect(contextKey('start_date')).toBeUndefined();
    expect(contextKey('constructor')).toBeUndefined();
    expect(contextKey('__proto__')).toBeUndefined();
  });
});

describe('contextKeys', () => {
  it('follows the versions', () => {
    expect(contextKeys({ major: 2, minor: 10 }).has('execution_date')).toBe(true);
    expect(contextKeys({ major: 3, minor: 0 }).has('execution_date')).toBe(false);
    expect(contextKeys({ major: 3, minor: 0 }).has('triggering_asset_events')).toBe(true);
  });
});
