import * as vscode from 'vscode';
import type { StatusParams } from '../../server/src/protocol/status';
import { analyzedDocuments } from './documents';

export type ServerState = StatusParams | { readonly state: 'starting' | 'stopped' };

/** The entry in the editor's language status: says what the server does and offers to restart it. */
export class StatusItem implements vscode.Disposable {
  readonly #item = vscode.languages.createLanguageStatusItem('airworthy.status', analyzedDocuments);

  constructor() {
    this.#item.name = 'Airworthy';
    this.show({ state: 'starting' });
  }

  show(status: ServerState): void {
    const failed = status.state === 'error';
    this.#item.text = label(status.state);
    this.#item.detail = 'message' in status ? status.message : undefined;
    this.#item.busy = status.state === 'starting' || status.state === 'analyzing';
    this.#item.severity = failed
      ? vscode.LanguageStatusSeverity.Error
      : vscode.LanguageStatusSeverity.Information;
    this.#item.command = failed
      ? { command: 'airworthy.restart', title: 'Restart' }
      : { command: 'airworthy.showOutput', title: 'Show Output' };
  }

  dispose(): void {
    this.#item.dispose();
  }
}

function label(state: ServerState['state']): string {
  switch (state) {
    case 'starting':
      return 'Airworthy: starting';
    case 'analyzing':
      return 'Airworthy: analyzing';
    case 'ready':
      return 'Airworthy: ready';
    case 'stopped':
      return 'Airworthy: stopped';
    case 'error':
      return 'Airworthy: failed';
  }
}
