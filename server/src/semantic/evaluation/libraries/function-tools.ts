import type { SyntaxNode } from '../../../syntax/node';
import { makeDict, setItem } from '../collections';
import { managerOf } from '../contexts';
import { keyOf } from '../equality';
import { type NativeFunction, passing, positionalOnly } from '../native';
import { none, string, tuple, unknown, type Value } from '../values';
import { elementsFor } from './iterating-builtins';

/** A decorator that changes nothing of what a call gives while a file is loaded. */
const transparent: NativeFunction = (_evaluator, given, node) => {
  const [callee] = given.positional;
  const isDecorated =
    callee?.value.kind === 'function' ||
    callee?.value.kind === 'method' ||
    callee?.value.kind === 'class';
  if (isDecorated && given.positional.length === 1) return callee.value;
  // Called with options, it gives the decorator.
  return { kind: 'outside', name: 'functools.<same>', origin: node };
};

const exit: NativeFunction = (evaluator, _given, node) => evaluator.raise('SystemExit', '', node);

/** What a function that `lru_cache` has wrapped calls, with the function and its cache in front. */
const cachedCall = 'functools.<cached>';

function cached(callee: Value, node: SyntaxNode): Value {
  const positional = [callee, makeDict(node)].map((value) => ({ value, node }));
  return {
    kind: 'partial',
    callee: { kind: 'outside', name: cachedCall, origin: node },
    arguments: { positional, named: new Map(), mayHaveMore: false },
    origin: node,
  };
}

/** `functools`, `contextlib` and what else makes functions of functions. */
export const functionTools: Readonly<Record<string, NativeFunction>> = {
  'functools.partial': (_evaluator, given, node) => {
    const [callee, ...positional] = given.positional;
    if (callee === undefined) return undefined;
    const { named, mayHaveMore } = given;
    return {
      kind: 'partial',
      callee: callee.value,
      arguments: { positional, named, mayHaveMore },
      origin: node,
    };
  },
  'functools.reduce': (evaluator, given, node) => {
    const [callee, iterable, initial] = positionalOnly(given) ?? [];
    if (callee === undefined || iterable === undefined) return undefined;
    const elements = elementsFor(evaluator, iterable, node);
    if (elements === undefined || elements.mayHaveMore) return undefined;
    const items = initial === undefined ? [...elements.items] : [initial, ...elements.items];
    let value = items.shift();
    if (value === undefined)
      return evaluator.raise('TypeError', 'reduce() of empty iterable', node);
    for (const item of items) value = evaluator.call(callee, passing(node, value, item), node);
    return value;
  },
  'functools.<same>': (_evaluator, given) => given.positional[0]?.value,
  'functools.wraps': (_evaluator, _given, node) => ({
    kind: 'outside',
    name: 'functools.<same>',
    origin: node,
  }),
  'functools.lru_cache': (_evaluator, given, node) => {
    const [callee] = given.positional;
    if (callee?.value.kind === 'function') return cached(callee.value, node);
    return { kind: 'outside', name: 'functools.cache', origin: node };
  },
  'functools.cache': (_evaluator, given, node) => {
    const [callee] = given.positional;
    return callee === undefined ? undefined : cached(callee.value, node);
  },
  [cachedCall]: (evaluator, given, node) => {
    const [callee, known, ...positional] = given.positional;
    if (callee === undefined || known?.value.kind !== 'dict') return undefined;
    const named = [...given.named].flatMap(([name, { value }]) => [string(name), value]);
    const key = tuple([...positional.map(({ value }) => value), none(), ...named]);
    const text = given.mayHaveMore ? undefined : keyOf(evaluator, key);
    const entry = text === undefined ? undefined : known.value.entries.get(text);
    if (entry !== undefined) return entry.value;
    const value = evaluator.call(callee.value, { ...given, positional }, node);
    if (text === undefined || known.value.mayHaveMore)
      return unknown('a cached value', node, [value]);
    setItem(evaluator, known.value, key, value);
    return value;
  },
  'functools.total_ordering': transparent,
  'abc.abstractmethod': transparent,
  'typing.final': transparent,
  'typing.overload': transparent,
  'typing.no_type_check': transparent,
  'typing.runtime_checkable': transparent,
  'typing_extensions.override': transparent,
  'typing.override': transparent,
  'enum.unique': transparent,
  'typing.cast': (_evaluator, given) => positionalOnly(given)?.[1],
  'typing.TypeVar': (_evaluator, _given, node) => unknown('a type variable', node),
  'contextlib.contextmanager': (_evaluator, given, node) => {
    const [callee] = given.positional;
    return callee?.value.kind === 'function' ? managerOf(callee.value, node) : undefined;
  },
  'sys.exit': exit,
  'builtins.exit': exit,
  'builtins.quit': exit,
  'os._exit': exit,
  'atexit.register': (_evaluator, given) => given.positional[0]?.value,
};
