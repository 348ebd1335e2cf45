import { isSensorClass } from '../../knowledge/airflow-objects';
import type { SyntaxNode } from '../../syntax/node';
import type { LoadedTask } from './graph/types';

/** How long a task may take by what it is given, and by which of its arguments. */
export interface AllowedTime {
  readonly kind: 'execution' | 'sensor' | 'retries';
  readonly seconds: number;
  /** Of one try; the same as `seconds` but for retries. */
  readonly secondsOfTry: number;
  readonly tries: number;
  /** Where the limit of a try is written. */
  readonly origin: SyntaxNode;
}

/** `[core] default_task_retry_delay`, in seconds. */
const defaultRetryDelay = 300;

/**
 * The times that a task's own limits leave it: `execution_timeout`, a sensor's `timeout`, and both
 * together with its retries. Empty where nothing says so. A sensor that has timed out is not tried
 * again (`AirflowSensorTimeout`), an `execution_timeout` counts for each try.
 */
export function allowedTimes(task: LoadedTask): readonly AllowedTime[] {
  const found: AllowedTime[] = [];
  const limit = positive(task, 'execution_timeout', 'duration');
  if (isSensorClass(task.operator) || task.operator === 'airflow.task.sensor') {
    const timeout = positive(task, 'timeout');
    const isCut = limit !== undefined && limit.seconds <= (timeout?.seconds ?? 0) && pokes(task);
    if (timeout !== undefined && !isCut) found.push({ kind: 'sensor', ...once(timeout) });
  }
  if (limit === undefined) return found;
  found.push({ kind: 'execution', ...once(limit) });
  const { delay, retries } = retriesOf(task);
  if (retries === 0) return found;
  const tries = retries + 1;
  const seconds = limit.seconds * tries + delay * retries;
  found.push({ ...once(limit), kind: 'retries', seconds, tries });
  return found;
}

/** How long each try may take, so that all of them and their pauses take no longer than that. */
export function secondsPerTry(task: LoadedTask, seconds: number): number {
  const { delay, retries } = retriesOf(task);
  return (seconds - delay * retries) / (retries + 1);
}

/** What a task may take by its `execution_timeout` if it had so many retries; 0 without a limit. */
export function secondsWithRetries(task: LoadedTask, retries: number): number {
  const time = allowedTimes(task).find(({ kind }) => kind === 'execution');
  return time === undefined ? 0 : time.seconds * (retries + 1) + retriesOf(task).delay * retries;
}

/** As far as they are known; `delay` in seconds. */
function retriesOf(task: LoadedTask): { readonly retries: number; readonly delay: number } {
  const retries = positive(task, 'retries', 'number')?.seconds ?? 0;
  const pause = task.effective('retry_delay') === 'unset' ? defaultRetryDelay : 0;
  return { retries, delay: positive(task, 'retry_delay')?.seconds ?? pause };
}

/** In the other modes `execution_timeout` counts for each look by itself. */
function pokes(task: LoadedTask): boolean {
  const mode = task.effective('mode');
  if (mode === 'unset') return true;
  return mode !== 'unknown' && mode.value.type === 'string' && mode.value.value === 'poke';
}

function once({ origin, seconds }: { origin: SyntaxNode; seconds: number }) {
  return { seconds, secondsOfTry: seconds, tries: 1, origin };
}

function positive(
  task: LoadedTask,
  name: string,
  type?: 'number' | 'duration',
): { readonly seconds: number; readonly origin: SyntaxNode } | undefined {
  const found = task.effective(name);
  if (typeof found === 'string') return undefined;
  const { origin, value } = found;
  if (type !== undefined && value.type !== type) return undefined;
  const seconds =
    value.type === 'duration' ? value.seconds : value.type === 'number' ? value.value : 0;
  return seconds > 0 ? { seconds, origin } : undefined;
}
