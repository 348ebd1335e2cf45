import * as vscode from 'vscode';
import type { BaseLanguageClient, LanguageClientOptions } from 'vscode-languageclient';
import { type StatusParams, statusNotification } from '../../server/src/protocol/status';
import { clientOptions } from './client-options';
import type { StatusItem } from './status-item';
import { answerFileRequests } from './workspace-files';

export type ClientFactory = (options: LanguageClientOptions) => Promise<BaseLanguageClient>;

/** A server that ends by itself is started again, unless it did so this often within this time. */
const maximumRestarts = 3;
const restartWindow = 3 * 60_000;

/** The life of the language server: starts it, restarts it on demand and after a crash, tells when it fails. */
export class LanguageServer implements vscode.Disposable {
  #client: BaseLanguageClient | undefined;
  #crashes: number[] = [];
  #disposed = false;
  /** Starts and stops follow each other: the library refuses to stop a client that is still starting. */
  #queue: Promise<void> = Promise.resolve();

  constructor(
    private readonly createClient: ClientFactory,
    private readonly output: vscode.LogOutputChannel,
    private readonly status: StatusItem,
  ) {}

  start(): Promise<void> {
    return this.#enqueue(() => this.#start());
  }

  restart(): Promise<void> {
    this.#crashes = [];
    return this.#enqueue(async () => {
      await this.#stop();
      await this.#start();
    });
  }

  dispose(): void {
    this.#disposed = true;
    void this.#enqueue(() => this.#stop());
  }

  #enqueue(step: () => Promise<void>): Promise<void> {
    this.#queue = this.#queue.then(step);
    return this.#queue;
  }

  async #start(): Promise<void> {
    if (this.#disposed) return;
    this.status.show({ state: 'starting' });
    try {
      const client: BaseLanguageClient = await this.createClient(
        clientOptions(this.output, () => this.#onClosed(client)),
      );
      this.#client = client;
      client.onNotification(statusNotification, (params: StatusParams) => this.status.show(params));
      answerFileRequests(client);
      await client.start();
    } catch (error) {
      this.#fail('Airworthy could not start its language server.', error);
    }
  }

  async #stop(): Promise<void> {
    const client = this.#client;
    this.#client = undefined;
    this.status.show({ state: 'stopped' });
    try {
      await client?.dispose();
    } catch (error) {
      // A server that does not answer is ended by the library; the next one must start all the same.
      this.output.warn(`The language server did not stop in an orderly way: ${String(error)}`);
    }
  }

  #onClosed(client: BaseLanguageClient): void {
    // A client that is starting fails its start, and one that was replaced is no longer of interest.
    if (client !== this.#client || !client.isRunning() || this.#disposed) return;
    const now = Date.now();
    this.#crashes = [...this.#crashes.filter((time) => now - time < restartWindow), now];
    if (this.#crashes.length > maximumRestarts) {
      this.#fail('The Airworthy language server keeps crashing and was not started again.');
      return;
    }
    this.output.error('The language server ended unexpectedly and is started again.');
    void this.#enqueue(async () => {
      if (client !== this.#client) return;
      await this.#stop();
      await this.#start();
    });
  }

  #fail(message: string, error?: unknown): void {
    const reason = error instanceof Error ? error.message : undefined;
    this.output.error(reason === undefined ? message : `${message} ${reason}`);
    this.status.show({ state: 'error', message });
    void this.#offerHelp(reason === undefined ? message : `${message} (${reason})`);
  }

  async #offerHelp(message: string): Promise<void> {
    const choice = await vscode.window.showErrorMessage(message, 'Restart', 'Show Output');
    if (choice === 'Restart') await this.restart();
    if (choice === 'Show Output') this.output.show();
  }
}
