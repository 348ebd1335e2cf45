import type * as vscode from 'vscode';
import type { Interest } from '../airflow/poller';
import type { Snapshot } from '../airflow/run-store';
import type { ActiveConnection } from '../environments/active-connection';
import type { ActiveFile } from './active-file';
import { isSameFile } from './file-locations';
import type { TreeContent } from './live-tree';
import { Nodes, type RunNode } from './nodes';
import type { Row } from './rows';
import { RunRows } from './run-rows';

/** The DAGs of the file in the active editor, with their runs and task instances. */
export class ActiveFileContent implements TreeContent {
  readonly explainsProblems = true;
  readonly #nodes = new Nodes();
  #rows: { readonly snapshot: Snapshot; readonly rows: RunRows } | undefined;

  constructor(
    private readonly file: ActiveFile,
    private readonly connection: ActiveConnection,
  ) {}

  get onDidChange(): vscode.Event<void> {
    return this.file.onDidChange;
  }

  roots(snapshot: Snapshot): RunNode[] {
    const dags = this.#dagIds(snapshot).map((dagId) => this.#nodes.of({ kind: 'dag', dagId }));
    return [...this.#importErrors(snapshot), ...dags];
  }

  childrenOf(node: RunNode, snapshot: Snapshot): RunNode[] {
    return this.#rowsOf(snapshot).childrenOf(node);
  }

  rowOf(node: RunNode, snapshot: Snapshot, now: number): Row | undefined {
    return this.#rowsOf(snapshot).rowOf(node, now);
  }

  collapsibleState(node: RunNode, snapshot: Snapshot): vscode.TreeItemCollapsibleState {
    return this.#rowsOf(snapshot).collapsibleState(node);
  }

  interest(snapshot: Snapshot, isOpen: (node: RunNode) => boolean): Interest {
    const dags = this.roots(snapshot);
    // Without a DAG, the view still says whether Airflow answers.
    if (this.#dagIds(snapshot).length === 0 && !this.file.hasUnknownDags) {
      return { running: true, importErrors: this.#mayBeBroken(snapshot) };
    }
    const open = dags.filter(isOpen);
    const rows = this.#rowsOf(snapshot);
    const runs = open.flatMap((dag) => rows.childrenOf(dag)).filter(isOpen);
    return {
      ...(this.file.hasUnknownDags && { dags: true }),
      ...(this.#mayBeBroken(snapshot) && { importErrors: true }),
      dag: this.#dagIds(snapshot),
      runs: open.flatMap((node) => (node.kind === 'dag' ? [node.dagId] : [])),
      taskInstances: runs.flatMap((node) => (node.kind === 'run' ? [node.run] : [])),
    };
  }

  lastHeard(snapshot: Snapshot): number | undefined {
    const times = this.#dagIds(snapshot)
      .flatMap((dagId) => [snapshot.dag(dagId)?.at, snapshot.runs(dagId)?.at])
      .filter((at) => at !== undefined);
    return times.length === 0 ? undefined : Math.max(...times);
  }

  forget(): void {
    this.#nodes.forgetAll();
  }

  /** What Airflow said when it could not load this file. */
  #importErrors(snapshot: Snapshot): RunNode[] {
    const { uri } = this.file;
    // What is no longer asked for may have been mended.
    if (uri === undefined || !this.#mayBeBroken(snapshot)) return [];
    const errors = snapshot.importErrors?.value.items ?? [];
    return errors
      .filter(({ filename }) => isSameFile(uri.path, { fileloc: filename }))
      .map(({ stackTrace }) => {
        const reason = stackTrace.trim().split('\n').at(-1) ?? '';
        const text = `Airflow cannot load this file: ${reason}`;
        return this.#nodes.of({ kind: 'note', text, problem: stackTrace });
      });
  }

  /** The file defines no DAG, or one that Airflow does not know or knows only from earlier. */
  #mayBeBroken(snapshot: Snapshot): boolean {
    const dagIds = this.#dagIds(snapshot);
    if (dagIds.length === 0) return this.file.uri !== undefined;
    return dagIds.some((dagId) => {
      const known = snapshot.dag(dagId);
      return known !== undefined && (known.value === undefined || known.value.hasImportErrors);
    });
  }

  /** Those that the file names, and where it does not name all of them, those that Airflow has from it. */
  #dagIds(snapshot: Snapshot): string[] {
    const { uri, hasUnknownDags } = this.file;
    const others =
      uri === undefined || !hasUnknownDags
        ? []
        : (snapshot.dags?.value.items ?? []).filter((dag) => isSameFile(uri.path, dag));
    return [...new Set([...this.file.dagIds, ...others.map(({ dagId }) => dagId)])];
  }

  #rowsOf(snapshot: Snapshot): RunRows {
    if (this.#rows?.snapshot !== snapshot) {
      const name = this.connection.environment?.name ?? 'Airflow';
      this.#rows = { snapshot, rows: new RunRows(this.#nodes, name, snapshot) };
    }
    return this.#rows.rows;
  }
}
