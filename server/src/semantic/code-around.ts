import { descendants, enclosingFunction } from '../syntax/navigate';
import type { SyntaxNode } from '../syntax/node';
import { groupBy } from '../text/groups';
import { remembered, rememberedBy } from '../text/remembered';
import type { FileModel } from './file-model';
import type { Names } from './names';

/** The function or lambda in whose body a node is, else the module: what runs with it. */
export function codeAround(node: SyntaxNode): SyntaxNode {
  return enclosingFunction(node) ?? node.tree.root;
}

/** All calls that run with a node, in source order; those in functions below have their own. */
export function callsBeside(node: SyntaxNode): readonly SyntaxNode[] {
  return callsOfCode(codeAround(node));
}

/** Those of outside functions with any of these qualified names. */
export function callsBesideOf(
  model: FileModel,
  node: SyntaxNode,
  ...qualifiedNames: readonly string[]
): readonly SyntaxNode[] {
  const byName = callsByName(model.names, codeAround(node));
  return qualifiedNames.flatMap((name) => byName.get(name) ?? []);
}

/** All calls in the body of a function or lambda, or in a module outside of functions. */
export const callsOfCode = remembered((code: SyntaxNode): readonly SyntaxNode[] =>
  [...descendants(code, (below) => !opensOtherCode(below, code))].filter(
    (node) => node.kind === 'call' && codeAround(node) === code,
  ),
);

const callsByName = rememberedBy((names: Names, code: SyntaxNode) =>
  groupBy(callsOfCode(code), (call) => names.calleeName(call)),
);

function opensOtherCode({ field, parent }: SyntaxNode, code: SyntaxNode): boolean {
  const isBody = field === 'body' && parent !== code;
  return isBody && (parent?.kind === 'function_definition' || parent?.kind === 'lambda');
}
