import type { SyntaxNode } from './node';

/** The keyword argument's value, or undefined where the call does not name it. */
export function keywordValue(call: SyntaxNode, name: string): SyntaxNode | undefined {
  return keywordArgument(call, name)?.child('value');
}

/** The whole `name=value` node. */
export function keywordArgument(call: SyntaxNode, name: string): SyntaxNode | undefined {
  return argumentNodes(call).find(
    (argument) => argument.kind === 'keyword_argument' && argument.child('name')?.text === name,
  );
}

/** The n-th positional argument; undefined behind a `*args`, whose length nobody knows. */
export function positionalValue(call: SyntaxNode, position: number): SyntaxNode | undefined {
  const positional = argumentNodes(call).filter(
    (argument) => argument.kind !== 'keyword_argument' && argument.kind !== 'dictionary_splat',
  );
  const before = positional.slice(0, position + 1);
  return before.some((argument) => argument.kind === 'list_splat') ? undefined : before[position];
}

/** An argument by keyword or, where the callee takes it so, by position. */
export function argumentValue(
  call: SyntaxNode,
  name: string,
  position?: number,
): SyntaxNode | undefined {
  const named = keywordValue(call, name);
  if (named !== undefined || position === undefined) return named;
  return positionalValue(call, position);
}

/** True when `*args` or `**kwargs` may pass arguments that the text does not show. */
export function hasSplat(call: SyntaxNode): boolean {
  return argumentNodes(call).some(
    (argument) => argument.kind === 'list_splat' || argument.kind === 'dictionary_splat',
  );
}

export function hasDictionarySplat(call: SyntaxNode): boolean {
  return argumentNodes(call).some((argument) => argument.kind === 'dictionary_splat');
}

/** All arguments as written; a lone generator expression counts as one. */
export function argumentNodes(call: SyntaxNode): readonly SyntaxNode[] {
  const list = call.child('arguments');
  if (list === undefined) return [];
  return list.kind === 'generator_expression' ? [list] : list.parts;
}

/** The smallest node that names what a call calls: the callee, or the last name of a chain. */
export function calleeAnchor(call: SyntaxNode): SyntaxNode {
  const callee = call.child('function') ?? call;
  const isChained = callee.child('object')?.kind === 'call';
  return (isChained ? callee.child('attribute') : undefined) ?? callee;
}

/** The callee as written, with the arguments inside a chain left out: `Popen(…).communicate`. */
export function writtenCallee(call: SyntaxNode): string {
  const callee = call.child('function');
  const object = callee?.child('object');
  if (object?.kind !== 'call') return callee?.text ?? '';
  return `${writtenCallee(object)}(…).${callee?.child('attribute')?.text}`;
}
