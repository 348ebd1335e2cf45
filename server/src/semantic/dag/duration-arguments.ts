import type { SyntaxNode } from '../../syntax/node';
import type { FileModel } from '../file-model';
import type { LoadedArgument, LoadedValue } from './graph/types';
import type { KnownArguments, Task } from './types';

/** An argument that Airflow wants as a `timedelta`, with the value as the file writes it. */
export interface DurationArgument {
  readonly name: string;
  readonly value: SyntaxNode;
}

/** Every `execution_timeout` and `dagrun_timeout` that reaches a task or a DAG, each place once. */
export function durationArguments(model: FileModel): readonly DurationArgument[] {
  const found = new Map<SyntaxNode, DurationArgument>();
  const note = (name: string, given: KnownArguments | SyntaxNode | undefined) => {
    const value = given !== undefined && 'entries' in given ? given.entries.get(name) : given;
    if (value !== undefined && !found.has(value)) found.set(value, { name, value });
  };
  for (const dag of model.dags.all) {
    note('dagrun_timeout', dag.arguments);
    note('execution_timeout', dag.defaultArgs);
  }
  for (const group of model.groups.all) note('execution_timeout', group.defaultArgs);
  for (const task of model.tasks.all) {
    if (takesItAsGiven(model, task)) note('execution_timeout', task.arguments);
    for (const override of task.overrides) {
      note('execution_timeout', model.arguments.ofCall(override));
    }
  }
  for (const component of model.components) {
    if (component.kind !== 'operator' && component.kind !== 'sensor') continue;
    note('execution_timeout', model.operatorClasses.argumentsOf(component.node));
  }
  // What a call hands over to a factory in another file; a constant may have other uses as well.
  for (const { argument, name, made } of loadedLimits(model)) {
    const { origin } = argument;
    const isPassed = origin.parent !== undefined && passing.has(origin.parent.kind);
    if (made.tree === model.tree || origin.tree !== model.tree || !isPassed) continue;
    if (!isMadeDuration(model, argument, origin)) note(name, origin);
  }
  return [...found.values()]
    .filter(({ value }) => value.tree === model.tree)
    .sort((a, b) => a.value.start - b.value.start);
}

/** A class of the project decides what becomes of what it is given, before Airflow sees it. */
function takesItAsGiven(model: FileModel, task: Task): boolean {
  const given = task.arguments.entries.get('execution_timeout');
  if (task.operatorClass === undefined || given === undefined) return true;
  const made = model.taskInstances.of(task);
  return (
    made.length > 0 &&
    made.every(({ task: one }) => {
      const found = one.effective('execution_timeout');
      return typeof found !== 'string' && !isMadeDuration(model, found, given);
    })
  );
}

/** True where the code in between makes a `timedelta` of what was given, say of a number. */
function isMadeDuration(model: FileModel, { value }: LoadedArgument, given: SyntaxNode): boolean {
  return value.type === 'duration' && durationKind(model, given)?.kind !== 'duration';
}

/** A limit that another file writes, and that reaches a task or DAG of this one. */
export interface LimitFromElsewhere {
  readonly name: string;
  readonly value: LoadedValue;
  /** What names the task or DAG in this file. */
  readonly node: SyntaxNode;
}

/** One for each place that writes it. */
export function limitsFromElsewhere(model: FileModel): readonly LimitFromElsewhere[] {
  const found = new Map<SyntaxNode, LimitFromElsewhere>();
  for (const { argument, name, node } of loadedLimits(model)) {
    const { origin, value } = argument;
    if (origin.tree === model.tree || found.has(origin) || node === undefined) continue;
    found.set(origin, { name, value, node });
  }
  return [...found.values()];
}

const passing: ReadonlySet<string> = new Set(['argument_list', 'keyword_argument']);

function* loadedLimits(model: FileModel): Generator<{
  readonly name: string;
  readonly argument: LoadedArgument;
  /** The call or function that makes the task or DAG. */
  readonly made: SyntaxNode;
  readonly node: SyntaxNode | undefined;
}> {
  const anchors = new Map<SyntaxNode, SyntaxNode>();
  for (const { anchor, node } of [...model.dags.all, ...model.tasks.all]) anchors.set(node, anchor);
  for (const dag of model.loaded.dags) {
    const run = dag.arguments.get('dagrun_timeout');
    if (run !== undefined) {
      yield { name: 'dagrun_timeout', argument: run, made: dag.node, node: anchors.get(dag.node) };
    }
    for (const task of dag.tasks) {
      const limit = task.effective('execution_timeout');
      if (typeof limit === 'string') continue;
      yield {
        name: 'execution_timeout',
        argument: limit,
        made: task.node,
        node: anchors.get(task.node),
      };
    }
  }
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
  const seconds = value.kind === 'call' ? secondsOfDuration(model, value) : undefined;
  if (seconds !== undefined) return seconds;
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

/** `duration.total_seconds()` */
function secondsOfDuration(model: FileModel, call: SyntaxNode): DurationKind | undefined {
  const callee = call.child('function');
  const object = callee?.kind === 'attribute' ? callee.child('object') : undefined;
  if (object === undefined || callee?.child('attribute')?.text !== 'total_seconds')
    return undefined;
  const owner = kindOf(model, object) ?? durationKind(model, object);
  return owner?.kind === 'duration' ? { kind: 'seconds', duration: object } : undefined;
}

function kindOfCall(model: FileModel, call: SyntaxNode): DurationKind | undefined {
  const name = model.names.calleeName(call);
  return name !== undefined && Object.hasOwn(returnedKinds, name) ? returnedKinds[name] : undefined;
}
