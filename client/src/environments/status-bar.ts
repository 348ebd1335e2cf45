import * as vscode from 'vscode';
import { explain } from '../airflow/explain';
import type { ActiveConnection } from './active-connection';
import { type EnvironmentState, stateWords } from './connection-state';

const icons: Readonly<Record<EnvironmentState['kind'], string>> = {
  none: '$(circle-slash)',
  unchosen: '$(circle-slash)',
  untrusted: '$(shield)',
  idle: '$(circle-outline)',
  connecting: '$(sync)',
  connected: '$(pass)',
  signedOut: '$(sign-in)',
  unreachable: '$(warning)',
};

/** The entry in the status bar: the active environment and how it stands with it. */
export class StatusBar implements vscode.Disposable {
  readonly #item = vscode.window.createStatusBarItem(
    'airworthy.environment',
    vscode.StatusBarAlignment.Left,
  );
  readonly #subscription: vscode.Disposable;

  constructor(private readonly connection: ActiveConnection) {
    this.#item.name = 'Airflow Environment';
    this.#item.command = 'airworthy.showConnection';
    this.#subscription = connection.onDidChangeState(() => this.#show());
    this.#show();
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#item.dispose();
  }

  #show(): void {
    const { state } = this.connection;
    if (state.kind === 'none') {
      this.#item.hide();
      return;
    }
    const name = 'environment' in state ? state.environment.name : 'Airflow';
    const words = stateWords(state);
    const isFine = ['idle', 'connecting', 'connected'].includes(state.kind);
    this.#item.text = `${icons[state.kind]} ${name}${isFine ? '' : `: ${words}`}`;
    this.#item.tooltip = tooltip(state);
    this.#item.accessibilityInformation = { label: `Airflow environment ${name}: ${words}` };
    this.#item.show();
  }
}

function tooltip(state: EnvironmentState): vscode.MarkdownString {
  const text = new vscode.MarkdownString();
  if ('environment' in state) {
    text.appendMarkdown('**').appendText(state.environment.name).appendMarkdown('** · ');
    text.appendText(state.environment.url).appendMarkdown('\n\n');
  }
  if ('problem' in state) {
    const { message, advice } = explain(state.problem);
    text.appendText(`${message} ${advice}`);
  } else if (state.kind === 'idle') {
    text.appendText('Not connected: Airflow is asked only while the Airworthy view is open.');
  } else text.appendText(`Airflow: ${stateWords(state)}.`);
  return text;
}
