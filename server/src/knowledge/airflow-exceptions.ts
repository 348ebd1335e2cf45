/**
 * Airflow's exceptions that matter to control flow, with their base class. Source:
 * `airflow/exceptions.py` and `airflow/sdk/exceptions.py`, 2.4 to 3.3. `AirflowTaskTimeout` was an
 * `Exception` up to 2.8.1 and is a `BaseException` since 2.8.2 (checked in 2.10.5 and 3.3.2).
 */
const bases: Readonly<Record<string, string>> = {
  'airflow.AirflowException': 'Exception',
  'airflow.AirflowBadRequest': 'airflow.AirflowException',
  'airflow.AirflowFailException': 'airflow.AirflowException',
  'airflow.AirflowNotFoundException': 'airflow.AirflowException',
  'airflow.AirflowRescheduleException': 'airflow.AirflowException',
  'airflow.AirflowSensorTimeout': 'airflow.AirflowException',
  'airflow.AirflowSkipException': 'airflow.AirflowException',
  'airflow.AirflowTaskTerminated': 'BaseException',
  'airflow.AirflowTaskTimeout': 'BaseException',
  'airflow.TaskDeferred': 'BaseException',
};

export function airflowExceptionBase(name: string): string | undefined {
  return Object.hasOwn(bases, name) ? bases[name] : undefined;
}
