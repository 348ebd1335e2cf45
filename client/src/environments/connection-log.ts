import type * as vscode from 'vscode';
import { explain } from '../airflow/explain';
import type { ActiveConnection } from './active-connection';
import { type EnvironmentState, stateWords } from './connection-state';

/** Writes into the output channel how it stands with the active environment, each time that it becomes something else. */
export class ConnectionLog implements vscode.Disposable {
  readonly #subscription: vscode.Disposable;
  #last = '';

  constructor(
    private readonly connection: ActiveConnection,
    private readonly output: vscode.LogOutputChannel,
  ) {
    this.#subscription = connection.onDidChangeState(() => this.#write());
  }

  dispose(): void {
    this.#subscription.dispose();
  }

  #write(): void {
    const { state } = this.connection;
    const line = lineOf(state);
    if (line === this.#last) return;
    this.#last = line;
    if ('problem' in state) this.output.warn(line);
    else this.output.info(line);
  }
}

function lineOf(state: EnvironmentState): string {
  const name = 'environment' in state ? `Airflow ${state.environment.name}` : 'Airflow';
  if (!('problem' in state)) return `${name}: ${stateWords(state)}`;
  const { message, advice } = explain(state.problem);
  return `${name}: ${message} ${advice}`;
}
