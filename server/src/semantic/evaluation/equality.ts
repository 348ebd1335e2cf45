import type { Evaluator } from './evaluator';
import { moduleNameMark } from './imports';
import { callMethod, definesMethod } from './methods';
import { isClassName } from './parts';
import { truthOf } from './truth';
import type { Value } from './values';

/** How deep values are compared with each other. */
const deepest = 30;

/**
 * A text that two values share exactly when Python takes them for the same key of a dictionary;
 * undefined where that is not known.
 */
export function keyOf(evaluator: Evaluator, value: Value, depth = 0): string | undefined {
  if (depth > deepest) return undefined;
  switch (value.kind) {
    case 'none':
    case 'ellipsis':
      return value.kind;
    case 'boolean':
      return `n:${value.value ? 1 : 0}`;
    case 'integer':
    case 'float':
      return Number.isNaN(value.value) ? undefined : `n:${value.value === 0 ? 0 : value.value}`;
    case 'string':
      return `s:${value.value}`;
    case 'bytes':
      return `b:${value.value}`;
    case 'duration':
      return `d:${value.seconds}`;
    case 'outside':
      // Only of functions and classes is it known that they differ when their names do.
      return value.name.startsWith('builtins.') ? `o:${value.name}` : undefined;
    case 'tuple': {
      if (value.mayHaveMore) return undefined;
      const keys = value.items.map((item) => keyOf(evaluator, item, depth + 1));
      return keys.includes(undefined)
        ? undefined
        : `t:${keys.map((key) => `${key?.length}:${key}`).join()}`;
    }
    case 'set': {
      if (!value.isFrozen || value.mayHaveMore) return undefined;
      const keys = [...value.items.keys()].sort();
      return `f:${keys.map((key) => `${key.length}:${key}`).join()}`;
    }
    case 'function':
    case 'class':
      return `i:${evaluator.identity(value)}`;
    case 'module':
      return `i:${evaluator.identity(value.environment)}`;
    case 'host':
      return `i:${evaluator.identity(value.object)}`;
    case 'instance':
      if (definesMethod(value.class, '__eq__') || definesMethod(value.class, '__hash__')) {
        return undefined;
      }
      return value.class.flavor === 'plain' || value.class.flavor === 'enum'
        ? `i:${evaluator.identity(value)}`
        : undefined;
    default:
      return undefined;
  }
}

/** Python's `==`; undefined where it is not known. */
export function equals(
  evaluator: Evaluator,
  one: Value,
  other: Value,
  depth = 0,
): boolean | undefined {
  if (depth > deepest) return undefined;
  if (one.kind === 'unknown' || other.kind === 'unknown') {
    return equalsChoice(evaluator, one, other, depth);
  }
  if (isNumber(one) && isNumber(other)) return numberOf(one) === numberOf(other);
  if (one.kind === 'instance' || other.kind === 'instance') {
    return equalInstances(evaluator, one, other);
  }
  if (isOpaque(one) || isOpaque(other)) {
    if (isModuleName(one, other) || isModuleName(other, one)) return false;
    if (one === other && one.kind === 'outside') return true;
    if (one.kind === 'outside' && other.kind === 'outside' && one.name === other.name) return true;
    // Nothing from outside that is a class or an object of the host's equals a plain value.
    if (one.kind === 'host' && other.kind === 'host' && one.object === other.object) return true;
    return one.kind === 'none' || other.kind === 'none' ? isNone(one, other) : undefined;
  }
  if (isView(one) || isView(other)) return undefined;
  if (one.kind !== other.kind) return false;
  if (
    (one.kind === 'list' && other.kind === 'list') ||
    (one.kind === 'tuple' && other.kind === 'tuple')
  ) {
    return equalSequences(evaluator, one, other, depth);
  }
  if (one.kind === 'set' && other.kind === 'set') {
    if (one.mayHaveMore || other.mayHaveMore) return undefined;
    if (one.items.size !== other.items.size) return false;
    return [...one.items.keys()].every((key) => other.items.has(key));
  }
  if (one.kind === 'dict' && other.kind === 'dict') {
    if (one.mayHaveMore || other.mayHaveMore) return undefined;
    if (one.entries.size !== other.entries.size) return false;
    let isEqual: boolean | undefined = true;
    for (const [key, entry] of one.entries) {
      const counterpart = other.entries.get(key);
      if (counterpart === undefined) return false;
      evaluator.step(evaluator.place);
      const answer = equals(evaluator, entry.value, counterpart.value, depth + 1);
      if (answer === false) return false;
      if (answer === undefined) isEqual = undefined;
    }
    return isEqual;
  }
  const [key, otherKey] = [keyOf(evaluator, one), keyOf(evaluator, other)];
  if (key !== undefined && otherKey !== undefined) return key === otherKey;
  return one === other ? true : undefined;
}

/** Less than zero, zero or more as `one` sorts before, with or behind `other`. */
export function compare(
  evaluator: Evaluator,
  one: Value,
  other: Value,
  depth = 0,
): number | undefined {
  if (depth > deepest) return undefined;
  if (isNumber(one) && isNumber(other)) {
    const difference = numberOf(one) - numberOf(other);
    return Number.isNaN(difference) ? undefined : difference;
  }
  if (one.kind === 'string' && other.kind === 'string') return compareTexts(one.value, other.value);
  if (one.kind === 'bytes' && other.kind === 'bytes') return compareTexts(one.value, other.value);
  if (one.kind === 'duration' && other.kind === 'duration') return one.seconds - other.seconds;
  if ((one.kind !== 'list' && one.kind !== 'tuple') || one.kind !== other.kind) return undefined;
  if (one.mayHaveMore || other.mayHaveMore) return undefined;
  for (const [i, item] of one.items.entries()) {
    const counterpart = other.items[i];
    if (counterpart === undefined) return 1;
    evaluator.step(evaluator.place);
    const isEqual = equals(evaluator, item, counterpart, depth + 1);
    if (isEqual === undefined) return undefined;
    if (!isEqual) return compare(evaluator, item, counterpart, depth + 1);
  }
  return one.items.length - other.items.length;
}

/** Python compares texts by code points, JavaScript by UTF-16 units. */
function compareTexts(one: string, other: string): number {
  if (one === other) return 0;
  if (/[\ud800-\udfff]/.test(one + other)) {
    const [points, otherPoints] = [Array.from(one), Array.from(other)];
    for (const [i, point] of points.entries()) {
      const difference = (point.codePointAt(0) ?? 0) - (otherPoints[i]?.codePointAt(0) ?? -1);
      if (difference !== 0) return difference;
    }
    return points.length - otherPoints.length;
  }
  return one < other ? -1 : 1;
}

export function isNumber(value: Value): value is Value & { kind: 'integer' | 'float' | 'boolean' } {
  return value.kind === 'integer' || value.kind === 'float' || value.kind === 'boolean';
}

export function numberOf(value: Value & { kind: 'integer' | 'float' | 'boolean' }): number {
  return typeof value.value === 'boolean' ? Number(value.value) : value.value;
}

/** Whether the value is `None`, which `is` asks and nothing can overload. */
export function isNone(one: Value, other: Value): boolean | undefined {
  return one.kind === 'none' ? mayBeNone(other) : mayBeNone(one);
}

function mayBeNone(value: Value): boolean | undefined {
  switch (value.kind) {
    case 'none':
      return true;
    case 'unknown': {
      if (!value.isOneOfChoices) return undefined;
      const answers = value.choices.map(mayBeNone);
      return answers.every((answer) => answer === answers[0]) ? answers[0] : undefined;
    }
    case 'result':
      // What a class gives when it is called is an instance of it.
      return value.isPart !== true && isClassName(value.callee) ? false : undefined;
    case 'outside':
      return undefined;
    default:
      return false;
  }
}

function isView(value: Value): boolean {
  return value.kind === 'list' && value.isView === true;
}

/** A module that is loaded by Airflow never runs as `__main__`. */
function isModuleName(one: Value, other: Value): boolean {
  const isMark = one.kind === 'outside' && one.name === moduleNameMark;
  return isMark && other.kind === 'string' && other.value === '__main__';
}

function isOpaque(value: Value): boolean {
  return (
    value.kind === 'result' ||
    value.kind === 'host' ||
    value.kind === 'outside' ||
    value.kind === 'names'
  );
}

function equalsChoice(
  evaluator: Evaluator,
  one: Value,
  other: Value,
  depth: number,
): boolean | undefined {
  const [choice, value] = one.kind === 'unknown' ? [one, other] : [other, one];
  if (choice.kind !== 'unknown' || !choice.isOneOfChoices) return undefined;
  const answers = choice.choices.map((each) => equals(evaluator, each, value, depth + 1));
  return answers.every((answer) => answer === answers[0]) ? answers[0] : undefined;
}

function equalSequences(
  evaluator: Evaluator,
  one: { readonly items: readonly Value[]; readonly mayHaveMore: boolean },
  other: { readonly items: readonly Value[]; readonly mayHaveMore: boolean },
  depth: number,
): boolean | undefined {
  if (one.mayHaveMore || other.mayHaveMore) return undefined;
  if (one.items.length !== other.items.length) return false;
  let isEqual: boolean | undefined = true;
  for (const [i, item] of one.items.entries()) {
    const counterpart = other.items[i];
    if (counterpart === undefined) return undefined;
    evaluator.step(evaluator.place);
    const answer = equals(evaluator, item, counterpart, depth + 1);
    if (answer === false) return false;
    if (answer === undefined) isEqual = undefined;
  }
  return isEqual;
}

function equalInstances(evaluator: Evaluator, one: Value, other: Value): boolean | undefined {
  for (const [left, right] of [
    [one, other],
    [other, one],
  ] as const) {
    if (left.kind !== 'instance') continue;
    const answer = callMethod(evaluator, left, '__eq__', [right]);
    if (answer !== undefined) return truthOf(evaluator, answer);
  }
  if (one === other) return true;
  const isPlain = [one, other].every(
    (value) => value.kind !== 'instance' || keyOf(evaluator, value) !== undefined,
  );
  if (!isPlain || isOpaque(one) || isOpaque(other)) {
    return equalDataclasses(evaluator, one, other);
  }
  return false;
}

function equalDataclasses(evaluator: Evaluator, one: Value, other: Value): boolean | undefined {
  if (one.kind !== 'instance' || other.kind !== 'instance') return undefined;
  if (one.class !== other.class || one.class.flavor !== 'dataclass') return undefined;
  for (const field of one.class.fields) {
    const [left, right] = [one.attributes.get(field)?.value, other.attributes.get(field)?.value];
    if (left === undefined || right === undefined) return undefined;
    const answer = equals(evaluator, left, right, 1);
    if (answer !== true) return answer;
  }
  return true;
}
