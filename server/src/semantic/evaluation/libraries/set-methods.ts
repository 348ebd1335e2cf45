import type { SyntaxNode } from '../../../syntax/node';
import { addToSet, forget, makeSet } from '../collections';
import { keyOf } from '../equality';
import type { Evaluator } from '../evaluator';
import type { Arguments, BinaryOperator } from '../host';
import { positionalOnly } from '../native';
import { binaryOperation } from '../operators';
import { boolean, none, type SetValue, unknown, type Value } from '../values';

type SetMethod = (
  evaluator: Evaluator,
  receiver: SetValue,
  given: Arguments,
  node: SyntaxNode,
) => Value | undefined;

/** Methods of `set` and `frozenset`. */
export const setMethods: Readonly<Record<string, SetMethod>> = {
  add: (evaluator, receiver, given, node) => {
    const [item] = positionalOnly(given) ?? [];
    if (item === undefined || receiver.isFrozen) return undefined;
    addToSet(evaluator, receiver, item);
    return none(node);
  },
  update: (evaluator, receiver, given, node) => {
    if (receiver.isFrozen) return undefined;
    for (const { value } of given.positional) {
      const set = asSet(evaluator, value, node);
      for (const item of set?.items.values() ?? []) addToSet(evaluator, receiver, item);
      evaluator.journal.touch(receiver);
      receiver.mayHaveMore ||= set === undefined || set.mayHaveMore;
    }
    receiver.mayHaveMore ||= given.mayHaveMore;
    return none(node);
  },
  discard: removing(false),
  remove: removing(true),
  clear: (evaluator, receiver, _given, node) => {
    evaluator.journal.touch(receiver);
    receiver.items = new Map();
    receiver.mayHaveMore = false;
    receiver.perhaps = [];
    return none(node);
  },
  copy: (evaluator, receiver, _given, node) => {
    const made = makeSet(
      evaluator,
      [...receiver.items.values()],
      receiver.mayHaveMore,
      node,
      receiver.isFrozen,
    );
    made.perhaps = [...receiver.perhaps];
    return made;
  },
  pop: (evaluator, receiver, _given, node) => {
    const [only, ...others] = [...receiver.items.values()];
    if (only === undefined && !receiver.mayHaveMore) {
      return evaluator.raise('KeyError', 'pop from an empty set', node);
    }
    const isKnown = only !== undefined && others.length === 0 && !receiver.mayHaveMore;
    const choices = [...receiver.items.values(), ...receiver.perhaps];
    forget(evaluator, receiver);
    if (!isKnown) return unknown('some element of a set', node, choices);
    receiver.mayHaveMore = false;
    receiver.perhaps = [];
    return only;
  },
  union: combined('|'),
  intersection: combined('&'),
  difference: combined('-'),
  symmetric_difference: combined('^'),
  issubset: compared((one, other) => [...one.items.keys()].every((key) => other.items.has(key))),
  issuperset: compared((one, other) => [...other.items.keys()].every((key) => one.items.has(key))),
  isdisjoint: compared((one, other) => ![...one.items.keys()].some((key) => other.items.has(key))),
};

function removing(raises: boolean): SetMethod {
  return (evaluator, receiver, given, node) => {
    const [item] = positionalOnly(given) ?? [];
    const key = item === undefined ? undefined : keyOf(evaluator, item);
    if (key === undefined) {
      forget(evaluator, receiver);
      return none(node);
    }
    if (raises && !receiver.items.has(key) && !receiver.mayHaveMore) {
      return evaluator.raise('KeyError', key, node);
    }
    evaluator.journal.touch(receiver);
    receiver.items.delete(key);
    return none(node);
  };
}

function combined(operator: BinaryOperator): SetMethod {
  return (evaluator, receiver, given, node) => {
    let value: Value = receiver;
    for (const other of positionalOnly(given) ?? []) {
      const set = asSet(evaluator, other, node);
      if (set === undefined) return unknown('a set that is not known', node);
      value = binaryOperation(evaluator, operator, value, set, node);
    }
    if (given.mayHaveMore) return unknown('a set that is not known', node);
    return value === receiver
      ? makeSet(
          evaluator,
          [...receiver.items.values()],
          receiver.mayHaveMore,
          node,
          receiver.isFrozen,
        )
      : value;
  };
}

function compared(test: (one: SetValue, other: SetValue) => boolean): SetMethod {
  return (evaluator, receiver, given, node) => {
    const [value] = positionalOnly(given) ?? [];
    const other = value === undefined ? undefined : asSet(evaluator, value, node);
    if (other === undefined || other.mayHaveMore || receiver.mayHaveMore) {
      return unknown('a comparison of sets that are not known', node);
    }
    return boolean(test(receiver, other), node);
  };
}

/** A set of what iterating gives. */
export function asSet(evaluator: Evaluator, value: Value, node: SyntaxNode): SetValue | undefined {
  if (value.kind === 'set') return value;
  const elements = evaluator.elements(value);
  return elements === undefined
    ? undefined
    : makeSet(evaluator, elements.items, elements.mayHaveMore, node);
}
