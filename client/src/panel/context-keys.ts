import * as vscode from 'vscode';
import type { ActiveConnection } from '../environments/active-connection';

/** Tells package.json how it stands with the environment: what menus and welcome views depend on. */
export class ContextKeys implements vscode.Disposable {
  readonly #subscription: vscode.Disposable;

  constructor(private readonly connection: ActiveConnection) {
    this.#subscription = connection.onDidChangeState(() => this.#set());
    this.#set();
  }

  dispose(): void {
    this.#subscription.dispose();
  }

  #set(): void {
    const { state } = this.connection;
    void vscode.commands.executeCommand('setContext', 'airworthy.airflow', state.kind);
    const problem = 'problem' in state ? state.problem : undefined;
    void vscode.commands.executeCommand('setContext', 'airworthy.airflowProblem', problem?.kind);
    const reason = problem !== undefined && 'reason' in problem ? problem.reason : undefined;
    void vscode.commands.executeCommand('setContext', 'airworthy.airflowReason', reason);
  }
}
