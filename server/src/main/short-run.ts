import { setFlagsFromString } from 'node:v8';

/**
 * Tells V8 that the process ends soon after its work is done. By default it optimizes whatever has run for a few
 * milliseconds, much of it again and again while it learns what the code is given: in a check of some hundred files that
 * takes nearly as long as the check, in every thread anew, and on two processors two threads were no faster than one.
 *
 * The flags have been in every V8 since that of Node.js 20 (`src/flags/flag-definitions.h`). The first is how much
 * bytecode runs between two looks at whether to optimize (by default 132 KiB there, 66 in later ones); the second, how
 * much is put into one function at most when it is optimized (by default 920 bytes).
 */
export function expectShortRun(): void {
  setFlagsFromString('--interrupt-budget=540672');
  setFlagsFromString('--max-inlined-bytecode-size-cumulative=400');
}
