import type { ServerHost } from './host';

/**
 * Knows whether the client has just sent something that makes current work outdated. Messages
 * that have already arrived are handed over one per turn of the event loop, so that work which
 * waits for a turn without news runs once for a burst of changes, yet without any fixed delay.
 */
export class Arrivals {
  #count = 0;

  constructor(private readonly nextTurn: ServerHost['nextTurn']) {}

  /** To be called for every change that a client tells. */
  note(): void {
    this.#count++;
  }

  /** Resolves when two turns went by in which nothing was noted: one reads, one hands over. */
  async settled(): Promise<void> {
    for (let quietTurns = 0; quietTurns < 2; ) {
      const before = this.#count;
      await new Promise<void>((resolve) => this.nextTurn(resolve));
      quietTurns = before === this.#count ? quietTurns + 1 : 0;
    }
  }
}
