// Changes of lists, sets and dictionaries, whatever statement or method makes them.

import type { SyntaxNode } from '../../syntax/node';
import { keyOf } from './equality';
import type { Evaluator } from './evaluator';
import { isNotIterable } from './iteration';
import { now } from './made';
import {
  type DictEntry,
  type DictValue,
  type Elements,
  type ListValue,
  list,
  remembered,
  type SetValue,
  unknown,
  type Value,
} from './values';

/** The most elements that are kept of one collection. */
const mostKept = 50_000;

export function makeDict(origin: SyntaxNode | undefined, makeMissing?: Value): DictValue {
  return {
    kind: 'dict',
    entries: new Map(),
    mayHaveMore: false,
    perhaps: [],
    makeMissing,
    origin,
    made: now(),
  };
}

export function makeSet(
  evaluator: Evaluator,
  items: readonly Value[],
  mayHaveMore: boolean,
  origin: SyntaxNode | undefined,
  isFrozen = false,
): SetValue {
  const made: SetValue = {
    kind: 'set',
    isFrozen,
    items: new Map(),
    mayHaveMore,
    perhaps: [],
    origin,
    made: now(),
  };
  for (const item of items) addToSet(evaluator, made, item);
  return made;
}

/** A list of what iterating gives. */
export function listOf(elements: Elements | undefined, origin: SyntaxNode): ListValue {
  const made = list([...(elements?.items ?? [])], origin, elements?.mayHaveMore ?? true);
  return made;
}

export function addToSet(evaluator: Evaluator, to: SetValue, item: Value): void {
  evaluator.step(evaluator.place);
  refuseUnhashable(evaluator, item);
  evaluator.journal.touch(to);
  const key = keyOf(evaluator, item);
  if (key === undefined || to.items.size >= mostKept) {
    to.mayHaveMore = true;
    to.perhaps = remembered(to.perhaps, [item]);
  } else if (!to.items.has(key)) to.items.set(key, item);
}

/** `dict[key] = value`. */
export function setItem(evaluator: Evaluator, of: DictValue, key: Value, value: Value): void {
  evaluator.step(evaluator.place);
  refuseUnhashable(evaluator, key);
  evaluator.journal.touch(of);
  const text = keyOf(evaluator, key);
  if (text !== undefined && of.entries.size < mostKept) {
    of.entries.set(text, { key: of.entries.get(text)?.key ?? key, value });
    return;
  }
  // Any of the keys may be the one that is set.
  of.mayHaveMore = true;
  of.perhaps = remembered(of.perhaps, [value]);
  for (const [at, entry] of of.entries)
    of.entries.set(at, { key: entry.key, value: doubted(entry, value) });
}

/** `dict.update(other)`, also with pairs. */
export function updateDict(evaluator: Evaluator, of: DictValue, other: Value): void {
  if (other.kind === 'dict') {
    for (const entry of [...other.entries.values()]) setItem(evaluator, of, entry.key, entry.value);
    if (other.mayHaveMore) mayOverwrite(evaluator, of, other.entries, other.perhaps);
    return;
  }
  if (isNotIterable(other)) evaluator.raise('TypeError', 'not iterable', evaluator.place);
  const pairs = other.kind === 'list' || other.kind === 'tuple' || other.kind === 'iterator';
  const elements = pairs ? evaluator.elements(other) : undefined;
  for (const pair of elements?.items ?? []) {
    const [key, value] = evaluator.elements(pair)?.items ?? [];
    if (key !== undefined && value !== undefined) setItem(evaluator, of, key, value);
    else mayOverwrite(evaluator, of, new Map(), []);
  }
  if (elements === undefined || elements.mayHaveMore) mayOverwrite(evaluator, of, new Map(), []);
}

/** Keys that are not shown may be set, but none of those that are known to keep their values. */
function mayOverwrite(
  evaluator: Evaluator,
  of: DictValue,
  kept: ReadonlyMap<string, DictEntry>,
  perhaps: readonly Value[],
): void {
  evaluator.journal.touch(of);
  of.mayHaveMore = true;
  of.perhaps = remembered(of.perhaps, perhaps);
  const other = unknown('a value that may be overwritten');
  for (const [at, entry] of of.entries) {
    if (!kept.has(at)) of.entries.set(at, { key: entry.key, value: doubted(entry, other) });
  }
}

function doubted(entry: DictEntry, other: Value): Value {
  const choices = other.kind === 'unknown' ? [entry.value] : [entry.value, other];
  return unknown(
    'a value that may be overwritten',
    entry.value.origin,
    choices,
    other.kind !== 'unknown',
  );
}

/** Puts an element at the end of a list. */
export function append(evaluator: Evaluator, to: ListValue, item: Value): void {
  evaluator.step(evaluator.place);
  evaluator.journal.touch(to);
  if (to.mayHaveMore || to.items.length >= mostKept) {
    to.mayHaveMore = true;
    to.perhaps = remembered(to.perhaps, [item]);
  } else to.items.push(item);
}

export function extend(evaluator: Evaluator, to: ListValue, other: Value): void {
  if (isNotIterable(other)) evaluator.raise('TypeError', 'not iterable', evaluator.place);
  const elements = evaluator.elements(other);
  for (const item of elements?.items ?? []) append(evaluator, to, item);
  if (elements !== undefined && !elements.mayHaveMore) return;
  evaluator.journal.touch(to);
  to.mayHaveMore = true;
  if (other.kind === 'list' || other.kind === 'set' || other.kind === 'dict') {
    to.perhaps = remembered(to.perhaps, other.perhaps);
  }
}

/** A list or dictionary of which the elements can no longer be told apart. */
export function forget(evaluator: Evaluator, of: ListValue | DictValue | SetValue): void {
  evaluator.journal.touch(of);
  of.mayHaveMore = true;
  if (of.kind === 'list') {
    of.perhaps = remembered(of.perhaps, of.items);
    of.items = [];
  } else if (of.kind === 'set') {
    of.perhaps = remembered(of.perhaps, of.items.values());
    of.items = new Map();
  } else {
    const values = [...of.entries.values()].map((entry) => entry.value);
    of.perhaps = remembered(of.perhaps, values);
    of.entries = new Map();
  }
}

function refuseUnhashable(evaluator: Evaluator, key: Value): void {
  const isUnhashable =
    key.kind === 'list' || key.kind === 'dict' || (key.kind === 'set' && !key.isFrozen);
  if (isUnhashable) evaluator.raise('TypeError', 'unhashable type', evaluator.place);
}
