import * as vscode from 'vscode';
import type { Environment } from '../../airflow/environment';
import { explain } from '../../airflow/explain';
import type { Problem } from '../../airflow/problem';
import { type AskOptions, askAll, type Draft, type Question, questionsOf } from '../entry-steps';
import { type EnvironmentEntry, readEnvironments } from '../environment-settings';
import { testConnection } from '../test-connection';
import type { EnvironmentServices } from './services';

/** Asks for an environment, tries it, and keeps it when it works or the user wants it all the same. */
export async function addEnvironment(services: EnvironmentServices): Promise<void> {
  const { environments, connection, secrets, platform } = services;
  if (!vscode.workspace.isTrusted) {
    void vscode.window.showWarningMessage(
      'Airworthy contacts no Airflow in a workspace that is not trusted.',
    );
    return;
  }
  const draft: Draft = {};
  const options: AskOptions = {
    title: 'Add Airflow Environment',
    takenNames: environments.all.map(({ name }) => name),
    canRunCommands: platform.runCommand !== undefined,
  };
  const questions = () => questionsOf(draft);
  for (let first = 0; ; ) {
    if (!(await askAll(draft, questions, options, first))) return;
    const entry = entryOf(draft);
    const environment = environmentOf(entry);
    const secret = secretOf(draft);
    const answer = await testConnection(connection.clientFor(environment, secret));
    if (!answer.ok) {
      const next = await afterProblem(answer.problem);
      if (next === 'leave') return;
      if (next === 'back') {
        first = Math.max(0, questions().indexOf(questionToMend(answer.problem, draft)));
        continue;
      }
    }
    if (secret !== undefined) await secrets.store(environment, secret);
    await environments.save(entry);
    await vscode.commands.executeCommand('airworthy.activeFile.focus');
    if (answer.ok) congratulate(environment, answer.value.version.text, answer.value.warnings);
    return;
  }
}

/** A problem that is no one's fault but the time's leaves the choice of keeping what was entered. */
async function afterProblem(problem: Problem): Promise<'back' | 'keep' | 'leave'> {
  const back = 'Go Back';
  const keep = 'Save Anyway';
  const explanation =
    problem.kind === 'cancelled'
      ? { message: 'The test of the connection was cancelled.', advice: '' }
      : explain(problem);
  const text = `${explanation.message} ${explanation.advice}`.trim();
  const choice = await vscode.window.showErrorMessage(text, back, keep);
  if (choice === back) return 'back';
  return choice === keep ? 'keep' : 'leave';
}

function questionToMend(problem: Problem, draft: Draft): Question {
  switch (problem.kind) {
    case 'wrong-credentials':
    case 'signed-out':
    case 'malformed-secret':
    case 'token-command':
    case 'forbidden':
      return questionsOf(draft)[3] ?? 'signIn';
    case 'redirected':
      return problem.isLogin ? 'signIn' : 'url';
    default:
      return 'url';
  }
}

function congratulate(
  environment: Environment,
  version: string,
  warnings: readonly string[],
): void {
  const connected = `Connected to ${environment.name}: Airflow ${version}.`;
  if (!warnings.includes('plain-http')) {
    void vscode.window.showInformationMessage(connected);
    return;
  }
  void vscode.window.showWarningMessage(
    `${connected} Its address begins with http://, so that everyone on the way can read the password or token: use https:// if it can be had.`,
  );
}

function entryOf({ name = '', url = '', signIn, username, tokenCommand }: Draft): EnvironmentEntry {
  switch (signIn) {
    case 'password':
    case 'basic':
      return { name, url, signIn, username };
    case 'tokenCommand':
      return { name, url, signIn, tokenCommand };
    default:
      return { name, url, signIn };
  }
}

function environmentOf(entry: EnvironmentEntry): Environment {
  const { environments, problems } = readEnvironments([entry]);
  const [environment] = environments;
  if (environment === undefined) throw new Error(problems.join(' '));
  return environment;
}

function secretOf({ signIn, secret }: Draft): string | undefined {
  return signIn === 'password' || signIn === 'basic' || signIn === 'token' ? secret : undefined;
}
