import { exceptionBase } from '../../knowledge/airflow-imports';
import { parseAirflowVersion } from '../../knowledge/airflow-versions';
import { positionalValue } from '../../syntax/calls';
import {
  ancestors,
  descendants,
  enclosingFunction,
  isInside,
  ownCode,
} from '../../syntax/navigate';
import type { SyntaxNode } from '../../syntax/node';
import type { FileModel } from '../file-model';
import { isRemark } from '../remarks';
import { caughtName, type ExceptionClass } from './exceptions';
import type { Handler } from './handlers';
import { raisedBySignal, type SignalUse } from './signals';
import { loopAround } from './statement-places';

export const taskTimeout = 'AirflowTaskTimeout';

/** True where the version's `AirflowTaskTimeout` is an `Exception`, which it is up to 2.8.1. */
export function timeoutIsException(version: string | undefined): boolean {
  const parsed = version === undefined ? undefined : parseAirflowVersion(version);
  return parsed !== undefined && exceptionBase(taskTimeout, parsed) === 'Exception';
}

/** True where a list of caught classes holds Airflow's timeout or one of its bases. */
export function includesTimeout(
  caught: readonly (ExceptionClass | undefined)[],
  version: string | undefined,
): boolean {
  return caught.some(
    (type) =>
      type === 'BaseException' ||
      type === `airflow.${taskTimeout}` ||
      (type === 'Exception' && timeoutIsException(version)),
  );
}

/** True for the clause of a `try` that an exception comes to: the first one that catches it. */
export function isFirstToCatch(
  { clause, statement }: Handler,
  catches: (clause: SyntaxNode) => boolean,
): boolean {
  const clauses = statement.parts.filter((part) => part.kind === 'except_clause');
  return clauses.find(catches) === clause;
}

/**
 * True where a handler asks what it has caught, and raises Airflow's timeout again by the answer, or
 * may: `if not isinstance(error, ValueError): raise`.
 */
export function mayRaiseTimeoutAgain(
  model: FileModel,
  { block, clause }: Handler,
  version: string | undefined,
): boolean {
  const name = caughtName(clause);
  if (name === undefined || block === undefined) return false;
  return [...ownCode(block)].some((node) => {
    if (node.kind !== 'raise_statement' || !model.exceptions.isReraise(node)) return false;
    const question = questionAbout(name, node, block);
    if (question === undefined) return false;
    const classes = classesAskedFor(model, question, node);
    return classes === undefined || includesTimeout(classes, version);
  });
}

/** The condition of an `if` around a node that asks something of the caught exception. */
function questionAbout(name: string, node: SyntaxNode, block: SyntaxNode): SyntaxNode | undefined {
  for (const above of ancestors(node)) {
    if (above === block) return undefined;
    const isBranch = above.kind === 'if_statement' || above.kind === 'elif_clause';
    const condition = isBranch ? above.child('condition') : undefined;
    const names = condition === undefined ? [] : [...descendants(condition)];
    if (names.some(({ kind, text }) => kind === 'identifier' && text === name)) return condition;
  }
  return undefined;
}

/** `A` and `B` in `if isinstance(error, (A, B)): raise`; undefined for any other question. */
function classesAskedFor(
  model: FileModel,
  question: SyntaxNode,
  raise: SyntaxNode,
): readonly (ExceptionClass | undefined)[] | undefined {
  const raising = question.parent?.child('consequence');
  const isAsked =
    question.kind === 'call' && model.names.calleeName(question) === 'builtins.isinstance';
  if (!isAsked || raising === undefined || !isInside(raise, raising)) return undefined;
  const listed = positionalValue(question, 1);
  const classes = listed?.kind === 'tuple' ? listed.parts : [listed];
  const known = classes.map((type) => model.exceptions.classOf(type));
  return known.includes(undefined) ? undefined : known;
}

/** What makes code take long enough for a timeout to come while it runs. */
export type LongWork =
  /** `name` is what is called, as it is written. */
  | { readonly kind: 'call'; readonly name: string; readonly node: SyntaxNode }
  | { readonly kind: 'loop'; readonly node: SyntaxNode };

/** The call that can block, or the loop, inside a block or around its `try`. */
export function longWorkIn(
  model: FileModel,
  block: SyntaxNode | undefined,
  statement: SyntaxNode,
): LongWork | undefined {
  if (block === undefined) return undefined;
  const blocking = model.blocking.reachableFrom(block)[0];
  if (blocking !== undefined) {
    const callee = blocking.node.child('function')?.text ?? blocking.name;
    return { kind: 'call', name: callee.replaceAll(/\s+/g, ''), node: blocking.node };
  }
  const loop = [...ownCode(block)].find((node) => isWorkingLoop(model, node));
  if (loop !== undefined) return { kind: 'loop', node: loop };
  const around = whileAround(statement);
  return around !== undefined && works(model, block) ? { kind: 'loop', node: around } : undefined;
}

/** A `while` that works, or a `for` that calls functions which are not known to be quick. */
function isWorkingLoop(model: FileModel, node: SyntaxNode): boolean {
  const body = node.child('body');
  if (body === undefined) return false;
  if (node.kind === 'while_statement') return works(model, body);
  return node.kind === 'for_statement' && works(model, body, isFunctionCall);
}

/** True where a block calls more than built-ins, remarks and methods of plain values. */
function works(
  model: FileModel,
  block: SyntaxNode,
  counts: (call: SyntaxNode) => boolean = () => true,
): boolean {
  return [...ownCode(block)].some((node) => {
    if (node.kind !== 'call' || isRemark(model, node)) return false;
    const name = model.names.calleeName(node);
    if (name !== undefined) return !harmlessModules.test(name);
    const method = node.child('function')?.child('attribute')?.text;
    return !(method !== undefined && harmlessMethods.has(method)) && counts(node);
  });
}

/** Modules whose functions only compute. */
const harmlessModules =
  /^(?:builtins|json|datetime|re|math|os\.path|collections|itertools|logging)\./;

/** Methods of strings, lists, dictionaries and rows. */
const harmlessMethods: ReadonlySet<string> = new Set(
  (
    'add append astype clear copy decode difference encode endswith extend fillna find format get ' +
    'group index insert isdigit isoformat items join keys lower lstrip match pop popleft replace ' +
    'rstrip search setdefault sort split splitlines startswith strftime strip strptime title ' +
    'tolist update upper values'
  ).split(' '),
);

function isFunctionCall(node: SyntaxNode): boolean {
  return node.child('function')?.kind === 'identifier' || isAwaited(node);
}

function isAwaited(node: SyntaxNode): boolean {
  return node.parent?.kind === 'await';
}

function whileAround(statement: SyntaxNode): SyntaxNode | undefined {
  for (const above of ancestors(statement)) {
    if (above.kind === 'while_statement') return above;
    if (above.kind === 'function_definition') return undefined;
  }
  return undefined;
}

/** A signal whose handler raises what a clause catches by accident. */
export interface SwallowedSignal {
  readonly use: SignalUse;
  readonly exception: ExceptionClass;
}

/**
 * The one of these signals, of the same function or task, whose exception a broad clause in a loop catches, while
 * the loop that it should end goes on.
 */
export function swallowedSignal(
  model: FileModel,
  { clause, statement }: Handler,
  uses: readonly SignalUse[],
): SwallowedSignal | undefined {
  const caught = model.exceptions.caughtBy(clause);
  if (!caught.some((type) => type === 'Exception' || type === 'BaseException')) return undefined;
  const loop = loopAround(statement);
  if (loop === undefined) return undefined;
  for (const use of uses) {
    if (use.kind !== 'handler' || isInside(use.call, loop)) continue;
    if (!isSameWork(model, use.call, clause)) continue;
    for (const exception of raisedBySignal(model, use)) {
      if (isFirstToCatchClass(model, statement, clause, exception)) return { use, exception };
    }
  }
  return undefined;
}

function isFirstToCatchClass(
  model: FileModel,
  statement: SyntaxNode,
  clause: SyntaxNode,
  exception: ExceptionClass,
): boolean {
  const clauses = statement.parts.filter((part) => part.kind === 'except_clause');
  return clauses.find((candidate) => model.completions.catches(candidate, exception)) === clause;
}

function isSameWork(model: FileModel, a: SyntaxNode, b: SyntaxNode): boolean {
  if (enclosingFunction(a) === enclosingFunction(b)) return true;
  const reached = model.reach(a);
  const { tasks, tasksElsewhere } = model.reach(b);
  return (
    tasks.some((task) => reached.tasks.includes(task)) ||
    tasksElsewhere.some((task) => reached.tasksElsewhere.includes(task))
  );
}
