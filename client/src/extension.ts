import type * as vscode from 'vscode';
import { LanguageClient, type ServerOptions, TransportKind } from 'vscode-languageclient/node';
import { activateAirworthy } from './activate';
import type { PanelModule } from './panel-contract';

/** Entry point of the extension host that runs on Node: on the desktop, and where a remote window works. */
export function activate(context: vscode.ExtensionContext): void {
  const module = context.asAbsolutePath('dist/server.js');
  const server: ServerOptions = { module, transport: TransportKind.ipc };
  activateAirworthy(
    context,
    async (options) => new NodeClient('airworthy', 'Airworthy', server, options),
    async (): Promise<PanelModule> => require(context.asAbsolutePath('dist/panel.js')),
  );
}

/** Failures are told once, by the server's supervisor: the library would tell them a second time. */
class NodeClient extends LanguageClient {
  override error(message: string, data?: unknown): void {
    super.error(message, data, false);
  }
}
