// The DAGs of a file in the form of `airworthy graph`, version 1. Its names are public contract.

import { operatorLabel } from '../semantic/dag/graph/operator-label';
import { plainValue } from '../semantic/dag/graph/plain-value';
import type {
  LoadedArgument,
  LoadedDag,
  LoadedFile,
  LoadedGroup,
  LoadedTask,
} from '../semantic/dag/graph/types';
import type { SyntaxNode, SyntaxTree } from '../syntax/node';
import { LineIndex } from '../text/lines';

/** Lines and columns from 1, columns in UTF-16 units. */
export interface GraphRange {
  readonly start: { readonly line: number; readonly column: number };
  readonly end: { readonly line: number; readonly column: number };
}

export interface GraphPlace {
  readonly file: string;
  readonly range: GraphRange;
}

/** Plain JSON values; durations are seconds. What is not known is not there. */
export type GraphValue = null | boolean | number | string;

export interface GraphTask extends GraphPlace {
  /** Null where it is not known without running the file. */
  readonly task_id: string | null;
  /** The class as Airflow shows it, or `@task` with its flavor. */
  readonly operator: string;
  readonly group: string | null;
  readonly mapped: boolean;
  readonly role: 'work' | 'setup' | 'teardown';
  /** False where the file may leave it out, or make it more than once. */
  readonly certain: boolean;
  readonly callable: GraphPlace | null;
  readonly upstream: readonly string[];
  readonly downstream: readonly string[];
  readonly effective: Readonly<Record<string, GraphValue>>;
  /** Where the effective arguments that the code gives are written. */
  readonly origins: Readonly<Record<string, GraphPlace & { readonly source: string }>>;
}

export interface GraphGroup extends GraphPlace {
  readonly group_id: string | null;
  readonly parent: string | null;
}

export interface GraphDag extends GraphPlace {
  readonly dag_id: string | null;
  /** The schedule's text, or the expression that gives it; null for none. */
  readonly schedule: string | null;
  /** False where it may have tasks or edges that are not shown. */
  readonly complete: boolean;
  readonly certain: boolean;
  readonly tasks: readonly GraphTask[];
  readonly groups: readonly GraphGroup[];
}

export interface Graph {
  readonly version: 1;
  readonly dags: readonly GraphDag[];
}

/** The name by which reports show the file of a tree. */
export type FileNames = (tree: SyntaxTree) => string;

export function graphOf(loaded: LoadedFile, nameOf: FileNames): Graph {
  const places = new Places(nameOf);
  return { version: 1, dags: loaded.dags.map((dag) => graphDag(dag, places)) };
}

function graphDag(dag: LoadedDag, places: Places): GraphDag {
  const upstream = new Map<LoadedTask, string[]>();
  const downstream = new Map<LoadedTask, string[]>();
  for (const { from, to } of dag.edges) {
    if (from.taskId === undefined || to.taskId === undefined) continue;
    note(upstream, to, from.taskId);
    note(downstream, from, to.taskId);
  }
  return {
    dag_id: dag.dagId ?? null,
    ...places.of(dag.node),
    schedule: scheduleOf(dag),
    complete: dag.isComplete,
    certain: dag.isCertain,
    tasks: dag.tasks.map((task) => ({
      task_id: task.taskId ?? null,
      operator: operatorLabel(task.operator),
      ...places.of(task.call),
      group: task.group?.groupId ?? null,
      mapped: task.isMapped,
      role: task.role,
      certain: task.isCertain,
      callable: task.callable === undefined ? null : places.of(task.callable),
      upstream: upstream.get(task) ?? [],
      downstream: downstream.get(task) ?? [],
      ...effectiveArguments(task, places),
    })),
    groups: dag.groups.map((group) => graphGroup(group, places)),
  };
}

function graphGroup(group: LoadedGroup, places: Places): GraphGroup {
  return {
    group_id: group.groupId ?? null,
    ...places.of(group.node),
    parent: group.parent?.groupId ?? null,
  };
}

/** The arguments of every operator that say how a task runs, waits and fails. */
const effectiveNames = [
  'depends_on_past',
  'execution_timeout',
  'max_active_tis_per_dag',
  'mode',
  'poke_interval',
  'pool',
  'priority_weight',
  'queue',
  'retries',
  'retry_delay',
  'retry_exponential_backoff',
  'timeout',
  'trigger_rule',
  'wait_for_downstream',
] as const;

function effectiveArguments(
  task: LoadedTask,
  places: Places,
): Pick<GraphTask, 'effective' | 'origins'> {
  const effective: Record<string, GraphValue> = {};
  const origins: Record<string, GraphPlace & { readonly source: string }> = {};
  for (const name of effectiveNames) {
    const argument = task.effective(name);
    if (argument === 'unknown') continue;
    if (argument === 'unset') {
      const preset = presets[name];
      if (preset !== undefined) effective[name] = preset;
      continue;
    }
    const value = plainValue(argument.value);
    if (value !== undefined) effective[name] = value;
    origins[name] = { source: argument.source, ...places.of(argument.origin) };
  }
  return { effective, origins };
}

/**
 * What Airflow takes where the code says nothing and no configuration changes it: the defaults of
 * `BaseOperator.__init__`, alike from 2.4 to 3.3 (airflow/models/baseoperator.py,
 * airflow/sdk/bases/operator.py). `retries` comes from `[core] default_task_retries`.
 */
const presets: Readonly<Partial<Record<(typeof effectiveNames)[number], GraphValue>>> = {
  depends_on_past: false,
  execution_timeout: null,
  max_active_tis_per_dag: null,
  pool: 'default_pool',
  priority_weight: 1,
  queue: 'default',
  retries: 0,
  retry_delay: 300,
  retry_exponential_backoff: false,
  trigger_rule: 'all_success',
  wait_for_downstream: false,
};

function scheduleOf(dag: LoadedDag): string | null {
  const given = ['schedule', 'schedule_interval', 'timetable']
    .map((name) => dag.arguments.get(name))
    .find((argument): argument is LoadedArgument => argument !== undefined);
  if (given === undefined || given.value.type === 'none') return null;
  return given.value.type === 'string' ? given.value.value : given.origin.text;
}

function note(lists: Map<LoadedTask, string[]>, task: LoadedTask, id: string): void {
  const list = lists.get(task);
  if (list === undefined) lists.set(task, [id]);
  else if (!list.includes(id)) list.push(id);
}

class Places {
  readonly #lines = new Map<SyntaxTree, LineIndex>();

  constructor(private readonly nameOf: FileNames) {}

  of(node: SyntaxNode): GraphPlace {
    const { tree } = node;
    let lines = this.#lines.get(tree);
    if (lines === undefined) {
      lines = new LineIndex(tree.text);
      this.#lines.set(tree, lines);
    }
    const start = lines.position(node.start);
    const end = lines.position(node.end);
    return {
      file: this.nameOf(tree),
      range: {
        start: { line: start.line + 1, column: start.column + 1 },
        end: { line: end.line + 1, column: end.column + 1 },
      },
    };
  }
}
