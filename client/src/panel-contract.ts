// What the extension, which is there from the start, and the part that talks to Airflow, which is loaded when it is
// needed, know of each other.

import type * as vscode from 'vscode';
import type { DagsResult } from '../../server/src/protocol/dags';

/** The commands that the part carries out; they are there before it is loaded. */
export const panelCommands = [
  'airworthy.addEnvironment',
  'airworthy.switchEnvironment',
  'airworthy.removeEnvironment',
  'airworthy.signIn',
  'airworthy.signOut',
  'airworthy.refresh',
  'airworthy.showConnection',
  'airworthy.openSource',
  'airworthy.showLog',
  'airworthy.openInBrowser',
  'airworthy.copyId',
] as const;

export type PanelCommand = (typeof panelCommands)[number];

export const panelViews = ['airworthy.activeFile', 'airworthy.running'] as const;

export type PanelView = (typeof panelViews)[number];

/** A view that is there from the start, and empty until someone fills it. */
export interface EmptyView {
  readonly view: vscode.TreeView<object>;
  fill(provider: vscode.TreeDataProvider<object>): void;
}

/** What the part needs from the extension. */
export interface PanelServices {
  readonly secrets: vscode.SecretStorage;
  readonly output: vscode.LogOutputChannel;
  readonly views: Readonly<Record<PanelView, EmptyView>>;
  /** What the language server knows of an open document; undefined where there is no server to ask. */
  readonly dagsOf: (uri: vscode.Uri) => Promise<DagsResult | undefined>;
  /** Tells the language server which Airflow the editor is connected to; undefined for none. */
  readonly tellAirflowVersion: (version: string | undefined) => void;
  /** A language server, perhaps a new one, has begun to answer. */
  readonly onDidStartServer: vscode.Event<void>;
}

export interface Panel extends vscode.Disposable {
  execute(command: PanelCommand, args: readonly unknown[]): unknown;
}

/** What the part's bundle exports. */
export interface PanelModule {
  startPanel(services: PanelServices): Panel;
}
