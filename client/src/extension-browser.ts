import * as vscode from 'vscode';
import { LanguageClient, type LanguageClientOptions } from 'vscode-languageclient/browser';
import { activateAirworthy } from './activate';
import type { ClientFactory } from './language-server';
import type { PanelModule } from './panel-contract';

/** Entry point of the extension host in a browser's worker, where the server is a worker of its own. */
export function activate(context: vscode.ExtensionContext): void {
  const file = (name: string) => vscode.Uri.joinPath(context.extensionUri, 'dist', name);
  const createClient: ClientFactory = async (options) => {
    // The worker's script comes from a blob, so it cannot fetch the modules that lie next to it.
    const [runtime, grammar] = await Promise.all([
      vscode.workspace.fs.readFile(file('tree-sitter.wasm')),
      vscode.workspace.fs.readFile(file('tree-sitter-python.wasm')),
    ]);
    const parserModules = { runtime, grammar };
    return new BrowserClient(new Worker(file('server-worker.js').toString(true)), {
      ...options,
      initializationOptions: { ...options.initializationOptions, parserModules },
    });
  };
  activateAirworthy(context, createClient, () => loadPanel(file('panel-browser.js')));
}

/** A worker has no `require` for files: the module is run as VS Code runs this one. */
async function loadPanel(file: vscode.Uri): Promise<PanelModule> {
  const code = new TextDecoder().decode(await vscode.workspace.fs.readFile(file));
  const module: { exports: Partial<PanelModule> } = { exports: {} };
  const run = new Function('module', 'exports', 'require', code);
  run(module, module.exports, () => vscode);
  const { startPanel } = module.exports;
  if (startPanel === undefined) throw new Error(`${file} is not the module that it should be`);
  return { startPanel };
}

class BrowserClient extends LanguageClient {
  constructor(
    private readonly worker: Worker,
    options: LanguageClientOptions,
  ) {
    super('airworthy', 'Airworthy', worker, options);
  }

  /** A worker whose script cannot be loaded never answers, so that the library would wait for ever. */
  override start(): Promise<void> {
    const failed = new Promise<never>((_, reject) => {
      this.worker.addEventListener('error', (event) => reject(new Error(event.message)), {
        once: true,
      });
    });
    return Promise.race([super.start(), failed]);
  }

  override async dispose(timeout?: number): Promise<void> {
    try {
      await super.dispose(timeout);
    } finally {
      this.worker.terminate();
    }
  }

  /** Failures are told once, by the server's supervisor: the library would tell them a second time. */
  override error(message: string, data?: unknown): void {
    super.error(message, data, false);
  }
}
