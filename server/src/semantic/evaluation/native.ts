import type { SyntaxNode } from '../../syntax/node';
import type { Evaluator } from './evaluator';
import type { Arguments } from './host';
import type { Value } from './values';

/** A function of Python's own libraries. It gives undefined for what it does not know to answer. */
export type NativeFunction = (
  evaluator: Evaluator,
  given: Arguments,
  node: SyntaxNode,
) => Value | undefined;

/** What the evaluation knows of Python's own libraries and types. */
export interface Libraries {
  functionNamed(name: string): NativeFunction | undefined;
  /** True for a method that the type of the value is known to have. */
  hasMethod(receiver: Value, name: string): boolean;
  /** Undefined for what it does not know to answer. */
  callMethod(
    evaluator: Evaluator,
    receiver: Value,
    name: string,
    given: Arguments,
    node: SyntaxNode,
  ): Value | undefined;
}

/** The arguments by the names of the parameters; undefined where they do not fit or are not all known. */
export function readArguments(
  given: Arguments,
  ...names: readonly string[]
): readonly (Value | undefined)[] | undefined {
  if (given.mayHaveMore || given.positional.length > names.length) return undefined;
  const values: (Value | undefined)[] = names.map((_name, i) => given.positional[i]?.value);
  for (const [name, argument] of given.named) {
    const position = names.indexOf(name);
    if (position < 0 || values[position] !== undefined) return undefined;
    values[position] = argument.value;
  }
  return values;
}

/** All arguments, where they are given by position only. */
export function positionalOnly(given: Arguments): readonly Value[] | undefined {
  if (given.mayHaveMore || given.named.size > 0) return undefined;
  return given.positional.map((argument) => argument.value);
}

/** Arguments for a call that native code makes. */
export function passing(node: SyntaxNode, ...values: readonly Value[]): Arguments {
  const positional = values.map((value) => ({ value, node }));
  return { positional, named: new Map(), mayHaveMore: false };
}
