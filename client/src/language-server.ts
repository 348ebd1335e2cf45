import * as vscode from 'vscode';
import { type BaseLanguageClient, type LanguageClientOptions, State } from 'vscode-languageclient';
import {
  type ConnectedAirflowParams,
  connectedAirflowNotification,
} from '../../server/src/protocol/connected-airflow';
import { type DagsResult, dagsRequest } from '../../server/src/protocol/dags';
import { type StatusParams, statusNotification } from '../../server/src/protocol/status';
import { clientOptions } from './client-options';
import type { StatusItem } from './status-item';
import { answerFileRequests } from './workspace-files';

export type ClientFactory = (options: LanguageClientOptions) => Promise<BaseLanguageClient>;

/** A server that fails is started again, unless it did so more often than this within this time. */
const maximumRestarts = 3;
const restartWindow = 3 * 60_000;

/** The life of the language server: starts it, starts it again when it fails, tells when that does not help. */
export class LanguageServer implements vscode.Disposable {
  #client: BaseLanguageClient | undefined;
  #failures: number[] = [];
  #disposed = false;
  /** Of the Airflow that the editor is connected to. */
  #airflowVersion: string | undefined;
  readonly #started = new vscode.EventEmitter<void>();
  /** A server, perhaps a new one, has begun to answer. */
  readonly onDidStart = this.#started.event;
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
    this.#failures = [];
    return this.#enqueue(async () => {
      await this.#stop();
      await this.#start();
    });
  }

  /** Says which Airflow the editor is connected to, also to servers that start later. */
  tellAirflowVersion(version: string | undefined): void {
    this.#airflowVersion = version;
    void this.#enqueue(() => this.#tellAirflowVersion());
  }

  /** What the server knows of an open document; undefined where there is no server to ask. */
  async dagsOf(uri: vscode.Uri): Promise<DagsResult | undefined> {
    // A start or stop that is under way comes first, or the question would go to a server that leaves.
    await this.#queue;
    const client = this.#client;
    if (client?.isRunning() !== true) return undefined;
    try {
      const params = { uri: client.code2ProtocolConverter.asUri(uri) };
      return await client.sendRequest<DagsResult>(dagsRequest, params);
    } catch (error) {
      this.output.warn(`The DAGs of ${uri} could not be found out: ${String(error)}`);
      return undefined;
    }
  }

  dispose(): void {
    this.#disposed = true;
    this.#started.dispose();
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
      const client = await this.createClient(clientOptions(this.output));
      this.#client = client;
      client.onDidChangeState((change) => {
        const ended = change.oldState === State.Running && change.newState === State.Stopped;
        // A client that we stop ourselves is no longer ours by then.
        if (ended && client === this.#client) this.#startAgain(new Error('it ended unexpectedly'));
      });
      client.onNotification(statusNotification, (params: StatusParams) => this.status.show(params));
      answerFileRequests(client);
      await client.start();
      if (this.#airflowVersion !== undefined) await this.#tellAirflowVersion();
      this.#started.fire();
    } catch (error) {
      this.#startAgain(error);
    }
  }

  async #tellAirflowVersion(): Promise<void> {
    if (this.#client?.isRunning() !== true) return;
    const params: ConnectedAirflowParams = { version: this.#airflowVersion ?? null };
    try {
      await this.#client.sendNotification(connectedAirflowNotification, params);
    } catch (error) {
      this.output.warn(`The server was not told of the connected Airflow: ${String(error)}`);
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

  #startAgain(error: unknown): void {
    const reason = error instanceof Error ? error.message : String(error);
    this.output.error(`The language server failed: ${reason}`);
    const now = Date.now();
    this.#failures = [...this.#failures.filter((time) => now - time < restartWindow), now];
    if (this.#failures.length > maximumRestarts) {
      const message = 'The Airworthy language server keeps failing and was not started again';
      this.status.show({ state: 'error', message: `${message}.` });
      void this.#offerHelp(`${message} (${reason}).`);
      return;
    }
    const failed = this.#client;
    void this.#enqueue(async () => {
      // Someone may have asked for a restart in the meantime, which took its place.
      if (failed !== this.#client) return;
      await this.#stop();
      await this.#start();
    });
  }

  async #offerHelp(message: string): Promise<void> {
    const choice = await vscode.window.showErrorMessage(message, 'Restart', 'Show Output');
    if (choice === 'Restart') await this.restart();
    if (choice === 'Show Output') this.output.show();
  }
}
