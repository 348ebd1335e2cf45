import * as vscode from 'vscode';
import { explain } from '../airflow/explain';
import type { Interest } from '../airflow/poller';
import type { Snapshot } from '../airflow/run-store';
import type { ActiveConnection, ViewWatch } from '../environments/active-connection';
import type { EmptyView } from '../panel-contract';
import type { RunNode } from './nodes';
import type { Row } from './rows';
import { Ticker } from './ticker';
import { instantText } from './times';
import { noteItem, treeItem } from './tree-item';

/** What one tree shows; everything that all of them do alike is in `LiveTree`. */
export interface TreeContent {
  roots(snapshot: Snapshot): RunNode[];
  childrenOf(node: RunNode, snapshot: Snapshot): RunNode[];
  rowOf(node: RunNode, snapshot: Snapshot, now: number): Row | undefined;
  collapsibleState(node: RunNode, snapshot: Snapshot): vscode.TreeItemCollapsibleState;
  /** What is to be kept up to date while the view shows. */
  interest(snapshot: Snapshot, isOpen: (node: RunNode) => boolean): Interest;
  /** Whether it is the one view of several that says why Airflow is not reached. */
  readonly explainsProblems: boolean;
  /** When something of what is shown was last heard; undefined where nothing is known. */
  lastHeard(snapshot: Snapshot): number | undefined;
  /** Another environment, or the same one begun anew: no row is what it was. */
  forget(): void;
  /** It shows something else although Airflow said nothing new. */
  readonly onDidChange: vscode.Event<void>;
}

/** A tree of what an Airflow does: follows its content and the connection, and asks for nothing while it is hidden. */
export class LiveTree implements vscode.TreeDataProvider<RunNode>, vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<RunNode | RunNode[] | undefined>();
  readonly onDidChangeTreeData = this.#changed.event;
  readonly #view: EmptyView['view'];
  readonly #watch: ViewWatch;
  readonly #ticker = new Ticker(() => this.#tick());
  readonly #disposables: vscode.Disposable[];
  /** The rows that are open, by their ids: VS Code asks for the children of no others. */
  readonly #open = new Set<string>();
  /** The rows whose description changes with the time, with what it was. */
  readonly #ticking = new Map<RunNode, string>();
  #environment: object | undefined;
  #lastInterest = '';

  constructor(
    { view, fill }: EmptyView,
    private readonly content: TreeContent,
    private readonly connection: ActiveConnection,
  ) {
    this.#view = view;
    this.#watch = connection.watch();
    this.#disposables = [
      this.#watch,
      this.#ticker,
      this.#changed,
      view.onDidChangeVisibility(() => this.#update()),
      view.onDidExpandElement(({ element }) => this.#opened(element as RunNode, true)),
      view.onDidCollapseElement(({ element }) => this.#opened(element as RunNode, false)),
      connection.onDidChangeState(() => this.#refresh()),
      connection.onDidChangeData(() => this.#refresh()),
      content.onDidChange(() => this.#refresh()),
    ];
    fill(this as vscode.TreeDataProvider<object>);
    this.#refresh();
  }

  getChildren(node?: RunNode): RunNode[] {
    const { snapshot } = this.connection;
    if (snapshot === undefined) return [];
    if (node === undefined) return this.#showsNothing(snapshot) ? [] : this.content.roots(snapshot);
    this.#opened(node, true);
    return this.content.childrenOf(node, snapshot);
  }

  getTreeItem(node: RunNode): vscode.TreeItem {
    if (node.kind === 'note') return noteItem(node.id, node.text, node.problem);
    const { snapshot } = this.connection;
    const row = snapshot && this.content.rowOf(node, snapshot, Date.now());
    // Gone between two questions of the editor: the next one will not ask for it any more.
    if (snapshot === undefined || row === undefined) return noteItem(node.id, 'No longer there');
    if (row.isTicking) this.#ticking.set(node, row.description);
    return treeItem(node, row, this.content.collapsibleState(node, snapshot));
  }

  dispose(): void {
    for (const disposable of this.#disposables) disposable.dispose();
  }

  #refresh(): void {
    const environment = this.connection.environment;
    if (environment !== this.#environment) {
      this.#environment = environment;
      this.#open.clear();
      this.content.forget();
    }
    this.#ticking.clear();
    this.#view.description = environment?.name;
    this.#view.message = this.#message();
    this.#changed.fire(undefined);
    this.#update();
  }

  /** What failed while there is something to show: it stays, and says how old it is. */
  #message(): string | undefined {
    const { state, snapshot } = this.connection;
    if (state.kind !== 'unreachable' || snapshot === undefined) return undefined;
    const heard = this.content.lastHeard(snapshot);
    if (heard === undefined) return undefined;
    const asOf = instantText(heard, Date.now());
    if (!this.content.explainsProblems) return `As of ${asOf}.`;
    return `${explain(state.problem).message} What you see is as of ${asOf}.`;
  }

  /** In these states the view says why it is empty. */
  #showsNothing(snapshot: Snapshot): boolean {
    const { kind } = this.connection.state;
    if (kind === 'signedOut') return true;
    return kind === 'unreachable' && this.content.lastHeard(snapshot) === undefined;
  }

  #opened(node: RunNode, isOpen: boolean): void {
    if (this.#open.has(node.id) === isOpen) return;
    if (isOpen) this.#open.add(node.id);
    else this.#open.delete(node.id);
    this.#update();
  }

  #update(): void {
    const { snapshot } = this.connection;
    const isVisible = this.#view.visible && snapshot !== undefined;
    this.#ticker.isOn = isVisible;
    const interest = isVisible
      ? this.content.interest(snapshot, (node) => this.#open.has(node.id))
      : {};
    const key = JSON.stringify(interest);
    if (key === this.#lastInterest) return;
    this.#lastInterest = key;
    this.#watch.update(interest);
  }

  #tick(): void {
    const { snapshot } = this.connection;
    if (snapshot === undefined) return;
    const now = Date.now();
    const changed = [...this.#ticking].flatMap(([node, before]) =>
      this.content.rowOf(node, snapshot, now)?.description === before ? [] : [node],
    );
    if (changed.length > 0) this.#changed.fire(changed);
  }
}
