import { hasTimeout } from '../semantic/dag/sensor-limit';
import { slotHeldFor } from '../semantic/dag/sensor-mode';
import type { Task } from '../semantic/dag/types';
import type { FileModel } from '../semantic/file-model';
import type { TextEdit } from '../text/edit';
import { setTaskArguments } from './task-argument';

/** What a sensor is given, for the title of a fix, and the edits that do it. */
export interface SensorArguments {
  /** `timeout=600` and the like, each in backticks. */
  readonly title: string;
  readonly edits: readonly TextEdit[];
}

/**
 * Gives a sensor limits. Where it would hold a worker slot for as long as they allow, it gives the
 * slot back between its looks as well; not where only `execution_timeout` ends it, which each look
 * would then have anew.
 */
export function limitSensor(
  model: FileModel,
  task: Task,
  limits: readonly (readonly [name: string, valueText: string])[],
  seconds: number,
): SensorArguments | undefined {
  const hasEnd = limits.some(([name]) => name === 'timeout') || hasTimeout(model, task);
  const holdsSlot = hasEnd && slotHeldFor(model, task, seconds) !== undefined;
  const given = holdsSlot ? [...limits, ['mode', '"reschedule"'] as const] : limits;
  const edits = setTaskArguments(model, task, given);
  if (edits.length === 0) return undefined;
  const names = given.map(([name, valueText]) => `\`${name}=${valueText}\``);
  const last = names.pop() ?? '';
  const title = names.length === 0 ? last : `${names.join(', ')} and ${last}`;
  return { title, edits };
}
