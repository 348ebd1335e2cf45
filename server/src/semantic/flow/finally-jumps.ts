import { ancestors, descendants, isInside, ownCode } from '../../syntax/navigate';
import type { SyntaxNode } from '../../syntax/node';
import type { FileModel } from '../file-model';
import { blockOf } from './completion';

/** A jump out of a `finally`, which drops the exception that is on its way through it. */
export interface FinallyJump {
  /** The `return`, `break` or `continue` statement. */
  readonly node: SyntaxNode;
  /** The `try` statement whose `finally` is left. */
  readonly statement: SyntaxNode;
}

/** Every such jump of a file, in source order (Python language reference, "The try statement"). */
export function finallyJumps(model: FileModel): FinallyJump[] {
  return model.nodes('finally_clause').flatMap((clause) => {
    const statement = clause.parent;
    if (statement === undefined || isNothingLeft(model, statement)) return [];
    const jumps = [...ownCode(clause)].filter(
      (node) => leaves(node, clause) && !isDecidedByBody(model, node, clause, statement),
    );
    return jumps.map((node) => ({ node, statement }));
  });
}

/** True for a jump whose target lies outside of the clause, and of any `finally` inside it. */
function leaves(jump: SyntaxNode, clause: SyntaxNode): boolean {
  const isReturn = jump.kind === 'return_statement';
  if (!isReturn && jump.kind !== 'break_statement' && jump.kind !== 'continue_statement') {
    return false;
  }
  for (const above of ancestors(jump)) {
    if (above === clause) return true;
    // The innermost `finally` that a jump leaves is the one to speak of.
    if (above.kind === 'finally_clause') return false;
    if (!isReturn && isLoopBody(jump, above)) return false;
  }
  return false;
}

/** `if done: return`, where the `try` sets `done`: it may well say that nothing was raised. */
function isDecidedByBody(
  model: FileModel,
  jump: SyntaxNode,
  clause: SyntaxNode,
  statement: SyntaxNode,
): boolean {
  const body = statement.child('body');
  const set = new Set(
    [...(body === undefined ? [] : ownCode(body))]
      .filter((node) => node.kind === 'identifier' && node.field === 'left')
      .map(({ text }) => text),
  );
  for (const above of ancestors(jump)) {
    if (above === clause) return false;
    const condition = above.child('condition');
    if (condition === undefined) continue;
    const missing = missingName(condition, above, jump);
    if (missing !== undefined && isUnsetBefore(model, missing, statement)) continue;
    const names = [...descendants(condition)];
    if (names.some(({ kind, text }) => kind === 'identifier' && set.has(text))) return true;
  }
  return false;
}

/** `done` in `if not done:`, `result` in `if result is None:`, with the jump in that block. */
function missingName(
  condition: SyntaxNode,
  statement: SyntaxNode,
  jump: SyntaxNode,
): SyntaxNode | undefined {
  const block = statement.child('consequence');
  const [operand, other] = condition.parts;
  if (block === undefined || !isInside(jump, block) || operand?.kind !== 'identifier') {
    return undefined;
  }
  const isNone =
    condition.kind === 'comparison_operator' &&
    other?.kind === 'none' &&
    condition.children.some(({ kind }) => kind === 'is');
  return isNone || condition.kind === 'not_operator' ? operand : undefined;
}

/** True for `done = False` in front of the `try`: it is still that when the body fails early. */
function isUnsetBefore(model: FileModel, name: SyntaxNode, statement: SyntaxNode): boolean {
  const before = model.scopes
    .lookup(name.text, name)
    .filter(({ node }) => !isInside(node, statement));
  return before.length > 0 && before.every(({ value }) => model.constants.truth(value) === false);
}

/** A `break` in the `else` of a loop belongs to the loop around it. */
function isLoopBody(jump: SyntaxNode, above: SyntaxNode): boolean {
  const isLoop = above.kind === 'while_statement' || above.kind === 'for_statement';
  const body = isLoop ? above.child('body') : undefined;
  return body !== undefined && body.start <= jump.start && jump.end <= body.end;
}

/** True where a handler of the same `try` has caught everything and lets nothing on. */
function isNothingLeft(model: FileModel, statement: SyntaxNode): boolean {
  const clauses = statement.parts.filter((part) => part.kind === 'except_clause');
  const catchesAll = clauses.some((clause) =>
    model.exceptions.caughtBy(clause).includes('BaseException'),
  );
  return (
    catchesAll &&
    clauses.every((clause) =>
      model.completions.ofBlock(blockOf(clause)).jumps.every(({ kind }) => kind !== 'raise'),
    )
  );
}
