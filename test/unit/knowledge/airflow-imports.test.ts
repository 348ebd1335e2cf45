import { describe, expect, it } from 'vitest';
import {
  exceptionBase,
  isImportable,
  nameHistory,
} from '../../../server/src/knowledge/airflow-imports';

describe('nameHistory', () => {
  it('knows that SubDAGs are gone', () => {
    expect(nameHistory('airflow.operators.subdag.SubDagOperator')).toMatchObject({
      deprecatedIn: '2.4',
      removedIn: '3.0',
      message: expect.stringContaining('airflow.utils.task_group.TaskGroup'),
    });
    expect(nameHistory('airflow.operators.subdag_operator.SubDagOperator')).toMatchObject({
      removedIn: '3.0',
      place: 'airflow.operators.subdag.SubDagOperator',
    });
  });

  it('follows a name that moved', () => {
    expect(nameHistory('airflow.exceptions.AirflowTaskTimeout')).toEqual({
      deprecatedIn: '3.2',
      place: 'airflow.sdk.exceptions.AirflowTaskTimeout',
    });
    expect(nameHistory('airflow.sdk.exceptions.AirflowTaskTimeout')).toEqual({ addedIn: '3.2' });
    expect(nameHistory('airflow.operators.python.PythonOperator')).toEqual({
      deprecatedIn: '3.0',
      place: 'airflow.providers.standard.operators.python.PythonOperator',
    });
    expect(nameHistory('airflow.utils.dates.days_ago')).toMatchObject({ removedIn: '3.0' });
  });

  it('does not know other names', () => {
    expect(nameHistory('airflow.operators.subdag.NoSuchName')).toBeUndefined();
    expect(nameHistory('mylib.DAG')).toBeUndefined();
    expect(nameHistory('constructor')).toBeUndefined();
  });
});

describe('isImportable', () => {
  it('answers by version', () => {
    const timeout = 'airflow.sdk.exceptions.AirflowTaskTimeout';
    expect(isImportable(timeout, { major: 3, minor: 1 })).toBe(false);
    expect(isImportable(timeout, { major: 3, minor: 2 })).toBe(true);
    expect(isImportable('mylib.thing', { major: 3, minor: 2 })).toBeUndefined();
  });
});

describe('exceptionBase', () => {
  it('tells by the patch release when the timeout stopped being an Exception', () => {
    const at = (minor: number, patch?: number) =>
      exceptionBase('AirflowTaskTimeout', {
        major: 2,
        minor,
        ...(patch === undefined ? {} : { patch }),
      });
    expect(at(7, 3)).toBe('Exception');
    expect(at(8, 0)).toBe('Exception');
    expect(at(8, 1)).toBe('Exception');
    expect(at(8, 2)).toBe('BaseException');
    expect(at(8)).toBe('BaseException');
    expect(at(10, 5)).toBe('BaseException');
    expect(exceptionBase('AirflowTaskTimeout', { major: 3, minor: 3 })).toBe('BaseException');
  });

  it('knows which exceptions a broad handler eats', () => {
    const version = { major: 3, minor: 3 };
    expect(exceptionBase('AirflowSkipException', version)).toBe('Exception');
    expect(exceptionBase('TaskDeferred', version)).toBe('BaseException');
    expect(exceptionBase('AirflowTaskTerminated', { major: 2, minor: 8 })).toBeUndefined();
    expect(exceptionBase('NoSuchException', version)).toBeUndefined();
  });
});
