import * as vscode from 'vscode';
import { chooseEnvironment } from './choose-environment';
import type { EnvironmentServices } from './services';

/** Forgets an environment together with its secret. */
export async function removeEnvironment(services: EnvironmentServices): Promise<void> {
  const chosen = await chooseEnvironment(services, 'Which Airflow do you want to remove?');
  if (chosen === undefined) return;
  const remove = 'Remove';
  const answer = await vscode.window.showWarningMessage(
    `Remove the environment ${chosen.name}, with its password or token?`,
    { modal: true, detail: 'Nothing changes in Airflow itself.' },
    remove,
  );
  if (answer !== remove) return;
  await services.secrets.delete(chosen.id);
  await services.environments.remove(chosen.name);
}
