import type * as vscode from 'vscode';
import type { ActiveConnection } from '../environments/active-connection';

/**
 * Tells which Airflow the active environment runs, once that is known. It stays so while nobody
 * looks, and ends with the environment.
 */
export class VersionTeller implements vscode.Disposable {
  readonly #subscription: vscode.Disposable;
  #environment: string | undefined;
  #version: string | undefined;

  constructor(
    private readonly connection: Pick<ActiveConnection, 'state' | 'onDidChangeState'>,
    private readonly tell: (version: string | undefined) => void,
  ) {
    this.#subscription = connection.onDidChangeState(() => this.#update());
    this.#update();
  }

  dispose(): void {
    this.#subscription.dispose();
  }

  #update(): void {
    const { state } = this.connection;
    const environment = 'environment' in state ? state.environment.id : undefined;
    const isSame = environment !== undefined && environment === this.#environment;
    const kept = isSame && state.kind !== 'untrusted' ? this.#version : undefined;
    const version = state.kind === 'connected' ? state.version : kept;
    this.#environment = environment;
    if (version === this.#version) return;
    this.#version = version;
    this.tell(version);
  }
}
