import { setFlagsFromString } from 'node:v8';

/**
 * Tells V8 that the process ends soon after its work is done. By default it optimizes whatever has run for a few
 * milliseconds, much of it again and again while it learns what the code is given: in a check of some hundred files that
 * takes nearly as long as the check, in every thread anew, and on two processors two threads were no faster than one.
 *
 * V8 complains aloud of a flag that it does not have, and they change (`src/flags/flag-definitions.h`).
 */
export function expectShortRun(): void {
  const [major = 0, minor = 0] = process.versions.v8.split('.').map(Number);
  if (major < 12 || (major === 12 && minor <= 4)) {
    // Node 20 and 22: how much bytecode runs between two looks at whether to optimize (66 KiB, in some 132).
    setFlagsFromString('--interrupt-budget=540672');
  } else if (major >= 13) {
    // Node 24: how often a function is called before one of the two compilers optimizes it (400 and 3000).
    setFlagsFromString('--invocation-count-for-maglev=3200');
    setFlagsFromString('--invocation-count-for-turbofan=24000');
  }
  // How much bytecode is put into one function at most when it is optimized (920).
  setFlagsFromString('--max-inlined-bytecode-size-cumulative=400');
}
