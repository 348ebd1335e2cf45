import * as vscode from 'vscode';
import { explain } from '../../airflow/explain';
import { stateWords } from '../connection-state';
import type { EnvironmentServices } from './services';

/** Tells how it stands with the active environment, and offers what can be done about it. */
export async function showConnection({ connection }: EnvironmentServices): Promise<void> {
  const { state } = connection;
  if (!('environment' in state)) {
    await vscode.commands.executeCommand('airworthy.switchEnvironment');
    return;
  }
  const { name, url } = state.environment;
  const actions = new Map([
    ['Open View', 'airworthy.activeFile.focus'],
    ['Switch Environment', 'airworthy.switchEnvironment'],
  ]);
  if (!('problem' in state)) {
    const text = `${name} (${url}): ${stateWords(state)}.`;
    await run(actions, await vscode.window.showInformationMessage(text, ...actions.keys()));
    return;
  }
  const isSignedOut = state.kind === 'signedOut';
  const help = new Map([
    isSignedOut ? ['Sign In', 'airworthy.signIn'] : ['Try Again', 'airworthy.refresh'],
    ['Switch Environment', 'airworthy.switchEnvironment'],
    ['Show Output', 'airworthy.showOutput'],
  ]);
  const { message, advice } = explain(state.problem);
  const text = `${name} (${url}): ${message} ${advice}`;
  await run(help, await vscode.window.showWarningMessage(text, ...help.keys()));
}

async function run(
  actions: ReadonlyMap<string, string>,
  choice: string | undefined,
): Promise<void> {
  const command = choice && actions.get(choice);
  if (command) await vscode.commands.executeCommand(command);
}
