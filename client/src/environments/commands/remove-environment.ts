import * as vscode from 'vscode';
import type { Environment } from '../../airflow/environment';
import type { Environments } from '../environments';
import type { EnvironmentServices } from './services';

/** Forgets an environment together with its secret. */
export async function removeEnvironment(services: EnvironmentServices): Promise<void> {
  const chosen = await chooseEnvironment(services.environments);
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

async function chooseEnvironment({ all }: Environments): Promise<Environment | undefined> {
  const items = all.map((environment) => ({
    label: environment.name,
    description: environment.url,
    environment,
  }));
  const placeHolder = 'Which Airflow do you want to remove?';
  const chosen = await vscode.window.showQuickPick(items, {
    placeHolder,
    matchOnDescription: true,
  });
  return chosen?.environment;
}
