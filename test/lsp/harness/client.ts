import { PassThrough } from 'node:stream';
import { expect, onTestFinished, vi } from 'vitest';
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import {
  type CancellationToken,
  type ClientCapabilities,
  type CodeAction,
  type CodeActionContext,
  CodeActionRequest,
  CodeActionResolveRequest,
  CodeActionTriggerKind,
  ConfigurationRequest,
  createProtocolConnection,
  type Diagnostic,
  DiagnosticRefreshRequest,
  DidChangeConfigurationNotification,
  DidChangeTextDocumentNotification,
  DidChangeWatchedFilesNotification,
  DidChangeWorkspaceFoldersNotification,
  DidCloseTextDocumentNotification,
  DidOpenTextDocumentNotification,
  DidSaveTextDocumentNotification,
  type DocumentDiagnosticReport,
  DocumentDiagnosticRequest,
  FileChangeType,
  InitializedNotification,
  InitializeRequest,
  type InitializeResult,
  LogMessageNotification,
  type ProtocolConnection,
  PublishDiagnosticsNotification,
  type PublishDiagnosticsParams,
  type Range,
  type Registration,
  RegistrationRequest,
  ShowMessageNotification,
  StreamMessageReader,
  StreamMessageWriter,
  type TextDocumentContentChangeEvent,
  type WorkspaceEdit,
} from 'vscode-languageserver-protocol/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { URI } from 'vscode-uri';
import type { ServerHost } from '../../../server/src/lsp/host';
import { serve } from '../../../server/src/lsp/server';
import { listFolderRequest, readFileRequest } from '../../../server/src/protocol/files';
import { type StatusParams, statusNotification } from '../../../server/src/protocol/status';
import type { FileSource } from '../../../server/src/semantic/project/file-source';
import { MemorySource } from '../../harness/memory-source';
import { testParser } from '../../harness/parser';

export interface ClientSetup {
  readonly pull?: boolean;
  readonly capabilities?: ClientCapabilities;
  readonly initializationOptions?: unknown;
  /** Workspace folder uris; by default one that holds everything. */
  readonly folders?: readonly string[];
  /** What the client answers to `workspace/configuration`, by scope. */
  readonly settings?: (scope: string | undefined) => unknown;
  /** The files that the server can read, by uri. */
  readonly files?: Map<string, string>;
  /** The files lie where only the client can read them. */
  readonly virtual?: boolean;
  readonly loadParser?: ServerHost['loadParser'];
}

export const project = 'file:///project';
export const dag = `${project}/dags/dag.py`;

/** Tests of the protocol are not to change with every new rule. */
const onlyUnboundedLoop = { select: ['unbounded-loop'] };

/** The end of the protocol that an editor has, over real streams. */
export class TestClient {
  readonly published: PublishDiagnosticsParams[] = [];
  readonly shown: string[] = [];
  readonly logged: string[] = [];
  readonly statuses: StatusParams[] = [];
  readonly registrations: Registration[] = [];
  refreshes = 0;
  initialized: InitializeResult | undefined;
  readonly #documents = new Map<string, TextDocument>();

  constructor(readonly connection: ProtocolConnection) {
    connection.onNotification(PublishDiagnosticsNotification.type, (params) => {
      this.published.push(params);
    });
    connection.onNotification(ShowMessageNotification.type, ({ message }) => {
      this.shown.push(message);
    });
    connection.onNotification(LogMessageNotification.type, ({ message }) => {
      this.logged.push(message);
    });
    connection.onNotification(statusNotification, (status: StatusParams) => {
      this.statuses.push(status);
    });
    connection.onRequest(RegistrationRequest.type, ({ registrations }) => {
      this.registrations.push(...registrations);
    });
    connection.onRequest(DiagnosticRefreshRequest.type, () => {
      this.refreshes++;
    });
  }

  /** Connects to a server in this process. */
  static async start(setup: ClientSetup = {}): Promise<TestClient> {
    const toServer = new PassThrough();
    const toClient = new PassThrough();
    serve(
      createConnection(
        ProposedFeatures.all,
        new StreamMessageReader(toServer),
        new StreamMessageWriter(toClient),
      ),
      hostOf(setup),
    );
    return TestClient.over(
      createProtocolConnection(
        new StreamMessageReader(toClient),
        new StreamMessageWriter(toServer),
      ),
      setup,
    );
  }

  static async over(connection: ProtocolConnection, setup: ClientSetup): Promise<TestClient> {
    const client = new TestClient(connection);
    connection.onRequest(ConfigurationRequest.type, ({ items }) =>
      items.map((item) => setup.settings?.(item.scopeUri) ?? null),
    );
    connection.onRequest(readFileRequest, ({ uri }: { uri: string }) => {
      const text = setup.files?.get(uri);
      return text === undefined ? null : { text };
    });
    connection.onRequest(listFolderRequest, async ({ uri }: { uri: string }) => {
      const entries = await sourceOf(setup.files).list(URI.parse(uri).path);
      return entries === undefined ? null : { entries };
    });
    connection.listen();
    onTestFinished(() => connection.dispose());
    client.initialized = await connection.sendRequest(InitializeRequest.type, {
      processId: null,
      rootUri: null,
      capabilities: setup.capabilities ?? capabilities(setup),
      initializationOptions: setup.initializationOptions ?? onlyUnboundedLoop,
      workspaceFolders: (setup.folders ?? [project]).map((uri) => ({ uri, name: uri })),
    });
    await connection.sendNotification(InitializedNotification.type, {});
    return client;
  }

  open(uri: string, text: string, version = 1): Promise<void> {
    this.#documents.set(uri, TextDocument.create(uri, 'python', version, text));
    return this.connection.sendNotification(DidOpenTextDocumentNotification.type, {
      textDocument: { uri, languageId: 'python', version, text },
    });
  }

  /** Several changes in one notification follow each other, as the protocol has it. */
  change(uri: string, ...changes: TextDocumentContentChangeEvent[]): Promise<void> {
    const before = this.#document(uri);
    const version = before.version + 1;
    TextDocument.update(before, changes, version);
    return this.connection.sendNotification(DidChangeTextDocumentNotification.type, {
      textDocument: { uri, version },
      contentChanges: changes,
    });
  }

  close(uri: string): Promise<void> {
    this.#documents.delete(uri);
    return this.connection.sendNotification(DidCloseTextDocumentNotification.type, {
      textDocument: { uri },
    });
  }

  text(uri: string): string {
    return this.#document(uri).getText();
  }

  version(uri: string): number {
    return this.#document(uri).version;
  }

  /** What the editor's range of a text is, which must occur once in the document. */
  rangeOf(uri: string, text: string): Range {
    const document = this.#document(uri);
    const start = document.getText().indexOf(text);
    expect(start, `${text} is in the document`).toBeGreaterThanOrEqual(0);
    return { start: document.positionAt(start), end: document.positionAt(start + text.length) };
  }

  /** The text that a diagnostic's range covers. */
  covered(uri: string, { range }: Diagnostic): string {
    return this.#document(uri).getText(range);
  }

  /** The diagnostics that were pushed for the current version of a document. */
  async pushed(uri: string, timeout = 10_000): Promise<Diagnostic[]> {
    return vi.waitFor(
      () => {
        const last = this.published.findLast((params) => params.uri === uri);
        expect(last?.version).toBe(this.version(uri));
        return last?.diagnostics ?? [];
      },
      { timeout, interval: 5 },
    );
  }

  pull(
    uri: string,
    previousResultId?: string,
    token?: CancellationToken,
  ): Promise<DocumentDiagnosticReport> {
    const previous = previousResultId === undefined ? {} : { previousResultId };
    const params = { textDocument: { uri }, ...previous };
    return this.connection.sendRequest(DocumentDiagnosticRequest.type, params, token);
  }

  async pulled(uri: string): Promise<Diagnostic[]> {
    const report = await this.pull(uri);
    return report.kind === 'full' ? report.items : expect.unreachable('a full report was due');
  }

  async actions(
    uri: string,
    range: Range,
    context: Partial<CodeActionContext> = {},
  ): Promise<CodeAction[]> {
    const answer = await this.connection.sendRequest(CodeActionRequest.type, {
      textDocument: { uri },
      range,
      context: { diagnostics: [], triggerKind: CodeActionTriggerKind.Invoked, ...context },
    });
    return (answer ?? []).filter(
      (action): action is CodeAction =>
        !('command' in action && typeof action.command === 'string'),
    );
  }

  resolve(action: CodeAction | undefined): Promise<CodeAction> {
    if (action === undefined) return expect.unreachable('the action was offered');
    return this.connection.sendRequest(CodeActionResolveRequest.type, action);
  }

  /** Chooses an action as a user does: resolves it where it has no edit, then applies the edit. */
  async choose(uri: string, action: CodeAction | undefined): Promise<string> {
    if (action === undefined) return expect.unreachable('the action was offered');
    const whole = action.edit === undefined ? await this.resolve(action) : action;
    if (whole.edit === undefined) return expect.unreachable('the action has an edit');
    await this.apply(uri, whole.edit);
    return this.text(uri);
  }

  /** Applies an edit to the document and tells the server, all edits in one notification. */
  async apply(uri: string, edit: WorkspaceEdit): Promise<void> {
    const document = this.#document(uri);
    const [change] = edit.documentChanges ?? [];
    if (change !== undefined && 'edits' in change) {
      expect(change.textDocument).toEqual({ uri, version: document.version });
    }
    const edits =
      change !== undefined && 'edits' in change ? change.edits : (edit.changes?.[uri] ?? []);
    const text = TextDocument.applyEdits(
      document,
      edits.map((each) => ('newText' in each ? each : expect.unreachable('a plain edit'))),
    );
    await this.change(uri, { text });
  }

  changeSettings(settings: unknown = null): Promise<void> {
    return this.connection.sendNotification(DidChangeConfigurationNotification.type, { settings });
  }

  changeFile(uri: string, type: FileChangeType = FileChangeType.Changed): Promise<void> {
    return this.changeFiles([uri, type]);
  }

  /** Tells of changes on disk, all in one notification. */
  changeFiles(...changes: readonly (readonly [string, FileChangeType])[]): Promise<void> {
    return this.connection.sendNotification(DidChangeWatchedFilesNotification.type, {
      changes: changes.map(([uri, type]) => ({ uri, type })),
    });
  }

  save(uri: string): Promise<void> {
    return this.connection.sendNotification(DidSaveTextDocumentNotification.type, {
      textDocument: { uri },
    });
  }

  changeFolders(added: readonly string[], removed: readonly string[] = []): Promise<void> {
    const named = (uri: string) => ({ uri, name: uri });
    return this.connection.sendNotification(DidChangeWorkspaceFoldersNotification.type, {
      event: { added: added.map(named), removed: removed.map(named) },
    });
  }

  #document(uri: string): TextDocument {
    return this.#documents.get(uri) ?? expect.unreachable(`${uri} is open`);
  }
}

/** What VS Code says of itself, as far as it matters here. */
export function capabilities({ pull = false, settings }: ClientSetup = {}): ClientCapabilities {
  return {
    workspace: {
      configuration: settings !== undefined,
      didChangeConfiguration: { dynamicRegistration: true },
      didChangeWatchedFiles: { dynamicRegistration: true },
      workspaceFolders: true,
      workspaceEdit: { documentChanges: true },
      ...(pull && { diagnostics: { refreshSupport: true } }),
    },
    textDocument: {
      publishDiagnostics: {
        relatedInformation: true,
        versionSupport: true,
        codeDescriptionSupport: true,
      },
      ...(pull && { diagnostic: { dynamicRegistration: false } }),
      codeAction: {
        codeActionLiteralSupport: {
          codeActionKind: { valueSet: ['quickfix', 'refactor', 'source'] },
        },
        dataSupport: true,
        resolveSupport: { properties: ['edit'] },
      },
    },
  };
}

function hostOf({ files, virtual, loadParser }: ClientSetup): ServerHost {
  return {
    loadParser: loadParser ?? testParser,
    canRead: () => virtual !== true,
    readFile: async (uri) => files?.get(uri),
    exists: async (uri) => files?.has(uri) === true,
    files: virtual === true ? undefined : liveSource(files),
    nextTurn: setImmediate,
    // Pauses are for people who type: nobody has to wait for them here.
    later: (milliseconds, callback) => void setTimeout(callback, milliseconds / 10),
    memory: undefined,
  };
}

/** The files as they lie at any one time. */
function sourceOf(files: ReadonlyMap<string, string> = new Map()): FileSource {
  const byPath = [...files].map(([uri, text]) => [URI.parse(uri).path, text]);
  return new MemorySource(Object.fromEntries(byPath));
}

/** The files whenever they are asked for. */
function liveSource(files: ReadonlyMap<string, string> | undefined): FileSource {
  return {
    exists: (path) => sourceOf(files).exists(path),
    list: (folder) => sourceOf(files).list(folder),
    read: (path) => sourceOf(files).read(path),
    realPath: (path) => path,
    isTop: () => false,
  };
}
