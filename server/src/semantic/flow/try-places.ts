import { ancestors } from '../../syntax/navigate';
import type { SyntaxNode } from '../../syntax/node';

/** True in a handler of the same function: what runs there deals with a failure already. */
export function isInHandler(node: SyntaxNode): boolean {
  for (const above of ancestors(node)) {
    if (above.kind === 'except_clause') return true;
    if (above.kind === 'function_definition') return false;
  }
  return false;
}

/** True in the body of a `try` of the same function, whose handlers see what is raised. */
export function isTried(node: SyntaxNode): boolean {
  let below = node;
  for (const above of ancestors(node)) {
    if (above.kind === 'try_statement' && below.field === 'body') return true;
    if (above.kind === 'function_definition') return false;
    below = above;
  }
  return false;
}
