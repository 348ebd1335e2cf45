import type { SyntaxNode, SyntaxTree } from '../../syntax/node';
import { nodesOfKind } from '../tree-index';

/** What the calls and functions of a file make, in source order: most of them make nothing. */
export function madeByCode<Made extends { readonly node: SyntaxNode }>(
  tree: SyntaxTree,
  madeBy: (node: SyntaxNode) => Made | undefined,
): readonly Made[] {
  const nodes = [...nodesOfKind(tree, 'call'), ...nodesOfKind(tree, 'function_definition')];
  const made = nodes.map((node) => madeBy(node)).filter((one) => one !== undefined);
  return made.sort((a, b) => a.node.start - b.node.start);
}

/** False for what no decorator makes something of. */
export function isDecoratedFunction({ kind, parent }: SyntaxNode): boolean {
  return kind === 'function_definition' && parent?.kind === 'decorated_definition';
}
