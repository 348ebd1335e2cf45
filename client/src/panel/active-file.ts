import * as vscode from 'vscode';
import type { DagsResult } from '../../../server/src/protocol/dags';
import { analyzedDocuments } from '../documents';
import type { PanelServices } from '../panel-contract';

/** The Python file that was last looked at, and the DAGs that it defines as far as the language server knows them. */
export class ActiveFile implements vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.#changed.event;
  readonly #disposables: vscode.Disposable[];
  #document: vscode.TextDocument | undefined;
  #dags: NonNullable<DagsResult>['dags'] = [];
  #isAsking = false;
  #hasChanged = false;

  constructor(
    private readonly dagsOf: PanelServices['dagsOf'],
    onDidStartServer: PanelServices['onDidStartServer'],
  ) {
    this.#disposables = [
      this.#changed,
      onDidStartServer(() => void this.#ask()),
      vscode.window.onDidChangeActiveTextEditor((editor) => this.#follow(editor)),
      vscode.workspace.onDidChangeTextDocument(({ document }) => {
        if (document === this.#document) void this.#ask();
      }),
      vscode.workspace.onDidCloseTextDocument((document) => {
        if (document === this.#document) this.#leave();
      }),
    ];
    this.#follow(vscode.window.activeTextEditor);
  }

  get uri(): vscode.Uri | undefined {
    return this.#document?.uri;
  }

  get dagIds(): readonly string[] {
    return this.#dags.map(({ dagId }) => dagId).filter((dagId) => dagId !== null);
  }

  /** True where the file makes DAGs whose ids are not known without running it. */
  get hasUnknownDags(): boolean {
    return this.#dags.some(({ dagId }) => dagId === null);
  }

  dispose(): void {
    for (const disposable of this.#disposables) disposable.dispose();
  }

  /** A log or a settings page in front does not make the file uninteresting. */
  #follow(editor: vscode.TextEditor | undefined): void {
    const document = editor?.document;
    if (document === undefined || document === this.#document) return;
    if (vscode.languages.match(analyzedDocuments, document) === 0) return;
    this.#document = document;
    void this.#ask();
  }

  #leave(): void {
    this.#document = undefined;
    this.#show([]);
  }

  /** One question at a time; what changes meanwhile is asked for once more afterwards. */
  async #ask(): Promise<void> {
    this.#hasChanged = true;
    if (this.#isAsking) return;
    this.#isAsking = true;
    while (this.#hasChanged && this.#document !== undefined) {
      this.#hasChanged = false;
      const document = this.#document;
      const result = await this.dagsOf(document.uri);
      if (document === this.#document) this.#show(result?.dags ?? []);
    }
    this.#isAsking = false;
  }

  #show(dags: NonNullable<DagsResult>['dags']): void {
    const ids = (list: typeof dags) => JSON.stringify(list.map(({ dagId }) => dagId));
    const isNews = ids(dags) !== ids(this.#dags);
    this.#dags = dags;
    if (isNews) this.#changed.fire();
  }
}
