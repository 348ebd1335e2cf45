import type { SyntaxNode } from '../../syntax/node';

/** Keyword arguments or the entries of a dictionary, as far as the file shows them. */
export interface KnownArguments {
  /** Values by name, later ones replacing earlier ones. */
  readonly entries: ReadonlyMap<string, SyntaxNode>;
  /** False where others may come from what the file does not show. */
  readonly isComplete: boolean;
  /** The literal dictionary or `dict(...)` call into which a fix can insert an entry. */
  readonly literal: SyntaxNode | undefined;
}

/** The `default_args` of a DAG or TaskGroup. */
export type DefaultArgs = KnownArguments;

/** A `DAG(...)` call or a function under `@dag`. */
export interface Dag {
  readonly kind: 'constructor' | 'decorator';
  /** The `DAG(...)` call, or the decorated function. */
  readonly node: SyntaxNode;
  /** The smallest node that names the DAG in the text: `DAG` or the function's name. */
  readonly anchor: SyntaxNode;
  /** The call that holds the arguments; undefined for a bare `@dag`. */
  readonly call: SyntaxNode | undefined;
  /** The expression behind the `@` of a `@dag`. */
  readonly decorator: SyntaxNode | undefined;
  /** What the call passes by keyword, spreads of the file's own dictionaries included. */
  readonly arguments: KnownArguments;
  /** Undefined where the id is not known without running the file. */
  readonly dagId: string | undefined;
  /** Undefined where the DAG has none. */
  readonly defaultArgs: DefaultArgs | undefined;
}

/** A `TaskGroup(...)` call or a function under `@task_group`. */
export interface Group {
  readonly node: SyntaxNode;
  readonly call: SyntaxNode | undefined;
  readonly arguments: KnownArguments;
  /** Undefined where the id is not known without running the file. */
  readonly groupId: string | undefined;
  /** Undefined where the group has none. */
  readonly defaultArgs: DefaultArgs | undefined;
}

/** One place in a DAG where a task is made; a task made in a function has one for each call of it. */
export interface TaskContext {
  /** Undefined where the file does not show it. */
  readonly dag: Dag | undefined;
  /** The groups around the task, innermost first. */
  readonly groups: readonly Group[];
  /** True where nothing around the place, nor an argument, names the DAG, which is one of the file. */
  readonly isAssumed?: boolean;
  /** False where something around the place may be a DAG or a group that the file does not show. */
  readonly isKnown: boolean;
}

/** An operator call or a function under `@task`. */
export interface Task {
  readonly kind: 'operator' | 'taskflow';
  /** Canonical class name (`airflow.BashOperator`), or `airflow.task` and `airflow.task.<flavor>`. */
  readonly operator: string;
  /** The operator call or the decorated function. */
  readonly node: SyntaxNode;
  /** The smallest node that names the task in the text: the class or the function's name. */
  readonly anchor: SyntaxNode;
  /** The call that holds the task's own arguments; undefined for a bare `@task`. */
  readonly call: SyntaxNode | undefined;
  /** The expression behind the `@` of a `@task`. */
  readonly decorator: SyntaxNode | undefined;
  /** What the call passes by keyword, spreads of the file's own dictionaries included. */
  readonly arguments: KnownArguments;
  readonly isSensor: boolean;
  /** With the ids of its groups in front; undefined where it is not known, or is more than one. */
  readonly taskId: string | undefined;
  /** Every known id, where calls of a factory, overrides or groups make several tasks of it. */
  readonly taskIds: readonly string[];
  /** The DAGs that the task belongs to; more than one where the file does not say which. */
  readonly dags: readonly Dag[];
  /** Where it is made; empty where the file does not show a DAG for it. */
  readonly contexts: readonly TaskContext[];
  /** Calls of `.override(...)` on a TaskFlow task. */
  readonly overrides: readonly SyntaxNode[];
  /** The functions of this file that the task may run. */
  readonly callables: readonly SyntaxNode[];
  /** The function of this file that the task runs, where there is just one. */
  readonly callable: SyntaxNode | undefined;
  /** The operator class where it is one of this file. */
  readonly operatorClass: SyntaxNode | undefined;
}

/** An argument as Airflow will see it, with the place where its value was written. */
export interface EffectiveArgument {
  readonly name: string;
  readonly value: SyntaxNode;
  readonly source: 'task' | 'override' | 'class' | 'group' | 'dag';
}
