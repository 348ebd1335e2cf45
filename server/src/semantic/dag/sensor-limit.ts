import type { FileModel } from '../file-model';
import { executionTimeoutOf } from './execution-timeout';
import { runLimitOfTask } from './run-limit';
import { hasOwnLimit, isMetAtFirstLook } from './short-waits';
import type { EffectiveArgument, Task } from './types';

/**
 * Whether something ends a sensor before its default of seven days (`[sensors] default_timeout`).
 * Undefined where that may come from what the file does not show.
 */
export function isSensorLimited(model: FileModel, task: Task): boolean | undefined {
  const timeout = model.tasks.effectiveArgument(task, 'timeout');
  if (timeout !== undefined && !isNone(model, timeout)) return true;
  if (executionTimeoutOf(model, task).kind === 'set' || isMetAtFirstLook(model, task)) return true;
  const own = hasOwnLimit(model, task, sensorMode(model, task));
  if (own !== false) return own;
  const run = runLimitOfTask(model, task).kind;
  if (run !== 'unset') return run === 'set' ? true : undefined;
  const isShown =
    model.tasks.knowsAllArguments(task) &&
    !model.tasks.mayBeSetLater('timeout') &&
    !model.tasks.mayBeSetLater('execution_timeout');
  return isShown ? false : undefined;
}

/** How a sensor spends the time between two looks; undefined where that is not known. */
export function sensorMode(
  model: FileModel,
  task: Task,
): 'poke' | 'reschedule' | 'deferrable' | undefined {
  const deferrable = model.tasks.effectiveArgument(task, 'deferrable');
  if (deferrable !== undefined) {
    const isDeferrable = model.constants.truth(deferrable.value);
    if (isDeferrable !== false) return isDeferrable === true ? 'deferrable' : undefined;
  }
  if (task.operator.endsWith('Async')) return 'deferrable';
  const mode = model.tasks.effectiveArgument(task, 'mode');
  // A sensor of another package may defer, or wait in another way, by default.
  if (mode === undefined) return task.operator.startsWith('airflow.') ? 'poke' : undefined;
  const value = model.constants.string(mode.value);
  return value === 'poke' || value === 'reschedule' ? value : undefined;
}

function isNone(model: FileModel, { value }: EffectiveArgument): boolean {
  return model.values.of(value).every((one) => model.constants.isNone(one));
}

/** The default of `poke_interval`, in seconds. */
const defaultPokeInterval = 60;

/** Seconds from one look to the next; undefined where that is not known. */
export function pokeIntervalOf(model: FileModel, task: Task): number | undefined {
  const interval = secondsOf(model, task, 'poke_interval');
  return interval === 'unset' ? defaultPokeInterval : interval;
}

/** Whether a sensor has a `timeout` that is known. Unlike `execution_timeout` it holds for all looks together. */
export function hasTimeout(model: FileModel, task: Task): boolean {
  return typeof secondsOf(model, task, 'timeout') === 'number';
}

/** Seconds that a sensor waits at most by its own limits; undefined without one that is known. */
export function longestSensorWait(model: FileModel, task: Task): number | undefined {
  const limits = ['timeout', 'execution_timeout'].map((name) => secondsOf(model, task, name));
  if (limits.includes(undefined)) return undefined;
  // It counts from the end of the data interval, which is over when a scheduled run begins.
  const delta = timeDeltaSensors.has(task.operator) ? secondsOf(model, task, 'delta') : 'unset';
  const known = [...limits, delta].filter((limit) => typeof limit === 'number' && limit > 0);
  return known.length === 0 ? undefined : Math.min(...known.map(Number));
}

const timeDeltaSensors: ReadonlySet<string> = new Set(['airflow.TimeDeltaSensor']);

/** An argument in seconds, also as a `timedelta`; undefined where it is not known. */
function secondsOf(model: FileModel, task: Task, name: string): number | 'unset' | undefined {
  const argument = model.tasks.effectiveArgument(task, name);
  if (argument === undefined) {
    const isShown = model.tasks.knowsAllArguments(task) && !model.tasks.mayBeSetLater(name);
    return isShown ? 'unset' : undefined;
  }
  const value = model.constants.value(argument.value);
  if (value?.type === 'none') return 'unset';
  if (value?.type === 'duration') return value.seconds;
  return value?.type === 'number' ? value.value : undefined;
}
