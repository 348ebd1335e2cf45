import type { SyntaxNode } from '../../../syntax/node';
import { append, extend, forget } from '../collections';
import { equals } from '../equality';
import type { Evaluator } from '../evaluator';
import type { Arguments } from '../host';
import { positionalOnly } from '../native';
import { positionIn } from '../subscripts';
import { integer, type ListValue, list, none, remembered, unknown, type Value } from '../values';
import { sorted } from './sorting';

type ListMethod = (
  evaluator: Evaluator,
  receiver: ListValue,
  given: Arguments,
  node: SyntaxNode,
) => Value | undefined;

/** Methods of `list`. */
export const listMethods: Readonly<Record<string, ListMethod>> = {
  append: (evaluator, receiver, given, node) => {
    const [item] = positionalOnly(given) ?? [];
    if (item === undefined) return undefined;
    append(evaluator, receiver, item);
    return none(node);
  },
  extend: (evaluator, receiver, given, node) => {
    const [items] = positionalOnly(given) ?? [];
    if (items === undefined) return undefined;
    extend(evaluator, receiver, items);
    return none(node);
  },
  insert: (evaluator, receiver, given, node) => {
    const [index, item] = positionalOnly(given) ?? [];
    if (index?.kind !== 'integer' || item === undefined || receiver.mayHaveMore) {
      if (item === undefined) return undefined;
      forget(evaluator, receiver);
      receiver.perhaps = remembered(receiver.perhaps, [item]);
      return none(node);
    }
    const { length } = receiver.items;
    const at = index.value < 0 ? Math.max(0, length + index.value) : Math.min(index.value, length);
    evaluator.journal.touch(receiver);
    receiver.items.splice(at, 0, item);
    return none(node);
  },
  pop: (evaluator, receiver, given, node) => {
    const [index = integer(-1)] = positionalOnly(given) ?? [];
    if (receiver.mayHaveMore || index.kind !== 'integer') {
      const choices = [...receiver.items, ...receiver.perhaps];
      forget(evaluator, receiver);
      return unknown('an element of a list that is not fully known', node, choices);
    }
    const at = positionIn(receiver.items.length, index);
    if (at === undefined) return evaluator.raise('IndexError', 'pop from empty list', node);
    evaluator.journal.touch(receiver);
    return receiver.items.splice(at, 1)[0];
  },
  remove: (evaluator, receiver, given, node) => {
    const [item] = positionalOnly(given) ?? [];
    const at = item === undefined ? undefined : find(evaluator, receiver, item);
    if (at === 'absent')
      return evaluator.raise('ValueError', 'list.remove(x): x not in list', node);
    if (at === undefined) forget(evaluator, receiver);
    else {
      evaluator.journal.touch(receiver);
      receiver.items.splice(at, 1);
    }
    return none(node);
  },
  clear: (evaluator, receiver, _given, node) => {
    evaluator.journal.touch(receiver);
    receiver.items = [];
    receiver.mayHaveMore = false;
    receiver.perhaps = [];
    return none(node);
  },
  copy: (evaluator, receiver, _given, node) => {
    evaluator.step(node, receiver.items.length);
    const made = list([...receiver.items], node, receiver.mayHaveMore);
    made.perhaps = receiver.perhaps;
    return made;
  },
  index: (evaluator, receiver, given, node) => {
    const [item, ...others] = positionalOnly(given) ?? [];
    if (item === undefined || others.length > 0) return unknown('the place of an element', node);
    const at = find(evaluator, receiver, item);
    if (at === 'absent') return evaluator.raise('ValueError', 'not in list', node);
    return at === undefined ? unknown('the place of an element', node) : integer(at, node);
  },
  count: (evaluator, receiver, given, node) => {
    const [item] = positionalOnly(given) ?? [];
    if (item === undefined || receiver.mayHaveMore) return unknown('a number of elements', node);
    const answers = receiver.items.map((each) => equals(evaluator, each, item));
    if (answers.includes(undefined)) return unknown('a number of elements', node);
    return integer(answers.filter((answer) => answer === true).length, node);
  },
  reverse: (evaluator, receiver, _given, node) => {
    if (receiver.mayHaveMore) forget(evaluator, receiver);
    else {
      evaluator.journal.touch(receiver);
      receiver.items.reverse();
    }
    return none(node);
  },
  sort: (evaluator, receiver, given, node) => {
    const items = receiver.mayHaveMore ? undefined : sorted(evaluator, receiver.items, given, node);
    if (items === undefined) forget(evaluator, receiver);
    else {
      evaluator.journal.touch(receiver);
      receiver.items = items;
    }
    return none(node);
  },
};

/** Where an element is first found; undefined where that is not known. */
export function find(
  evaluator: Evaluator,
  receiver: { readonly items: readonly Value[]; readonly mayHaveMore: boolean },
  wanted: Value,
): number | 'absent' | undefined {
  for (const [i, item] of receiver.items.entries()) {
    const isEqual = (item === wanted && item.kind !== 'unknown') || equals(evaluator, item, wanted);
    if (isEqual === true) return i;
    if (isEqual === undefined) return undefined;
  }
  return receiver.mayHaveMore ? undefined : 'absent';
}
