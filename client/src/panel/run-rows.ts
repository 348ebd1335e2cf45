import * as vscode from 'vscode';
import { explain } from '../airflow/explain';
import type { RunKey, TaskInstance, TaskInstanceKey } from '../airflow/model';
import type { Snapshot, Topic } from '../airflow/run-store';
import { InstancesOfRun } from './instances-of-run';
import { keyOfInstance, keyOfRun, type Nodes, type RunNode } from './nodes';
import { dagRow, instanceRow, manyRow, type Row, runRow } from './rows';
import { groupIn, type OutlineEntry, outlineOf } from './task-outline';

/** What a note stands below. */
interface Below {
  readonly kind: string;
  readonly id: string;
}

/** What is below and what is in the rows of DAGs, runs, groups and task instances, as far as one snapshot knows. */
export class RunRows {
  readonly #outlines = new Map<string, readonly OutlineEntry[]>();
  readonly #instances = new Map<string, InstancesOfRun>();

  constructor(
    private readonly nodes: Nodes,
    private readonly environment: string,
    private readonly snapshot: Snapshot,
  ) {}

  childrenOf(node: RunNode): RunNode[] {
    switch (node.kind) {
      case 'dag':
        return this.#runs(node.dagId);
      case 'run': {
        const known = this.snapshot.taskInstances(node.run);
        if (known === undefined) {
          return [this.#missing({ kind: 'task-instances', ...node.run }, 'task instances', node)];
        }
        if (known.value.items.length === 0) return [this.#note('No task instances yet', node)];
        return [
          ...this.#entries(node.run, this.#outline(node.run)),
          ...(known.value.isComplete
            ? []
            : [this.#note('There are more: open it in a browser', node)]),
        ];
      }
      case 'group':
        return this.#entries(node.run, this.#group(node.run, node.groupId)?.entries ?? []);
      case 'task':
        return this.#instancesOf(node.run)
          .ofTask(node.taskId)
          .map((instance) => this.#instance(instance));
      case 'instance':
      case 'note':
        return [];
    }
  }

  /** Undefined for what is no longer there. */
  rowOf(node: RunNode, now: number): Row | undefined {
    switch (node.kind) {
      case 'dag': {
        const known = this.snapshot.dag(node.dagId);
        const dag = known === undefined ? undefined : (known.value ?? null);
        return dagRow(node.dagId, dag, this.environment);
      }
      case 'run': {
        const { dagId, runId } = node.run;
        const run = this.snapshot.runs(dagId)?.value.items.find((other) => other.runId === runId);
        return run && runRow(run, now);
      }
      case 'group': {
        const group = this.#group(node.run, node.groupId);
        return group && manyRow(group);
      }
      case 'task': {
        const { taskId } = node;
        const instances = this.#instancesOf(node.run).ofTask(taskId);
        return instances.length === 0 ? undefined : manyRow({ kind: 'task', taskId, instances });
      }
      case 'instance': {
        const instance = this.instance(node.key);
        return (
          instance &&
          instanceRow(instance, now, instance.mapIndex === undefined ? 'in-run' : 'in-task')
        );
      }
      case 'note':
        return undefined;
    }
  }

  collapsibleState(node: RunNode): vscode.TreeItemCollapsibleState {
    const { None, Collapsed, Expanded } = vscode.TreeItemCollapsibleState;
    switch (node.kind) {
      case 'dag':
        return this.snapshot.dag(node.dagId)?.value === undefined &&
          this.snapshot.dag(node.dagId) !== undefined
          ? None
          : Expanded;
      case 'run': {
        const newest = this.snapshot.runs(node.run.dagId)?.value.items[0];
        return newest?.runId === node.run.runId ? Expanded : Collapsed;
      }
      case 'group':
        return Expanded;
      case 'task':
        return Collapsed;
      case 'instance':
      case 'note':
        return None;
    }
  }

  instance(key: TaskInstanceKey): TaskInstance | undefined {
    return this.#instancesOf(key).named(key);
  }

  #runs(dagId: string): RunNode[] {
    const known = this.snapshot.runs(dagId);
    const place = { kind: 'dag', id: dagId } as const;
    if (known === undefined) return [this.#missing({ kind: 'runs', dagId }, 'runs', place)];
    if (known.value.items.length === 0) return [this.#note('No runs yet', place)];
    return known.value.items.map((run) => this.nodes.of({ kind: 'run', run: keyOfRun(run) }));
  }

  #entries(run: RunKey, entries: readonly OutlineEntry[]): RunNode[] {
    const key = keyOfRun(run);
    return entries.map((entry) => {
      if (entry.kind === 'instance') return this.#instance(entry.instance);
      return entry.kind === 'group'
        ? this.nodes.of({ kind: 'group', run: key, groupId: entry.groupId })
        : this.nodes.of({ kind: 'task', run: key, taskId: entry.taskId });
    });
  }

  #instance(instance: TaskInstance): RunNode {
    return this.nodes.of({ kind: 'instance', key: keyOfInstance(instance) });
  }

  #instancesOf(run: RunKey): InstancesOfRun {
    const id = JSON.stringify(keyOfRun(run));
    const known = this.#instances.get(id);
    if (known !== undefined) return known;
    const items = this.snapshot.taskInstances(keyOfRun(run))?.value.items ?? [];
    const instances = new InstancesOfRun(items);
    this.#instances.set(id, instances);
    return instances;
  }

  #group(run: RunKey, groupId: string) {
    return groupIn(this.#outline(run), groupId);
  }

  #outline(run: RunKey): readonly OutlineEntry[] {
    const id = JSON.stringify(run);
    const known = this.#outlines.get(id);
    if (known !== undefined) return known;
    const outline = outlineOf(this.#instancesOf(run).all);
    this.#outlines.set(id, outline);
    return outline;
  }

  /** What is not there: because it is on its way, or because Airflow does not give it. */
  #missing(topic: Topic, what: string, below: Below): RunNode {
    const problem = this.snapshot.problem(topic);
    if (problem === undefined) return this.#note(`Loading ${what} …`, below);
    return this.#note(explain(problem).message, below);
  }

  #note(text: string, below: Below): RunNode {
    return this.nodes.of({ kind: 'note', text }, `${below.kind} ${below.id} `);
  }
}
