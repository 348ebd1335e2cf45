import type { SyntaxNode } from '../../../syntax/node';
import type { Evaluator } from '../evaluator';
import { mostElements } from '../iteration';
import { type NativeFunction, passing, positionalOnly, readArguments } from '../native';
import { binaryOperation } from '../operators';
import {
  type Elements,
  integer,
  iterator,
  lazily,
  none,
  tuple,
  unknown,
  type Value,
} from '../values';
import { elementsFor } from './iterating-builtins';

/** `itertools`, and the iterating part of `operator`. */
export const iterationFunctions: Readonly<Record<string, NativeFunction>> = {
  'itertools.chain': (evaluator, given, node) =>
    given.mayHaveMore
      ? undefined
      : lazily(node, () =>
          chained(
            evaluator,
            given.positional.map(({ value }) => value),
            node,
          ),
        ),
  'itertools.chain.from_iterable': (evaluator, given, node) => {
    const [iterable] = positionalOnly(given) ?? [];
    if (iterable === undefined) return undefined;
    return lazily(node, () => {
      const outer = elementsFor(evaluator, iterable, node);
      const inner = chained(evaluator, outer?.items ?? [], node);
      return {
        items: inner.items,
        mayHaveMore: inner.mayHaveMore || outer === undefined || outer.mayHaveMore,
      };
    });
  },
  'itertools.product': (evaluator, given, node) => {
    if (given.mayHaveMore) return undefined;
    const repeat = given.named.get('repeat')?.value;
    const times = repeat === undefined ? 1 : repeat.kind === 'integer' ? repeat.value : undefined;
    if (times === undefined || times > 20) return undefined;
    const parts = given.positional.map(({ value }) => knownElements(evaluator, value, node));
    const pools = Array.from({ length: Math.max(0, times) }, () => parts).flat();
    let rows: Value[][] = [[]];
    for (const pool of pools) {
      if (pool === undefined || rows.length * pool.length > mostElements) return undefined;
      evaluator.step(node, rows.length * pool.length);
      rows = rows.flatMap((row) => pool.map((item) => [...row, item]));
    }
    return tuples(rows, node);
  },
  'itertools.permutations': (evaluator, given, node) => selected(evaluator, given, node, true),
  'itertools.combinations': (evaluator, given, node) => selected(evaluator, given, node, false),
  'itertools.islice': (evaluator, given, node) => {
    const [iterable, ...bounds] = positionalOnly(given) ?? [];
    if (iterable === undefined || bounds.length === 0) return undefined;
    const numbers = bounds.map((bound) =>
      bound.kind === 'integer' ? bound.value : bound.kind === 'none' ? undefined : Number.NaN,
    );
    if (numbers.some((number) => Number.isNaN(number))) return undefined;
    const [start = 0, stop, step = 1] = numbers.length === 1 ? [0, numbers[0]] : numbers;
    const isEndless = iterable.kind === 'iterator' && iterable.endless !== undefined;
    if (isEndless && stop === undefined) return undefined;
    const elements = isEndless ? undefined : elementsFor(evaluator, iterable, node);
    const last = stop ?? elements?.items.length ?? 0;
    if (last - start > mostElements || step < 1 || start < 0) return undefined;
    const items: Value[] = [];
    for (let at = start; at < last; at += step) {
      evaluator.step(node);
      const item =
        iterable.kind === 'iterator' && isEndless
          ? iterable.endless?.(iterable.position + at)
          : elements?.items[at];
      if (item === undefined) break;
      items.push(item);
    }
    const mayHaveMore = !isEndless && (elements === undefined || elements.mayHaveMore);
    return iterator({ items, mayHaveMore }, node);
  },
  'itertools.count': (evaluator, given, node) => {
    const [start = integer(0), step = integer(1)] = readArguments(given, 'start', 'step') ?? [];
    return endless(node, (position) =>
      binaryOperation(
        evaluator,
        '+',
        start,
        binaryOperation(evaluator, '*', step, integer(position), node),
        node,
      ),
    );
  },
  'itertools.cycle': (evaluator, given, node) => {
    const [iterable] = positionalOnly(given) ?? [];
    const items = iterable === undefined ? undefined : knownElements(evaluator, iterable, node);
    if (items === undefined || items.length === 0) return undefined;
    return endless(node, (position) => items[position % items.length] ?? none());
  },
  'itertools.repeat': (_evaluator, given, node) => {
    const [value, times] = readArguments(given, 'object', 'times') ?? [];
    if (value === undefined) return undefined;
    if (times === undefined) return endless(node, () => value);
    if (times.kind !== 'integer' || times.value > mostElements) return undefined;
    const items = Array.from({ length: Math.max(0, times.value) }, () => value);
    return iterator({ items, mayHaveMore: false }, node);
  },
  'itertools.pairwise': (evaluator, given, node) => {
    const [iterable] = positionalOnly(given) ?? [];
    const items = iterable === undefined ? undefined : knownElements(evaluator, iterable, node);
    if (items === undefined) return undefined;
    return tuples(
      items.slice(1).map((item, i) => [items[i] ?? item, item]),
      node,
    );
  },
  'itertools.accumulate': (evaluator, given, node) => {
    const [iterable, callee, ...others] = positionalOnly(given) ?? [];
    const items = iterable === undefined ? undefined : knownElements(evaluator, iterable, node);
    if (items === undefined || others.length > 0) return undefined;
    const totals: Value[] = [];
    for (const item of items) {
      const total = totals.at(-1);
      if (total === undefined) totals.push(item);
      else if (callee === undefined)
        totals.push(binaryOperation(evaluator, '+', total, item, node));
      else totals.push(evaluator.call(callee, passing(node, total, item), node));
    }
    return iterator({ items: totals, mayHaveMore: false }, node);
  },
  'itertools.zip_longest': (evaluator, given, node) => {
    if (given.mayHaveMore) return undefined;
    const fill = given.named.get('fillvalue')?.value ?? none(node);
    const all = given.positional.map(({ value }) => knownElements(evaluator, value, node));
    const length = Math.max(0, ...all.map((items) => items?.length ?? 0));
    if (all.includes(undefined)) return undefined;
    const rows = Array.from({ length }, (_row, i) => all.map((items) => items?.[i] ?? fill));
    return tuples(rows, node);
  },
};

function chained(evaluator: Evaluator, parts: readonly Value[], node: SyntaxNode): Elements {
  const items: Value[] = [];
  for (const part of parts) {
    const elements = elementsFor(evaluator, part, node);
    items.push(...(elements?.items ?? []));
    // What follows something of unknown length has no known place.
    if (elements === undefined || elements.mayHaveMore) return { items, mayHaveMore: true };
  }
  return { items, mayHaveMore: false };
}

function knownElements(
  evaluator: Evaluator,
  value: Value,
  node: SyntaxNode,
): readonly Value[] | undefined {
  const elements = elementsFor(evaluator, value, node);
  return elements === undefined || elements.mayHaveMore ? undefined : elements.items;
}

function tuples(rows: readonly (readonly Value[])[], node: SyntaxNode): Value {
  return iterator({ items: rows.map((row) => tuple(row, node)), mayHaveMore: false }, node);
}

function endless(node: SyntaxNode, at: (position: number) => Value): Value {
  return { ...iterator({ items: [], mayHaveMore: false }, node), endless: at };
}

/** Permutations or combinations of so many elements, in the order of their places. */
function selected(
  evaluator: Evaluator,
  given: Parameters<NativeFunction>[1],
  node: SyntaxNode,
  isOrdered: boolean,
): Value | undefined {
  const [iterable, size] = readArguments(given, 'iterable', 'r') ?? [];
  const items = iterable === undefined ? undefined : knownElements(evaluator, iterable, node);
  const count =
    size === undefined && isOrdered
      ? items?.length
      : size?.kind === 'integer'
        ? size.value
        : undefined;
  if (items === undefined || count === undefined || count < 0) return undefined;
  let rows: number[][] = [[]];
  for (let length = 0; length < count; length++) {
    evaluator.step(node, rows.length * items.length);
    rows = rows.flatMap((row) => {
      const next = items.map((_item, i) => i);
      const allowed = next.filter((i) => (isOrdered ? !row.includes(i) : i > (row.at(-1) ?? -1)));
      return allowed.map((i) => [...row, i]);
    });
    if (rows.length > mostElements) return undefined;
  }
  return tuples(
    rows.map((row) => row.map((i) => items[i] ?? unknown('an element', node))),
    node,
  );
}
