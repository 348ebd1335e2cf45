import type { SyntaxNode } from '../../syntax/node';
import { evaluateAlternatives } from './branching';
import { forget, setItem } from './collections';
import { keyOf } from './equality';
import type { Evaluator } from './evaluator';
import { noArguments } from './host';
import { callMethod, lookUp } from './methods';
import { partOf } from './parts';
import {
  type DictValue,
  integer,
  list,
  remembered,
  type SliceValue,
  string,
  tuple,
  unknown,
  type Value,
} from './values';

/** `of[key]`. Raises `KeyError` and `IndexError` where they are sure. */
export function subscriptOf(evaluator: Evaluator, of: Value, key: Value, node: SyntaxNode): Value {
  evaluator.step(node);
  switch (of.kind) {
    case 'dict':
      return entryOf(evaluator, of, key, node);
    case 'list':
    case 'tuple':
      return itemOf(evaluator, of, key, node);
    case 'string':
    case 'bytes':
      return characterOf(evaluator, of, key, node);
    case 'range': {
      const elements = evaluator.elements(of)?.items ?? [];
      if (key.kind === 'slice') return unknown('a part of a range', node);
      return itemOf(evaluator, tuple(elements), key, node);
    }
    case 'names': {
      if (key.kind !== 'string') return unknown('a name that is not known', node);
      const value = of.environment.variables.get(key.value)?.value;
      return value ?? unknown(`the name ${key.value}`, node);
    }
    case 'host':
      return (
        of.object.subscript?.(key, node, evaluator) ??
        unknown(`an element of ${of.object.className}`, node)
      );
    case 'instance': {
      const answer = callMethod(evaluator, of, '__getitem__', [key]);
      if (answer !== undefined) return answer;
      if (of.host !== undefined) {
        return of.host.subscript?.(key, node, evaluator) ?? unknown('an element of a task', node);
      }
      if (lookUp(of.class, '__getitem__') !== undefined) break;
      return evaluator.raise('TypeError', `${of.class.name} is not subscriptable`, node);
    }
    case 'class':
      if (of.flavor === 'enum' && key.kind === 'string') {
        const member = of.fields.includes(key.value)
          ? of.attributes.get(key.value)?.value
          : undefined;
        return member ?? evaluator.raise('KeyError', key.value, node);
      }
      // `Generic[T]`, `list[int]`: the class as far as its attributes go.
      return of;
    case 'outside':
      return /(^|\.)([A-Z]\w*|list|dict|set|tuple|type|frozenset)$/.test(of.name)
        ? of
        : partOf(of, undefined, node);
    case 'unknown':
      if (!of.isOneOfChoices) break;
      evaluator.mayRaise();
      return evaluateAlternatives(
        evaluator,
        of.choices.map((choice) => () => subscriptOf(evaluator, choice, key, node)),
      );
    case 'result':
      evaluator.mayRaise();
      return partOf(of, undefined, node);
    default:
      return evaluator.raise('TypeError', 'the object is not subscriptable', node);
  }
  evaluator.mayRaise();
  return unknown('an element of what is not known', node);
}

/** `of[key] = value`. */
export function setSubscript(
  evaluator: Evaluator,
  of: Value,
  key: Value,
  value: Value,
  node: SyntaxNode,
): void {
  evaluator.step(node);
  evaluator.place = node;
  switch (of.kind) {
    case 'dict':
      setItem(evaluator, of, key, value);
      return;
    case 'list': {
      const index = indexIn(of.items.length, key);
      evaluator.journal.touch(of);
      if (of.mayHaveMore ? index === undefined || isNegative(key) : index === undefined) {
        if (key.kind === 'integer' && !of.mayHaveMore) {
          evaluator.raise('IndexError', 'list assignment index out of range', node);
        }
        forget(evaluator, of);
        of.perhaps = remembered(of.perhaps, [value]);
        return;
      }
      of.items[index ?? 0] = value;
      return;
    }
    case 'names':
      if (key.kind === 'string') {
        evaluator.setVariable(of.environment.variable(key.value), value);
      } else {
        // It may be any name; the host still learns that the value is there.
        of.environment.mayHaveMore = true;
        of.environment.unnamed.push(value);
      }
      return;
    case 'host':
      if (of.object.setSubscript?.(key, value, node, evaluator) !== true) {
        of.object.escape?.(node, evaluator);
      }
      return;
    case 'instance':
      if (callMethod(evaluator, of, '__setitem__', [key, value]) !== undefined) return;
      evaluator.escape(of, node);
      return;
    case 'tuple':
    case 'string':
    case 'integer':
    case 'none':
    case 'range':
      evaluator.raise('TypeError', 'the object does not support item assignment', node);
      return;
    default:
      evaluator.mayRaise();
      evaluator.escape(of, node);
  }
}

/** `del of[key]`. */
export function deleteSubscript(
  evaluator: Evaluator,
  of: Value,
  key: Value,
  node: SyntaxNode,
): void {
  if (of.kind === 'dict') {
    const text = keyOf(evaluator, key);
    if (text === undefined) {
      forget(evaluator, of);
      return;
    }
    if (!of.entries.has(text) && !of.mayHaveMore) evaluator.raise('KeyError', text, node);
    evaluator.journal.touch(of);
    of.entries.delete(text);
    return;
  }
  if (of.kind === 'list' && !of.mayHaveMore) {
    const index = indexIn(of.items.length, key);
    if (index !== undefined) {
      evaluator.journal.touch(of);
      of.items.splice(index, 1);
      return;
    }
    const range = key.kind === 'slice' ? sliceIn(of.items.length, key) : undefined;
    if (range !== undefined && range.step === 1) {
      evaluator.journal.touch(of);
      of.items.splice(range.start, Math.max(0, range.stop - range.start));
      return;
    }
  }
  if (of.kind === 'names' && key.kind === 'string') {
    evaluator.setVariable(of.environment.variable(key.value), undefined);
    return;
  }
  evaluator.escape(of, node);
}

function entryOf(evaluator: Evaluator, of: DictValue, key: Value, node: SyntaxNode): Value {
  const text = keyOf(evaluator, key);
  if (text === undefined) {
    if (key.kind === 'list' || key.kind === 'dict')
      evaluator.raise('TypeError', 'unhashable', node);
    evaluator.mayRaise();
    const choices = [...of.entries.values()].map((entry) => entry.value);
    return unknown('an element of a dictionary under a key that is not known', node, [
      ...choices,
      ...of.perhaps,
    ]);
  }
  const entry = of.entries.get(text);
  if (entry !== undefined) return entry.value;
  if (of.mayHaveMore) {
    evaluator.mayRaise();
    return unknown('an element of a dictionary that is not fully known', node, of.perhaps);
  }
  if (of.makeMissing !== undefined && of.makeMissing.kind !== 'none') {
    const made = evaluator.call(of.makeMissing, noArguments, node);
    setItem(evaluator, of, key, made);
    return made;
  }
  return evaluator.raise('KeyError', text, node);
}

function itemOf(
  evaluator: Evaluator,
  of: Value & { kind: 'list' | 'tuple' },
  key: Value,
  node: SyntaxNode,
): Value {
  const perhaps = of.kind === 'list' ? of.perhaps : [];
  if (key.kind === 'slice') {
    if (of.mayHaveMore) {
      const made = of.kind === 'list' ? list([], node, true) : tuple([], node, true);
      if (made.kind === 'list') made.perhaps = remembered(of.items, perhaps);
      return made;
    }
    const items = sliced(of.items, key);
    if (items === undefined) return unknown('a part of a list', node, of.items);
    evaluator.step(node, items.length);
    return of.kind === 'list' ? list([...items], node) : tuple(items, node);
  }
  const isUncertain = of.mayHaveMore && isNegative(key);
  const index = isUncertain ? undefined : indexIn(of.items.length, key);
  const item = index === undefined ? undefined : of.items[index];
  if (item !== undefined) return item;
  const isRefused = key.kind === 'string' || key.kind === 'none' || key.kind === 'list';
  if (isRefused) evaluator.raise('TypeError', 'list indices must be integers or slices', node);
  if (key.kind === 'integer' && !of.mayHaveMore)
    evaluator.raise('IndexError', 'index out of range', node);
  evaluator.mayRaise();
  return unknown('an element of a list at a place that is not known', node, [
    ...of.items,
    ...perhaps,
  ]);
}

function characterOf(
  evaluator: Evaluator,
  of: Value & { kind: 'string' | 'bytes' },
  key: Value,
  node: SyntaxNode,
): Value {
  const characters = Array.from(of.value);
  evaluator.step(node, 1 + characters.length / 64);
  if (key.kind === 'slice') {
    const part = sliced(characters, key)?.join('');
    if (part === undefined) return unknown('a part of a text', node);
    return of.kind === 'string' ? string(part, node) : { kind: 'bytes', value: part, origin: node };
  }
  const index = indexIn(characters.length, key);
  const character = index === undefined ? undefined : characters[index];
  if (character === undefined) {
    if (key.kind === 'integer') evaluator.raise('IndexError', 'index out of range', node);
    if (key.kind === 'string') evaluator.raise('TypeError', 'indices must be integers', node);
    return unknown('a character at a place that is not known', node);
  }
  return of.kind === 'string' ? string(character, node) : integer(character.charCodeAt(0), node);
}

/** The place that an index names; undefined for what is none or lies outside. */
function indexIn(length: number, key: Value): number | undefined {
  const value =
    key.kind === 'boolean' ? Number(key.value) : key.kind === 'integer' ? key.value : undefined;
  if (value === undefined) return undefined;
  const index = value < 0 ? length + value : value;
  return index >= 0 && index < length ? index : undefined;
}

function isNegative(key: Value): boolean {
  return key.kind !== 'integer' || key.value < 0;
}

/** Source: `PySlice_AdjustIndices` of CPython. */
function sliceIn(
  length: number,
  key: SliceValue,
): { readonly start: number; readonly stop: number; readonly step: number } | undefined {
  const numbers = [key.start, key.stop, key.step].map((bound) =>
    bound.kind === 'none' ? undefined : bound.kind === 'integer' ? bound.value : Number.NaN,
  );
  if (numbers.some((number) => Number.isNaN(number))) return undefined;
  const [from, to, by = 1] = numbers;
  if (by === 0) return undefined;
  const clamp = (bound: number) => {
    const at = bound < 0 ? bound + length : bound;
    return Math.min(Math.max(at, by < 0 ? -1 : 0), by < 0 ? length - 1 : length);
  };
  const start = from === undefined ? (by < 0 ? length - 1 : 0) : clamp(from);
  const stop = to === undefined ? (by < 0 ? -1 : length) : clamp(to);
  return { start, stop, step: by };
}

function sliced<T>(items: readonly T[], key: SliceValue): T[] | undefined {
  const range = sliceIn(items.length, key);
  if (range === undefined) return undefined;
  const part: T[] = [];
  const { start, stop, step } = range;
  for (let at = start; step > 0 ? at < stop : at > stop; at += step) {
    const item = items[at];
    if (item !== undefined) part.push(item);
  }
  return part;
}

/** Whether an index lies inside, for methods such as `pop`. */
export function positionIn(length: number, key: Value): number | undefined {
  return indexIn(length, key);
}
