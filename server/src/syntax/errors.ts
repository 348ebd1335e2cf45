import type { SyntaxNode, SyntaxTree } from './node';

/** A place that the grammar could make no sense of, or a token that it had to make up. */
export function isSyntaxError(node: SyntaxNode): boolean {
  return node.kind === 'ERROR' || node.isMissing;
}

/** The first such place; undefined for a whole program. */
export function firstSyntaxError(tree: SyntaxTree): SyntaxNode | undefined {
  return tree.asides.find(isSyntaxError);
}

/** The places that lie in no other one, in source order. */
export function syntaxErrors(tree: SyntaxTree): SyntaxNode[] {
  const outermost: SyntaxNode[] = [];
  let end = -1;
  for (const node of tree.asides) {
    if (!isSyntaxError(node) || node.end <= end) continue;
    outermost.push(node);
    end = node.end;
  }
  return outermost;
}
