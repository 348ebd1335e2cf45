import * as vscode from 'vscode';
import {
  type EmptyView,
  type Panel,
  type PanelCommand,
  type PanelModule,
  type PanelServices,
  panelCommands,
  panelViews,
} from './panel-contract';

/**
 * Holds the place of the part that talks to Airflow. It is loaded when an environment is set up or one of its
 * commands is run: who has no Airflow to look at pays nothing for it.
 */
export class PanelLoader implements vscode.Disposable {
  readonly #disposables: vscode.Disposable[] = [];
  readonly #views: PanelServices['views'];
  #panel: Promise<Panel> | undefined;
  #disposed = false;

  constructor(
    private readonly load: () => Promise<PanelModule>,
    private readonly services: Omit<PanelServices, 'views'>,
  ) {
    const [activeFile, running] = panelViews;
    this.#views = {
      [activeFile]: this.#emptyView(activeFile),
      [running]: this.#emptyView(running),
    };
    for (const command of panelCommands) this.#disposables.push(this.#register(command));
    this.#disposables.push(
      vscode.workspace.onDidChangeConfiguration((change) => {
        if (change.affectsConfiguration('airworthy.environments')) this.#loadIfNeeded();
      }),
    );
    this.#loadIfNeeded();
  }

  dispose(): void {
    this.#disposed = true;
    for (const disposable of this.#disposables) disposable.dispose();
    this.#panel?.then(
      (panel) => panel.dispose(),
      () => {},
    );
  }

  #loadIfNeeded(): void {
    const environments = vscode.workspace.getConfiguration('airworthy').get('environments');
    if (!Array.isArray(environments) || environments.length === 0) return;
    this.#loaded().catch((error: unknown) => this.services.output.error(String(error)));
  }

  #loaded(): Promise<Panel> {
    this.#panel ??= this.load().then((module) => {
      const panel = module.startPanel({ ...this.services, views: this.#views });
      if (this.#disposed) panel.dispose();
      return panel;
    });
    // What failed once may work the next time, as over a network.
    this.#panel.catch(() => {
      this.#panel = undefined;
    });
    return this.#panel;
  }

  #register(command: PanelCommand): vscode.Disposable {
    return vscode.commands.registerCommand(command, async (...args: unknown[]) => {
      const panel = await this.#loaded();
      return panel.execute(command, args);
    });
  }

  #emptyView(id: string): EmptyView {
    const provider = new LateProvider();
    const view = vscode.window.createTreeView(id, {
      treeDataProvider: provider,
      showCollapseAll: true,
    });
    this.#disposables.push(view);
    return { view, fill: (content) => provider.become(content) };
  }
}

/** A tree that is empty until it becomes another one. */
class LateProvider implements vscode.TreeDataProvider<object> {
  readonly #changed = new vscode.EventEmitter<object | object[] | undefined>();
  readonly onDidChangeTreeData = this.#changed.event;
  #content: vscode.TreeDataProvider<object> | undefined;

  become(content: vscode.TreeDataProvider<object>): void {
    this.#content = content;
    content.onDidChangeTreeData?.((change) => this.#changed.fire(change ?? undefined));
    this.#changed.fire(undefined);
  }

  getTreeItem(element: object): vscode.TreeItem | Thenable<vscode.TreeItem> {
    return this.#content?.getTreeItem(element) ?? new vscode.TreeItem('');
  }

  getChildren(element?: object): vscode.ProviderResult<object[]> {
    return this.#content?.getChildren(element) ?? [];
  }

  getParent(element: object): vscode.ProviderResult<object> {
    return this.#content?.getParent?.(element);
  }
}
