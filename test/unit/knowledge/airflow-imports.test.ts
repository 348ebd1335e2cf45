import { describe, expect, it } from 'vitest';
import {
  exceptionBase,
  importState,
  isImportable,
  nameHistory,
  newPlace,
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
      places: ['airflow.operators.subdag.SubDagOperator'],
    });
  });

  it('follows a name that moved', () => {
    expect(nameHistory('airflow.exceptions.AirflowTaskTimeout')).toEqual({
      deprecatedIn: '3.2',
      places: ['airflow.sdk.exceptions.AirflowTaskTimeout'],
    });
    expect(nameHistory('airflow.sdk.exceptions.AirflowTaskTimeout')).toEqual({
      addedIn: '3.2',
      places: [],
    });
    expect(nameHistory('airflow.operators.python.PythonOperator')).toEqual({
      deprecatedIn: '3.0',
      places: ['airflow.providers.standard.operators.python.PythonOperator'],
    });
    expect(nameHistory('airflow.utils.dates.days_ago')).toMatchObject({ removedIn: '3.0' });
  });

  it('does not know other names', () => {
    expect(nameHistory('airflow.operators.subdag.NoSuchName')).toBeUndefined();
    expect(nameHistory('mylib.DAG')).toBeUndefined();
    expect(nameHistory('constructor')).toBeUndefined();
  });
});

describe('importState', () => {
  const at = (major: number, minor: number) => ({ major, minor });

  it('tells by version what becomes of an import', () => {
    const bash = 'airflow.operators.bash.BashOperator';
    expect(importState(bash, at(2, 11))).toBeUndefined();
    expect(importState(bash, at(3, 0))).toBe('deprecated');
    const old = 'airflow.operators.bash_operator.BashOperator';
    expect(importState(old, at(2, 4))).toBe('deprecated');
    expect(importState(old, at(3, 0))).toBe('removed');
  });

  it('says nothing of what is only to come', () => {
    expect(importState('airflow.sdk.DAG', at(2, 10))).toBeUndefined();
  });

  it('knows names that a package redirects although the file is still there', () => {
    expect(importState('airflow.hooks.base.BaseHook', at(3, 0))).toBeUndefined();
    expect(importState('airflow.hooks.base.BaseHook', at(3, 1))).toBe('deprecated');
  });
});

describe('newPlace', () => {
  const at = (major: number, minor: number) => ({ major, minor });

  it('is one that the version has, by as many moves as that takes', () => {
    const hook = 'airflow.hooks.base_hook.BaseHook';
    expect(newPlace(hook, at(2, 10))).toMatchObject({
      path: 'airflow.hooks.base.BaseHook',
      isThere: true,
    });
    expect(newPlace(hook, at(3, 1))).toMatchObject({ path: 'airflow.sdk.BaseHook', isThere: true });
  });

  it('is one that all versions have where none is known', () => {
    expect(newPlace('airflow.operators.dummy_operator.DummyOperator', undefined)).toMatchObject({
      path: 'airflow.operators.empty.EmptyOperator',
      isThere: true,
    });
    expect(newPlace('airflow.utils.weekday.WeekDay', undefined)).toMatchObject({
      path: 'airflow.providers.standard.utils.weekday.WeekDay',
      isThere: false,
      since: '3.0',
      distribution: 'apache-airflow-providers-standard',
    });
    expect(newPlace('airflow.AirflowException', undefined)).toMatchObject({
      path: 'airflow.exceptions.AirflowException',
    });
  });

  it('names the provider to install', () => {
    expect(newPlace('airflow.contrib.hooks.ssh_hook.SSHHook', at(3, 3))).toEqual({
      path: 'airflow.providers.ssh.hooks.ssh.SSHHook',
      distribution: 'apache-airflow-providers-ssh',
      isThere: undefined,
      since: undefined,
    });
    expect(
      newPlace('airflow.executors.kubernetes_executor.KubernetesExecutor', at(3, 3)),
    ).toMatchObject({ distribution: 'apache-airflow-providers-cncf-kubernetes' });
  });

  it('knows the new place of what left no redirection', () => {
    expect(newPlace('airflow.utils.helpers.chain', at(3, 0))).toMatchObject({
      path: 'airflow.sdk.chain',
      isThere: true,
    });
    expect(newPlace('airflow.utils.dates.days_ago', at(3, 0))).toBeUndefined();
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
