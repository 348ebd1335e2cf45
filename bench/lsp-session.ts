import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { setTimeout } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import {
  createProtocolConnection,
  type Diagnostic,
  DidChangeTextDocumentNotification,
  DidOpenTextDocumentNotification,
  ExitNotification,
  InitializedNotification,
  InitializeRequest,
  type ProtocolConnection,
  PublishDiagnosticsNotification,
  RegistrationRequest,
  ShutdownRequest,
  StreamMessageReader,
  StreamMessageWriter,
  type TextDocumentContentChangeEvent,
  WorkDoneProgressCreateRequest,
} from 'vscode-languageserver-protocol/node';
import type { ServerCommand } from './servers';

/** No keystroke may take longer than this many milliseconds. */
const longestWait = 120_000;

/** What a server said of one version of a document, and when. */
export interface Published {
  readonly diagnostics: readonly Diagnostic[];
  /** Milliseconds from the moment at which the change was sent. */
  readonly elapsed: number;
}

interface Waiting {
  readonly uri: string;
  readonly version: number;
  readonly sent: number;
  readonly resolve: (published: Published) => void;
}

/** An editor's end of the protocol, with a language server that runs as a process of its own. */
export class LspSession {
  /** Milliseconds from the start of the process to its answer to `initialize`. */
  readonly startUp: number;
  readonly #child: ChildProcess;
  readonly #connection: ProtocolConnection;
  readonly #versions = new Map<string, number>();
  #waiting: Waiting | undefined;
  #lastPublished = 0;

  private constructor(child: ChildProcess, connection: ProtocolConnection, startUp: number) {
    this.#child = child;
    this.#connection = connection;
    this.startUp = startUp;
    connection.onNotification(PublishDiagnosticsNotification.type, (params) => {
      this.#lastPublished = performance.now();
      const waiting = this.#waiting;
      if (waiting === undefined || params.uri !== waiting.uri) return;
      if (params.version !== undefined && params.version < waiting.version) return;
      this.#waiting = undefined;
      const elapsed = this.#lastPublished - waiting.sent;
      waiting.resolve({ diagnostics: params.diagnostics, elapsed });
    });
  }

  /** Starts a server for a workspace folder. */
  static async start(server: ServerCommand, folder: string): Promise<LspSession> {
    const started = performance.now();
    const [command, ...args] = server.command;
    const child = spawn(command, args, { cwd: folder, stdio: ['pipe', 'pipe', 'ignore'] });
    const connection = createProtocolConnection(
      new StreamMessageReader(child.stdout),
      new StreamMessageWriter(child.stdin),
    );
    connection.onRequest(RegistrationRequest.type, () => undefined);
    connection.onRequest(WorkDoneProgressCreateRequest.type, () => undefined);
    connection.listen();
    const uri = pathToFileURL(folder).href;
    const ended = new Promise<never>((_, reject) => {
      child.once('exit', (code) => reject(new Error(`${server.name} ended with ${code}`)));
    });
    const answered = connection.sendRequest(InitializeRequest.type, {
      processId: process.pid,
      rootUri: uri,
      workspaceFolders: [{ uri, name: 'bench' }],
      capabilities: {
        // Pushed diagnostics, since only these tell by themselves when they are there. The client
        // tells of changes on disk, as editors do, and no such thing happens here.
        workspace: { didChangeWatchedFiles: { dynamicRegistration: true } },
        textDocument: { publishDiagnostics: { versionSupport: true, relatedInformation: true } },
      },
      initializationOptions: server.initializationOptions,
    });
    // A server that ends before it has answered would be waited for without end; later every one ends.
    await Promise.race([answered, ended]);
    ended.catch(() => {});
    const startUp = performance.now() - started;
    await connection.sendNotification(InitializedNotification.type, {});
    return new LspSession(child, connection, startUp);
  }

  get processId(): number {
    const { pid } = this.#child;
    if (pid === undefined) throw new Error('the server is not running');
    return pid;
  }

  /** Opens a document and waits for what the server says of it. */
  open(uri: string, text: string): Promise<Published> {
    this.#versions.set(uri, 1);
    const published = this.#published(uri, 1);
    const textDocument = { uri, languageId: 'python', version: 1, text };
    return this.#after(
      this.#connection.sendNotification(DidOpenTextDocumentNotification.type, { textDocument }),
      published,
    );
  }

  /** Changes a document in one notification and waits for what the server says of that version. */
  change(uri: string, contentChanges: TextDocumentContentChangeEvent[]): Promise<Published> {
    const version = (this.#versions.get(uri) ?? 0) + 1;
    this.#versions.set(uri, version);
    const published = this.#published(uri, version);
    const textDocument = { uri, version };
    return this.#after(
      this.#connection.sendNotification(DidChangeTextDocumentNotification.type, {
        textDocument,
        contentChanges,
      }),
      published,
    );
  }

  /**
   * Resolves when the server has hardly worked and has said nothing for four looks at it: for more than three seconds,
   * where they are not to be closer together.
   */
  async idle(betweenLooks = 800): Promise<void> {
    let before = { published: -1, worked: -1 };
    for (let quietLooks = 0; quietLooks < 4; ) {
      await setTimeout(betweenLooks);
      const now = { published: this.#lastPublished, worked: secondsOfWork(this.processId) };
      const isQuiet = now.published === before.published && now.worked - before.worked < 0.05;
      quietLooks = isQuiet ? quietLooks + 1 : 0;
      before = now;
    }
  }

  async stop(): Promise<void> {
    const ended = new Promise((resolve) => this.#child.once('exit', resolve));
    await this.#connection.sendRequest(ShutdownRequest.type);
    await this.#connection.sendNotification(ExitNotification.type);
    await ended;
    this.#connection.dispose();
  }

  #published(uri: string, version: number): Promise<Published> {
    return new Promise((resolve, reject) => {
      const timer = globalThis.setTimeout(
        () => reject(new Error(`nothing was published for version ${version} of ${uri}`)),
        longestWait,
      );
      const settle = (published: Published) => {
        clearTimeout(timer);
        resolve(published);
      };
      this.#waiting = { uri, version, sent: performance.now(), resolve: settle };
    });
  }

  async #after(sending: Promise<void>, published: Promise<Published>): Promise<Published> {
    await sending;
    return published;
  }
}

/** How long a process has run on a processor: Linux counts hundredths of a second, and `ps` whole ones. */
function secondsOfWork(processId: number): number {
  const file = `/proc/${processId}/stat`;
  if (existsSync(file)) {
    // The name, in parentheses, can hold anything. Of what follows it, these are the user's time and the system's.
    const [, , , , , , , , , , , user, system] =
      /.*\) (.*)$/s.exec(readFileSync(file, 'utf8'))?.[1]?.split(' ') ?? [];
    return (Number(user) + Number(system)) / 100;
  }
  const told = execFileSync('ps', ['-o', 'time=', '-p', String(processId)], { encoding: 'utf8' });
  const [seconds = 0, minutes = 0, hours = 0] = told.trim().split(/[:-]/).map(Number).reverse();
  return seconds + 60 * (minutes + 60 * hours);
}
