// The DAGs of a file as Airflow would hold them after loading it.

import type { SyntaxNode } from '../../../syntax/node';

/** What the load of one DAG file comes to. Nodes may be of other files of the project. */
export interface LoadedFile {
  readonly dags: readonly LoadedDag[];
  /** Tasks that were made and belong to no DAG. */
  readonly tasksWithoutDag: readonly LoadedTask[];
  /** The functions whose bodies run while the file is loaded, in this file and others. */
  readonly calledFunctions: ReadonlySet<SyntaxNode>;
  /** False where there may be DAGs that are not shown: what could not be followed may make some. */
  readonly isComplete: boolean;
}

/** The same with what the load itself has to say, which nobody who asks for the DAGs depends on. */
export interface Load extends LoadedFile {
  /** What could not be followed, in words, each with its place. */
  readonly gaps: readonly Gap[];
}

export interface Gap {
  readonly place: SyntaxNode;
  readonly reason: string;
}

export interface LoadedDag {
  /** Undefined where it is not known without running the file. */
  readonly dagId: string | undefined;
  /** The `DAG(...)` call, or the function under `@dag`. */
  readonly node: SyntaxNode;
  readonly tasks: readonly LoadedTask[];
  readonly groups: readonly LoadedGroup[];
  readonly edges: readonly LoadedEdge[];
  /** What the DAG itself was given, defaults not included. */
  readonly arguments: ReadonlyMap<string, LoadedArgument>;
  /** False where it may have arguments that are not shown. */
  readonly hasAllArguments: boolean;
  /** False where it may have tasks, groups or edges that are not shown. */
  readonly isComplete: boolean;
  /** False where the file may leave it out: it is made under a condition that is not known. */
  readonly isCertain: boolean;
}

export interface LoadedGroup {
  /** With the ids of the groups around in front; undefined where it is not known. */
  readonly groupId: string | undefined;
  readonly node: SyntaxNode;
  readonly parent: LoadedGroup | undefined;
  readonly isCertain: boolean;
}

export interface LoadedTask {
  /** With the ids of its groups in front, as Airflow shows it; undefined where it is not known. */
  readonly taskId: string | undefined;
  /** Canonical class name (`airflow.BashOperator`), or `airflow.task` and `airflow.task.<flavor>`. */
  readonly operator: string;
  /** The operator call or the function under `@task`: the node of the `Task` of the file's model. */
  readonly node: SyntaxNode;
  /** The call that made this task; the same as `node` for an operator. */
  readonly call: SyntaxNode;
  /** The function that it runs, where there is one and it is known. */
  readonly callable: SyntaxNode | undefined;
  /** The operator class, where it is one of the project. */
  readonly operatorClass: SyntaxNode | undefined;
  readonly group: LoadedGroup | undefined;
  /** The number of this task is decided when it runs: `expand`, or inside a mapped group. */
  readonly isMapped: boolean;
  readonly role: 'work' | 'setup' | 'teardown';
  /** The argument as Airflow resolves it: own, `.override`, `.partial`, groups, DAG. */
  effective(name: string): LoadedArgument | 'unset' | 'unknown';
  /** Where it is looked for: what the task itself was given, then each `default_args`, the innermost first. */
  given(): readonly GivenArguments[];
  /**
   * False for a task that was made before it came into its DAG, by `>>` or `add_task`: Airflow looks
   * at the `default_args` when it makes the task (`_apply_defaults`).
   */
  readonly takesDagDefaults: boolean;
  /** False where the file may leave it out, or make it more than once. */
  readonly isCertain: boolean;
}

/** What was given in one place. */
export interface GivenArguments {
  readonly entries: ReadonlyMap<string, LoadedArgument>;
  /** True where there may be others, which may win over none that are shown. */
  readonly mayHaveMore: boolean;
}

/** A value that reached a DAG or task, with the place where it was written. */
export interface LoadedArgument {
  readonly origin: SyntaxNode;
  readonly source: 'task' | 'override' | 'class' | 'group' | 'dag';
  readonly value: LoadedValue;
}

/** A value as plain data, as far as it is known. Durations are in seconds. */
export type LoadedValue =
  | { readonly type: 'none' }
  | { readonly type: 'boolean'; readonly value: boolean }
  | { readonly type: 'number'; readonly value: number; readonly isFloat: boolean }
  | { readonly type: 'string'; readonly value: string }
  | { readonly type: 'duration'; readonly seconds: number }
  /** Something else, or not known. */
  | { readonly type: 'unknown' };

export interface LoadedEdge {
  readonly from: LoadedTask;
  readonly to: LoadedTask;
  /** The expression that made it: `a >> b`, a call of `chain`, or the argument of a TaskFlow call. */
  readonly place: SyntaxNode;
  readonly label: string | undefined;
  readonly isCertain: boolean;
}
