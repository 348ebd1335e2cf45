import * as vscode from 'vscode';
import type { Environment } from '../../airflow/environment';
import type { EnvironmentServices } from './services';

/** Lets the user pick one of the environments that are set up; undefined where he picks none. */
export async function chooseEnvironment(
  { environments }: EnvironmentServices,
  placeHolder: string,
): Promise<Environment | undefined> {
  if (environments.all.length === 0) {
    const add = 'Add Environment';
    const choice = await vscode.window.showInformationMessage('No Airflow is set up yet.', add);
    if (choice === add) await vscode.commands.executeCommand('airworthy.addEnvironment');
    return undefined;
  }
  const active = environments.active;
  const items = environments.all.map((environment) => ({
    label: environment.name,
    description: environment.url,
    ...(environment === active && { detail: 'The active environment' }),
    environment,
  }));
  const chosen = await vscode.window.showQuickPick(items, {
    placeHolder,
    matchOnDescription: true,
  });
  return chosen?.environment;
}
