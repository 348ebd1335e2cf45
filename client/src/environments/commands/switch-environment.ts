import * as vscode from 'vscode';
import type { EnvironmentServices } from './services';

/** Makes another environment the active one, or adds one that is not there yet. */
export async function switchEnvironment(services: EnvironmentServices): Promise<void> {
  const { environments } = services;
  const { active } = environments;
  const items = environments.all.map((environment) => ({
    label: environment.name,
    description: environment.url,
    iconPath: new vscode.ThemeIcon(environment === active ? 'check' : 'server-environment'),
    run: () => environments.activate(environment.name),
  }));
  const add = {
    label: 'Add Airflow Environment …',
    description: '',
    iconPath: new vscode.ThemeIcon('add'),
    run: () => vscode.commands.executeCommand('airworthy.addEnvironment'),
  };
  const chosen = await vscode.window.showQuickPick([...items, add], {
    placeHolder: 'Which Airflow do you want to see?',
    matchOnDescription: true,
  });
  await chosen?.run();
}
