import type { FileModel } from '../file-model';
import { runsDetached } from './background';
import type { Loop } from './loops';
import { isTimeLimited } from './time-limits';

/** True for a loop that nothing leaves and nothing ends, and that holds up whoever runs it. */
export function isStuck(model: FileModel, loop: Loop): boolean {
  if (loop.endless === undefined || loop.exits.length > 0) return false;
  return !isTimeLimited(model, loop.node) && !runsDetached(model, loop.node);
}
