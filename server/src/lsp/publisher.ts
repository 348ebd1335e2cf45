import type { Connection } from 'vscode-languageserver';
import type { Analyses } from './analyses';
import type { Arrivals } from './arrivals';
import { type DiagnosticStyle, diagnosticsOf } from './diagnostics';

/**
 * Pushes diagnostics to clients that do not ask for them. A document waits here at most once: what
 * is published is always its newest version.
 */
export class DiagnosticsPublisher {
  readonly #waiting = new Set<string>();
  #isRunning = false;

  constructor(
    private readonly connection: Connection,
    private readonly analyses: Analyses,
    private readonly arrivals: Arrivals,
    private readonly style: DiagnosticStyle,
  ) {}

  schedule(uri: string): void {
    // The document that changed last is the one that is looked at: it comes first.
    this.#waiting.delete(uri);
    this.#waiting.add(uri);
    if (!this.#isRunning) void this.#run();
  }

  /** A closed document has no diagnostics: the client forgets them only when told so. */
  clear(uri: string): void {
    this.#waiting.delete(uri);
    void this.connection.sendDiagnostics({ uri, diagnostics: [] });
  }

  async #run(): Promise<void> {
    this.#isRunning = true;
    for (let uri = await this.#next(); uri !== undefined; uri = await this.#next()) {
      try {
        await this.#publish(uri);
      } catch (error) {
        this.connection.console.error(`Nothing could be said of ${uri}: ${String(error)}`);
      }
    }
    this.#isRunning = false;
  }

  async #next(): Promise<string | undefined> {
    await this.arrivals.settled();
    const newest = [...this.#waiting].at(-1);
    if (newest !== undefined) this.#waiting.delete(newest);
    return newest;
  }

  async #publish(uri: string): Promise<void> {
    const analysis = await this.analyses.of(uri);
    if (analysis === undefined) return;
    const { version } = analysis;
    const diagnostics = diagnosticsOf(analysis, this.style);
    await this.connection.sendDiagnostics({ uri, version, diagnostics });
  }
}
