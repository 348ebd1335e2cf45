import {
  type DidChangeTextDocumentParams,
  type DidCloseTextDocumentParams,
  type DidOpenTextDocumentParams,
  type DidSaveTextDocumentParams,
  type TextDocumentContentChangeEvent,
  TextDocuments,
} from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { URI } from 'vscode-uri';
import { Analyses, type DocumentAnalysis } from '../../server/src/lsp/analyses';
import { Arrivals } from '../../server/src/lsp/arrivals';
import { Configurations } from '../../server/src/lsp/configurations';
import { Folders } from '../../server/src/lsp/folders';
import type { DiskChange } from '../../server/src/lsp/live-project';
import { LiveProjects } from '../../server/src/lsp/live-projects';
import { ProblemReporter } from '../../server/src/lsp/problem-reporter';
import { Publisher } from '../../server/src/lsp/publisher';
import { MemorySource } from './memory-source';
import { testParser } from './parser';

/** A change of a text: what stands between two offsets becomes something else. */
export interface TextChange {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

export const editorRoot = '/p';

/**
 * An editor and the language server's own classes behind it, put together as `server.ts` does, without a connection
 * between them: what is delivered are analyses with all that findings hold. No time passes.
 */
export class Editor {
  readonly disk: MemorySource;
  /** What was told of anything that went wrong. */
  readonly troubles: string[] = [];
  /** The newest analysis that a client was told of, by path. */
  readonly #delivered = new Map<string, DocumentAnalysis>();
  /** The client's side of the documents. */
  readonly #texts = new Map<string, TextDocument>();
  readonly #documents = new TextDocuments(TextDocument);
  readonly #client = new DocumentNotifications();
  readonly #projects: LiveProjects;
  readonly #configurations: Configurations;
  readonly #analyses: Analyses;
  readonly #publisher: Publisher;
  readonly #arrivals: Arrivals;
  #isResting = true;

  /** @param settings as in `initializationOptions` */
  constructor(files: Readonly<Record<string, string>>, settings: unknown) {
    this.disk = new MemorySource(files);
    const parser = testParser();
    const note = (message: string) => void this.troubles.push(message);
    const reporter = new ProblemReporter({ show: note, log: note });
    const folder = { uri: `file://${editorRoot}`, name: 'p' };
    this.#configurations = new Configurations(
      {
        settings: async () => settings,
        readFile: async () => undefined,
        listFolder: async () => [],
        isTop: async (uri) => uri === folder.uri,
      },
      new Folders({
        processId: null,
        rootUri: null,
        capabilities: {},
        workspaceFolders: [folder],
      }),
      reporter,
      new Set(),
    );
    // What would come after a pause comes after all that has arrived.
    this.#arrivals = new Arrivals({
      nextTurn: setImmediate,
      later: (_, callback) => void setImmediate(callback),
    });
    this.#projects = new LiveProjects({
      parser,
      surroundsOf: () => ({ source: this.disk, root: editorRoot }),
      openDocuments: () => this.#documents.all(),
      changed: (uris) => {
        this.#isResting = false;
        this.#publisher.scheduleBehind(uris);
      },
      tooLarge: note,
    });
    this.#analyses = new Analyses(
      parser,
      this.#configurations,
      this.#projects,
      this.#documents,
      reporter,
    );
    this.#publisher = new Publisher(
      { error: note },
      this.#analyses,
      this.#arrivals,
      () => this.#documents.all(),
      {
        deliver: async (analysis) => void this.#delivered.set(pathOf(analysis.uri), analysis),
        finish() {},
      },
      {
        advanced() {},
        ended: () => {
          this.#isResting = true;
        },
      },
    );
    this.#documents.onDidChangeContent(({ document }) => {
      this.#isResting = false;
      this.#arrivals.note();
      this.#publisher.schedule(document.uri);
    });
    this.#documents.onDidSave(({ document }) => this.#projects.saved(document.uri));
    this.#documents.onDidClose(({ document }) => {
      this.#analyses.forget(document.uri);
      this.#publisher.forget(document.uri);
      this.#projects.close(document.uri);
      this.#delivered.delete(pathOf(document.uri));
    });
    this.#documents.listen(this.#client);
  }

  get openPaths(): string[] {
    return [...this.#texts.keys()].sort();
  }

  /** The text that the client shows; undefined for a file that is not open. */
  textOf(path: string): string | undefined {
    return this.#texts.get(path)?.getText();
  }

  /** The text that a file has for the project, with unsaved changes. */
  currentTextOf(path: string): string | undefined {
    return this.textOf(path) ?? this.disk.files.get(path);
  }

  deliveredFor(path: string): DocumentAnalysis | undefined {
    return this.#delivered.get(path);
  }

  /** The configuration of all documents. */
  async configuration() {
    return (await this.#configurations.of(uriOf(`${editorRoot}/dags/dag.py`))).analysis;
  }

  open(path: string): void {
    if (this.#texts.has(path)) return;
    const document = TextDocument.create(uriOf(path), 'python', 1, this.disk.files.get(path) ?? '');
    this.#texts.set(path, document);
    const { languageId, uri, version } = document;
    const text = document.getText();
    this.#client.opened({ textDocument: { uri, languageId, version, text } });
  }

  /** Changes a document in one notification; each change is of the text that the one before has left. */
  change(path: string, changes: readonly TextChange[]): void {
    const document = this.#texts.get(path);
    if (document === undefined) throw new Error(`${path} is not open`);
    const version = document.version + 1;
    const contentChanges = changes.map(({ end, start, text }) => {
      const range = { start: document.positionAt(start), end: document.positionAt(end) };
      const change: TextDocumentContentChangeEvent = { range, text };
      TextDocument.update(document, [change], version);
      return change;
    });
    this.#client.changed({ textDocument: { uri: document.uri, version }, contentChanges });
  }

  save(path: string): void {
    const text = this.textOf(path);
    if (text === undefined) return;
    this.disk.files.set(path, text);
    this.#client.saved({ textDocument: { uri: uriOf(path) } });
  }

  close(path: string): void {
    if (!this.#texts.delete(path)) return;
    this.#client.closed({ textDocument: { uri: uriOf(path) } });
  }

  /** Something else has written, made or removed files, and folders with their last files, all in one notification. */
  writeFiles(texts: Readonly<Record<string, string | undefined>>): void {
    const changes = Object.entries(texts).flatMap(([path, text]) => {
      const kind: DiskChange['kind'] =
        text === undefined ? 'deleted' : this.disk.files.has(path) ? 'changed' : 'created';
      if (text === undefined) this.disk.files.delete(path);
      else this.disk.files.set(path, text);
      const gone = text === undefined ? this.disk.emptyFoldersAround(path) : [];
      return [path, ...gone].map((each) => ({ uri: uriOf(each), kind }));
    });
    this.#arrivals.note();
    this.#projects.noteChanges(changes);
  }

  /** What a code action does: it asks what would be found in another text. */
  async analyzeAs(path: string, text: string): Promise<void> {
    const analysis = await this.#analyses.of(uriOf(path));
    if (analysis === undefined) return;
    await this.#analyses.modelOf(analysis);
    const analyze = await this.#analyses.analyzerOf(analysis);
    analyze(text);
  }

  /** What code actions of a document are offered for; undefined where nothing was delivered. */
  async fixableFor(path: string): Promise<DocumentAnalysis | undefined> {
    const delivered = this.deliveredFor(path);
    return delivered && (await this.#analyses.forEdits(delivered)).analysis;
  }

  /** Resolves when all is said that there is to say, also after the work for other files. */
  async settled(): Promise<void> {
    for (let quietTurns = 0; quietTurns < 2; ) {
      await new Promise<void>((resolve) => setImmediate(resolve));
      quietTurns = this.#isResting ? quietTurns + 1 : 0;
    }
  }
}

export function uriOf(path: string): string {
  return URI.file(path).toString();
}

function pathOf(uri: string): string {
  return URI.parse(uri).path;
}

type DocumentConnection = Parameters<TextDocuments<TextDocument>['listen']>[0];

/** The end of a connection that a client speaks into. */
class DocumentNotifications implements DocumentConnection {
  opened: (params: DidOpenTextDocumentParams) => void = () => {};
  changed: (params: DidChangeTextDocumentParams) => void = () => {};
  saved: (params: DidSaveTextDocumentParams) => void = () => {};
  closed: (params: DidCloseTextDocumentParams) => void = () => {};

  onDidOpenTextDocument(handler: typeof this.opened) {
    this.opened = handler;
    return nothingToDispose;
  }

  onDidChangeTextDocument(handler: typeof this.changed) {
    this.changed = handler;
    return nothingToDispose;
  }

  onDidSaveTextDocument(handler: typeof this.saved) {
    this.saved = handler;
    return nothingToDispose;
  }

  onDidCloseTextDocument(handler: typeof this.closed) {
    this.closed = handler;
    return nothingToDispose;
  }

  onWillSaveTextDocument() {
    return nothingToDispose;
  }

  onWillSaveTextDocumentWaitUntil() {
    return nothingToDispose;
  }
}

const nothingToDispose = { dispose() {} };
