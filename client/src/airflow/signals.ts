// Signals that end together.

import type { Disposable } from './surroundings';

/**
 * A signal that is aborted with the first of others. Disposed, the others know nothing of it any more,
 * which `AbortSignal.any` leaves to the garbage collector: one of them may live as long as the editor.
 */
export function firstOf(signals: readonly AbortSignal[]): Disposable & { signal: AbortSignal } {
  const controller = new AbortController();
  const abort = () => controller.abort();
  for (const signal of signals) {
    if (signal.aborted) abort();
    else signal.addEventListener('abort', abort, { once: true });
  }
  return {
    signal: controller.signal,
    dispose: () => {
      for (const signal of signals) signal.removeEventListener('abort', abort);
    },
  };
}
