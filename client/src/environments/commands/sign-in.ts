import * as vscode from 'vscode';
import { explain } from '../../airflow/explain';
import { needsSignIn } from '../connection-state';
import { askAll, type Draft } from '../entry-steps';
import { testConnection } from '../test-connection';
import type { EnvironmentServices } from './services';

/** Asks for the password or token of the active environment, until it is accepted or the user leaves. */
export async function signIn({
  environments,
  secrets,
  connection,
}: EnvironmentServices): Promise<void> {
  const environment = environments.active;
  if (environment === undefined || !vscode.workspace.isTrusted) return;
  const { kind } = environment.signIn;
  if (kind === 'command' || kind === 'none') {
    // There is nothing to enter: what can be done is to try again.
    connection.restart();
    connection.refresh();
    return;
  }
  const question = kind === 'bearer' ? 'token' : 'password';
  const options = {
    title: `Sign In to ${environment.name}`,
    takenNames: [],
    canRunCommands: false,
  };
  for (;;) {
    const draft: Draft = {};
    if (!(await askAll(draft, () => [question], options))) return;
    const answer = await testConnection(connection.clientFor(environment, draft.secret));
    if (!answer.ok && answer.problem.kind === 'cancelled') return;
    const isRefused = !answer.ok && needsSignIn(answer.problem);
    if (draft.secret !== undefined && !isRefused) {
      await secrets.store(environment, draft.secret);
      connection.restart();
      connection.refresh();
    }
    if (answer.ok) return;
    const { message, advice } = explain(answer.problem);
    const again = 'Try Again';
    if ((await vscode.window.showErrorMessage(`${message} ${advice}`, again)) !== again) return;
  }
}
