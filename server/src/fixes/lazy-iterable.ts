import type { FileModel } from '../semantic/file-model';
import { rangeLength } from '../semantic/ranges';
import { argumentNodes } from '../syntax/calls';
import { descendants } from '../syntax/navigate';
import type { SyntaxNode } from '../syntax/node';

/** Built-ins that read an iterable once, to its end, and keep none of its elements but one. */
const readers: ReadonlySet<string> = new Set(['builtins.max', 'builtins.min', 'builtins.sum']);

/** Built-ins that may stop early, so that what the elements do besides would be done less often. */
const searchers: ReadonlySet<string> = new Set(['builtins.all', 'builtins.any']);

/**
 * Where a list is consumed by something that takes any iterable once, in place and with the same
 * effects: the only argument of a call, one of its arguments, or what a loop runs over.
 */
export function lazyConsumer(
  model: FileModel,
  list: SyntaxNode,
): 'only-argument' | 'argument' | 'loop' | undefined {
  const parent = list.parent;
  if (parent?.kind === 'for_statement' && list.field === 'right') {
    return isUndisturbed(model, parent, list) ? 'loop' : undefined;
  }
  const call = parent?.kind === 'argument_list' ? parent.parent : undefined;
  if (call?.kind !== 'call') return undefined;
  const name = model.names.calleeName(call) ?? '';
  const [first, second] = argumentNodes(call);
  if (first !== list) return undefined;
  if (searchers.has(name) && hasCall(model, list)) return undefined;
  if (!searchers.has(name) && !readers.has(name)) return undefined;
  // `max(a, b)` compares its arguments; only a single one is an iterable.
  if (second !== undefined && name !== 'builtins.sum') return undefined;
  // What is started from was worked out behind the list, and would now be before its elements.
  if (second !== undefined && hasCall(model, second)) return undefined;
  // A generator without parentheses of its own may have no comma behind it.
  const hasComma = parent?.children.some((child) => child.kind === ',') === true;
  return hasComma ? 'argument' : 'only-argument';
}

/** True where making the elements one by one between the rounds of the loop changes none of them. */
function isUndisturbed(model: FileModel, loop: SyntaxNode, list: SyntaxNode): boolean {
  const body = loop.child('body');
  if (body === undefined || hasCall(model, list)) return false;
  const own = list.parts.flatMap((part) =>
    part.kind === 'for_in_clause' ? namesIn(part.child('left')) : [],
  );
  // Whatever else the elements are made of must not be touched by the loop in any way.
  const outside = new Set(namesIn(list).filter((name) => !own.includes(name)));
  return !namesIn(body).some((name) => outside.has(name));
}

function namesIn(node: SyntaxNode | undefined): string[] {
  if (node === undefined) return [];
  return [...descendants(node)]
    .filter((inner) => inner.kind === 'identifier')
    .map((inner) => inner.text);
}

/** A call other than the constant ranges that a comprehension runs over. */
function hasCall(model: FileModel, list: SyntaxNode): boolean {
  return [...descendants(list)].some(
    (node) => node.kind === 'call' && node !== list && rangeLength(model, node) === undefined,
  );
}
