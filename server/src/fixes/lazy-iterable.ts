import type { FileModel } from '../semantic/file-model';
import { rangeLength } from '../semantic/ranges';
import { argumentNodes } from '../syntax/calls';
import { descendants, ownCode } from '../syntax/navigate';
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
  return second === undefined && parent?.parts.length === 1 ? 'only-argument' : 'argument';
}

/** True where making the elements one by one between the rounds of the loop changes none of them. */
function isUndisturbed(model: FileModel, loop: SyntaxNode, list: SyntaxNode): boolean {
  if (hasCall(model, list)) return false;
  const names = new Set(
    [...descendants(list)].filter((node) => node.kind === 'identifier').map((node) => node.text),
  );
  const body = loop.child('body');
  if (body === undefined) return false;
  return ![...ownCode(body)].some(
    (node) =>
      (node.kind === 'assignment' || node.kind === 'augmented_assignment') &&
      [...descendants(node.child('left') ?? node)].some((target) => names.has(target.text)),
  );
}

/** A call other than the constant ranges that a comprehension runs over. */
function hasCall(model: FileModel, list: SyntaxNode): boolean {
  return [...descendants(list)].some(
    (node) => node.kind === 'call' && node !== list && rangeLength(model, node) === undefined,
  );
}
