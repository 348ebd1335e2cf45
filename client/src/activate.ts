import * as vscode from 'vscode';
import { openRulePageCommand } from '../../server/src/protocol/initialization';
import { openRulePage } from './commands/open-rule-page';
import { type ClientFactory, LanguageServer } from './language-server';
import type { PanelModule } from './panel-contract';
import { PanelLoader } from './panel-loader';
import { handleRulePageUris } from './rule-pages';
import { StatusItem } from './status-item';

/** What both extension hosts do. Nothing is awaited: the window opens while the server starts. */
export function activateAirworthy(
  context: vscode.ExtensionContext,
  createClient: ClientFactory,
  loadPanel: () => Promise<PanelModule>,
): void {
  const output = vscode.window.createOutputChannel('Airworthy', { log: true });
  const status = new StatusItem();
  const server = new LanguageServer(createClient, output, status);
  context.subscriptions.push(
    output,
    status,
    server,
    vscode.commands.registerCommand('airworthy.restart', () => server.restart()),
    vscode.commands.registerCommand('airworthy.showOutput', () => output.show()),
    vscode.commands.registerCommand(openRulePageCommand, (rule: unknown) =>
      openRulePage(context.extensionUri, rule),
    ),
    handleRulePageUris(),
    new PanelLoader(loadPanel, {
      secrets: context.secrets,
      output,
      dagsOf: (uri) => server.dagsOf(uri),
      tellAirflowVersion: (version) => server.tellAirflowVersion(version),
      onDidStartServer: server.onDidStart,
    }),
  );
  void server.start();
}
