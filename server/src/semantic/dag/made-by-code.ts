import type { SyntaxNode, SyntaxTree } from '../../syntax/node';
import { foundInUnits } from '../tree-index';

/** What the calls and functions of a file make, in source order: most of them make nothing. */
export function madeByCode<Made extends { readonly node: SyntaxNode }>(
  tree: () => SyntaxTree,
  madeBy: (node: SyntaxNode) => Made | undefined,
): () => readonly Made[] {
  return foundInUnits(tree, ['call', 'function_definition'], madeBy);
}

/** False for what no decorator makes something of. */
export function isDecoratedFunction({ kind, parent }: SyntaxNode): boolean {
  return kind === 'function_definition' && parent?.kind === 'decorated_definition';
}
