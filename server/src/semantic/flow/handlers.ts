import { descendants } from '../../syntax/navigate';
import type { SyntaxNode } from '../../syntax/node';
import type { TextRange } from '../../text/range';
import type { FileModel } from '../file-model';
import { isWithinRemark } from '../remarks';
import { blockOf } from './completion';
import { caughtName } from './exceptions';
import { isExpendable } from './handler-purpose';
import { hidesFailure } from './hidden-failures';

/** An `except` clause with the `try` that it belongs to. */
export interface Handler {
  readonly clause: SyntaxNode;
  readonly statement: SyntaxNode;
  /** What is done when it catches something. */
  readonly block: SyntaxNode;
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

/** The `except` keyword with the classes that it names. */
export function headOf(clause: SyntaxNode): TextRange {
  const value = clause.child('value');
  const types = value?.kind === 'as_pattern' ? value.parts[0] : value;
  const keyword = clause.children[0];
  return { start: clause.start, end: types?.end ?? keyword?.end ?? clause.start };
}

/** True for a bare `except`, `except Exception` and `except BaseException`. */
export function isBroad(model: FileModel, clause: SyntaxNode): boolean {
  return model.exceptions
    .caughtBy(clause)
    .some((type) => type === 'Exception' || type === 'BaseException');
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
  if (name === undefined) return false;
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
