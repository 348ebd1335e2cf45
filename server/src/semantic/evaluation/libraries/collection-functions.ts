import type { SyntaxNode } from '../../../syntax/node';
import { isCollection } from '../choices';
import { makeDict, updateDict } from '../collections';
import type { Evaluator } from '../evaluator';
import { type NativeFunction, positionalOnly, readArguments } from '../native';
import {
  boolean,
  type ClassValue,
  float,
  integer,
  list,
  none,
  outside,
  string,
  unknown,
  type Value,
} from '../values';
import { dictFromKeys } from './dict-methods';

/** `collections`, `copy` and `json`, as far as they make values of other values. */
export const collectionFunctions: Readonly<Record<string, NativeFunction>> = {
  'collections.OrderedDict': (evaluator, given, node) => {
    const made = makeDict(node);
    for (const { value } of given.positional) updateDict(evaluator, made, value);
    return given.named.size > 0 || given.mayHaveMore ? undefined : made;
  },
  'collections.defaultdict': (evaluator, given, node) => {
    const [factory = { value: none(node) }, initial, ...others] = given.positional;
    if (others.length > 0 || given.named.size > 0 || given.mayHaveMore) return undefined;
    const made = makeDict(node, factory.value);
    if (initial !== undefined) updateDict(evaluator, made, initial.value);
    return made;
  },
  'collections.namedtuple': (evaluator, given, node) => {
    const [name, written, ...others] = given.positional.map((argument) => argument.value);
    if (name?.kind !== 'string' || written === undefined || others.length + given.named.size > 0)
      return undefined;
    const fields =
      written.kind === 'string'
        ? written.value.split(/[\s,]+/).filter((field) => field !== '')
        : evaluator
            .elements(written)
            ?.items.flatMap((item) => (item.kind === 'string' ? [item.value] : []));
    return fields === undefined ? undefined : namedTuple(name.value, fields, node);
  },
  'builtins.dict.fromkeys': (evaluator, given, node) => {
    const [keys, value = none(node)] = readArguments(given, 'iterable', 'value') ?? [];
    return keys === undefined ? undefined : dictFromKeys(evaluator, keys, value, node);
  },
  'copy.copy': (evaluator, given, node) => {
    const [value] = positionalOnly(given) ?? [];
    return value === undefined ? undefined : copied(evaluator, value, node, 0);
  },
  'copy.deepcopy': (evaluator, given, node) => {
    const [value] = positionalOnly(given) ?? [];
    return value === undefined ? undefined : copied(evaluator, value, node, deepest);
  },
  'json.loads': (evaluator, given, node) => {
    const [text] = positionalOnly(given) ?? [];
    if (text?.kind !== 'string') return undefined;
    try {
      // Python reads whole numbers of any size and a few words that JSON does not know.
      const parsed: unknown = JSON.parse(text.value);
      return /\d\.|\d[eE]|\d{16}/.test(text.value)
        ? undefined
        : fromJson(evaluator, parsed, node, 0);
    } catch {
      return undefined;
    }
  },
};

/** How deep a copy goes. */
const deepest = 30;

function copied(evaluator: Evaluator, value: Value, node: SyntaxNode, depth: number): Value {
  evaluator.step(node);
  const inner = (item: Value) => (depth > 0 ? copied(evaluator, item, node, depth - 1) : item);
  // What lies too deep may be the same object in both.
  if (depth === 1 && isCollection(value)) return unknown('a deep copy', node, [value]);
  switch (value.kind) {
    case 'list': {
      const made = list(value.items.map(inner), value.origin, value.mayHaveMore);
      made.perhaps = value.perhaps;
      return made;
    }
    case 'tuple':
      return depth > 0 ? { ...value, items: value.items.map(inner) } : value;
    case 'dict': {
      const made = makeDict(value.origin, value.makeMissing);
      for (const [key, entry] of value.entries) {
        made.entries.set(key, { key: entry.key, value: inner(entry.value) });
      }
      made.mayHaveMore = value.mayHaveMore;
      made.perhaps = value.perhaps;
      return made;
    }
    case 'set':
      return { ...value, items: new Map(value.items), perhaps: value.perhaps };
    case 'instance':
    case 'host':
    case 'iterator':
    case 'unknown':
      return unknown('a copy of an object', node);
    default:
      return value;
  }
}

function fromJson(evaluator: Evaluator, value: unknown, node: SyntaxNode, depth: number): Value {
  evaluator.step(node);
  if (depth > deepest) return unknown('a deep text of JSON', node);
  if (value === null) return none(node);
  if (typeof value === 'boolean') return boolean(value, node);
  if (typeof value === 'string') return string(value, node);
  if (typeof value === 'number')
    return Number.isInteger(value) ? integer(value, node) : float(value, node);
  if (Array.isArray(value)) {
    return list(
      value.map((item: unknown) => fromJson(evaluator, item, node, depth + 1)),
      node,
    );
  }
  const made = makeDict(node);
  for (const [key, item] of Object.entries(value ?? {})) {
    made.entries.set(`s:${key}`, {
      key: string(key, node),
      value: fromJson(evaluator, item, node, depth + 1),
    });
  }
  // JavaScript sorts keys that look like numbers to the front.
  return Object.keys(value ?? {}).some((key) => /^\d+$/.test(key))
    ? unknown('a text of JSON', node)
    : made;
}

function namedTuple(name: string, fields: readonly string[], node: SyntaxNode): ClassValue {
  const order: Value[] = [];
  const made: ClassValue = {
    kind: 'class',
    node: undefined,
    name,
    bases: [],
    order,
    attributes: new Map(),
    flavor: 'named-tuple',
    fields,
    origin: node,
  };
  order.push(made, outside('builtins.object'));
  return made;
}
