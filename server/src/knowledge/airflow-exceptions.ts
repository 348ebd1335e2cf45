import data from './data/airflow-names.json' with { type: 'json' };

/**
 * Airflow's exceptions that matter to control flow, with their base class. Source:
 * `airflow/exceptions.py` and `airflow/sdk/exceptions.py`, 2.4 to 3.3. `AirflowTaskTimeout` was an
 * `Exception` up to 2.8.1 and is a `BaseException` since 2.8.2 (checked in 2.10.5 and 3.3.2).
 */
const bases: Readonly<Record<string, string>> = {
  'airflow.AirflowBadRequest': 'airflow.AirflowException',
  'airflow.AirflowFailException': 'airflow.AirflowException',
  'airflow.AirflowNotFoundException': 'airflow.AirflowException',
  'airflow.AirflowRescheduleException': 'airflow.AirflowException',
  'airflow.AirflowSensorTimeout': 'airflow.AirflowException',
  'airflow.AirflowSkipException': 'airflow.AirflowException',
};

/** What a task tells Airflow by an exception that it raises on purpose. */
export type AirflowSignal = 'skip' | 'fail' | 'reschedule' | 'defer';

/**
 * Exceptions by which a task says what shall become of it. Source: `_run_raw_task` in
 * `airflow/models/taskinstance.py` (2.10.5), `run` in `airflow/sdk/execution_time/task_runner.py`
 * (3.3.2): a sensor's timeout fails the task without a retry, as `AirflowFailException` does.
 */
export const airflowSignals: ReadonlyMap<string, AirflowSignal> = new Map([
  ['airflow.AirflowSkipException', 'skip'],
  ['airflow.AirflowFailException', 'fail'],
  ['airflow.AirflowSensorTimeout', 'fail'],
  ['airflow.AirflowRescheduleException', 'reschedule'],
  ['airflow.TaskDeferred', 'defer'],
]);

/** Versions with the built-in base, by the bare name of every exception that Airflow has. */
const exceptions: Readonly<Record<string, readonly (readonly string[])[]>> = data.exceptions;

/** The base class of one of Airflow's exceptions, as the newest version has it. */
export function airflowExceptionBase(name: string): string | undefined {
  if (Object.hasOwn(bases, name)) return bases[name];
  const bare = name.startsWith('airflow.') ? name.slice('airflow.'.length) : name;
  return isAirflowException(bare) ? exceptions[bare]?.at(-1)?.[1] : undefined;
}

/** True for the bare name of an exception that some version of Airflow defines. */
export function isAirflowException(name: string): boolean {
  return Object.hasOwn(exceptions, name);
}
