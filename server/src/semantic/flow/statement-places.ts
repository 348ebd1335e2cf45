import { isStatement } from '../../syntax/navigate';
import type { SyntaxNode } from '../../syntax/node';

/** How many statements behind a `try` are looked at; what matters to it stands near. */
const maximumStatements = 60;

/** The statements that follow one in its block, the nearest first. */
export function statementsBehind(statement: SyntaxNode): readonly SyntaxNode[] {
  const siblings = statement.parent?.parts ?? [];
  const index = siblings.indexOf(statement);
  return siblings.slice(index + 1, index + 1 + maximumStatements).filter(isStatement);
}

/** The loop of the same function that a place is in. */
export function loopAround(place: SyntaxNode): SyntaxNode | undefined {
  for (let above = place.parent; above !== undefined; above = above.parent) {
    if (above.kind === 'while_statement' || above.kind === 'for_statement') return above;
    if (above.kind === 'function_definition') return undefined;
  }
  return undefined;
}
