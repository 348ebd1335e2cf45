import {
  type Connection,
  FileChangeType,
  type InitializeParams,
  type InitializeResult,
  MessageType,
  PositionEncodingKind,
  ShowMessageNotification,
  TextDocumentSyncKind,
  TextDocuments,
} from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { version } from '../../../package.json';
import { isVersionFile } from '../engine/airflow-version/version-files';
import { configurationFileNames } from '../engine/configuration-file';
import { publicRulePage } from '../engine/rule-pages';
import { connectedAirflowNotification } from '../protocol/connected-airflow';
import { type DagsParams, dagsRequest } from '../protocol/dags';
import { Analyses } from './analyses';
import { Arrivals } from './arrivals';
import { BackgroundWork } from './background-work';
import { clientOptionNames, clientOptionsOf, featuresOf } from './client-features';
import { ClientSettings } from './client-settings';
import { Configurations } from './configurations';
import { pushing, refreshing } from './deliveries';
import { FileReader } from './file-reader';
import { Folders } from './folders';
import type { ServerHost } from './host';
import type { DiskChange } from './live-project';
import { LiveProjects } from './live-projects';
import { ProblemReporter } from './problem-reporter';
import { Publisher } from './publisher';
import { registerForChanges } from './registrations';
import { codeActionProvider, codeActions } from './requests/code-actions';
import { dagsOfDocument } from './requests/dags';
import { documentSymbols } from './requests/document-symbols';
import { pullDiagnostics } from './requests/pull-diagnostics';
import { resolveCodeAction } from './requests/resolve-code-action';
import { Status } from './status';
import { surroundsOf } from './surrounds';

/**
 * The language server, on any connection and any platform. Nothing in here touches the network, and
 * files are read only through the host or the client.
 */
export function serve(connection: Connection, host: ServerHost): void {
  // The initialize request comes before everything else, so that all is wired when it is answered.
  connection.onInitialize((params) => initialize(params, connection, host));
  connection.listen();
}

/** The client's own pages where it has some, else those of the package's homepage. */
function rulePageOf(base: string | undefined): (rule: string) => string {
  if (base === undefined) return publicRulePage;
  return (rule) => `${base.replace(/\/+$/, '')}/${rule}`;
}

function initialize(
  params: InitializeParams,
  connection: Connection,
  host: ServerHost,
): InitializeResult {
  const features = featuresOf(params);
  const options = clientOptionsOf(params.initializationOptions);
  const style = {
    relatedInformation: features.relatedInformation,
    rulePage: features.codeDescription ? rulePageOf(options.ruleDocumentationBase) : undefined,
  };
  const reporter = new ProblemReporter({
    show: (message) => show(MessageType.Warning, message),
    log: (message) => connection.console.warn(message),
  });
  const status = new Status(connection);
  const folders = new Folders(params);
  const settings = new ClientSettings(connection, features, params.initializationOptions);
  const files = new FileReader(connection, host, options);
  const configurations = new Configurations(
    {
      settings: (folder) => settings.of(folder),
      readFile: (uri) => files.read(uri),
      listFolder: (uri) => files.listFolder(uri),
      isTop: (folder, workspaceFolder) => files.isTop(folder, workspaceFolder),
    },
    folders,
    reporter,
    clientOptionNames,
  );
  const documents = new TextDocuments(TextDocument);
  const parser = host.loadParser(options);
  const arrivals = new Arrivals(host);
  const projects = new LiveProjects({
    parser,
    surroundsOf: (uri) => surroundsOf(uri, host, files, folders),
    openDocuments: () => documents.all(),
    changed: (uris) => publisher.scheduleBehind(uris),
    tooLarge: (root) =>
      reporter.log(`${root} holds too many files to be looked at as one project as a whole.`),
  });
  const analyses = new Analyses(parser, configurations, projects, documents, reporter);
  const delivery = features.pullDiagnostics
    ? refreshing(connection, features, reporter)
    : pushing(connection, style);
  const publisher: Publisher = new Publisher(
    connection.console,
    analyses,
    arrivals,
    () => documents.all(),
    delivery,
    new BackgroundWork(connection.window, host, reporter),
  );
  const actions = { analyses, arrivals, parser, features, options, style, reporter };

  parser.then(
    () => status.set({ state: 'ready' }),
    (error) => {
      const reason = error instanceof Error ? error.message : String(error);
      const message = `The Python parser could not be loaded: ${reason}`;
      status.set({ state: 'error', message });
      connection.console.error(message);
      show(MessageType.Error, `Airworthy: ${message}`);
    },
  );

  documents.onDidOpen(readAgainUnlessTold);
  documents.onDidChangeContent(({ document }) => {
    arrivals.note();
    // A client that pulls asks for the document that it has changed, and is told of others.
    publisher.schedule(document.uri);
  });
  documents.onDidSave(({ document }) => {
    projects.saved(document.uri);
    readAgainUnlessTold();
  });
  documents.onDidClose(({ document }) => {
    analyses.forget(document.uri);
    publisher.forget(document.uri);
    projects.close(document.uri);
    readAgainUnlessTold();
    // The client forgets the diagnostics of a closed document only when told so.
    if (!features.pullDiagnostics) {
      void connection.sendDiagnostics({ uri: document.uri, diagnostics: [] });
    }
  });
  documents.listen(connection);

  connection.onInitialized(() => {
    registerForChanges(connection, features, reporter);
    if (!features.workspaceFolders) return;
    connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
      folders.change(added, removed);
      projects.forgetRoots();
      configurationChanged();
    });
  });
  connection.onDidChangeConfiguration((change) => {
    settings.update(change.settings);
    configurationChanged();
  });
  connection.onDidChangeWatchedFiles(({ changes }) => {
    arrivals.note();
    projects.noteChanges(changes.map(({ type, uri }) => ({ uri, kind: changeKinds[type] })));
    if (changes.some(({ uri }) => isConfigurationFile(uri))) configurationChanged();
  });

  connection.languages.diagnostics.on((request, token) =>
    pullDiagnostics(request, token, analyses, arrivals, style, publisher),
  );
  connection.onCodeAction((request, token) => codeActions(request, token, actions));
  connection.onDocumentSymbol((request, token) =>
    documentSymbols(request, token, analyses, arrivals),
  );
  connection.onNotification(connectedAirflowNotification, (params: unknown) => {
    if (configurations.connect(params)) configurationChanged();
  });
  connection.onRequest(dagsRequest, (params: DagsParams) =>
    dagsOfDocument(params, analyses, arrivals),
  );
  connection.onCodeActionResolve((action) => resolveCodeAction(action, actions));

  return {
    serverInfo: { name: 'airworthy', version },
    capabilities: {
      positionEncoding: PositionEncodingKind.UTF16,
      textDocumentSync: {
        openClose: true,
        change: TextDocumentSyncKind.Incremental,
        save: { includeText: false },
      },
      codeActionProvider: codeActionProvider(features),
      documentSymbolProvider: { label: 'Airworthy' },
      ...(features.pullDiagnostics && {
        diagnosticProvider: {
          identifier: 'airworthy',
          interFileDependencies: true,
          workspaceDiagnostics: false,
        },
      }),
      workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
    },
  };

  /** A notification: the connection's own functions send requests, which not every client answers. */
  function show(type: MessageType, message: string): void {
    void connection.sendNotification(ShowMessageNotification.type, { type, message });
  }

  function configurationChanged(): void {
    configurations.invalidate();
    arrivals.note();
    publisher.scheduleBehind(documents.all().map(({ uri }) => uri));
  }

  /** What a client does not tell may have happened whenever it tells anything. */
  function readAgainUnlessTold(): void {
    if (!features.watchedFilesRegistration) projects.readAgain();
  }
}

const changeKinds: Readonly<Record<FileChangeType, DiskChange['kind']>> = {
  [FileChangeType.Created]: 'created',
  [FileChangeType.Changed]: 'changed',
  [FileChangeType.Deleted]: 'deleted',
};

function isConfigurationFile(uri: string): boolean {
  return configurationFileNames.some((name) => uri.endsWith(`/${name}`)) || isVersionFile(uri);
}
