// What Airflow holds in memory while it loads a DAG file: DAGs, groups, tasks and what is between them.

import type { SyntaxNode } from '../../../syntax/node';
import type { Defaults, OwnArguments } from './effective-arguments';

/** A `DAG`, airflow/models/dag.py and airflow/sdk/definitions/dag.py. */
export class GraphDag {
  /** Tasks in the order in which they were made. Two may have one id, which Airflow refuses. */
  readonly tasks: GraphTask[] = [];
  readonly groups: GraphGroup[] = [];
  /** The group without an id that holds all others. */
  readonly root: GraphGroup;
  isComplete = true;
  /** A `with` block of it has ended, or `@dag` has made it: Airflow takes it without a name. */
  registered: 'yes' | 'maybe' | 'no' = 'no';

  constructor(
    readonly dagId: string | undefined,
    /** The `DAG(...)` call, or the function under `@dag`. */
    readonly node: SyntaxNode,
    readonly given: OwnArguments,
    readonly isCertain: boolean,
  ) {
    this.root = new GraphGroup({ dag: this, label: '', node, parent: undefined, isCertain });
  }
}

/**
 * Airflow takes a DAG whose `with` block has ended, named or not, unless `auto_register=False`
 * (`DagContext.pop`, since 2.4).
 */
export function registerDag(dag: GraphDag, isCertain: boolean): void {
  const automatic = dag.given.entries.get('auto_register')?.value;
  if (automatic?.type === 'boolean' && !automatic.value) return;
  const isSure = isCertain && (automatic === undefined || automatic.type === 'boolean');
  if (dag.registered !== 'yes') dag.registered = isSure ? 'yes' : 'maybe';
}

export interface GroupFacts {
  readonly dag: GraphDag;
  /** The group's own id, without those around it; `''` for the root; undefined if not known. */
  readonly label: string | undefined;
  readonly node: SyntaxNode;
  readonly parent: GraphGroup | undefined;
  readonly isCertain: boolean;
  /** Whether ids of what is in it begin with its own; undefined if not known. */
  readonly prefixes?: boolean | undefined;
  readonly defaults?: Defaults | undefined;
  readonly isMapped?: boolean;
}

/** A `TaskGroup`, airflow/utils/task_group.py and airflow/sdk/definitions/taskgroup.py. */
export class GraphGroup {
  readonly children: (GraphTask | GraphGroup)[] = [];
  /** Tasks that the group as a whole follows; an empty group passes them on in Airflow 3. */
  readonly upstream: GraphTask[] = [];
  /** True where there may be children that are not shown. */
  mayHaveMore = false;

  constructor(readonly facts: GroupFacts) {}

  get isRoot(): boolean {
    return this.facts.parent === undefined;
  }

  get prefixes(): boolean | undefined {
    return 'prefixes' in this.facts ? this.facts.prefixes : true;
  }

  /** Undefined for the root, which has none, and where it is not known. */
  get groupId(): string | undefined {
    const { parent, label } = this.facts;
    if (parent === undefined || label === undefined) return undefined;
    return parent.childId(label);
  }

  /** The id of something in the group with the ids of the groups around; undefined if not known. */
  childId(label: string): string | undefined {
    if (this.isRoot || this.prefixes === false) return label;
    if (this.prefixes === undefined || this.groupId === undefined) return undefined;
    return `${this.groupId}.${label}`;
  }

  /** All tasks in it and in the groups in it. */
  get tasks(): readonly GraphTask[] {
    const found: GraphTask[] = [];
    const waiting = [...this.children].reverse();
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      if (next instanceof GraphTask) found.push(next);
      else waiting.push(...[...next.children].reverse());
    }
    return found;
  }

  /** True where it may have other tasks than those shown. */
  get isOpen(): boolean {
    const waiting: GraphGroup[] = [this];
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      if (next.mayHaveMore) return true;
      for (const child of next.children) if (child instanceof GraphGroup) waiting.push(child);
    }
    return false;
  }

  get isInMapped(): boolean {
    for (let at: GraphGroup | undefined = this; at !== undefined; at = at.facts.parent) {
      if (at.facts.isMapped === true) return true;
    }
    return false;
  }
}

export interface TaskFacts {
  /** With the ids of its groups in front; undefined where it is not known. */
  readonly taskId: string | undefined;
  /** Canonical class name (`airflow.BashOperator`), or `airflow.task` and `airflow.task.<flavor>`. */
  readonly operator: string;
  readonly node: SyntaxNode;
  readonly call: SyntaxNode;
  readonly callable: SyntaxNode | undefined;
  readonly operatorClass: SyntaxNode | undefined;
  readonly isMapped: boolean;
  readonly isCertain: boolean;
  readonly arguments: OwnArguments;
  /** The `default_args` around it, the innermost first. */
  readonly defaults: readonly Defaults[];
  /** The DAG whose `default_args` are among them: the one that it was made in or for. */
  readonly madeFor: GraphDag | undefined;
  /** False where the code puts it into a DAG or group that is not known. */
  readonly isPlaced: boolean;
}

/** An operator, mapped or not. */
export class GraphTask {
  dag: GraphDag | undefined = undefined;
  group: GraphGroup | undefined = undefined;
  role: 'work' | 'setup' | 'teardown' = 'work';
  readonly upstream = new Map<GraphTask, GraphEdge>();
  readonly downstream = new Map<GraphTask, GraphEdge>();

  constructor(readonly facts: TaskFacts) {}

  get isCertain(): boolean {
    return this.facts.isCertain;
  }
}

/** What Airflow keeps as an id in `downstream_task_ids`, and the label in the DAG's `edge_info`. */
export interface GraphEdge {
  readonly from: GraphTask;
  readonly to: GraphTask;
  readonly place: SyntaxNode;
  label: string | undefined;
  isCertain: boolean;
}

/** Makes one task follow another. An edge that is there already is no second one. */
export function addEdge(
  from: GraphTask,
  to: GraphTask,
  how: { place: SyntaxNode; isCertain: boolean; label?: string | undefined },
): void {
  const known = from.downstream.get(to);
  if (known !== undefined) {
    known.isCertain ||= how.isCertain;
    known.label = how.label ?? known.label;
    return;
  }
  const { place, isCertain, label } = how;
  const edge: GraphEdge = { from, to, place, isCertain, label };
  from.downstream.set(to, edge);
  to.upstream.set(from, edge);
}
