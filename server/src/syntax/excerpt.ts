import type { SyntaxNode } from './node';

/** The first line of a node's text, as messages quote it. */
export function firstLineOf(node: SyntaxNode): string {
  return node.text.split(/\r?\n/, 1)[0]?.trim() ?? '';
}
