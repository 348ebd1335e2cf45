import type { SyntaxNode } from './node';

/** The first line of a node's text without a comment at its end, as messages quote it. */
export function firstLineOf(node: SyntaxNode): string {
  const line = node.text.split(/\r?\n/, 1)[0] ?? '';
  const comment = node.children.find(({ kind }) => kind === 'comment')?.start ?? node.end;
  return line.slice(0, comment - node.start).trim();
}
