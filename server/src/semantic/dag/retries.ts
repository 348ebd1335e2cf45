// How often a task is tried again, and after how long, as the load of its file shows it.

import type { FileModel } from '../file-model';
import type { LoadedArgument } from './graph/types';
import type { Task } from './types';

/** An argument on which all tasks that a place makes agree; `unknown` where one of them differs. */
export type AgreedArgument = LoadedArgument | 'unset' | 'unknown';

export function agreedArgument(model: FileModel, task: Task, name: string): AgreedArgument {
  if (model.tasks.mayBeSetLater(name)) return 'unknown';
  const [first, ...others] = model.taskInstances
    .of(task)
    .map((instance) => instance.task.effective(name));
  if (first === undefined || first === 'unknown') return 'unknown';
  return others.every((other) => isSame(first, other)) ? first : 'unknown';
}

function isSame(one: AgreedArgument, other: AgreedArgument): boolean {
  if (typeof one === 'string' || typeof other === 'string') return one === other;
  return one.origin === other.origin;
}

/** `retry_delay` where it is not set: `[core] default_task_retry_delay`, in seconds. */
const defaultDelay = 300;

/** The retries of a task with the time between them. */
export interface Retries {
  /** How often a task that failed is tried again. */
  readonly count: number;
  readonly countFrom: LoadedArgument | undefined;
  /** The time before each new try, in seconds. */
  readonly delay: number;
  readonly delayFrom: LoadedArgument | undefined;
  /** True where it is longer before each new try. */
  readonly grows: boolean;
}

/**
 * Undefined where something of it is not known, or a `retry_policy` decides. The defaults are those of
 * airflow/models/baseoperator.py (2.10.5) and airflow/sdk/bases/operator.py (3.3.2).
 */
export function retriesOf(model: FileModel, task: Task): Retries | undefined {
  const [countFrom, delayFrom, grows, policy] = [
    'retries',
    'retry_delay',
    'retry_exponential_backoff',
    'retry_policy',
  ].map((name) => agreedArgument(model, task, name));
  if (countFrom === undefined || delayFrom === undefined || grows === undefined) return undefined;
  const isDecidedLater = policy !== 'unset' && !isNone(policy);
  const count = countFrom === 'unset' ? 0 : secondsOrCount(countFrom);
  const delay = delayFrom === 'unset' ? defaultDelay : secondsOrCount(delayFrom);
  const growth = grows === 'unset' ? false : truthOf(grows);
  if (count === undefined || delay === undefined || growth === undefined || isDecidedLater) {
    return undefined;
  }
  return {
    count,
    countFrom: typeof countFrom === 'string' ? undefined : countFrom,
    delay,
    delayFrom: typeof delayFrom === 'string' ? undefined : delayFrom,
    grows: growth,
  };
}

function isNone(argument: AgreedArgument | undefined): boolean {
  return typeof argument === 'object' && argument.value.type === 'none';
}

/** A delay may be a number of seconds, too. */
function secondsOrCount(argument: AgreedArgument): number | undefined {
  if (typeof argument === 'string') return undefined;
  const { value } = argument;
  if (value.type === 'duration') return value.seconds;
  if (value.type === 'none') return 0;
  return value.type === 'number' ? value.value : undefined;
}

/** Since 3.2 a number says by how much it grows; `True` stands for 2 there. */
function truthOf(argument: AgreedArgument): boolean | undefined {
  if (typeof argument === 'string') return undefined;
  const { value } = argument;
  if (value.type === 'boolean') return value.value;
  return value.type === 'number' ? value.value > 1 : undefined;
}
