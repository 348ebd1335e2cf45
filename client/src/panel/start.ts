import * as vscode from 'vscode';
import { ActiveConnection } from '../environments/active-connection';
import { addEnvironment } from '../environments/commands/add-environment';
import { removeEnvironment } from '../environments/commands/remove-environment';
import { showConnection } from '../environments/commands/show-connection';
import { signIn } from '../environments/commands/sign-in';
import { signOut } from '../environments/commands/sign-out';
import { switchEnvironment } from '../environments/commands/switch-environment';
import { ConnectionLog } from '../environments/connection-log';
import { Environments } from '../environments/environments';
import type { Platform } from '../environments/platform';
import { StatusBar } from '../environments/status-bar';
import { StoredSecrets } from '../environments/stored-secrets';
import type { Panel, PanelCommand, PanelServices } from '../panel-contract';
import { ActiveFile } from './active-file';
import { ActiveFileContent } from './active-file-content';
import { copyId } from './commands/copy-id';
import { openInBrowser } from './commands/open-in-browser';
import { openSource } from './commands/open-source';
import { showLog } from './commands/show-log';
import { ContextKeys } from './context-keys';
import { LiveTree } from './live-tree';
import { LogDocuments } from './log-documents';
import type { RunNode } from './nodes';
import { RunningContent } from './running-content';
import { VersionTeller } from './version-teller';

/** Wires what talks to Airflow with what shows it. Nothing is sent before a view shows. */
export function startPanelOn(platform: Platform, services: PanelServices): Panel {
  const {
    secrets: storage,
    output,
    views,
    dagsOf,
    onDidStartServer,
    tellAirflowVersion,
  } = services;
  const secrets = new StoredSecrets(storage);
  const environments = new Environments(output);
  const connection = new ActiveConnection(environments, secrets, platform, output);
  const file = new ActiveFile(dagsOf, onDidStartServer);
  const logs = new LogDocuments(connection);
  const forEnvironments = { environments, secrets, connection, platform };
  const forRows = { connection, file, logs, dagsOf };
  const disposables = [
    environments,
    connection,
    file,
    logs,
    new ConnectionLog(connection, output),
    new ContextKeys(connection),
    new StatusBar(connection),
    new VersionTeller(connection, tellAirflowVersion),
    new LiveTree(
      views['airworthy.activeFile'],
      new ActiveFileContent(file, connection),
      connection,
    ),
    new LiveTree(views['airworthy.running'], new RunningContent(), connection),
  ];
  const commands: Readonly<Record<PanelCommand, (node: unknown) => unknown>> = {
    'airworthy.addEnvironment': () => addEnvironment(forEnvironments),
    'airworthy.switchEnvironment': () => switchEnvironment(forEnvironments),
    'airworthy.removeEnvironment': () => removeEnvironment(forEnvironments),
    'airworthy.signIn': () => signIn(forEnvironments),
    'airworthy.signOut': () => signOut(forEnvironments),
    'airworthy.refresh': () => connection.refresh(),
    'airworthy.showConnection': () => showConnection(forEnvironments),
    'airworthy.openSource': (node) => isNode(node) && openSource(node, forRows),
    'airworthy.showLog': (node) => isNode(node) && showLog(node, forRows),
    'airworthy.openInBrowser': (node) => isNode(node) && openInBrowser(node, forRows),
    'airworthy.copyId': (node) => isNode(node) && copyId(node),
  };
  return {
    execute: (command, [node]) => commands[command](node),
    dispose: () => vscode.Disposable.from(...disposables).dispose(),
  };
}

/** Anyone can run a command with anything: only rows of our own trees are taken. */
function isNode(value: unknown): value is RunNode {
  return typeof value === 'object' && value !== null && 'kind' in value && 'id' in value;
}
