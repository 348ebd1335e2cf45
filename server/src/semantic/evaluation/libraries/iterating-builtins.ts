import type { SyntaxNode } from '../../../syntax/node';
import { listOf, makeDict, makeSet, setItem, updateDict } from '../collections';
import { compare } from '../equality';
import type { Evaluator } from '../evaluator';
import type { Arguments } from '../host';
import { isNotIterable, iteratorOver, nextOf } from '../iteration';
import { callMethod } from '../methods';
import { type NativeFunction, passing, positionalOnly, readArguments } from '../native';
import { binaryOperation } from '../operators';
import {
  boolean,
  type Elements,
  integer,
  iterator,
  lazily,
  list,
  remembered,
  string,
  tuple,
  unknown,
  type Value,
} from '../values';
import { sorted } from './sorting';

/** Functions and classes of `builtins` that iterate, count or collect. */
export const iteratingBuiltins: Readonly<Record<string, NativeFunction>> = {
  'builtins.len': (evaluator, given, node) => {
    const [value] = positionalOnly(given) ?? [];
    const length = value === undefined ? undefined : lengthOf(evaluator, value, node);
    return length === undefined ? unknown('a length', node) : integer(length, node);
  },
  'builtins.range': (evaluator, given, node) => {
    const numbers = positionalOnly(given)?.map((value) =>
      value.kind === 'integer' || value.kind === 'boolean' ? Number(value.value) : undefined,
    );
    const [first, second, step = 1] = numbers ?? [];
    if (numbers === undefined || first === undefined || numbers.includes(undefined)) {
      const wrong = positionalOnly(given)?.find(
        (value) => value.kind === 'string' || value.kind === 'float' || value.kind === 'none',
      );
      if (wrong !== undefined) evaluator.raise('TypeError', 'an integer is required', node);
      return unknown('a range that is not known', node);
    }
    if (step === 0) return evaluator.raise('ValueError', 'range() arg 3 must not be zero', node);
    const [start, stop] = second === undefined ? [0, first] : [first, second];
    return { kind: 'range', start, stop, step, origin: node };
  },
  'builtins.enumerate': (evaluator, given, node) => {
    const [iterable, start] = readArguments(given, 'iterable', 'start') ?? [];
    const elements = iterable === undefined ? undefined : elementsFor(evaluator, iterable, node);
    const from = start === undefined ? 0 : start.kind === 'integer' ? start.value : undefined;
    return lazily(node, () => ({
      items: (elements?.items ?? []).map((item, i) =>
        tuple(
          [from === undefined ? unknown('a number') : integer(from + i, node), item],
          item.origin,
        ),
      ),
      mayHaveMore: elements?.mayHaveMore ?? true,
    }));
  },
  'builtins.zip': (evaluator, given, node) => {
    const iterables = given.positional.map((argument) => argument.value);
    if (given.mayHaveMore) return unknown('what is zipped', node);
    const all = iterables.map((value) =>
      value.kind === 'iterator' && value.endless !== undefined
        ? 'endless'
        : elementsFor(evaluator, value, node),
    );
    const known = all.filter((elements) => elements !== 'endless');
    if (known.length === 0 && all.length > 0) return unknown('an endless zip', node);
    // A part of unknown length may be the shortest one.
    const lengths = known.map((elements) => elements?.items.length ?? 0);
    const length = lengths.length === 0 ? 0 : Math.min(...lengths);
    const isWhole = known.every((elements) => elements !== undefined && !elements.mayHaveMore);
    const items: Value[] = [];
    for (let i = 0; i < length; i++) {
      evaluator.step(node);
      const parts = iterables.map((value, at) => {
        const elements = all[at];
        if (elements === 'endless')
          return value.kind === 'iterator' ? value.endless?.(value.position + i) : undefined;
        return elements?.items[i];
      });
      items.push(
        tuple(
          parts.map((part) => part ?? unknown('an element', node)),
          node,
        ),
      );
    }
    const sure = isWhole ? items : sureItems(known, items);
    return iterator({ items: sure, mayHaveMore: !isWhole }, node);
  },
  'builtins.map': (evaluator, given, node) => {
    const [callee, first, ...others] = positionalOnly(given) ?? [];
    if (callee === undefined || first === undefined) return undefined;
    return lazily(node, () => {
      const all = [first, ...others].map((value) => elementsFor(evaluator, value, node));
      const length = Math.min(...all.map((elements) => elements?.items.length ?? 0));
      const items: Value[] = [];
      for (let i = 0; i < length; i++) {
        const values = all.map((elements) => elements?.items[i] ?? unknown('an element', node));
        items.push(evaluator.call(callee, passing(node, ...values), node));
      }
      const isWhole = all.every((elements) => elements !== undefined && !elements.mayHaveMore);
      if (!isWhole) {
        const values = all.map(() => unknown('an element that is not known', node));
        evaluator.maybe(() => evaluator.call(callee, passing(node, ...values), node));
      }
      return { items, mayHaveMore: !isWhole };
    });
  },
  'builtins.filter': (evaluator, given, node) => {
    const [callee, iterable] = positionalOnly(given) ?? [];
    if (callee === undefined || iterable === undefined) return undefined;
    return lazily(node, () => {
      const elements = elementsFor(evaluator, iterable, node);
      const items: Value[] = [];
      let mayHaveMore = elements?.mayHaveMore ?? true;
      for (const item of elements?.items ?? []) {
        const answer =
          callee.kind === 'none' ? item : evaluator.call(callee, passing(node, item), node);
        const truth = evaluator.truth(answer);
        if (truth === undefined) mayHaveMore = true;
        else if (truth && !mayHaveMore) items.push(item);
      }
      return { items, mayHaveMore };
    });
  },
  'builtins.sorted': (evaluator, given, node) => {
    const [iterable] = given.positional;
    if (iterable === undefined || given.positional.length > 1) return undefined;
    const elements = unordered(evaluator, iterable.value, node);
    const items =
      elements === undefined || elements.mayHaveMore
        ? undefined
        : sorted(evaluator, elements.items, given, node);
    if (items !== undefined) return list(items, node);
    const made = list([], node, true);
    made.perhaps = elements?.items ?? [];
    return made;
  },
  'builtins.reversed': (evaluator, given, node) => {
    const [value] = positionalOnly(given) ?? [];
    if (value === undefined) return undefined;
    const elements = elementsFor(evaluator, value, node);
    const isWhole = elements !== undefined && !elements.mayHaveMore;
    return lazily(node, () => ({
      items: isWhole ? [...elements.items].reverse() : [],
      mayHaveMore: !isWhole,
    }));
  },
  'builtins.list': (evaluator, given, node) => {
    const [value, ...others] = positionalOnly(given) ?? [];
    if (given.mayHaveMore || others.length > 0) return undefined;
    if (value === undefined) return list([], node);
    const made = listOf(elementsFor(evaluator, value, node), node);
    if (value.kind === 'set') made.perhaps = remembered(value.items.values(), value.perhaps);
    if (value.kind === 'list') made.perhaps = value.perhaps;
    return made;
  },
  'builtins.tuple': (evaluator, given, node) => {
    const [value] = positionalOnly(given) ?? [];
    if (given.mayHaveMore) return undefined;
    if (value === undefined) return tuple([], node);
    const elements = elementsFor(evaluator, value, node);
    return tuple(elements?.items ?? [], node, elements?.mayHaveMore ?? true);
  },
  'builtins.set': (evaluator, given, node) => setFrom(evaluator, given, node, false),
  'builtins.frozenset': (evaluator, given, node) => setFrom(evaluator, given, node, true),
  'builtins.dict': (evaluator, given, node) => {
    const made = makeDict(node);
    for (const { value } of given.positional) updateDict(evaluator, made, value);
    for (const [name, { value, node: place }] of given.named) {
      setItem(evaluator, made, string(name, place), value);
    }
    made.mayHaveMore ||= given.mayHaveMore;
    return made;
  },
  'builtins.min': (evaluator, given, node) => extreme(evaluator, given, node, -1),
  'builtins.max': (evaluator, given, node) => extreme(evaluator, given, node, 1),
  'builtins.sum': (evaluator, given, node) => {
    const [iterable, start = integer(0)] = readArguments(given, 'iterable', 'start') ?? [];
    const elements = iterable === undefined ? undefined : unordered(evaluator, iterable, node);
    if (elements === undefined || elements.mayHaveMore) return unknown('a sum', node);
    let total: Value = start;
    for (const item of elements.items) total = binaryOperation(evaluator, '+', total, item, node);
    // Since 3.12 a sum of floats makes up for what rounding loses.
    return total.kind === 'float' ? unknown('a sum of fractions', node) : total;
  },
  'builtins.any': (evaluator, given, node) => quantified(evaluator, given, node, true),
  'builtins.all': (evaluator, given, node) => quantified(evaluator, given, node, false),
  'builtins.iter': (evaluator, given, node) => {
    const [value, sentinel] = positionalOnly(given) ?? [];
    if (value === undefined || sentinel !== undefined) return undefined;
    return iteratorOver(evaluator, value) ?? unknown('an iterator', node);
  },
  'builtins.next': (evaluator, given, node) => {
    const [value, fallback] = positionalOnly(given) ?? [];
    if (value?.kind !== 'iterator') return undefined;
    const next = nextOf(evaluator, value);
    if (next === 'unknown') return unknown('an element that is not known', node);
    if (next !== 'end') return next;
    return fallback ?? evaluator.raise('StopIteration', '', node);
  },
};

/** What iterating gives. Raises where Python refuses to iterate. */
export function elementsFor(
  evaluator: Evaluator,
  value: Value,
  node: SyntaxNode,
): Elements | undefined {
  if (isNotIterable(value)) evaluator.raise('TypeError', 'the object is not iterable', node);
  return evaluator.elements(value);
}

/** Elements of which the order does not matter. */
export function unordered(
  evaluator: Evaluator,
  value: Value,
  node: SyntaxNode,
): Elements | undefined {
  if (value.kind === 'set')
    return { items: [...value.items.values()], mayHaveMore: value.mayHaveMore };
  return elementsFor(evaluator, value, node);
}

/** Where a part of unknown length takes part, no element is sure to come. */
function sureItems(
  parts: readonly (Elements | undefined)[],
  items: readonly Value[],
): readonly Value[] {
  return parts.every((part) => part !== undefined) ? items : [];
}

function lengthOf(evaluator: Evaluator, value: Value, node: SyntaxNode): number | undefined {
  switch (value.kind) {
    case 'string':
      return Array.from(value.value).length;
    case 'bytes':
      return value.value.length;
    case 'list':
    case 'tuple':
      return value.mayHaveMore ? undefined : value.items.length;
    case 'set':
      return value.mayHaveMore ? undefined : value.items.size;
    case 'dict':
      return value.mayHaveMore ? undefined : value.entries.size;
    case 'range':
      return Math.max(0, Math.ceil((value.stop - value.start) / value.step));
    case 'class':
      return value.flavor === 'enum' ? value.fields.length : undefined;
    case 'instance': {
      const answer = callMethod(evaluator, value, '__len__', []);
      return answer?.kind === 'integer' ? answer.value : undefined;
    }
    case 'none':
    case 'boolean':
    case 'integer':
    case 'float':
    case 'function':
    case 'iterator':
      return evaluator.raise('TypeError', 'the object has no len()', node);
    default:
      return undefined;
  }
}

function setFrom(
  evaluator: Evaluator,
  given: Arguments,
  node: SyntaxNode,
  isFrozen: boolean,
): Value | undefined {
  const [value] = positionalOnly(given) ?? [];
  if (given.mayHaveMore) return undefined;
  if (value === undefined) return makeSet(evaluator, [], false, node, isFrozen);
  const elements = unordered(evaluator, value, node);
  return makeSet(evaluator, elements?.items ?? [], elements?.mayHaveMore ?? true, node, isFrozen);
}

function extreme(
  evaluator: Evaluator,
  given: Arguments,
  node: SyntaxNode,
  sign: number,
): Value | undefined {
  if (given.mayHaveMore) return unknown('the least or greatest of what is not known', node);
  const [first, ...others] = given.positional.map((argument) => argument.value);
  if (first === undefined) return undefined;
  const elements =
    others.length > 0
      ? { items: [first, ...others], mayHaveMore: false }
      : unordered(evaluator, first, node);
  const key = given.named.get('key')?.value;
  const fallback = given.named.get('default')?.value;
  if (elements === undefined || elements.mayHaveMore)
    return unknown('the least or greatest of what is not known', node);
  let best: { readonly item: Value; readonly key: Value } | undefined;
  for (const item of elements.items) {
    const itemKey =
      key === undefined || key.kind === 'none'
        ? item
        : evaluator.call(key, passing(node, item), node);
    if (best === undefined) best = { item, key: itemKey };
    else {
      const order = compare(evaluator, itemKey, best.key);
      if (order === undefined) return unknown('the least or greatest of what is not known', node);
      if (order * sign > 0) best = { item, key: itemKey };
    }
  }
  return best?.item ?? fallback ?? evaluator.raise('ValueError', 'the argument is empty', node);
}

function quantified(
  evaluator: Evaluator,
  given: Arguments,
  node: SyntaxNode,
  wanted: boolean,
): Value {
  const [iterable] = positionalOnly(given) ?? [];
  const elements = iterable === undefined ? undefined : unordered(evaluator, iterable, node);
  let isKnown = elements !== undefined && !elements.mayHaveMore;
  for (const item of elements?.items ?? []) {
    const truth = evaluator.truth(item);
    if (truth === wanted) return boolean(wanted, node);
    if (truth === undefined) isKnown = false;
  }
  return isKnown ? boolean(!wanted, node) : unknown('a condition', node);
}
