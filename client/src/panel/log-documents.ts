import * as vscode from 'vscode';
import type { AirflowClient } from '../airflow/client';
import { explain } from '../airflow/explain';
import type { TaskInstance, TaskInstanceKey } from '../airflow/model';
import type { ActiveConnection, ViewWatch } from '../environments/active-connection';
import { findInstance } from './find-instance';
import { logText } from './log-text';
import { keyOfRun } from './nodes';
import { mayStillChange } from './states';

const scheme = 'airworthy-log';
/** How long after an answer a log that may still grow is asked for again, and how long after a failure. */
const pauseMilliseconds = { afterAnswer: 3000, afterFailure: 15_000 };

interface OpenLog {
  readonly uri: vscode.Uri;
  client: AirflowClient;
  readonly key: TaskInstanceKey;
  readonly tryNumber: number;
  readonly controller: AbortController;
  text: string;
  /** It was fetched after its try had ended: nothing will come any more. */
  isFinished: boolean;
  isAsking: boolean;
  timer: ReturnType<typeof setTimeout> | undefined;
}

/** Logs of tasks as read-only documents, which grow while the task runs and someone sees them. */
export class LogDocuments implements vscode.TextDocumentContentProvider, vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<vscode.Uri>();
  readonly onDidChange = this.#changed.event;
  readonly #logs = new Map<string, OpenLog>();
  /** Whether a task still runs decides whether its log still grows. */
  readonly #watch: ViewWatch;
  readonly #disposables: vscode.Disposable[];

  constructor(private readonly connection: ActiveConnection) {
    this.#watch = connection.watch();
    this.#disposables = [
      this.#watch,
      this.#changed,
      vscode.workspace.registerTextDocumentContentProvider(scheme, this),
      vscode.window.onDidChangeVisibleTextEditors(() => this.#askForVisible()),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => this.#close(uri)),
    ];
  }

  /** Opens the log of a try, at its end. */
  async show(instance: TaskInstance, tryNumber: number): Promise<void> {
    const { client, environment } = this.connection;
    if (client === undefined || environment === undefined) return;
    const uri = uriOf(environment.name, instance, tryNumber);
    const log = this.#logs.get(uri.toString()) ?? {
      uri,
      client,
      key: instance,
      tryNumber,
      controller: new AbortController(),
      text: '',
      isFinished: false,
      isAsking: false,
      timer: undefined,
    };
    this.#logs.set(uri.toString(), log);
    // It may have been opened before someone signed in anew, or a task cleared.
    log.client = client;
    log.isFinished = false;
    await vscode.window.withProgress({ location: { viewId: 'airworthy.activeFile' } }, () =>
      this.#ask(log),
    );
    const document = await vscode.workspace.openTextDocument(uri);
    const editor = await vscode.window.showTextDocument(document, { preview: true });
    const end = document.lineAt(document.lineCount - 1).range.end;
    editor.revealRange(new vscode.Range(end, end));
  }

  provideTextDocumentContent(uri: vscode.Uri): string {
    return (
      this.#logs.get(uri.toString())?.text ??
      'This log was opened in an earlier session. Open it again from the Airworthy view.\n'
    );
  }

  dispose(): void {
    for (const { uri } of [...this.#logs.values()]) this.#close(uri);
    for (const disposable of this.#disposables) disposable.dispose();
  }

  async #ask(log: OpenLog): Promise<void> {
    clearTimeout(log.timer);
    if (log.isAsking || log.isFinished) return;
    log.isAsking = true;
    // Asked before the log, so that what is written between the two is not missed.
    const canGrow = this.#canGrow(log);
    const answer = await log.client.log(log.key, log.tryNumber, log.controller.signal);
    log.isAsking = false;
    if (log.controller.signal.aborted) return;
    if (answer.ok) {
      log.isFinished = !canGrow;
      this.#write(log, logText(answer.value));
    } else if (log.text === '') {
      const { message, advice } = explain(answer.problem);
      this.#write(log, `${message} ${advice}\n`);
    }
    const { afterAnswer, afterFailure } = pauseMilliseconds;
    const pause = answer.ok ? afterAnswer : afterFailure;
    if (!log.isFinished) log.timer = setTimeout(() => this.#askIfVisible(log), pause);
    this.#updateWatch();
  }

  #canGrow({ key, tryNumber }: OpenLog): boolean {
    const instance = findInstance(this.connection.snapshot, key);
    if (instance === undefined) return false;
    return instance.tryNumber <= tryNumber && mayStillChange(instance.state);
  }

  #write(log: OpenLog, text: string): void {
    if (text === log.text) return;
    log.text = text;
    this.#changed.fire(log.uri);
  }

  #askForVisible(): void {
    for (const log of this.#logs.values()) this.#askIfVisible(log);
    this.#updateWatch();
  }

  #askIfVisible(log: OpenLog): void {
    if (this.#isLive(log)) void this.#ask(log);
  }

  /** False for a log that no one sees, and one of an environment that is no longer the active one. */
  #isLive({ uri, client }: OpenLog): boolean {
    return client === this.connection.client && isVisible(uri);
  }

  #updateWatch(): void {
    const growing = [...this.#logs.values()].filter((log) => !log.isFinished && this.#isLive(log));
    const runs = new Map(growing.map(({ key }) => [JSON.stringify(keyOfRun(key)), keyOfRun(key)]));
    this.#watch.update({ taskInstances: [...runs.values()] });
  }

  #close(uri: vscode.Uri): void {
    const log = this.#logs.get(uri.toString());
    if (log === undefined) return;
    this.#logs.delete(uri.toString());
    log.controller.abort();
    clearTimeout(log.timer);
    this.#updateWatch();
  }
}

function isVisible(uri: vscode.Uri): boolean {
  return vscode.window.visibleTextEditors.some(
    ({ document }) => document.uri.toString() === uri.toString(),
  );
}

/** The name shows in the tab; what is not allowed in a path must not lead out of it. */
function uriOf(environment: string, key: TaskInstanceKey, tryNumber: number): vscode.Uri {
  const index = key.mapIndex === undefined ? '' : ` [${key.mapIndex}]`;
  const name = `${key.taskId}${index} try ${tryNumber}.log`;
  const path = [environment, key.dagId, key.runId, name].map((part) => part.replaceAll('/', '⁄'));
  return vscode.Uri.from({ scheme, path: `/${path.join('/')}` });
}
