import type { RemoteConsole } from 'vscode-languageserver';
import type { Analyses, DocumentAnalysis } from './analyses';
import type { Arrivals } from './arrivals';

/** How a client comes to know what there is to say of its documents. */
export interface Delivery {
  /** Called with the newest analysis of a document, and the one that was delivered before. */
  deliver(analysis: DocumentAnalysis, before: Delivered | undefined): Promise<void>;
  /** Called when everything that was waiting has been looked at. */
  finish(): void;
}

/** Is told how the work goes on that no document waits for. */
export interface Background {
  /** A piece of it is done, and so many are left that are known of. */
  advanced(left: number): void;
  /** Nothing is left to do, for now. */
  ended(): void;
}

export type Delivered = Pick<DocumentAnalysis, 'id' | 'version'>;

/**
 * Looks at documents again of which something else may be true now. A document waits here at most
 * once: what is delivered is always of its newest version. When none waits and nobody types, what analyses
 * were made without is worked out piece by piece, and given up as soon as one waits again.
 */
export class Publisher {
  readonly #waiting = new Set<string>();
  readonly #delivered = new Map<string, Delivered>();
  #isRunning = false;

  constructor(
    private readonly console: Pick<RemoteConsole, 'error'>,
    private readonly analyses: Analyses,
    private readonly arrivals: Arrivals,
    private readonly openDocuments: () => readonly { readonly uri: string }[],
    private readonly delivery: Delivery,
    private readonly background: Background,
  ) {}

  schedule(uri: string): void {
    // The document that changed last is the one that is looked at: it comes first.
    this.#waiting.delete(uri);
    this.#waiting.add(uri);
    this.#start();
  }

  /** Looks at documents after those that are waiting: something around them has changed. */
  scheduleBehind(uris: readonly string[]): void {
    const before = [...this.#waiting];
    this.#waiting.clear();
    for (const uri of [...uris, ...before]) this.#waiting.add(uri);
    this.#start();
  }

  /** The client has this analysis by another way. */
  noteDelivered({ id, uri, version }: DocumentAnalysis): void {
    this.#delivered.set(uri, { id, version });
  }

  forget(uri: string): void {
    this.#waiting.delete(uri);
    this.#delivered.delete(uri);
  }

  #start(): void {
    this.arrivals.interruptRest();
    if (!this.#isRunning) void this.#run();
  }

  async #run(): Promise<void> {
    this.#isRunning = true;
    for (;;) {
      await this.arrivals.settled();
      const next = [...this.#waiting].at(-1);
      if (next !== undefined) {
        this.#waiting.delete(next);
        await this.#attempt(next, () => this.#publish(next));
        continue;
      }
      this.delivery.finish();
      await this.arrivals.rest();
      if (this.#waiting.size > 0) continue;
      if (!(await this.#completeNext())) break;
    }
    this.#isRunning = false;
    this.background.ended();
  }

  async #publish(uri: string): Promise<void> {
    const analysis = await this.analyses.of(uri);
    if (analysis === undefined) return;
    const before = this.#delivered.get(uri);
    if (before?.id === analysis.id) return;
    this.noteDelivered(analysis);
    await this.delivery.deliver(analysis, before);
  }

  /** False where nothing is left to do. */
  async #completeNext(): Promise<boolean> {
    const step = this.analyses.completeNext(this.openDocuments().map(({ uri }) => uri));
    if (step === 'nothing to do') return this.#waiting.size > 0;
    this.background.advanced(step.left);
    if (step.completed !== undefined) this.#waiting.add(step.completed);
    return true;
  }

  async #attempt(uri: string, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.console.error(`Nothing could be said of ${uri}: ${String(error)}`);
    }
  }
}
