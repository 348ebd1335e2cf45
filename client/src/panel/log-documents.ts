import * as vscode from 'vscode';
import type { AirflowClient } from '../airflow/client';
import { explain } from '../airflow/explain';
import type { TaskInstance, TaskInstanceKey } from '../airflow/model';
import type { ActiveConnection } from '../environments/active-connection';
import { logText } from './log-text';
import { mayStillChange } from './states';

const scheme = 'airworthy-log';
/** How long after an answer a log that may still grow is asked for again. */
const pauseMilliseconds = 3000;

interface OpenLog {
  readonly uri: vscode.Uri;
  readonly client: AirflowClient;
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
  readonly #disposables: vscode.Disposable[];

  constructor(private readonly connection: ActiveConnection) {
    this.#disposables = [
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
    if (!log.isFinished && isVisible(log.uri)) {
      log.timer = setTimeout(() => this.#askIfVisible(log), pauseMilliseconds);
    }
  }

  /** What no view asks for any more is taken for what it last was. */
  #canGrow({ key, tryNumber }: OpenLog): boolean {
    const { snapshot } = this.connection;
    const instances = [
      ...(snapshot?.taskInstances({ dagId: key.dagId, runId: key.runId })?.value.items ?? []),
      ...(snapshot?.running?.value.tasks.items ?? []),
    ];
    const instance = instances.find(
      (other) =>
        other.dagId === key.dagId &&
        other.runId === key.runId &&
        other.taskId === key.taskId &&
        other.mapIndex === key.mapIndex,
    );
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
  }

  #askIfVisible(log: OpenLog): void {
    if (isVisible(log.uri) && vscode.workspace.isTrusted) void this.#ask(log);
  }

  #close(uri: vscode.Uri): void {
    const log = this.#logs.get(uri.toString());
    if (log === undefined) return;
    this.#logs.delete(uri.toString());
    log.controller.abort();
    clearTimeout(log.timer);
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
