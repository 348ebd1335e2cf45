// What can change of an object, apart from it, and what becomes of it when several ways come together.

import { choicesOf } from './choices';
import type { Variable } from './environment';
import { isSame, joinedTwo } from './join';
import {
  type DictEntry,
  type DictValue,
  type InstanceValue,
  type IteratorValue,
  type ListValue,
  remembered,
  type SetValue,
  unknown,
  type Value,
} from './values';

/** Everything of which the state can change while a file is evaluated. */
export type Mutable = Variable | ListValue | SetValue | DictValue | IteratorValue | InstanceValue;

/** A copy of all that can change of one object. */
export type State =
  | { readonly kind: 'variable'; readonly value: Value | undefined; readonly mayBeUnbound: boolean }
  | {
      readonly kind: 'list';
      readonly items: Value[];
      readonly mayHaveMore: boolean;
      readonly perhaps: readonly Value[];
    }
  | {
      readonly kind: 'set';
      readonly items: Map<string, Value>;
      readonly mayHaveMore: boolean;
      readonly perhaps: readonly Value[];
    }
  | {
      readonly kind: 'dict';
      readonly entries: Map<string, DictEntry>;
      readonly mayHaveMore: boolean;
      readonly perhaps: readonly Value[];
    }
  | {
      readonly kind: 'iterator';
      readonly fill: IteratorValue['fill'];
      readonly items: readonly Value[];
      readonly mayHaveMore: boolean;
      readonly position: number;
    }
  | { readonly kind: 'instance'; readonly mayHaveMore: boolean };

export function stateOf(object: Mutable): State {
  switch (object.kind) {
    case 'variable':
      return { kind: 'variable', value: object.value, mayBeUnbound: object.mayBeUnbound };
    case 'list': {
      const { items, mayHaveMore, perhaps } = object;
      return { kind: 'list', items: [...items], mayHaveMore, perhaps };
    }
    case 'set': {
      const { items, mayHaveMore, perhaps } = object;
      return { kind: 'set', items: new Map(items), mayHaveMore, perhaps };
    }
    case 'dict': {
      const { entries, mayHaveMore, perhaps } = object;
      return { kind: 'dict', entries: new Map(entries), mayHaveMore, perhaps };
    }
    case 'iterator': {
      const { fill, items, mayHaveMore, position } = object;
      return { kind: 'iterator', fill, items, mayHaveMore, position };
    }
    case 'instance':
      return { kind: 'instance', mayHaveMore: object.mayHaveMore };
  }
}

/** Puts an object into a state that nothing else holds, and gives the one that it was in; nothing is copied. */
export function exchanged(object: Mutable, state: State): State {
  if (object.kind === 'list' && state.kind === 'list') {
    const { items, mayHaveMore, perhaps } = object;
    object.items = state.items;
    object.mayHaveMore = state.mayHaveMore;
    object.perhaps = state.perhaps;
    return { kind: 'list', items, mayHaveMore, perhaps };
  }
  if (object.kind === 'set' && state.kind === 'set') {
    const { items, mayHaveMore, perhaps } = object;
    object.items = state.items;
    object.mayHaveMore = state.mayHaveMore;
    object.perhaps = state.perhaps;
    return { kind: 'set', items, mayHaveMore, perhaps };
  }
  if (object.kind === 'dict' && state.kind === 'dict') {
    const { entries, mayHaveMore, perhaps } = object;
    object.entries = state.entries;
    object.mayHaveMore = state.mayHaveMore;
    object.perhaps = state.perhaps;
    return { kind: 'dict', entries, mayHaveMore, perhaps };
  }
  const before = stateOf(object);
  restore(object, state);
  return before;
}

export function restore(object: Mutable, state: State): void {
  if (object.kind === 'variable' && state.kind === 'variable') {
    object.value = state.value;
    object.mayBeUnbound = state.mayBeUnbound;
  } else if (object.kind === 'list' && state.kind === 'list') {
    object.items = [...state.items];
    object.mayHaveMore = state.mayHaveMore;
    object.perhaps = state.perhaps;
  } else if (object.kind === 'set' && state.kind === 'set') {
    object.items = new Map(state.items);
    object.mayHaveMore = state.mayHaveMore;
    object.perhaps = state.perhaps;
  } else if (object.kind === 'dict' && state.kind === 'dict') {
    object.entries = new Map(state.entries);
    object.mayHaveMore = state.mayHaveMore;
    object.perhaps = state.perhaps;
  } else if (object.kind === 'iterator' && state.kind === 'iterator') {
    object.fill = state.fill;
    object.items = state.items;
    object.mayHaveMore = state.mayHaveMore;
    object.position = state.position;
  } else if (object.kind === 'instance' && state.kind === 'instance') {
    object.mayHaveMore = state.mayHaveMore;
  }
}

export function joinedState(states: readonly State[]): State {
  return states.reduce(joinedPair);
}

export function joinedPair(one: State, other: State): State {
  if (one.kind === 'variable' && other.kind === 'variable') return joinedVariables(one, other);
  if (one.kind === 'list' && other.kind === 'list') return joinedLists(one, other);
  if (one.kind === 'set' && other.kind === 'set') {
    const common = [...one.items].filter(([key]) => other.items.has(key));
    const isEqual = common.length === one.items.size && common.length === other.items.size;
    const rest = [...one.items, ...other.items].filter(
      ([key]) => !one.items.has(key) || !other.items.has(key),
    );
    return {
      kind: 'set',
      items: new Map(common),
      mayHaveMore: one.mayHaveMore || other.mayHaveMore || !isEqual,
      perhaps: remembered(
        one.perhaps,
        other.perhaps,
        rest.map(([, item]) => item),
      ),
    };
  }
  if (one.kind === 'dict' && other.kind === 'dict') return joinedDicts(one, other);
  if (one.kind === 'iterator' && other.kind === 'iterator') {
    if (one.position === other.position && one.items === other.items) return one;
    return { kind: 'iterator', fill: undefined, items: [], mayHaveMore: true, position: 0 };
  }
  if (one.kind === 'instance' && other.kind === 'instance') {
    return { kind: 'instance', mayHaveMore: one.mayHaveMore || other.mayHaveMore };
  }
  return one;
}

function joinedVariables(
  one: State & { kind: 'variable' },
  other: State & { kind: 'variable' },
): State {
  const mayBeUnbound =
    one.mayBeUnbound ||
    other.mayBeUnbound ||
    (one.value === undefined) !== (other.value === undefined);
  // Where the name has no value, its use raises: wherever it is used, it has the other one.
  if (one.value === undefined || other.value === undefined) {
    return { kind: 'variable', value: one.value ?? other.value, mayBeUnbound };
  }
  return { kind: 'variable', value: joinedTwo(one.value, other.value), mayBeUnbound };
}

function joinedLists(one: State & { kind: 'list' }, other: State & { kind: 'list' }): State {
  const isKnown = !one.mayHaveMore && !other.mayHaveMore;
  if (isKnown && one.items.length === other.items.length) {
    const items = one.items.map((item, i) => joinedTwo(item, other.items[i] ?? item));
    return { kind: 'list', items, mayHaveMore: false, perhaps: [] };
  }
  let common = 0;
  while (common < one.items.length && common < other.items.length) {
    const [left, right] = [one.items[common], other.items[common]];
    if (left === undefined || right === undefined || !isSame(left, right)) break;
    common++;
  }
  const rest = [...one.items.slice(common), ...other.items.slice(common)];
  const perhaps = remembered(one.perhaps, other.perhaps, rest);
  return { kind: 'list', items: one.items.slice(0, common), mayHaveMore: true, perhaps };
}

function joinedDicts(one: State & { kind: 'dict' }, other: State & { kind: 'dict' }): State {
  const entries = new Map<string, DictEntry>();
  const rest: Value[] = [];
  for (const [key, entry] of one.entries) {
    const counterpart = other.entries.get(key);
    if (counterpart === undefined) rest.push(entry.value);
    else if (counterpart.value === entry.value) entries.set(key, entry);
    else entries.set(key, { key: entry.key, value: joinedTwo(entry.value, counterpart.value) });
  }
  for (const [key, entry] of other.entries) {
    if (!one.entries.has(key)) rest.push(entry.value);
  }
  const isEqual = entries.size === one.entries.size && entries.size === other.entries.size;
  const mayHaveMore = one.mayHaveMore || other.mayHaveMore || !isEqual;
  const perhaps = remembered(one.perhaps, other.perhaps, rest);
  return { kind: 'dict', entries, mayHaveMore, perhaps };
}

/** The second time the part runs it may give a variable another value than the first time. */
export function widened(before: State, after: State): State {
  const both = joinedPair(before, after);
  switch (both.kind) {
    case 'variable': {
      if (both.value === undefined) return both;
      return { ...both, value: changing(both.value) };
    }
    case 'list': {
      const length = before.kind === 'list' ? before.items.length : 0;
      if (both.items.length < length) {
        // What takes items away can take away more of them the next time.
        const rest = remembered(both.perhaps, both.items);
        return { kind: 'list', items: [], mayHaveMore: true, perhaps: rest };
      }
      const perhaps = remembered(both.perhaps, both.items.slice(length));
      const items = both.items.slice(0, length).map((item, i) => {
        const old = before.kind === 'list' ? before.items[i] : undefined;
        return old !== undefined && isSame(old, item) ? item : changing(item);
      });
      return { kind: 'list', items, mayHaveMore: true, perhaps };
    }
    case 'dict': {
      const entries = new Map<string, DictEntry>();
      for (const [key, entry] of both.entries) {
        const old = before.kind === 'dict' ? before.entries.get(key)?.value : undefined;
        const isKept = old !== undefined && isSame(old, entry.value);
        entries.set(key, isKept ? entry : { key: entry.key, value: changing(entry.value) });
      }
      return { ...both, entries, mayHaveMore: true };
    }
    case 'set':
      return { ...both, mayHaveMore: true };
    default:
      return both;
  }
}

/** What a loop that runs any number of times assigns. */
export function changing(value: Value): Value {
  // What cannot be another thing the next time stays known.
  if (value.kind === 'outside' || value.kind === 'module' || value.kind === 'class') return value;
  const reason = 'a value that a loop assigns, of which it is not known how often it runs';
  return unknown(reason, value.origin, choicesOf(value));
}
