import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { MemoryUse } from '../lsp/host';

/** By how many percent of what is in use the heap may grow before it is collected, where memory is spared. */
const sparingGrowth = 15;

/**
 * How V8 uses memory. Left alone, it lets a heap grow to several times of what is in use before it collects it as a whole, in
 * pages that then stay half empty. Both flags are read whenever they count, and the function for a collection is in
 * every context that is made while its flag is set.
 */
export function heapUse(): MemoryUse {
  setFlagsFromString('--expose-gc');
  const gc: unknown = runInNewContext('globalThis.gc');
  setFlagsFromString('--no-expose-gc');
  const collect = typeof gc === 'function' ? () => void gc() : () => {};
  return {
    spare() {
      setFlagsFromString(`--heap-growing-percent=${sparingGrowth}`);
      // How far the heap may grow is decided at the end of a collection.
      collect();
    },
    release() {
      // Zero leaves it to V8.
      setFlagsFromString('--heap-growing-percent=0');
      // The first one finds out which pages are hardly used, the second one empties them.
      collect();
      collect();
    },
  };
}
