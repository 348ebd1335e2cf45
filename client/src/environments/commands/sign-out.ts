import * as vscode from 'vscode';
import type { EnvironmentServices } from './services';

/** Forgets the password or token of the active environment, and all that was known with it. */
export async function signOut({
  environments,
  secrets,
  connection,
}: EnvironmentServices): Promise<void> {
  const environment = environments.active;
  if (environment === undefined) return;
  const { kind } = environment.signIn;
  if (kind === 'command' || kind === 'none') {
    void vscode.window.showInformationMessage(
      `Airworthy keeps no password or token of ${environment.name}: there is nothing to sign out of.`,
    );
    return;
  }
  await secrets.delete(environment.id);
  connection.restart();
}
