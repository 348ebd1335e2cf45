import type { Connection, WorkDoneProgressServerReporter } from 'vscode-languageserver';
import type { ServerHost } from './host';
import type { ProblemReporter } from './problem-reporter';
import type { Background } from './publisher';

/** Fewer files than these are looked at before anybody could read that it is done. */
const manyFiles = 50;

/**
 * Shows how far the work is that no document waits for, where it is much: looking at the other files of a project. Edits come
 * before it, so that it can take long; and as nobody waits for it, it takes time rather than memory.
 */
export class BackgroundWork implements Background {
  #done = 0;
  #percentage = 0;
  #shown: Promise<WorkDoneProgressServerReporter | undefined> | undefined;

  constructor(
    private readonly window: Pick<Connection['window'], 'createWorkDoneProgress'>,
    private readonly host: Pick<ServerHost, 'memory'>,
    private readonly reporter: Pick<ProblemReporter, 'log'>,
  ) {}

  advanced(left: number): void {
    this.#done++;
    if (this.#shown === undefined) {
      if (left < manyFiles) return;
      this.host.memory?.spare();
      this.#shown = this.#begin();
    }
    const all = this.#done + left;
    const percentage = Math.floor((100 * this.#done) / all);
    // Another document can have more to be done for it: what was shown once is not taken back.
    if (percentage <= this.#percentage) return;
    this.#percentage = percentage;
    const message = `${this.#done} of ${all} files`;
    void this.#shown.then((progress) => progress?.report(percentage, message));
  }

  ended(): void {
    if (this.#shown !== undefined) {
      this.host.memory?.release();
      void this.#shown.then((progress) => progress?.done());
    }
    this.#done = 0;
    this.#percentage = 0;
    this.#shown = undefined;
  }

  /** Clients that show no progress get none. */
  async #begin(): Promise<WorkDoneProgressServerReporter | undefined> {
    try {
      const progress = await this.window.createWorkDoneProgress();
      progress.begin('Airworthy: looking at the project', 0);
      return progress;
    } catch {
      this.reporter.log('The client refused to show how far the work is.');
      return undefined;
    }
  }
}
