import * as vscode from 'vscode';
import type { Environment } from '../airflow/environment';
import { type EnvironmentEntry, readEnvironments } from './environment-settings';

/** The environments that are set up, and which of them the views show. */
export class Environments implements vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.#changed.event;
  readonly #subscription: vscode.Disposable;
  #told: readonly string[] = [];
  #all: readonly Environment[] = [];

  constructor(private readonly output: vscode.LogOutputChannel) {
    this.#read();
    this.#subscription = vscode.workspace.onDidChangeConfiguration((change) => {
      const keys = ['airworthy.environments', 'airworthy.environment'];
      if (!keys.some((key) => change.affectsConfiguration(key))) return;
      this.#read();
      this.#changed.fire();
    });
  }

  get all(): readonly Environment[] {
    return this.#all;
  }

  /** The one that is chosen, or else the first; undefined where there is none of the chosen name. */
  get active(): Environment | undefined {
    const name = this.#chosenName();
    return name === '' ? this.#all[0] : this.#all.find((environment) => environment.name === name);
  }

  /** Adds an environment, or puts it in the place of the one with its name, and makes it the active one. */
  async save(entry: EnvironmentEntry): Promise<void> {
    const entries = this.#entries();
    const index = entries.findIndex((other) => nameOf(other) === entry.name);
    if (index === -1) entries.push(entry);
    else entries[index] = entry;
    await this.#write('environments', entries);
    await this.activate(entry.name);
  }

  /** Signs in as someone else from now on; nothing else of the entry changes. */
  async changeUser(name: string, username: string): Promise<void> {
    const entries = this.#entries().map((entry) =>
      typeof entry === 'object' && nameOf(entry) === name ? { ...entry, username } : entry,
    );
    await this.#write('environments', entries);
  }

  async remove(name: string): Promise<void> {
    const rest = this.#entries().filter((entry) => nameOf(entry) !== name);
    await this.#write('environments', rest.length === 0 ? undefined : rest);
    if (this.#chosenName() === name) await this.#write('environment', undefined);
  }

  async activate(name: string): Promise<void> {
    await this.#write('environment', name);
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#changed.dispose();
  }

  #read(): void {
    const { environments, problems } = readEnvironments(settings().get('environments') ?? []);
    this.#all = environments;
    const name = this.#chosenName();
    const isUnknown = name !== '' && this.active === undefined && environments.length > 0;
    this.#tell([
      ...problems,
      ...(isUnknown ? [`\`airworthy.environment\` names "${name}", which is not set up.`] : []),
    ]);
  }

  /** Each problem is told once, for as long as it lasts. */
  #tell(problems: readonly string[]): void {
    const news = problems.filter((problem) => !this.#told.includes(problem));
    this.#told = problems;
    for (const problem of news) {
      this.output.warn(problem);
      void showSettingsProblem(problem);
    }
  }

  /** What stands in the settings, wrong entries too: they are the user's. */
  #entries(): unknown[] {
    const value = settings().inspect('environments')?.globalValue;
    return Array.isArray(value) ? [...value] : [];
  }

  #chosenName(): string {
    const name = settings().get('environment');
    return typeof name === 'string' ? name : '';
  }

  async #write(key: string, value: unknown): Promise<void> {
    await settings().update(key, value, vscode.ConfigurationTarget.Global);
  }
}

function settings(): vscode.WorkspaceConfiguration {
  return vscode.workspace.getConfiguration('airworthy');
}

function nameOf(entry: unknown): unknown {
  if (typeof entry !== 'object' || entry === null || !('name' in entry)) return undefined;
  return typeof entry.name === 'string' ? entry.name.trim() : undefined;
}

async function showSettingsProblem(problem: string): Promise<void> {
  const message = `Airworthy: ${problem.replaceAll('`', '')}`;
  const choice = await vscode.window.showWarningMessage(message, 'Open Settings');
  if (choice === undefined) return;
  await vscode.commands.executeCommand('workbench.action.openSettings', 'airworthy.environment');
}
