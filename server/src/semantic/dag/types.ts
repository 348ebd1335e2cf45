import type { SyntaxNode } from '../../syntax/node';

/** A `DAG(...)` call or a function under `@dag`. */
export interface Dag {
  readonly kind: 'constructor' | 'decorator';
  /** The `DAG(...)` call, or the decorated function. */
  readonly node: SyntaxNode;
  /** The smallest node that names the DAG in the text: `DAG` or the function's name. */
  readonly anchor: SyntaxNode;
  /** The call that holds the arguments; undefined for a bare `@dag`. */
  readonly call: SyntaxNode | undefined;
  /** Undefined where the id is not known without running the file. */
  readonly dagId: string | undefined;
  readonly defaultArgs: DefaultArgs | undefined;
}

/** The `default_args` of a DAG or TaskGroup, as far as the file shows them. */
export interface DefaultArgs {
  /** Values by key, later ones replacing earlier ones. */
  readonly entries: ReadonlyMap<string, SyntaxNode>;
  /** False where other keys may come from what the file does not show. */
  readonly isComplete: boolean;
  /** The literal dictionary or `dict(...)` call into which a fix can insert a key. */
  readonly literal: SyntaxNode | undefined;
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
  readonly isSensor: boolean;
  /** Undefined where the id is not known without running the file. */
  readonly taskId: string | undefined;
  /** The DAGs that the task may belong to; more than one where the file does not say which. */
  readonly dags: readonly Dag[];
  /** `default_args` of the TaskGroups around it, innermost first. */
  readonly groupDefaultArgs: readonly DefaultArgs[];
  /** Calls of `.override(...)` on a TaskFlow task. */
  readonly overrides: readonly SyntaxNode[];
  /** The function of this file that the task runs. */
  readonly callable: SyntaxNode | undefined;
  /** The operator class where it is one of this file. */
  readonly operatorClass: SyntaxNode | undefined;
}

/** An argument as Airflow will see it, with the place where its value was written. */
export interface EffectiveArgument {
  readonly name: string;
  readonly value: SyntaxNode;
  readonly source: 'task' | 'override' | 'group' | 'dag';
}
