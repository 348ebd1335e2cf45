import type { SyntaxNode, SyntaxTree } from './node';

/** The first place that the grammar could make no sense of; undefined for a whole program. */
export function firstSyntaxError(tree: SyntaxTree): SyntaxNode | undefined {
  return tree.nodes.find((node) => node.kind === 'ERROR' || node.isMissing);
}
