// Which bindings of a name may hold where the name stands.

import { ancestors, enclosingFunction, isInside, nearestAncestor } from '../syntax/navigate';
import type { SyntaxNode } from '../syntax/node';
import { countBefore } from '../text/ordered';
import type { Binding } from './scopes';

/** All bindings of one name, with what is the same for every use of it. */
export interface History {
  /** In source order, without those that only change the value. */
  readonly bindings: readonly Binding[];
  /** True where functions of their own, or the module and a function, bind the name. */
  readonly isSpread: boolean;
  /** The function whose run makes all of the bindings; undefined for the module's own. */
  readonly code: SyntaxNode | undefined;
}

export function historyOf(all: readonly Binding[]): History {
  const bindings = all
    .filter((binding) => !isMerge(binding))
    .sort((a, b) => a.node.start - b.node.start);
  const codes = new Set(bindings.map(codeThatBinds));
  return { bindings, isSpread: codes.size > 1, code: [...codes][0] };
}

/**
 * The bindings that reach a use in the code that makes them, by order. Only the neighbourhood of
 * the use is looked at: a long file may bind a name thousands of times.
 */
export function reaching(history: History, use: SyntaxNode): readonly Binding[] {
  const { bindings } = history;
  if (bindings.length === 0 || history.isSpread) return bindings;
  if (history.code !== enclosingFunction(use)) return bindings;
  const before: Binding[] = [];
  for (let i = indexAt(bindings, use.start) - 1; i >= 0; i--) {
    const binding = bindings[i];
    if (binding === undefined || !isMadeBefore(binding, use)) continue;
    before.push(binding);
    if (isCertainAt(binding, use)) break;
  }
  return before.length === 0 ? bindings : [...before.reverse(), ...carriedTo(bindings, use)];
}

/** The bindings of a module's name that may hold when all of the module has run. */
export function remaining(all: readonly Binding[]): readonly Binding[] {
  const { bindings } = historyOf(all);
  const last = bindings.findLastIndex(
    ({ node }) => nearestAncestor(node, 'block', 'module')?.kind === 'module',
  );
  return last < 0 ? bindings : bindings.slice(last);
}

/** In a loop, what is bound further down may reach the next round. */
function carriedTo(bindings: readonly Binding[], use: SyntaxNode): Binding[] {
  const loop = outermostLoop(use);
  if (loop === undefined) return [];
  return bindings
    .slice(indexAt(bindings, loop.start), indexAt(bindings, loop.end))
    .filter((binding) => !isMadeBefore(binding, use) && isInside(binding.node, loop));
}

/** The outermost loop around a place in the function that holds it. */
function outermostLoop(place: SyntaxNode): SyntaxNode | undefined {
  let outermost: SyntaxNode | undefined;
  for (const above of ancestors(place)) {
    if (above.kind === 'function_definition' || above.kind === 'lambda') break;
    if (above.kind === 'for_statement' || above.kind === 'while_statement') outermost = above;
  }
  return outermost;
}

/** How many of the bindings begin before an offset. */
function indexAt(bindings: readonly Binding[], offset: number): number {
  return countBefore(bindings.length, (at) => (bindings[at]?.node.start ?? 0) < offset);
}

/** The function whose run makes the binding; undefined for the module's own. */
function codeThatBinds(binding: Binding): SyntaxNode | undefined {
  return binding.kind === 'parameter' ? binding.scope.node : enclosingFunction(binding.node);
}

/** `d |= …` changes the dictionary that the name has. */
function isMerge(binding: Binding): boolean {
  const statement = binding.node.parent;
  return statement?.kind === 'augmented_assignment' && statement.child('operator')?.kind === '|=';
}

/** A name is bound when its statement has run: a use in the assigned value sees the one before. */
function isMadeBefore(binding: Binding, place: SyntaxNode): boolean {
  const isBoundLast = binding.kind === 'parameter' || binding.kind === 'with';
  const made = isBoundLast ? binding.node : (binding.value ?? binding.node);
  if (binding.kind === 'loop') return binding.node.start < place.start;
  return made.end <= place.start;
}

/** True where the binding's statement has certainly run when the place is reached. */
function isCertainAt(binding: Binding, place: SyntaxNode): boolean {
  const holder =
    binding.kind === 'loop'
      ? nearestAncestor(binding.node, 'for_statement', 'for_in_clause')?.child('body')
      : nearestAncestor(binding.node, 'block', 'module');
  return binding.kind === 'parameter' || (holder !== undefined && isInside(place, holder));
}
