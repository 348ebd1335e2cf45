import type { Clock } from '../../client/src/airflow/surroundings';

/** The machine's own clock. */
export const realClock: Clock = {
  now: Date.now,
  after: (milliseconds, run) => {
    const timer = setTimeout(run, milliseconds);
    return { dispose: () => clearTimeout(timer) };
  },
};

/** A clock that stands still until a test turns it. */
export class FakeClock implements Clock {
  #now = Date.UTC(2026, 0, 31, 12);
  readonly #timers = new Set<{ readonly at: number; readonly run: () => void }>();

  now(): number {
    return this.#now;
  }

  after(milliseconds: number, run: () => void) {
    const timer = { at: this.#now + milliseconds, run };
    this.#timers.add(timer);
    return { dispose: () => this.#timers.delete(timer) };
  }

  /** How many timers wait. */
  get waiting(): number {
    return this.#timers.size;
  }

  /** Lets time pass; what is due runs in its order, each with all that follows from it without waiting. */
  async advance(milliseconds: number): Promise<void> {
    const end = this.#now + milliseconds;
    await settled();
    for (;;) {
      const [next] = [...this.#timers].sort((one, other) => one.at - other.at);
      if (next === undefined || next.at > end) break;
      this.#timers.delete(next);
      this.#now = Math.max(this.#now, next.at);
      next.run();
      await settled();
    }
    this.#now = end;
  }
}

/** Until all promises that wait for nothing outside have been kept. */
export async function settled(): Promise<void> {
  // Streams hand on their pieces in turns of the event loop, a few for each answer.
  for (let turn = 0; turn < 20; turn++) await new Promise(setImmediate);
}
