import type { SyntaxNode } from '../syntax/node';
import type { Names } from './names';

/** A decorator of a function or class. */
export interface Decorator {
  readonly node: SyntaxNode;
  /** The name without its call. */
  readonly anchor: SyntaxNode;
  /** The qualified name; undefined for one of the file's own. */
  readonly name: string | undefined;
  /** The call, where the decorator has arguments or parentheses. */
  readonly call: SyntaxNode | undefined;
}

export function decoratorsOf(definition: SyntaxNode, names: Names): Decorator[] {
  const holder = definition.parent;
  if (holder?.kind !== 'decorated_definition') return [];
  return holder.parts.flatMap((part) => {
    const expression = part.kind === 'decorator' ? part.parts[0] : undefined;
    if (expression === undefined) return [];
    const call = expression.kind === 'call' ? expression : undefined;
    const anchor = call?.child('function') ?? expression;
    return [{ node: part, anchor, name: names.qualifiedName(anchor), call }];
  });
}
