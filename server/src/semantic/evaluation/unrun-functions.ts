import { descendants } from '../../syntax/navigate';
import type { SyntaxNode } from '../../syntax/node';
import { remembered } from '../../text/remembered';
import { choicesOf, isChangeable } from './choices';
import type { Evaluator } from './evaluator';
import { changing } from './states';
import type { FunctionValue } from './values';

/**
 * Python calls a function that the evaluation does not run: what it, and the functions that it names, may change of the
 * code around them is not known any more.
 */
export function forgetChangedBy(
  evaluator: Evaluator,
  callee: FunctionValue,
  node: SyntaxNode,
): void {
  const seen = new Set<SyntaxNode>();
  const waiting = [callee];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (seen.has(next.node)) continue;
    seen.add(next.node);
    waiting.push(...forgetNamedIn(evaluator, next, node));
  }
}

/** Gives the functions that are named in it. */
function forgetNamedIn(
  evaluator: Evaluator,
  { closure, node: definition }: FunctionValue,
  node: SyntaxNode,
): FunctionValue[] {
  const own = evaluator.scopesOf(definition).scopeOpenedBy(definition);
  const { mentioned, rebound } = namesIn(definition);
  const functions: FunctionValue[] = [];
  evaluator.step(node, mentioned.size);
  for (const name of mentioned) {
    if (own?.bindings.has(name) === true) continue;
    const held = closure.seen(name);
    if (held?.value === undefined) continue;
    for (const value of choicesOf(held.value)) {
      if (value.kind === 'function') functions.push(value);
      else if (isChangeable(value)) evaluator.escape(value, node);
    }
    if (rebound.has(name)) evaluator.setVariable(held, changing(held.value));
  }
  return functions;
}

/** The names in a function, and those among them that are `global` or `nonlocal`. */
const namesIn = remembered(
  (
    definition: SyntaxNode,
  ): { readonly mentioned: ReadonlySet<string>; readonly rebound: ReadonlySet<string> } => {
    const mentioned = new Set<string>();
    const rebound = new Set<string>();
    for (const { kind, parent, text } of descendants(definition)) {
      if (kind !== 'identifier') continue;
      mentioned.add(text);
      if (parent?.kind === 'global_statement' || parent?.kind === 'nonlocal_statement')
        rebound.add(text);
    }
    return { mentioned, rebound };
  },
);
