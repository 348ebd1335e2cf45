/**
 * Which classes, decorators and arguments of Airflow make tasks, and where Airflow runs what is
 * handed to them. Names are canonical (see `canonicalAirflowName`). Sources: "Public Interface of
 * Airflow" and "TaskFlow" in the documentation of 2.10 and 3.1; `airflow/decorators/__init__.pyi`.
 */

/** True for the class of an operator or sensor, by Airflow's and its providers' naming convention. */
export function isOperatorClass(name: string): boolean {
  if (name === 'airflow.BaseOperator') return false;
  return /(?:Operator|Sensor)(?:Async)?$/.test(name) || operatorsByOtherNames.has(name);
}

/** Operators of Airflow and its providers that are not called so (see template-fields.json). */
const operatorsByOtherNames: ReadonlySet<string> = new Set([
  'airflow.ExternalTaskMarker',
  'airflow.GenericTransfer',
]);

/** True for a class of another package whose name speaks of an operator, wherever in it. */
export function mayBeOperatorClass(name: string): boolean {
  return isOperatorClass(name) || /\.[A-Z]\w*(?:Operator|Sensor)\w*$/.test(name);
}

/** True for classes that have a sensor's arguments (`timeout`, `mode`, `poke_interval`, …). */
export function isSensorClass(name: string): boolean {
  const className = name.slice(name.lastIndexOf('.') + 1);
  return /Sensor(?:Operator)?(?:Async)?$/.test(className) && !sensorsByNameOnly.has(className);
}

/**
 * Operators that are called sensors but derive from `BaseOperator`
 * (airflow/providers/apache/kafka/sensors/kafka.py).
 */
const sensorsByNameOnly: ReadonlySet<string> = new Set([
  'AwaitMessageSensor',
  'AwaitMessageTriggerFunctionSensor',
]);

export function isOperatorBase(name: string): boolean {
  return isOperatorClass(name) || /(?:^|\.)(?:Base)?\w*Operator$/.test(name);
}

/**
 * True for what Airflow and its providers publish, whose classes set no time limit by themselves
 * (the exceptions are listed below); other packages may do what they like.
 */
export function isAirflowPackage(name: string): boolean {
  return /^(?:airflow|airflow_provider\w*|astronomer\.providers|\w+_provider(?:_async)?)\./.test(
    name,
  );
}

export function isTriggerBase(name: string): boolean {
  return /Trigger$/.test(name) && name.startsWith('airflow.');
}

export function isNotifierBase(name: string): boolean {
  return /Notifier$/.test(name) && name.startsWith('airflow.');
}

export function isHookBase(name: string): boolean {
  return /Hook$/.test(name) && name.startsWith('airflow.');
}

/** Methods that Airflow calls in the task's process. */
export const operatorTaskMethods: ReadonlySet<string> = new Set([
  'choose_branch',
  'execute',
  'execute_callable',
  'execute_complete',
  'on_kill',
  'poke',
  'post_execute',
  'pre_execute',
  'resume_execution',
]);

/** Arguments that take a function which the task runs. */
export const callableArguments: ReadonlySet<string> = new Set([
  'python_callable',
  'response_check',
  'response_filter',
  'event_producer_function',
  'apply_function',
  'producer_function',
  'post_execute',
  'pre_execute',
]);

/** Arguments of tasks and DAGs that take callbacks. */
export const callbackArguments: ReadonlySet<string> = new Set([
  'on_execute_callback',
  'on_failure_callback',
  'on_retry_callback',
  'on_skipped_callback',
  'on_success_callback',
  'sla_miss_callback',
]);

/** Flavors of `@task` whose function runs in another interpreter or container. */
const foreignFlavors: ReadonlySet<string> = new Set([
  'docker',
  'external_python',
  'branch_external_python',
  'branch_virtualenv',
  'kubernetes',
  'pyspark',
  'snowpark',
  'virtualenv',
]);

const foreignOperators: ReadonlySet<string> = new Set([
  'airflow.BranchExternalPythonOperator',
  'airflow.BranchPythonVirtualenvOperator',
  'airflow.ExternalPythonOperator',
  'airflow.PythonVirtualenvOperator',
]);

export function runsInOtherProcessImage(operator: string): boolean {
  const flavor = /^airflow\.task\.(\w+)$/.exec(operator)?.[1];
  return foreignOperators.has(operator) || (flavor !== undefined && foreignFlavors.has(flavor));
}

/** Operators that run their function in another interpreter, and wait for its output to end. */
const interpreterOperators: ReadonlySet<string> = new Set([
  'airflow.BranchExternalPythonOperator',
  'airflow.BranchPythonVirtualenvOperator',
  'airflow.ExternalPythonOperator',
  'airflow.PythonVirtualenvOperator',
  'airflow.task.branch_external_python',
  'airflow.task.branch_virtualenv',
  'airflow.task.external_python',
  'airflow.task.virtualenv',
]);
export function waitsForInterpreter(operator: string): boolean {
  return interpreterOperators.has(operator);
}

/** Operators that do nothing in a worker, or nothing that can take long. */
const idleOperators: ReadonlySet<string> = new Set([
  'airflow.BranchDateTimeOperator',
  'airflow.BranchDayOfWeekOperator',
  'airflow.DummyOperator',
  'airflow.EmptyOperator',
  'airflow.ExternalTaskMarker',
  'airflow.LatestOnlyOperator',
  'airflow.SmoothOperator',
]);

export function doesNothing(operator: string): boolean {
  return idleOperators.has(operator);
}

/**
 * Operators that wait for someone's answer, with `response_timeout` as their limit. Since 3.2 they
 * warn about `execution_timeout` and clear it (airflow/providers/standard/operators/hitl.py).
 */
const waitingForPeople: ReadonlySet<string> = new Set([
  'airflow.ApprovalOperator',
  'airflow.HITLBranchOperator',
  'airflow.HITLEntryOperator',
  'airflow.HITLOperator',
]);

export function waitsForPeople(operator: string): boolean {
  return waitingForPeople.has(operator);
}

/** Sensors that wait for a point in time, which comes. */
const timeSensors: ReadonlySet<string> = new Set([
  'airflow.DateTimeSensor',
  'airflow.DateTimeSensorAsync',
  'airflow.DayOfWeekSensor',
  'airflow.TimeDeltaSensor',
  'airflow.TimeDeltaSensorAsync',
  'airflow.TimeSensor',
  'airflow.TimeSensorAsync',
  'airflow.WaitSensor',
]);

export function waitsForTime(operator: string): boolean {
  return timeSensors.has(operator);
}
