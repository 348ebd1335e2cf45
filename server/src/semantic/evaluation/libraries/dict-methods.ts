import type { SyntaxNode } from '../../../syntax/node';
import { forget, makeDict, setItem, updateDict } from '../collections';
import { keyOf } from '../equality';
import type { Evaluator } from '../evaluator';
import type { Arguments } from '../host';
import { positionalOnly, readArguments } from '../native';
import {
  type DictValue,
  type ListValue,
  list,
  none,
  string,
  tuple,
  unknown,
  type Value,
} from '../values';

type DictMethod = (
  evaluator: Evaluator,
  receiver: DictValue,
  given: Arguments,
  node: SyntaxNode,
) => Value | undefined;

/** Methods of `dict`. */
export const dictMethods: Readonly<Record<string, DictMethod>> = {
  get: (evaluator, receiver, given, node) => {
    const [key, fallback = none(node)] = positionalOnly(given) ?? [];
    if (key === undefined) return unknown('an element of a dictionary', node);
    return found(evaluator, receiver, key, node, fallback);
  },
  setdefault: (evaluator, receiver, given, node) => {
    const [key, fallback = none(node)] = positionalOnly(given) ?? [];
    const text = key === undefined ? undefined : keyOf(evaluator, key);
    if (key === undefined || text === undefined) {
      forget(evaluator, receiver);
      return unknown('an element of a dictionary', node, [...receiver.perhaps, fallback]);
    }
    const entry = receiver.entries.get(text);
    if (entry !== undefined) return entry.value;
    if (receiver.mayHaveMore) {
      const value = unknown('an element that may be there already', node, [
        ...receiver.perhaps,
        fallback,
      ]);
      setItem(evaluator, receiver, key, value);
      return value;
    }
    setItem(evaluator, receiver, key, fallback);
    return fallback;
  },
  pop: (evaluator, receiver, given, node) => {
    const [key, fallback] = positionalOnly(given) ?? [];
    const text = key === undefined ? undefined : keyOf(evaluator, key);
    if (text === undefined || key === undefined) {
      forget(evaluator, receiver);
      return unknown('an element of a dictionary', node, receiver.perhaps);
    }
    if (!receiver.entries.has(text) && !receiver.mayHaveMore && fallback === undefined) {
      return evaluator.raise('KeyError', text, node);
    }
    const value = found(
      evaluator,
      receiver,
      key,
      node,
      fallback ?? unknown('a missing element', node),
    );
    evaluator.journal.touch(receiver);
    receiver.entries.delete(text);
    return value;
  },
  popitem: (evaluator, receiver, _given, node) => {
    const last = [...receiver.entries].at(-1);
    if (receiver.mayHaveMore) {
      forget(evaluator, receiver);
      return unknown('an element of a dictionary', node, receiver.perhaps);
    }
    if (last === undefined) return evaluator.raise('KeyError', 'dictionary is empty', node);
    evaluator.journal.touch(receiver);
    receiver.entries.delete(last[0]);
    return tuple([last[1].key, last[1].value], node);
  },
  update: (evaluator, receiver, given, node) => {
    for (const { value } of given.positional) updateDict(evaluator, receiver, value);
    for (const [name, { value, node: place }] of given.named) {
      setItem(evaluator, receiver, string(name, place), value);
    }
    if (given.mayHaveMore) forget(evaluator, receiver);
    return none(node);
  },
  keys: (_evaluator, receiver, _given, node) => view(receiver, node, (entry) => entry.key),
  values: (_evaluator, receiver, _given, node) => {
    const made = view(receiver, node, (entry) => entry.value);
    made.perhaps = receiver.perhaps;
    return made;
  },
  items: (_evaluator, receiver, _given, node) =>
    view(receiver, node, (entry) => tuple([entry.key, entry.value], entry.value.origin)),
  copy: (evaluator, receiver, _given, node) => copyOf(evaluator, receiver, node),
  clear: (evaluator, receiver, _given, node) => {
    evaluator.journal.touch(receiver);
    receiver.entries = new Map();
    receiver.mayHaveMore = false;
    receiver.perhaps = [];
    return none(node);
  },
  move_to_end: (evaluator, receiver, _given, node) => {
    forget(evaluator, receiver);
    return none(node);
  },
  fromkeys: (evaluator, _receiver, given, node) => {
    const [keys, value = none(node)] = readArguments(given, 'iterable', 'value') ?? [];
    return keys === undefined ? undefined : dictFromKeys(evaluator, keys, value, node);
  },
};

export function dictFromKeys(
  evaluator: Evaluator,
  keys: Value,
  value: Value,
  node: SyntaxNode,
): DictValue {
  const made = makeDict(node);
  const elements = evaluator.elements(keys);
  for (const key of elements?.items ?? []) setItem(evaluator, made, key, value);
  made.mayHaveMore ||= elements === undefined || elements.mayHaveMore;
  return made;
}

export function copyOf(evaluator: Evaluator, of: DictValue, node: SyntaxNode): DictValue {
  evaluator.step(node, of.entries.size);
  const made = makeDict(node, of.makeMissing);
  made.entries = new Map(of.entries);
  made.mayHaveMore = of.mayHaveMore;
  made.perhaps = of.perhaps;
  return made;
}

/** The elements of a view, as they are now: people iterate over it at once. */
function view(
  receiver: DictValue,
  node: SyntaxNode,
  part: (entry: { readonly key: Value; readonly value: Value }) => Value,
): ListValue {
  const items = [...receiver.entries.values()].map(part);
  return { ...list(items, node, receiver.mayHaveMore), isView: true };
}

function found(
  evaluator: Evaluator,
  receiver: DictValue,
  key: Value,
  node: SyntaxNode,
  fallback: Value,
): Value {
  const text = keyOf(evaluator, key);
  if (text === undefined) {
    const choices = [...receiver.entries.values()].map((entry) => entry.value);
    const isComplete = !receiver.mayHaveMore;
    return unknown(
      'an element under a key that is not known',
      node,
      [...choices, ...receiver.perhaps, fallback],
      isComplete && choices.length < 8,
    );
  }
  const entry = receiver.entries.get(text);
  if (entry !== undefined) return entry.value;
  if (!receiver.mayHaveMore) return fallback;
  return unknown('an element of a dictionary that is not fully known', node, [
    ...receiver.perhaps,
    fallback,
  ]);
}
