import type { Output } from '../host';

/** A check that ends sooner than this shows no progress, in milliseconds. */
const patience = 400;
/** How often the line is written anew, in milliseconds. */
const interval = 100;

/** A line on a terminal that says how far a long run is; nothing on any other output. */
export class Progress {
  #shown = 0;
  #last: number;

  constructor(
    private readonly output: Output,
    private readonly total: number,
    private readonly now: () => number = performance.now.bind(performance),
  ) {
    this.#last = now() + patience - interval;
  }

  report(done: number, what: string): void {
    if (this.output.isTTY !== true || this.now() - this.#last < interval) return;
    this.#last = this.now();
    const room = Math.max(20, (this.output.columns ?? 80) - 1);
    const line = `Checking ${done + 1}/${this.total}  ${what}`.slice(0, room);
    this.output.write(`\r${line.padEnd(this.#shown)}`);
    this.#shown = line.length;
  }

  /** Wipes the line, so that what is written next begins at the margin. */
  dispose(): void {
    if (this.#shown > 0) this.output.write(`\r${' '.repeat(this.#shown)}\r`);
    this.#shown = 0;
  }
}
