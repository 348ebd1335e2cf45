import { describe, expect, it } from 'vitest';
import {
  argumentNames,
  canonicalCallable,
  removedArgument,
  triggerRules,
} from '../../../server/src/knowledge/airflow-arguments';
import { parseAirflowVersion } from '../../../server/src/knowledge/airflow-versions';

function version(text: string) {
  const parsed = parseAirflowVersion(text);
  if (parsed === undefined) throw new Error(`not a version: ${text}`);
  return parsed;
}

describe('removedArgument', () => {
  it('renames schedule_interval exactly, under every name of DAG and @dag', () => {
    const names = [
      'airflow.DAG',
      'airflow.models.DAG',
      'airflow.models.dag.DAG',
      'airflow.sdk.DAG',
      'airflow.decorators.dag',
      'airflow.sdk.dag',
    ];
    for (const name of names) {
      expect(removedArgument(name, 'schedule_interval')).toMatchObject({
        deprecatedIn: '2.4',
        removedIn: '3.0',
        replacement: 'schedule',
        replacementIn: '2.4',
        equal: true,
      });
    }
  });

  it('knows the other arguments that DAG lost', () => {
    const dag = 'airflow.DAG';
    expect(removedArgument(dag, 'timetable')).toMatchObject({ replacement: 'schedule' });
    expect(removedArgument(dag, 'concurrency')).toMatchObject({
      replacement: 'max_active_tasks',
      equal: true,
    });
    expect(removedArgument(dag, 'fail_stop')).toEqual({
      removedIn: '3.0',
      replacement: 'fail_fast',
      replacementIn: '3.0',
      equal: true,
    });
    for (const view of ['default_view', 'orientation']) {
      expect(removedArgument(dag, view)).toEqual({ removedIn: '3.0', equal: false });
    }
    expect(removedArgument(dag, 'full_filepath')).toMatchObject({ removedIn: '3.0', equal: true });
  });

  it('still takes sla_miss_callback in 3.x, with a warning', () => {
    const found = removedArgument('airflow.DAG', 'sla_miss_callback');
    expect(found).toMatchObject({ deprecatedIn: '3.0', equal: false });
    expect(found?.removedIn).toBeUndefined();
  });

  it('leaves provide_context out without loss, in every operator built on PythonOperator', () => {
    const callees = [
      'airflow.operators.python.PythonOperator',
      'airflow.operators.python_operator.PythonOperator',
      'airflow.operators.python.BranchPythonOperator',
      'airflow.operators.python.ShortCircuitOperator',
      'airflow.operators.python.PythonVirtualenvOperator',
      'airflow.decorators.task',
      'airflow.decorators.task.branch',
      'airflow.sdk.task.short_circuit',
    ];
    for (const callee of callees) {
      const found = removedArgument(callee, 'provide_context');
      expect(found, callee).toMatchObject({ deprecatedIn: '2.4', removedIn: '3.0', equal: true });
      expect(found?.replacement).toBeUndefined();
    }
    // No sensor took it in any supported version.
    expect(removedArgument('airflow.sensors.python.PythonSensor', 'provide_context')).toBe(
      undefined,
    );
  });

  it('understands the one spelling that the model uses', () => {
    expect(removedArgument('airflow.dag', 'schedule_interval')?.replacement).toBe('schedule');
    expect(removedArgument('airflow.PythonOperator', 'provide_context')?.equal).toBe(true);
    expect(removedArgument('airflow.task', 'provide_context')?.equal).toBe(true);
    expect(removedArgument('airflow.task.branch', 'provide_context')?.equal).toBe(true);
    expect(removedArgument('airflow.BaseOperator', 'sla')?.deprecatedIn).toBe('3.0');
    expect(canonicalCallable('airflow.branch')).toBeUndefined();
  });

  it('inherits what BaseOperator lost', () => {
    for (const callee of [
      'airflow.models.BaseOperator',
      'airflow.operators.bash.BashOperator',
      'airflow.sensors.filesystem.FileSensor',
      'airflow.decorators.task',
    ]) {
      expect(removedArgument(callee, 'task_concurrency'), callee).toMatchObject({
        removedIn: '3.0',
        replacement: 'max_active_tis_per_dag',
        equal: true,
      });
    }
  });

  it('knows the renames of single operators', () => {
    expect(
      removedArgument('airflow.operators.trigger_dagrun.TriggerDagRunOperator', 'execution_date'),
    ).toMatchObject({ removedIn: '3.0', replacement: 'logical_date', equal: true });
    expect(removedArgument('airflow.operators.bash.BashOperator', 'skip_exit_code')).toMatchObject({
      deprecatedIn: '2.6',
      removedIn: '3.0',
      replacement: 'skip_on_exit_code',
    });
    expect(
      removedArgument('airflow.operators.python.PythonVirtualenvOperator', 'use_dill'),
    ).toMatchObject({ removedIn: '3.0', replacement: 'serializer', equal: false });
  });

  it('is silent about good arguments, unknown ones and names of Object itself', () => {
    expect(removedArgument('airflow.DAG', 'schedule')).toBeUndefined();
    expect(removedArgument('airflow.DAG', 'no_such_argument')).toBeUndefined();
    expect(removedArgument('airflow.DAG', 'constructor')).toBeUndefined();
    expect(removedArgument('mylib.DAG', 'schedule_interval')).toBeUndefined();
    expect(removedArgument('constructor', 'toString')).toBeUndefined();
    expect(removedArgument('', '')).toBeUndefined();
  });
});

describe('argumentNames', () => {
  it('follows the versions', () => {
    const before = argumentNames('airflow.DAG', version('2.10'));
    const after = argumentNames('airflow.DAG', version('3.3.2'));
    expect(before?.has('schedule_interval')).toBe(true);
    expect(after?.has('schedule_interval')).toBe(false);
    expect(after?.has('deadline')).toBe(true);
    expect(after?.has('dag_id')).toBe(true);
  });

  it('includes what is inherited', () => {
    const names = argumentNames('airflow.sensors.external_task.ExternalTaskSensor', version('2.7'));
    for (const name of ['external_dag_id', 'poke_interval', 'execution_timeout', 'task_id']) {
      expect(names?.has(name), name).toBe(true);
    }
    expect(names?.has('never_fail')).toBe(false);
  });

  it('does not offer to a decorator what the decorator itself passes', () => {
    const names = argumentNames('airflow.decorators.task', version('2.10'));
    expect(names?.has('retries')).toBe(true);
    expect(names?.has('multiple_outputs')).toBe(true);
    expect(names?.has('op_kwargs')).toBe(false);
  });

  it('knows nothing of a callable in a version that lacks it', () => {
    expect(argumentNames('airflow.operators.subdag.SubDagOperator', version('3.0'))).toBe(
      undefined,
    );
    expect(canonicalCallable('airflow.operators.dummy.DummyOperator')).toBe(
      'airflow.providers.standard.operators.empty.EmptyOperator',
    );
  });
});

describe('triggerRules', () => {
  it('follows the versions', () => {
    expect(triggerRules(version('2.11')).has('dummy')).toBe(true);
    expect(triggerRules(version('3.0')).has('dummy')).toBe(false);
    expect(triggerRules(version('3.1')).has('all_done_min_one_success')).toBe(true);
  });
});
