import * as vscode from 'vscode';
import { explain } from '../airflow/explain';
import type { DagRun, RunKey, TaskInstance, TaskInstanceKey } from '../airflow/model';
import type { Interest } from '../airflow/poller';
import type { Snapshot } from '../airflow/run-store';
import type { TreeContent } from './live-tree';
import { keyOfInstance, keyOfRun, Nodes, type RunNode } from './nodes';
import { instanceRow, type Row, runningRow } from './rows';

/** All that runs now in the whole Airflow: the newest run first, and in a run what has run longest. */
export class RunningContent implements TreeContent {
  readonly #nodes = new Nodes();
  readonly #changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.#changed.event;

  roots(snapshot: Snapshot): RunNode[] {
    const { running } = snapshot;
    if (running === undefined) return this.#missing(snapshot);
    const { runs, tasks } = running.value;
    const keys = new Map<string, RunKey>();
    // A task that still runs though its run has ended is shown all the same: it is what one looks for.
    for (const run of [...newestFirst(runs.items), ...newestFirst(tasks.items)]) {
      const key = keyOfRun(run);
      keys.set(JSON.stringify(key), key);
    }
    const rows = [...keys.values()].map((run) => this.#nodes.of({ kind: 'run', run }));
    if (rows.length === 0) return [this.#nodes.of({ kind: 'note', text: 'Nothing is running' })];
    if (runs.isComplete && tasks.isComplete) return rows;
    return [...rows, this.#nodes.of({ kind: 'note', text: 'There is more than is shown here' })];
  }

  childrenOf(node: RunNode, snapshot: Snapshot): RunNode[] {
    if (node.kind !== 'run') return [];
    return tasksOf(node.run, snapshot).map((task) =>
      this.#nodes.of({ kind: 'instance', key: keyOfInstance(task) }),
    );
  }

  rowOf(node: RunNode, snapshot: Snapshot, now: number): Row | undefined {
    if (node.kind === 'run') {
      return runningRow(
        node.run,
        runOf(node.run, snapshot),
        tasksOf(node.run, snapshot).length,
        now,
      );
    }
    if (node.kind !== 'instance') return undefined;
    const task = instanceOf(node.key, snapshot);
    return task && instanceRow(task, now, 'alone');
  }

  collapsibleState(node: RunNode, snapshot: Snapshot): vscode.TreeItemCollapsibleState {
    const { None, Expanded } = vscode.TreeItemCollapsibleState;
    return node.kind === 'run' && tasksOf(node.run, snapshot).length > 0 ? Expanded : None;
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

  #missing(snapshot: Snapshot): RunNode[] {
    const problem = snapshot.problem({ kind: 'running' });
    return problem ? [this.#nodes.of({ kind: 'note', text: explain(problem).message })] : [];
  }
}

function tasksOf({ dagId, runId }: RunKey, { running }: Snapshot): TaskInstance[] {
  return (running?.value.tasks.items ?? [])
    .filter((task) => task.dagId === dagId && task.runId === runId)
    .sort((one, other) => (one.startedAt ?? 0) - (other.startedAt ?? 0));
}

function runOf({ dagId, runId }: RunKey, { running }: Snapshot): DagRun | undefined {
  return running?.value.runs.items.find((run) => run.dagId === dagId && run.runId === runId);
}

function instanceOf(key: TaskInstanceKey, snapshot: Snapshot): TaskInstance | undefined {
  return tasksOf(key, snapshot).find(
    ({ taskId, mapIndex }) => taskId === key.taskId && mapIndex === key.mapIndex,
  );
}

function newestFirst<T extends { readonly startedAt: number | undefined }>(
  items: readonly T[],
): readonly T[] {
  return [...items].sort((one, other) => (other.startedAt ?? 0) - (one.startedAt ?? 0));
}
