import type { SyntaxNode } from '../../../syntax/node';
import type { Execution } from '../../evaluation/host';
import { unknown, type Value } from '../../evaluation/values';
import type { GraphDag, GraphGroup, GraphTask } from './nodes';
import type { Release } from './release';
import { SetupTeardownContext } from './setup-teardown';

/** The state of Airflow's modules while one file is loaded. */
export class World {
  readonly dags: GraphDag[] = [];
  readonly tasks: GraphTask[] = [];
  /**
   * `DagContext`, the innermost last. Undefined stands for a `with` over something unknown, which may
   * be a DAG (airflow/models/dag.py, airflow/sdk/definitions/_internal/contextmanager.py).
   */
  readonly openDags: (GraphDag | undefined)[] = [];
  /** `TaskGroupContext`, the innermost last. */
  readonly openGroups: GraphGroup[] = [];
  /** True where code that nobody knows may have made DAGs. */
  mayHaveMoreDags = false;
  readonly setupTeardown = new SetupTeardownContext();
  readonly #values = new Map<GraphDag | GraphGroup | GraphTask, Value>();

  constructor(readonly release: Release) {}

  /** Notes which value the code has for a DAG, group or task. */
  hold(node: GraphDag | GraphGroup | GraphTask, value: Value): Value {
    this.#values.set(node, value);
    return value;
  }

  valueOf(node: GraphDag | GraphGroup | GraphTask): Value {
    return this.#values.get(node) ?? unknown('an object of Airflow');
  }

  get currentDag(): GraphDag | undefined {
    return this.openDags.at(-1);
  }

  /** True inside a `with` of which nobody knows whether it opens a DAG. */
  get isInUnknownContext(): boolean {
    return this.openDags.length > 0 && this.openDags.at(-1) === undefined;
  }

  /** The group around, or the root of the DAG (`TaskGroupContext.get_current`). */
  currentGroup(dag: GraphDag | undefined): GraphGroup | undefined {
    return this.openGroups.at(-1) ?? (dag ?? this.currentDag)?.root;
  }

  /** Puts a task into a DAG, and into the group around where it is in none (`DAG.add_task`). */
  addTask(dag: GraphDag, task: GraphTask): void {
    if (task.dag !== undefined) return;
    task.dag = dag;
    dag.tasks.push(task);
    if (task.group !== undefined) return;
    const group = this.currentGroup(dag) ?? dag.root;
    task.group = group;
    group.children.push(task);
  }

  /** Code that nobody knows runs now: it may make tasks wherever it finds a DAG or group open. */
  noteUnknownCode(): void {
    this.mayHaveMoreDags = true;
    const dag = this.currentDag;
    if (dag !== undefined) dag.isComplete = false;
    for (const group of this.openGroups) group.mayHaveMore = true;
  }

  /** A DAG, or something in it, was given to code that nobody knows, which may also keep it. */
  noteEscape(dag: GraphDag): void {
    dag.isComplete = false;
    if (dag.registered === 'no') dag.registered = 'maybe';
  }
}

/** How something is said to be: by which expression, and whether it is certain to run. */
export interface How {
  readonly place: SyntaxNode;
  readonly isCertain: boolean;
  /** True where it is said once more, of what is made again and again (`Execution.isAgain`). */
  readonly isAgain: boolean;
}

export function how(place: SyntaxNode, execution: Execution): How {
  const { isAgain, isCertain } = execution;
  return { place, isCertain, isAgain };
}
