import { withoutParentheses } from '../syntax/navigate';
import type { SyntaxNode } from '../syntax/node';

/** An element of an iterable: an expression, or several that are unpacked together. */
export type Element = SyntaxNode | readonly Element[];

/** Keys and values of a dictionary literal; undefined where a spread hides some. */
export function entriesOf(value: SyntaxNode): (readonly [SyntaxNode, SyntaxNode])[] | undefined {
  if (value.kind !== 'dictionary') return undefined;
  const entries: (readonly [SyntaxNode, SyntaxNode])[] = [];
  for (const part of value.parts) {
    const key = part.child('key');
    const entry = part.child('value');
    if (part.kind !== 'pair' || key === undefined || entry === undefined) return undefined;
    entries.push([key, entry]);
  }
  return entries;
}

/** The positions in nested targets by which a name is unpacked. */
export function pathTo(name: SyntaxNode, target: SyntaxNode): number[] {
  const path: number[] = [];
  for (let at = name; at !== target && at.parent !== undefined; at = at.parent) {
    if (at.parent.kind !== 'parenthesized_expression') path.unshift(at.parent.parts.indexOf(at));
  }
  return path;
}

/** What a name gets of an element that is unpacked by a path of positions. */
export function pick(element: Element, path: readonly number[]): SyntaxNode | undefined {
  let found: Element | undefined = element;
  for (const index of path) {
    if (found === undefined) return undefined;
    if (!('kind' in found)) {
      found = found[index];
      continue;
    }
    const inner: SyntaxNode = withoutParentheses(found);
    if (!isListLike(inner) || inner.parts.some((part) => part.kind === 'list_splat')) {
      return undefined;
    }
    found = inner.parts[index];
  }
  return found !== undefined && 'kind' in found ? found : undefined;
}

/** True for a literal that holds its elements in order. */
export function isListLike(node: SyntaxNode): boolean {
  return (
    node.kind === 'list' ||
    node.kind === 'tuple' ||
    node.kind === 'set' ||
    node.kind === 'expression_list'
  );
}
