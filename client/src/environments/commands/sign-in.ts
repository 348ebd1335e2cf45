import * as vscode from 'vscode';
import type { Environment } from '../../airflow/environment';
import { explain } from '../../airflow/explain';
import { needsSignIn } from '../connection-state';
import { askAll, type Draft, questionsOfSignIn } from '../entry-steps';
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
  if (environment.signIn.kind === 'command' || environment.signIn.kind === 'none') {
    // There is nothing to enter: what can be done is to try again.
    connection.restart();
    connection.refresh();
    return;
  }
  const options = {
    title: `Sign In to ${environment.name}`,
    takenNames: [],
    canRunCommands: false,
  };
  const draft: Draft =
    environment.signIn.kind === 'bearer' ? {} : { username: environment.signIn.username };
  const questions = questionsOfSignIn(environment.signIn.kind === 'bearer' ? 'token' : 'password');
  for (;;) {
    if (!(await askAll(draft, () => questions, options))) return;
    const asked = signingInAs(environment, draft.username);
    const answer = await testConnection(connection.clientFor(asked, draft.secret));
    if (!answer.ok && answer.problem.kind === 'cancelled') return;
    const isRefused = !answer.ok && needsSignIn(answer.problem);
    if (draft.secret !== undefined && !isRefused) {
      await secrets.store(environment, draft.secret);
      if (asked !== environment && draft.username !== undefined) {
        await environments.changeUser(environment.name, draft.username);
      }
      connection.restart();
      connection.refresh();
    }
    if (answer.ok) return;
    const { message, advice } = explain(answer.problem);
    const again = 'Try Again';
    if ((await vscode.window.showErrorMessage(`${message} ${advice}`, again)) !== again) return;
  }
}

/** The environment as it is where the user is another one; the same object where it is not. */
function signingInAs(environment: Environment, username: string | undefined): Environment {
  const { signIn } = environment;
  const hasUser = signIn.kind === 'password' || signIn.kind === 'basic';
  if (!hasUser || username === undefined || username === signIn.username) return environment;
  return { ...environment, signIn: { ...signIn, username } };
}
