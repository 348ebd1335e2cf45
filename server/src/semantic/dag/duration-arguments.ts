import type { SyntaxNode } from '../../syntax/node';
import type { FileModel } from '../file-model';
import type { KnownArguments } from './types';

/** An argument that Airflow wants as a `timedelta`, with the value as the file writes it. */
export interface DurationArgument {
  readonly name: string;
  readonly value: SyntaxNode;
}

/** Every `execution_timeout` and `dagrun_timeout` that reaches a task or a DAG, each place once. */
export function durationArguments(model: FileModel): readonly DurationArgument[] {
  const found = new Map<SyntaxNode, DurationArgument>();
  const note = (name: string, given: KnownArguments | undefined) => {
    const value = given?.entries.get(name);
    if (value !== undefined) found.set(value, { name, value });
  };
  for (const dag of model.dags.all) {
    note('dagrun_timeout', dag.arguments);
    note('execution_timeout', dag.defaultArgs);
  }
  for (const group of model.groups.all) note('execution_timeout', group.defaultArgs);
  for (const task of model.tasks.all) {
    note('execution_timeout', task.arguments);
    for (const override of task.overrides) {
      note('execution_timeout', model.arguments.ofCall(override));
    }
  }
  for (const component of model.components) {
    if (component.kind !== 'operator' && component.kind !== 'sensor') continue;
    note('execution_timeout', model.operatorClasses.argumentsOf(component.node));
  }
  return [...found.values()].sort((a, b) => a.value.start - b.value.start);
}

/** What an expression gives where a `timedelta` is wanted. */
export type DurationKind =
  | { readonly kind: 'duration'; readonly seconds: number | undefined }
  | { readonly kind: 'none' }
  /** A number of seconds, as far as anyone can tell. */
  | { readonly kind: 'number'; readonly type: 'int' | 'float'; readonly value: number | undefined }
  /** Seconds of a `timedelta` that is at hand: `duration` is the expression of it. */
  | { readonly kind: 'seconds'; readonly duration: SyntaxNode }
  | { readonly kind: 'other'; readonly type: string };

/** What an expression is; undefined where that is not known, or differs from run to run. */
export function durationKind(model: FileModel, value: SyntaxNode): DurationKind | undefined {
  const direct = kindOf(model, value);
  if (direct !== undefined) return direct;
  const values = model.values.of(value);
  const kinds = values.map((one) => kindOf(model, one));
  const [first] = kinds;
  if (first === undefined) return undefined;
  // The expression of the duration is known only where it is written.
  if (first.kind === 'seconds') return undefined;
  return kinds.every((kind) => kind?.kind === first.kind) ? first : undefined;
}

function kindOf(model: FileModel, value: SyntaxNode): DurationKind | undefined {
  const constant = model.constants.value(value);
  switch (constant?.type) {
    case 'duration':
      return { kind: 'duration', seconds: constant.seconds };
    case 'none':
      return { kind: 'none' };
    case 'number':
      return { kind: 'number', type: constant.isFloat ? 'float' : 'int', value: constant.value };
    case 'string':
      return { kind: 'other', type: 'str' };
    case 'boolean':
      return { kind: 'other', type: 'bool' };
    default:
      return value.kind === 'call' ? kindOfCall(model, value) : literalKinds[value.kind];
  }
}

const literalKinds: Readonly<Record<string, DurationKind>> = {
  string: { kind: 'other', type: 'str' },
  list: { kind: 'other', type: 'list' },
  tuple: { kind: 'other', type: 'tuple' },
  dictionary: { kind: 'other', type: 'dict' },
};

/** What some calls return, by the Python library reference and the packages' documentation. */
const returnedKinds: Readonly<Record<string, DurationKind>> = {
  'builtins.int': { kind: 'number', type: 'int', value: undefined },
  'builtins.float': { kind: 'number', type: 'float', value: undefined },
  'builtins.str': { kind: 'other', type: 'str' },
  'datetime.datetime': { kind: 'other', type: 'datetime' },
  'datetime.time': { kind: 'other', type: 'time' },
  'dateutil.relativedelta.relativedelta': { kind: 'other', type: 'relativedelta' },
  'pendulum.datetime': { kind: 'other', type: 'DateTime' },
  'datetime.timedelta': { kind: 'duration', seconds: undefined },
  'pendulum.duration': { kind: 'duration', seconds: undefined },
};

function kindOfCall(model: FileModel, call: SyntaxNode): DurationKind | undefined {
  const callee = call.child('function');
  const object = callee?.kind === 'attribute' ? callee.child('object') : undefined;
  if (object !== undefined && callee?.child('attribute')?.text === 'total_seconds') {
    const owner = kindOf(model, object) ?? durationKind(model, object);
    if (owner?.kind === 'duration') return { kind: 'seconds', duration: object };
  }
  const name = model.names.calleeName(call);
  return name !== undefined && Object.hasOwn(returnedKinds, name) ? returnedKinds[name] : undefined;
}
