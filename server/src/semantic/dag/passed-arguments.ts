import { argumentNodes } from '../../syntax/calls';
import { ownCode } from '../../syntax/navigate';
import type { SyntaxNode } from '../../syntax/node';
import type { FileModel } from '../file-model';
import { parameterName } from '../scopes';
import { isAirflowsOwn } from './dags';
import type { KnownArguments, Task } from './types';

/** A keyword argument or dictionary entry that reaches a class or decorator of Airflow. */
export interface PassedArgument {
  /** What takes it: `airflow.DAG`, `airflow.PythonOperator`, `airflow.task.branch`. */
  readonly callee: string;
  readonly name: string;
  readonly value: SyntaxNode;
  /** Where the name is written: a keyword, or the string that is a dictionary's key. */
  readonly nameNode: SyntaxNode;
  /** Everything that is passed along with it. */
  readonly given: KnownArguments;
  /** The call in which it is a keyword of its own; undefined for an entry of a dictionary. */
  readonly call: SyntaxNode | undefined;
  /** True for an entry of `default_args`, of which Airflow takes what an operator's signature has. */
  readonly isDefault: boolean;
  /** The task that it is passed to; undefined for DAGs, groups and the initializers of classes. */
  readonly task: Task | undefined;
}

/** What the file passes to DAGs, groups, tasks and decorators; each place once, in source order. */
export function passedArguments(model: FileModel): readonly PassedArgument[] {
  const found = new Map<SyntaxNode, PassedArgument>();
  const note = (
    callee: string,
    given: KnownArguments | undefined,
    call: SyntaxNode | undefined,
    {
      isDefault = false,
      own = none,
      task,
    }: { isDefault?: boolean; own?: ReadonlySet<string>; task?: Task } = {},
  ) => {
    for (const [name, value] of given?.entries ?? []) {
      const nameNode = nameNodeOf(value);
      if (nameNode === undefined || own.has(name)) continue;
      const isOwn = call !== undefined && nameNode.parent?.parent?.parent === call;
      found.set(nameNode, {
        callee,
        name,
        value,
        nameNode,
        given: given ?? model.arguments.ofCall(undefined),
        call: isOwn ? call : undefined,
        isDefault,
        task,
      });
    }
  };
  for (const dag of model.dags.all) {
    const callee = dag.kind === 'decorator' ? 'airflow.dag' : 'airflow.DAG';
    // A class of the file's own may take arguments of its own.
    if (isAirflowsOwn(dag, model.names)) note(callee, dag.arguments, dag.call);
    note('airflow.BaseOperator', dag.defaultArgs, undefined, { isDefault: true });
  }
  for (const group of model.groups.all) {
    note('airflow.TaskGroup', group.arguments, group.call);
    note('airflow.BaseOperator', group.defaultArgs, undefined, { isDefault: true });
  }
  for (const task of model.tasks.all) {
    note(task.operator, task.arguments, task.call, { own: ownParameters(model, task), task });
    for (const override of task.overrides) {
      note(task.operator, model.arguments.ofCall(override), override, { task });
    }
  }
  for (const { kind, base, node } of model.components) {
    if (kind !== 'operator' && kind !== 'sensor') continue;
    for (const call of baseInitializersOf(model, node)) {
      note(base, model.arguments.ofCall(call), call);
    }
  }
  return [...found.values()].sort((a, b) => a.nameNode.start - b.nameNode.start);
}

/** Where the name of a value is written. */
function nameNodeOf(value: SyntaxNode): SyntaxNode | undefined {
  const holder = value.parent;
  switch (holder?.kind) {
    case 'keyword_argument':
      return holder.child('name');
    case 'pair':
      return holder.child('key');
    case 'assignment':
      return holder.child('left')?.child('subscript');
    default:
      return undefined;
  }
}

const none: ReadonlySet<string> = new Set();

/** The arguments that an operator class of the file has for itself. */
function ownParameters(model: FileModel, { operatorClass }: Task): ReadonlySet<string> {
  const initializer =
    operatorClass === undefined ? undefined : model.names.methodOf(operatorClass, '__init__');
  const parameters = initializer?.child('parameters')?.parts ?? [];
  return new Set(parameters.map((parameter) => parameterName(parameter)?.text ?? ''));
}

function baseInitializersOf(model: FileModel, definition: SyntaxNode): readonly SyntaxNode[] {
  const body = model.names.methodOf(definition, '__init__')?.child('body');
  if (body === undefined) return [];
  return [...ownCode(body)].filter((node) => {
    const callee = node.kind === 'call' ? node.child('function') : undefined;
    return (
      callee?.kind === 'attribute' &&
      callee.child('attribute')?.text === '__init__' &&
      argumentNodes(node).length > 0
    );
  });
}
