import * as vscode from 'vscode';
import { explain } from '../airflow/explain';
import type { Interest } from '../airflow/poller';
import type { Snapshot } from '../airflow/run-store';
import type { TreeContent } from './live-tree';
import { keyOfInstance, keyOfRun, Nodes, type RunNode } from './nodes';
import { instanceRow, type Row, runningRow } from './rows';
import { nameOf, type RunningRun, runningRuns } from './running-runs';

/** All that runs now in the whole Airflow: the newest run first, and in a run what has run longest. */
export class RunningContent implements TreeContent {
  readonly explainsProblems = false;
  readonly #nodes = new Nodes();
  readonly #changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.#changed.event;
  #last:
    | { readonly snapshot: Snapshot; readonly runs: ReadonlyMap<string, RunningRun> }
    | undefined;

  roots(snapshot: Snapshot): RunNode[] {
    const { running } = snapshot;
    if (running === undefined) return this.#missing(snapshot);
    const rows = [...this.#runs(snapshot).values()].flatMap(({ run, tasks: [task] }) => {
      const key = run ?? task;
      return key === undefined ? [] : [this.#nodes.of({ kind: 'run', run: keyOfRun(key) })];
    });
    if (rows.length === 0) return [this.#nodes.of({ kind: 'note', text: 'Nothing is running' })];
    const { runs, tasks } = running.value;
    if (runs.isComplete && tasks.isComplete) return rows;
    return [...rows, this.#nodes.of({ kind: 'note', text: 'There is more than is shown here' })];
  }

  childrenOf(node: RunNode, snapshot: Snapshot): RunNode[] {
    if (node.kind !== 'run') return [];
    const tasks = this.#runs(snapshot).get(nameOf(node.run))?.tasks ?? [];
    return tasks.map((task) => this.#nodes.of({ kind: 'instance', key: keyOfInstance(task) }));
  }

  rowOf(node: RunNode, snapshot: Snapshot, now: number): Row | undefined {
    if (node.kind === 'run') {
      const found = this.#runs(snapshot).get(nameOf(node.run));
      return found && runningRow(node.run, found.run, found.tasks.length, now);
    }
    if (node.kind !== 'instance') return undefined;
    const task = this.#runs(snapshot).get(nameOf(node.key))?.named(node.key);
    return task && instanceRow(task, now, 'alone');
  }

  collapsibleState(node: RunNode, snapshot: Snapshot): vscode.TreeItemCollapsibleState {
    const { None, Expanded } = vscode.TreeItemCollapsibleState;
    return this.childrenOf(node, snapshot).length > 0 ? Expanded : None;
  }

  interest(): Interest {
    return { running: true };
  }

  lastHeard({ running }: Snapshot): number | undefined {
    return running?.at;
  }

  forget(): void {
    this.#nodes.forgetAll();
  }

  #runs(snapshot: Snapshot): ReadonlyMap<string, RunningRun> {
    if (this.#last?.snapshot !== snapshot) {
      const { running } = snapshot;
      this.#last = { snapshot, runs: running ? runningRuns(running.value) : new Map() };
    }
    return this.#last.runs;
  }

  #missing(snapshot: Snapshot): RunNode[] {
    const problem = snapshot.problem({ kind: 'running' });
    return problem ? [this.#nodes.of({ kind: 'note', text: explain(problem).message })] : [];
  }
}
