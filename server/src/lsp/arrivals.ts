import type { ServerHost } from './host';

/** Milliseconds after which the next keystroke is hardly on its way any more. */
const pause = 300;

/**
 * Knows whether the client has just sent something that makes current work outdated. Messages
 * that have already arrived are handed over one per turn of the event loop, so that work which
 * waits for a turn without news runs once for a burst of changes, yet without any fixed delay.
 */
export class Arrivals {
  #count = 0;
  /** The number of arrivals that were followed by a pause. */
  #countAtRest = 0;
  #resting: (() => void)[] = [];

  constructor(private readonly host: Pick<ServerHost, 'later' | 'nextTurn'>) {}

  /** To be called for every change that a client tells. */
  note(): void {
    const count = ++this.#count;
    this.host.later(pause, () => {
      if (count !== this.#count) return;
      this.#countAtRest = count;
      this.interruptRest();
    });
  }

  /** Resolves when two turns went by in which nothing was noted: one reads, one hands over. */
  async settled(): Promise<void> {
    for (let quietTurns = 0; quietTurns < 2; ) {
      const before = this.#count;
      await new Promise<void>((resolve) => this.host.nextTurn(resolve));
      quietTurns = before === this.#count ? quietTurns + 1 : 0;
    }
  }

  /**
   * Resolves when nothing was noted for a while, so that somebody who types is not kept waiting by work that he does not
   * wait for, or as soon as the rest is interrupted.
   */
  async rest(): Promise<void> {
    if (this.#countAtRest === this.#count) return;
    await new Promise<void>((resolve) => this.#resting.push(resolve));
  }

  /** To be called when there is something to do that cannot wait. */
  interruptRest(): void {
    const resting = this.#resting;
    this.#resting = [];
    for (const resolve of resting) resolve();
  }
}
