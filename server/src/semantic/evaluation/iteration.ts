import type { SyntaxNode } from '../../syntax/node';
import { PythonRaise } from './completion';
import type { Evaluator } from './evaluator';
import { callMethod, methodOf } from './methods';
import { partOf } from './parts';
import {
  type Elements,
  type IteratorValue,
  integer,
  iterator,
  string,
  unknown,
  type Value,
} from './values';

/** The most elements of one value that are looked at one by one. */
export const mostElements = 20_000;

/** What iterating over a value gives; undefined where that is not known at all. */
export function elementsOf(evaluator: Evaluator, value: Value): Elements | undefined {
  const elements = findElements(evaluator, value);
  if (elements === undefined) return undefined;
  evaluator.step(evaluator.place, elements.items.length);
  if (elements.items.length <= mostElements) return elements;
  return { items: elements.items.slice(0, mostElements), mayHaveMore: true };
}

function findElements(evaluator: Evaluator, value: Value): Elements | undefined {
  switch (value.kind) {
    case 'list':
      return { items: [...value.items], mayHaveMore: value.mayHaveMore };
    case 'tuple':
      return value;
    case 'set': {
      const items = [...value.items.values()];
      // The order of texts in a set differs from run to run.
      const isOrdered = items.length < 2;
      return isOrdered ? { items, mayHaveMore: value.mayHaveMore } : undefined;
    }
    case 'dict':
      return {
        items: [...value.entries.values()].map((entry) => entry.key),
        mayHaveMore: value.mayHaveMore,
      };
    case 'string':
      return {
        items: Array.from(value.value, (character) => string(character, value.origin)),
        mayHaveMore: false,
      };
    case 'bytes':
      return {
        items: Array.from(value.value, (character) => integer(character.charCodeAt(0))),
        mayHaveMore: false,
      };
    case 'range':
      return rangeElements(value);
    case 'iterator':
      return value.endless === undefined ? remaining(evaluator, value) : undefined;
    case 'host':
      return value.object.elements?.(evaluator);
    case 'instance':
      return instanceElements(evaluator, value);
    case 'class':
      return value.flavor === 'enum' ? enumMembers(value) : undefined;
    default:
      return undefined;
  }
}

/** An element of which is only known what was iterated over. */
export function someElement(of: Value, node: SyntaxNode): Value {
  if (of.kind === 'result' || of.kind === 'outside') return partOf(of, undefined, node);
  const choices = of.kind === 'list' || of.kind === 'set' ? of.perhaps : [];
  return unknown('an element that is not known', node, choices);
}

/** True for what Python refuses to iterate over. */
export function isNotIterable(value: Value): boolean {
  switch (value.kind) {
    case 'none':
    case 'ellipsis':
    case 'boolean':
    case 'integer':
    case 'float':
    case 'duration':
    case 'function':
    case 'module':
      return true;
    default:
      return false;
  }
}

/** Of a range that is too long to be followed, nothing is: its first elements would say little of the others. */
function rangeElements({ origin, start, step, stop }: Value & { kind: 'range' }): Elements {
  const length = Math.max(0, Math.ceil((stop - start) / step));
  if (length > mostElements) return { items: [], mayHaveMore: true };
  const items = Array.from({ length }, (_, i) => integer(start + i * step, origin));
  return { items, mayHaveMore: false };
}

/** What is left of an iterator, which is then used up. */
function remaining(evaluator: Evaluator, value: IteratorValue): Elements {
  fill(evaluator, value);
  const items = value.items.slice(value.position);
  evaluator.journal.touch(value);
  value.position = value.items.length;
  return { items, mayHaveMore: value.mayHaveMore };
}

/** Finds the elements of an iterator that nobody has asked yet. */
function fill(evaluator: Evaluator, value: IteratorValue): void {
  const { fill: find } = value;
  if (find === undefined) return;
  evaluator.journal.touch(value);
  value.fill = undefined;
  const elements = find();
  value.items = elements.items;
  value.mayHaveMore = elements.mayHaveMore;
}

/** The next element; undefined at the end, `unknown` where it is not known whether it is there. */
export function nextOf(evaluator: Evaluator, value: IteratorValue): Value | 'end' | 'unknown' {
  fill(evaluator, value);
  const { position } = value;
  const next = value.items[position] ?? value.endless?.(position);
  if (next === undefined) return value.mayHaveMore ? 'unknown' : 'end';
  evaluator.journal.touch(value);
  value.position = position + 1;
  return next;
}

/** An iterator over a value; undefined where what it gives is not known at all. */
export function iteratorOver(evaluator: Evaluator, value: Value): IteratorValue | undefined {
  if (value.kind === 'iterator') return value;
  const elements = elementsOf(evaluator, value);
  return elements === undefined ? undefined : iterator(elements, value.origin);
}

function instanceElements(
  evaluator: Evaluator,
  instance: Value & { kind: 'instance' },
): Elements | undefined {
  if (instance.host !== undefined) return instance.host.elements?.(evaluator);
  const made = callMethod(evaluator, instance, '__iter__', []);
  if (made === undefined) return undefined;
  if (made.kind !== 'instance') return elementsOf(evaluator, made);
  if (methodOf(made.class, '__next__') === undefined) return undefined;
  const items: Value[] = [];
  while (items.length <= mostElements) {
    const { depth } = evaluator;
    try {
      const next = callMethod(evaluator, made, '__next__', []);
      if (next === undefined || !evaluator.isCertain) return undefined;
      items.push(next);
    } catch (error) {
      if (!(error instanceof PythonRaise) || !isStop(error)) throw error;
      evaluator.depth = depth;
      return { items, mayHaveMore: false };
    }
  }
  return { items, mayHaveMore: true };
}

function isStop(error: PythonRaise): boolean {
  const { exception } = error;
  return exception.kind === 'result' && exception.callee === 'builtins.StopIteration';
}

function enumMembers(owner: Value & { kind: 'class' }): Elements {
  const items = owner.fields.flatMap((name) => owner.attributes.get(name)?.value ?? []);
  return { items, mayHaveMore: false };
}
