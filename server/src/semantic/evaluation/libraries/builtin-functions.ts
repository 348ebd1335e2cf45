import type { SyntaxNode } from '../../../syntax/node';
import { attributeOf, hasAttribute, setAttribute } from '../attributes';
import { evaluateAlternatives } from '../branching';
import { listOf, makeDict, makeSet, setItem, updateDict } from '../collections';
import { compare, isNumber, numberOf } from '../equality';
import type { Evaluator } from '../evaluator';
import { isInstanceOf, isSubclassOf } from '../exceptions';
import { formatted } from '../formatting';
import type { Arguments } from '../host';
import { isNotIterable, iteratorOver, nextOf } from '../iteration';
import { callMethod } from '../methods';
import { binaryOperation } from '../operators';
import { representation, textOf } from '../text';
import {
  boolean,
  type Elements,
  float,
  integer,
  list,
  none,
  outside,
  remembered,
  string,
  tuple,
  unknown,
  unknownText,
  type Value,
} from '../values';
import { type NativeFunction, passing, positionalOnly, readArguments } from './native';
import { sorted } from './sorting';

/** Functions and classes of the module `builtins`. */
export const builtinFunctions: Readonly<Record<string, NativeFunction>> = {
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
    return {
      kind: 'iterator',
      fill: undefined,
      items: isWhole ? items : sureItems(known, items),
      mayHaveMore: !isWhole,
      position: 0,
      endless: undefined,
      origin: node,
    };
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
  'builtins.str': (evaluator, given, node) => {
    const values = positionalOnly(given);
    if (values === undefined || values.length > 1) return unknown('a text', node);
    const [value = string('')] = values;
    const text = textOf(evaluator, value);
    return text === undefined
      ? unknownText('the text of what is not known', node)
      : string(text, node);
  },
  'builtins.repr': (evaluator, given, node) => {
    const [value] = positionalOnly(given) ?? [];
    const text = value === undefined ? undefined : representation(evaluator, value);
    return text === undefined
      ? unknownText('the text of what is not known', node)
      : string(text, node);
  },
  'builtins.format': (evaluator, given, node) => {
    const [value, form = string('')] = positionalOnly(given) ?? [];
    const text =
      value === undefined || form.kind !== 'string'
        ? undefined
        : formatted(evaluator, value, form.value);
    return text === undefined
      ? unknownText('the text of what is not known', node)
      : string(text, node);
  },
  'builtins.int': (evaluator, given, node) => {
    const values = positionalOnly(given);
    if (values === undefined || values.length > 1) return unknown('a number', node);
    return toInteger(evaluator, values[0] ?? integer(0), node);
  },
  'builtins.float': (evaluator, given, node) => {
    const [value = float(0)] = positionalOnly(given) ?? [];
    if (isNumber(value)) return float(numberOf(value), node);
    if (value.kind !== 'string') return unknown('a number', node);
    const text = value.value.trim();
    if (/^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(text)) return float(Number(text), node);
    return /^[-+]?(inf|nan|infinity)$/i.test(text) || text.includes('_')
      ? unknown('a number', node)
      : evaluator.raise('ValueError', 'could not convert string to float', node);
  },
  'builtins.bool': (evaluator, given, node) => {
    const [value = boolean(false)] = positionalOnly(given) ?? [];
    const truth = evaluator.truth(value);
    return truth === undefined ? unknown('a condition', node) : boolean(truth, node);
  },
  'builtins.abs': (_evaluator, given, node) => {
    const [value] = positionalOnly(given) ?? [];
    if (value?.kind === 'float') return float(Math.abs(value.value), node);
    if (value?.kind === 'duration')
      return { ...value, seconds: Math.abs(value.seconds), origin: node };
    return value !== undefined && isNumber(value)
      ? integer(Math.abs(numberOf(value)), node)
      : undefined;
  },
  'builtins.round': (_evaluator, given, node) => {
    const [value, digits] = readArguments(given, 'number', 'ndigits') ?? [];
    if (value?.kind === 'integer' && digits === undefined) return integer(value.value, node);
    if (value?.kind !== 'float' || (digits !== undefined && digits.kind !== 'none')) {
      return unknown('a rounded number', node);
    }
    // Python rounds what lies in the middle to the even neighbor.
    const floor = Math.floor(value.value);
    const rest = value.value - floor;
    const isUp = rest > 0.5 || (rest === 0.5 && floor % 2 !== 0);
    return integer(isUp ? floor + 1 : floor, node);
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
  'builtins.isinstance': (evaluator, given, node) => {
    const [value, type] = positionalOnly(given) ?? [];
    const answer =
      value === undefined || type === undefined ? undefined : isInstanceOf(evaluator, value, type);
    return answer === undefined ? unknown('a test of a type', node) : boolean(answer, node);
  },
  'builtins.issubclass': (evaluator, given, node) => {
    const [type, base] = positionalOnly(given) ?? [];
    const answer =
      type?.kind === 'class' && base !== undefined && base.kind !== 'tuple'
        ? isSubclassOf(evaluator, type, base)
        : undefined;
    return answer === undefined ? unknown('a test of a class', node) : boolean(answer, node);
  },
  'builtins.callable': (_evaluator, given, node) => {
    const [value] = positionalOnly(given) ?? [];
    const answer = value === undefined ? undefined : callability.get(value.kind);
    return answer === undefined ? unknown('whether it can be called', node) : boolean(answer, node);
  },
  'builtins.getattr': (evaluator, given, node) => {
    const [value, name, fallback] = positionalOnly(given) ?? [];
    if (value === undefined || name?.kind !== 'string') return unknown('an attribute', node);
    if (fallback === undefined) return attributeOf(evaluator, value, name.value, node);
    const has = hasAttribute(evaluator, value, name.value, node);
    if (has === false) return fallback;
    if (has === true) return attributeOf(evaluator, value, name.value, node);
    return evaluateAlternatives(evaluator, [
      () => attributeOf(evaluator, value, name.value, node),
      () => fallback,
    ]);
  },
  'builtins.hasattr': (evaluator, given, node) => {
    const [value, name] = positionalOnly(given) ?? [];
    const has =
      value === undefined || name?.kind !== 'string'
        ? undefined
        : hasAttribute(evaluator, value, name.value, node);
    return has === undefined ? unknown('whether an attribute is there', node) : boolean(has, node);
  },
  'builtins.setattr': (evaluator, given, node) => {
    const [target, name, value] = positionalOnly(given) ?? [];
    if (target === undefined || name?.kind !== 'string' || value === undefined) return undefined;
    setAttribute(evaluator, target, name.value, value, node);
    return none(node);
  },
  'builtins.print': (_evaluator, _given, node) => none(node),
  'builtins.id': (_evaluator, _given, node) => unknown('an identity', node),
  'builtins.hash': (_evaluator, _given, node) => unknown('a hash', node),
  'builtins.chr': (_evaluator, given, node) => {
    const [value] = positionalOnly(given) ?? [];
    const isCharacter = value?.kind === 'integer' && value.value >= 0 && value.value < 0xd800;
    return isCharacter
      ? string(String.fromCodePoint(value.value), node)
      : unknown('a character', node);
  },
  'builtins.ord': (_evaluator, given, node) => {
    const [value] = positionalOnly(given) ?? [];
    const characters = value?.kind === 'string' ? Array.from(value.value) : [];
    const code = characters.length === 1 ? characters[0]?.codePointAt(0) : undefined;
    return code === undefined ? unknown('a character', node) : integer(code, node);
  },
  'builtins.divmod': (evaluator, given, node) => {
    const [one, other] = positionalOnly(given) ?? [];
    if (one === undefined || other === undefined) return undefined;
    return tuple(
      [
        binaryOperation(evaluator, '//', one, other, node),
        binaryOperation(evaluator, '%', one, other, node),
      ],
      node,
    );
  },
  'builtins.pow': (evaluator, given, node) => {
    const [one, other, ...rest] = positionalOnly(given) ?? [];
    if (one === undefined || other === undefined || rest.length > 0) return undefined;
    return binaryOperation(evaluator, '**', one, other, node);
  },
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
  'builtins.type': (_evaluator, given, node) => {
    const [value, ...others] = positionalOnly(given) ?? [];
    if (value === undefined || others.length > 0) return undefined;
    return typeOf(value, node);
  },
  'builtins.staticmethod': descriptor('static'),
  'builtins.classmethod': descriptor('class'),
  'builtins.property': descriptor('property'),
  'builtins.exec': (evaluator, _given, node) => {
    evaluator.gap(node, 'code in a text');
    evaluator.frame.environment.globals.mayHaveMore = true;
    return undefined;
  },
};

const callability: ReadonlyMap<Value['kind'], boolean> = new Map([
  ['function', true],
  ['class', true],
  ['method', true],
  ['native-method', true],
  ['partial', true],
  ['none', false],
  ['boolean', false],
  ['string', false],
  ['integer', false],
  ['float', false],
  ['list', false],
  ['tuple', false],
  ['dict', false],
]);

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

/** An iterator that finds its elements when it is first asked. */
export function lazily(node: SyntaxNode, fill: () => Elements): Value {
  return {
    kind: 'iterator',
    fill,
    items: [],
    mayHaveMore: false,
    position: 0,
    endless: undefined,
    origin: node,
  };
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

function toInteger(evaluator: Evaluator, value: Value, node: SyntaxNode): Value {
  if (value.kind === 'string') {
    const text = value.value.trim();
    if (/^[-+]?\d+(_\d+)*$/.test(text)) return integer(Number(text.replaceAll('_', '')), node);
    // Python also reads digits of other scripts.
    // biome-ignore lint/suspicious/noControlCharactersInRegex: ASCII begins with them.
    if (/^[\x00-\x7f]*$/.test(text))
      evaluator.raise('ValueError', 'invalid literal for int()', node);
    return unknown('a number', node);
  }
  if (isNumber(value)) {
    return Number.isFinite(numberOf(value))
      ? integer(Math.trunc(numberOf(value)), node)
      : unknown('a number', node);
  }
  if (value.kind === 'none' || value.kind === 'list' || value.kind === 'dict') {
    return evaluator.raise('TypeError', 'int() argument must be a string or a number', node);
  }
  return unknown('a number', node);
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

function descriptor(type: 'static' | 'class' | 'property'): NativeFunction {
  return (_evaluator, given, node) => {
    const [callee] = given.positional;
    if (callee === undefined || given.positional.length + given.named.size > 1) return undefined;
    return { kind: 'descriptor', type, function: callee.value, origin: node };
  };
}

function typeOf(value: Value, node: SyntaxNode): Value {
  switch (value.kind) {
    case 'instance':
      return value.class;
    case 'host':
      return outside(value.object.className, node);
    case 'string':
      return outside('builtins.str', node);
    case 'integer':
      return outside('builtins.int', node);
    case 'boolean':
      return outside('builtins.bool', node);
    case 'float':
    case 'list':
    case 'dict':
    case 'bytes':
    case 'range':
      return outside(`builtins.${value.kind}`, node);
    default:
      return unknown('a type', node);
  }
}
