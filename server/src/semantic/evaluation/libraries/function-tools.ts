import { managerOf } from '../contexts';
import { unknown } from '../values';
import { elementsFor } from './builtin-functions';
import { type NativeFunction, passing, positionalOnly } from './native';

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
  'functools.lru_cache': transparent,
  'functools.cache': transparent,
  'functools.total_ordering': transparent,
  'abc.abstractmethod': transparent,
  'typing.final': transparent,
  'typing.overload': transparent,
  'typing.no_type_check': transparent,
  'typing.runtime_checkable': transparent,
  'typing_extensions.override': transparent,
  'typing.override': transparent,
  'enum.unique': transparent,
  'functools.cached_property': (_evaluator, given, node) => {
    const [callee] = given.positional;
    return callee === undefined
      ? undefined
      : { kind: 'descriptor', type: 'property', function: callee.value, origin: node };
  },
  'typing.cast': (_evaluator, given) => positionalOnly(given)?.[1],
  'typing.TypeVar': (_evaluator, _given, node) => unknown('a type variable', node),
  'contextlib.contextmanager': (_evaluator, given, node) => {
    const [callee] = given.positional;
    return callee?.value.kind === 'function' ? managerOf(callee.value, node) : undefined;
  },
  'atexit.register': (_evaluator, given) => given.positional[0]?.value,
};
