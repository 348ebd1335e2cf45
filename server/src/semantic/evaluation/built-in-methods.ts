// Methods of Python's built-in types.

import type { SyntaxNode } from '../../syntax/node';
import { initializeOutside } from './classes';
import type { Evaluator } from './evaluator';
import type { Arguments } from './host';
import { dictMethods } from './libraries/dict-methods';
import { listMethods } from './libraries/list-methods';
import { numberMethod } from './libraries/number-methods';
import { setMethods } from './libraries/set-methods';
import { textMethods } from './libraries/text-methods';
import { lookUp } from './methods';
import { type NativeMethodValue, none, unknown, unknownText, type Value } from './values';

/** True for a method that the type of the value is known to have. */
export function hasNativeMethod(receiver: Value, name: string): boolean {
  switch (receiver.kind) {
    case 'string':
      return Object.hasOwn(textMethods, name);
    case 'list':
      return Object.hasOwn(listMethods, name);
    case 'dict':
      return Object.hasOwn(dictMethods, name);
    case 'set':
      return Object.hasOwn(setMethods, name);
    case 'tuple':
      return (
        name === 'index' ||
        name === 'count' ||
        (name === '_replace' && receiver.names !== undefined)
      );
    case 'duration':
      return name === 'total_seconds' || name === 'in_seconds';
    case 'float':
    case 'integer':
      return name === 'is_integer' || name === 'bit_length';
    default:
      return false;
  }
}

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
  const value = nativeResult(evaluator, method, given, node);
  if (value !== undefined) return value;
  // What a method of a built-in type does is not known, but it makes nothing of the host's.
  evaluator.mayRaise();
  evaluator.escape(receiver, node);
  for (const argument of [...given.positional, ...given.named.values()]) {
    evaluator.escape(argument.value, node);
  }
  return unknown(`what .${name}() gives`, node);
}

function nativeResult(
  evaluator: Evaluator,
  { receiver, name }: NativeMethodValue,
  given: Arguments,
  node: SyntaxNode,
): Value | undefined {
  switch (receiver.kind) {
    case 'string':
      return textMethods[name]?.(evaluator, receiver, given, node);
    case 'list':
      return listMethods[name]?.(evaluator, receiver, given, node);
    case 'dict':
      return dictMethods[name]?.(evaluator, receiver, given, node);
    case 'set':
      return setMethods[name]?.(evaluator, receiver, given, node);
    default:
      return numberMethod(evaluator, receiver, name, given, node);
  }
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
