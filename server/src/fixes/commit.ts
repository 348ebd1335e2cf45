import type { FileModel } from '../semantic/file-model';
import type { UncommittedConnection } from '../semantic/flow/uncommitted-writes';
import { ancestors, enclosingFunction, isInside, statementOf } from '../syntax/navigate';
import type { SyntaxNode } from '../syntax/node';
import type { TextEdit } from '../text/edit';
import { insertBehind } from './insert-statement';

/**
 * Commits a connection with a name behind the last write through it: once for all writes of its
 * block, but before the connection is closed.
 */
export function commitBehindWrites(
  model: FileModel,
  { closes, creation, fact, writes }: UncommittedConnection,
): TextEdit[] | undefined {
  const name = fact.isCursor ? undefined : nameOf(creation);
  const last = writes.at(-1);
  const block = name === undefined ? undefined : blockOf(name);
  if (name === undefined || last === undefined || block === undefined) return undefined;
  if (writes.some((write) => enclosingFunction(write) !== enclosingFunction(creation))) {
    return undefined;
  }
  const statement = placeBehind(model, last, block, closes);
  return statement === undefined
    ? undefined
    : insertBehind(model, statement, [`${name.text}.commit()`]);
}

/** `connection` in `connection = connect()` and `with connect() as connection`. */
function nameOf(creation: SyntaxNode): SyntaxNode | undefined {
  for (const above of ancestors(creation)) {
    switch (above.kind) {
      case 'assignment': {
        const target = above.child('left');
        return target?.kind === 'identifier' ? target : undefined;
      }
      case 'as_pattern': {
        const target = above.child('alias')?.parts[0];
        return target?.kind === 'identifier' ? target : undefined;
      }
      // `closing(connect())`
      case 'argument_list':
      case 'call':
      case 'parenthesized_expression':
        break;
      default:
        return undefined;
    }
  }
  return undefined;
}

/** The block in which the name is bound: the body of the `with` for a name of one. */
function blockOf(name: SyntaxNode): SyntaxNode | undefined {
  const statement = statementOf(name);
  return statement?.kind === 'with_statement' ? statement.child('body') : statement?.parent;
}

/** The outermost statement around the last write behind which the connection is still open. */
function placeBehind(
  model: FileModel,
  write: SyntaxNode,
  block: SyntaxNode,
  closes: readonly SyntaxNode[],
): SyntaxNode | undefined {
  let statement = statementOf(write);
  let place = statement;
  while (statement !== undefined && statement.parent !== block) {
    statement = statementOf(statement.parent?.parent ?? block);
    if (statement === undefined || !isInside(statement, block)) return undefined;
    const isOpen = !closes.some((close) => statement !== undefined && isInside(close, statement));
    if (isOpen && model.completions.ofStatement(statement).isNormal) place = statement;
    if (!isOpen) break;
  }
  const isReached = place !== undefined && model.completions.ofStatement(place).isNormal;
  return isReached ? place : undefined;
}
