import { argumentNodes } from '../../syntax/calls';
import { descendants, nearestAncestor } from '../../syntax/navigate';
import type { SyntaxNode } from '../../syntax/node';
import type { TextRange } from '../../text/range';
import type { FileModel } from '../file-model';
import { isWithinRemark } from '../remarks';
import { blockOf } from './completion';
import { caughtName, type ExceptionClass } from './exceptions';
import { isExpendable } from './handler-purpose';
import { hidesFailure } from './hidden-failures';

/** What catches the exceptions of a statement's body: an `except` clause, or `contextlib.suppress`. */
export interface Handler {
  /** The clause, or the call of `suppress`. */
  readonly clause: SyntaxNode;
  /** The `try` or the `with` that it belongs to. */
  readonly statement: SyntaxNode;
  /** What is done when it catches something; undefined for `suppress`, which does nothing. */
  readonly block: SyntaxNode | undefined;
}

/** All `except` clauses of a file, in source order. */
export function handlersOf(model: FileModel): Handler[] {
  return model.nodes('except_clause').flatMap((clause) => {
    const statement = clause.parent;
    const block = blockOf(clause);
    return statement?.kind === 'try_statement' && block !== undefined
      ? [{ clause, statement, block }]
      : [];
  });
}

/** All `with contextlib.suppress(…)` of a file, in source order. */
export function suppressorsOf(model: FileModel): Handler[] {
  return model.callsOf('contextlib.suppress').flatMap((call) => {
    const statement = nearestAncestor(call, 'with_statement', 'block');
    return statement?.kind === 'with_statement'
      ? [{ clause: call, statement, block: undefined }]
      : [];
  });
}

/** The `except` keyword with the classes that it names. */
export function headOf(clause: SyntaxNode): TextRange {
  const value = clause.child('value');
  const types = value?.kind === 'as_pattern' ? value.parts[0] : value;
  const keyword = clause.children[0];
  return { start: clause.start, end: types?.end ?? keyword?.end ?? clause.start };
}

/** True for a bare `except`, `except Exception`, `except BaseException`, and `suppress` of these. */
export function isBroad(model: FileModel, clause: SyntaxNode): boolean {
  return caughtClasses(model, clause).some(
    (type) => type === 'Exception' || type === 'BaseException',
  );
}

/** What an `except` clause or a call of `suppress` catches. */
export function caughtClasses(
  model: FileModel,
  clause: SyntaxNode,
): readonly (ExceptionClass | undefined)[] {
  return clause.kind === 'call'
    ? argumentNodes(clause).map((argument) => model.exceptions.classOf(argument))
    : model.exceptions.caughtBy(clause);
}

/** True where every way through the handler raises or ends the process. */
export function alwaysRaises(model: FileModel, handler: Handler): boolean {
  const { isNormal, jumps } = model.completions.ofBlock(handler.block);
  return !isNormal && jumps.every(({ kind, node }) => kind === 'raise' || node.kind === 'call');
}

/** True for a broad handler in a task's code that hides a failure which matters. */
export function isSwallowing(model: FileModel, handler: Handler): boolean {
  const { phases } = model.reach(handler.clause);
  // A callback's failure is nobody's: the task's state is decided before it runs.
  const isInTask = (phases.has('task') || phases.has('unknown')) && !phases.has('callback');
  if (!isInTask || !isBroad(model, handler.clause)) return false;
  return !isExpendable(model, handler) && hidesFailure(model, handler);
}

/** True where the handler keeps the exception itself for someone who may raise it later. */
export function keepsException(model: FileModel, { clause, block }: Handler): boolean {
  const name = caughtName(clause);
  if (name === undefined || block === undefined) return false;
  for (const use of descendants(block)) {
    if (use.kind !== 'identifier' || use.text !== name || isWithinRemark(model, use)) continue;
    const parent = use.parent;
    if (parent?.kind === 'assignment' && use.field === 'right') return true;
    const call = parent?.kind === 'argument_list' ? parent.parent : undefined;
    const method = call?.child('function')?.child('attribute')?.text;
    if (method !== undefined && keepingMethods.has(method)) return true;
  }
  return false;
}

const keepingMethods: ReadonlySet<string> = new Set([
  'add',
  'append',
  'put',
  'put_nowait',
  'send',
  'set_exception',
]);
