import { positionalValue } from '../../syntax/calls';
import { nearestAncestor, withoutParentheses } from '../../syntax/navigate';
import type { SyntaxNode } from '../../syntax/node';
import { isListLike } from '../elements';
import type { Names } from '../names';
import type { Binding } from '../scopes';
import { identifiersInside } from '../tree-index';

/** Literals and comprehensions that hold things in order. */
const comprehensions: ReadonlySet<string> = new Set([
  'generator_expression',
  'list_comprehension',
  'set_comprehension',
]);

const emptyCollections: ReadonlySet<string> = new Set([
  'builtins.list',
  'builtins.set',
  'collections.deque',
]);

/**
 * What a loop variable runs over, where the loop's list is a name: the elements of its literals and
 * comprehensions, and what is appended to it in the same scope. Undefined where some of it is not
 * seen, and for everything that is no loop variable.
 */
export function loopedOver(names: Names, variable: SyntaxNode): readonly SyntaxNode[] | undefined {
  const bindings = names.scopes.followed(variable);
  const binding = bindings.length === 1 ? bindings[0] : undefined;
  if (binding?.kind !== 'loop') return undefined;
  const loop = nearestAncestor(binding.node, 'for_statement', 'for_in_clause');
  const iterable = loop?.child('right');
  if (loop?.child('left') !== binding.node || iterable === undefined) return undefined;
  return elementsOf(names, withoutParentheses(iterable));
}

function elementsOf(names: Names, iterable: SyntaxNode): readonly SyntaxNode[] | undefined {
  const written = writtenElements(names, iterable);
  if (written !== undefined || iterable.kind !== 'identifier') return written;
  const found: SyntaxNode[] = [];
  for (const binding of names.scopes.followed(iterable)) {
    const value = binding.kind === 'assignment' ? binding.value : undefined;
    const elements = value === undefined ? undefined : writtenElements(names, value);
    if (elements === undefined) return undefined;
    found.push(...elements, ...appendedTo(names, binding));
  }
  return found.length === 0 ? undefined : found;
}

function writtenElements(names: Names, value: SyntaxNode): readonly SyntaxNode[] | undefined {
  const inner = withoutParentheses(value);
  if (isListLike(inner)) {
    return inner.parts.some((part) => part.kind === 'list_splat') ? undefined : inner.parts;
  }
  if (comprehensions.has(inner.kind)) {
    const body = inner.child('body');
    return body === undefined ? undefined : [body];
  }
  const isEmpty = inner.kind === 'call' && emptyCollections.has(names.calleeName(inner) ?? '');
  return isEmpty && inner.child('arguments')?.parts.length === 0 ? [] : undefined;
}

/** The arguments of `name.append(…)` and `name.add(…)` where the name means this binding. */
function appendedTo(names: Names, { name, scope }: Binding): readonly SyntaxNode[] {
  return identifiersInside(scope.node, name).flatMap((list) => {
    const added = addedAt(list);
    const isMeant = added !== undefined && names.scopes.lookup(name, list)[0]?.scope === scope;
    return isMeant ? [added] : [];
  });
}

function addedAt(list: SyntaxNode): SyntaxNode | undefined {
  const callee = list.field === 'object' ? list.parent : undefined;
  const method = callee?.child('attribute')?.text;
  const call = callee?.field === 'function' ? callee.parent : undefined;
  const adds = call?.kind === 'call' && (method === 'append' || method === 'add');
  return adds ? positionalValue(call, 0) : undefined;
}
