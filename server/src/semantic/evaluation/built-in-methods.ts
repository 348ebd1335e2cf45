// Methods of Python's built-in types.

import type { SyntaxNode } from '../../syntax/node';
import { initializeOutside } from './classes';
import type { Evaluator } from './evaluator';
import type { Arguments } from './host';
import { lookUp } from './methods';
import { type NativeMethodValue, none, unknown, unknownText, type Value } from './values';

export function callNativeMethod(
  evaluator: Evaluator,
  method: NativeMethodValue,
  given: Arguments,
  node: SyntaxNode,
): Value {
  const { receiver, name } = method;
  evaluator.place = node;
  if (receiver.kind === 'super') return callOfSuper(evaluator, receiver, name, given, node);
  if (receiver.kind === 'unknown') return ofUnknownText(evaluator, name, given, node);
  const value = evaluator.libraries.callMethod(evaluator, receiver, name, given, node);
  if (value !== undefined) return value;
  // What a method of a built-in type does is not known, but it makes nothing of the host's.
  evaluator.mayRaise();
  evaluator.escape(receiver, node);
  for (const argument of [...given.positional, ...given.named.values()]) {
    evaluator.escape(argument.value, node);
  }
  return unknown(`what .${name}() gives`, node);
}

/** A method of a text of which not all is known; most of them give another such text. */
function ofUnknownText(
  evaluator: Evaluator,
  name: string,
  given: Arguments,
  node: SyntaxNode,
): Value {
  for (const argument of given.positional) {
    if (argument.value.kind === 'iterator') evaluator.escape(argument.value, node);
  }
  const isText = textMethodsOfTexts.has(name);
  return isText
    ? unknownText(`what .${name}() gives`, node)
    : unknown(`what .${name}() gives`, node);
}

const textMethodsOfTexts: ReadonlySet<string> = new Set([
  'capitalize',
  'casefold',
  'center',
  'format',
  'join',
  'ljust',
  'lower',
  'lstrip',
  'removeprefix',
  'removesuffix',
  'replace',
  'rjust',
  'rstrip',
  'strip',
  'swapcase',
  'title',
  'upper',
  'zfill',
]);

/** `super().__init__(…)` where the next class in the order is none of the project. */
function callOfSuper(
  evaluator: Evaluator,
  receiver: Value & { kind: 'super' },
  name: string,
  given: Arguments,
  node: SyntaxNode,
): Value {
  const { receiver: self, owner } = receiver;
  if (self.kind !== 'instance' || name !== '__init__') return none(node);
  // Behind the base classes of the project comes the first one outside.
  const found = lookUp(self.class, '__init__', owner);
  const base = found ?? lookUp(self.class, '__init__');
  if (base?.kind === 'outside') return initializeOutside(evaluator, self, base.base, given, node);
  if (base?.kind === 'unknown') {
    self.mayHaveMore = true;
    return unknown('what an unknown base class does', node);
  }
  return none(node);
}
