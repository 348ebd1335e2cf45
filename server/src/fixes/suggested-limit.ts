import { fittingLimit } from '../semantic/dag/time-budget';
import type { Dag, Task } from '../semantic/dag/types';
import type { FileModel } from '../semantic/file-model';

/** A limit that is written as the arguments of a `timedelta`. */
interface SuggestedDuration {
  readonly argument: string;
  readonly seconds: number;
}

/** Up to so many hours, and no longer than the run leaves the tasks; undefined where that is nothing. */
export function suggestedDuration(
  model: FileModel,
  place: Task | { readonly dags: readonly Dag[] },
  hours: number,
): SuggestedDuration | undefined {
  const seconds = fittingLimit(model, place, hours * 3600);
  if (seconds >= hours * 3600) return { argument: `hours=${hours}`, seconds: hours * 3600 };
  const minutes = Math.floor(seconds / 60);
  return minutes < 1 ? undefined : { argument: `minutes=${minutes}`, seconds: minutes * 60 };
}

/** The same in seconds, as people write them. */
export function suggestedSeconds(
  model: FileModel,
  task: Task,
  hours: number,
): { readonly text: string; readonly seconds: number } | undefined {
  const seconds = fittingLimit(model, task, hours * 3600);
  if (seconds >= hours * 3600) return { text: `${hours} * 60 * 60`, seconds: hours * 3600 };
  const minutes = Math.floor(seconds / 60);
  return minutes < 1 ? undefined : { text: `${minutes} * 60`, seconds: minutes * 60 };
}
