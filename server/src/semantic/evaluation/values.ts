import type { SyntaxNode } from '../../syntax/node';
import type { ProjectFile } from '../project/surroundings';
import type { Environment, Variable } from './environment';
import type { Arguments, HostObject } from './host';
import { type Made, now } from './made';

/**
 * What a Python expression can come to when a file is evaluated without running it. Everything
 * about which Python's own value is not certain is `unknown` or `result`.
 */
export type Value =
  | UnknownValue
  | NoneValue
  | EllipsisValue
  | BooleanValue
  | IntegerValue
  | FloatValue
  | StringValue
  | BytesValue
  | DurationValue
  | ListValue
  | TupleValue
  | SetValue
  | DictValue
  | RangeValue
  | SliceValue
  | IteratorValue
  | FunctionValue
  | MethodValue
  | NativeMethodValue
  | PartialValue
  | DescriptorValue
  | ClassValue
  | InstanceValue
  | SuperValue
  | ModuleValue
  | NamespaceValue
  | NamesValue
  | OutsideValue
  | ResultValue
  | HostValue;

/** How many values a choice keeps. */
const mostChoices = 32;
/** How many values are kept that a collection perhaps holds. */
const mostRemembered = 64;

/** Where a value was written: the expression that made it, in whatever file. */
interface Written {
  readonly origin: SyntaxNode | undefined;
}

export interface UnknownValue extends Written {
  readonly kind: 'unknown';
  /** Why it is not known, in words that a report can show. */
  readonly reason: string;
  /** Values that it may be. */
  readonly choices: readonly Value[];
  /** True where it can be nothing but one of the choices. */
  readonly isOneOfChoices: boolean;
  /** True where it is surely a text: an f-string with a part that is not known. */
  readonly isText?: boolean;
}

export interface NoneValue extends Written {
  readonly kind: 'none';
}

export interface EllipsisValue extends Written {
  readonly kind: 'ellipsis';
}

export interface BooleanValue extends Written {
  readonly kind: 'boolean';
  readonly value: boolean;
}

/** A whole number that JavaScript holds exactly; larger ones are unknown. */
export interface IntegerValue extends Written {
  readonly kind: 'integer';
  readonly value: number;
}

export interface FloatValue extends Written {
  readonly kind: 'float';
  readonly value: number;
}

export interface StringValue extends Written {
  readonly kind: 'string';
  readonly value: string;
}

/** Each character of the text is one byte. */
export interface BytesValue extends Written {
  readonly kind: 'bytes';
  readonly value: string;
}

/** A `timedelta` or a pendulum duration. */
export interface DurationValue extends Written {
  readonly kind: 'duration';
  readonly seconds: number;
}

/** What mutable collections have in common: they may come to hold what nobody knows. */
interface Collection extends Written, Made {
  /** True where there may be elements, or keys, that are not shown. */
  mayHaveMore: boolean;
  /** Some of the values that may be there besides. */
  perhaps: readonly Value[];
}

export interface ListValue extends Collection {
  readonly kind: 'list';
  items: Value[];
  /** True for what `keys()` and its like give: a list only as far as it is iterated over. */
  readonly isView?: boolean;
}

export interface SetValue extends Collection {
  readonly kind: 'set';
  readonly isFrozen: boolean;
  /** By `keyOf`. */
  items: Map<string, Value>;
}

export interface DictValue extends Collection {
  readonly kind: 'dict';
  /** By `keyOf` of the key, in Python's order. */
  entries: Map<string, DictEntry>;
  /** Of a `defaultdict`: makes the values of missing keys. */
  readonly makeMissing: Value | undefined;
}

export interface DictEntry {
  readonly key: Value;
  readonly value: Value;
}

export interface TupleValue extends Written {
  readonly kind: 'tuple';
  readonly items: readonly Value[];
  readonly mayHaveMore: boolean;
  /** Of a named tuple: the names of its elements. */
  readonly names?: readonly string[];
}

export interface RangeValue extends Written {
  readonly kind: 'range';
  readonly start: number;
  readonly stop: number;
  readonly step: number;
}

export interface SliceValue extends Written {
  readonly kind: 'slice';
  readonly start: Value;
  readonly stop: Value;
  readonly step: Value;
}

/** Iterators and generators, whose elements are found when the first one is asked for. */
export interface IteratorValue extends Written, Made {
  readonly kind: 'iterator';
  /** Finds the elements; undefined once that has happened. */
  fill: (() => Elements) | undefined;
  items: readonly Value[];
  mayHaveMore: boolean;
  position: number;
  /** Of `itertools.count` and its like: the element at a position behind `items`. */
  readonly endless: ((position: number) => Value) | undefined;
}

export interface Elements {
  readonly items: readonly Value[];
  readonly mayHaveMore: boolean;
}

export interface FunctionValue extends Written {
  readonly kind: 'function';
  /** A `function_definition` or `lambda`. */
  readonly node: SyntaxNode;
  readonly name: string;
  readonly closure: Environment;
  readonly defaults: ReadonlyMap<string, Value>;
  /** Undefined as long as none was set, which is nearly always. */
  attributes: Map<string, Variable> | undefined;
  /** The class in whose body it was defined, once that is there; `super()` needs it. */
  owner: ClassValue | undefined;
}

/** A function or other callable together with the object that it is called on. */
export interface MethodValue extends Written {
  readonly kind: 'method';
  readonly receiver: Value;
  readonly function: Value;
}

/** A method of a built-in type: `append` of a list. */
export interface NativeMethodValue extends Written {
  readonly kind: 'native-method';
  readonly receiver: Value;
  readonly name: string;
}

/** What `functools.partial` gives. */
export interface PartialValue extends Written {
  readonly kind: 'partial';
  readonly callee: Value;
  readonly arguments: Arguments;
}

/** What `staticmethod`, `classmethod` and `property` make of a function. */
export interface DescriptorValue extends Written {
  readonly kind: 'descriptor';
  readonly type: 'static' | 'class' | 'property';
  readonly function: Value;
}

export interface ClassValue extends Written {
  readonly kind: 'class';
  readonly node: SyntaxNode | undefined;
  readonly name: string;
  /** Classes of the project and `outside` ones; anything else means that little is known. */
  readonly bases: readonly Value[];
  /** Method resolution order, the class itself first. */
  readonly order: readonly Value[];
  readonly attributes: Map<string, Variable>;
  /** What kind of class a decorator or base makes of it. */
  flavor: 'plain' | 'dataclass' | 'enum' | 'named-tuple';
  /** Names of the fields of a dataclass or named tuple, in the order of their parameters. */
  fields: readonly string[];
}

export interface InstanceValue extends Written, Made {
  readonly kind: 'instance';
  readonly class: ClassValue;
  readonly attributes: Map<string, Variable>;
  /** What the host knows it as, once a base class of the host's was initialized for it. */
  host: HostObject | undefined;
  /** True where unknown code may have set attributes. */
  mayHaveMore: boolean;
}

/** What `super()` gives: looks attributes up behind a class in the receiver's order. */
export interface SuperValue extends Written {
  readonly kind: 'super';
  readonly owner: ClassValue;
  readonly receiver: InstanceValue | ClassValue;
}

/** A module of the project. */
export interface ModuleValue extends Written {
  readonly kind: 'module';
  readonly file: ProjectFile;
  readonly environment: Environment;
}

/** A folder of the project without `__init__.py`. */
export interface NamespaceValue extends Written {
  readonly kind: 'namespace';
  readonly name: string;
  readonly fromPath: string;
}

/** What `globals()` gives, and `locals()` at module level. */
export interface NamesValue extends Written {
  readonly kind: 'names';
  readonly environment: Environment;
}

/** Something outside the project, by its canonical dotted name: `airflow.DAG`, `builtins.len`. */
export interface OutsideValue extends Written {
  readonly kind: 'outside';
  readonly name: string;
}

/** What the call of an outside thing gave: not known, but with its callee and arguments. */
export interface ResultValue extends Written {
  readonly kind: 'result';
  /** The canonical dotted name of what was called; of a part, the name of that part. */
  readonly callee: string;
  readonly arguments: Arguments;
  /**
   * True for an attribute or element of such a result: `requests.get().text`, `json.loads()[]`.
   * The methods of classes have their own names: `datetime.datetime.date`.
   */
  readonly isPart?: boolean;
}

/** An object that the host made. */
export interface HostValue extends Written {
  readonly kind: 'host';
  readonly object: HostObject;
}

export function unknown(
  reason: string,
  origin?: SyntaxNode,
  choices: readonly Value[] = [],
  isOneOfChoices = false,
): UnknownValue {
  if (choices.length === 0) {
    return { kind: 'unknown', reason, origin, choices: noValues, isOneOfChoices };
  }
  const all: Value[] = [];
  let isWhole = isOneOfChoices;
  for (const choice of choices) {
    if (all.length >= mostChoices) break;
    if (choice.kind !== 'unknown') addNew(all, choice);
    else {
      isWhole &&= choice.isOneOfChoices;
      for (const inner of choice.choices) addNew(all, inner);
    }
  }
  isWhole &&= all.length < mostChoices;
  return { kind: 'unknown', reason, origin, choices: all, isOneOfChoices: isWhole };
}

/** For a few values, of which a set would cost more than it spares. */
function addNew(values: Value[], value: Value): void {
  if (!values.includes(value)) values.push(value);
}

/** A text of which not all is known. */
export function unknownText(reason: string, origin?: SyntaxNode): UnknownValue {
  const choices = noValues;
  return { kind: 'unknown', reason, origin, choices, isOneOfChoices: false, isText: true };
}

const noValues: readonly Value[] = [];

/**
 * What is kept of values that a collection perhaps holds: objects that a change may reach, up to a
 * limit. Texts and numbers say nothing there.
 */
export function remembered(...groups: readonly Iterable<Value>[]): readonly Value[] {
  let kept: Set<Value> | undefined;
  for (const group of groups) {
    for (const value of group) {
      if (isPlain(value)) continue;
      kept ??= new Set();
      if (kept.size >= mostRemembered) return [...kept];
      kept.add(value);
    }
  }
  return kept === undefined ? noValues : [...kept];
}

/** True for what holds nothing and never changes. */
export function isPlain(value: Value): boolean {
  switch (value.kind) {
    case 'none':
    case 'ellipsis':
    case 'boolean':
    case 'integer':
    case 'float':
    case 'string':
    case 'bytes':
    case 'duration':
      return true;
    default:
      return false;
  }
}

export function none(origin?: SyntaxNode): NoneValue {
  return { kind: 'none', origin };
}

export function boolean(value: boolean, origin?: SyntaxNode): BooleanValue {
  return { kind: 'boolean', value, origin };
}

/** Unknown where JavaScript cannot hold it exactly. */
export function integer(value: number, origin?: SyntaxNode): IntegerValue | UnknownValue {
  if (!Number.isSafeInteger(value)) return unknown('a very large number', origin);
  // Python has no negative zero among its integers.
  return { kind: 'integer', value: value === 0 ? 0 : value, origin };
}

export function float(value: number, origin?: SyntaxNode): FloatValue {
  return { kind: 'float', value, origin };
}

export function string(value: string, origin?: SyntaxNode): StringValue {
  return { kind: 'string', value, origin };
}

export function duration(seconds: number, origin?: SyntaxNode): DurationValue {
  return { kind: 'duration', seconds, origin };
}

export function list(items: Value[], origin?: SyntaxNode, mayHaveMore = false): ListValue {
  return { kind: 'list', items, mayHaveMore, perhaps: [], origin, made: now() };
}

export function tuple(
  items: readonly Value[],
  origin?: SyntaxNode,
  mayHaveMore = false,
): TupleValue {
  return { kind: 'tuple', items, mayHaveMore, origin };
}

export function outside(name: string, origin?: SyntaxNode): OutsideValue {
  return { kind: 'outside', name, origin };
}

export function host(object: HostObject, origin?: SyntaxNode): HostValue {
  return { kind: 'host', object, origin };
}

export function iterator(elements: Elements, origin?: SyntaxNode): IteratorValue {
  const { items, mayHaveMore } = elements;
  return {
    kind: 'iterator',
    fill: undefined,
    items,
    mayHaveMore,
    position: 0,
    endless: undefined,
    origin,
    made: now(),
  };
}

/** An iterator that finds its elements when it is first asked. */
export function lazily(origin: SyntaxNode, fill: () => Elements): IteratorValue {
  return { ...iterator({ items: [], mayHaveMore: false }, origin), fill };
}

/** What the host knows a value as, be it an object of its own or of a class of the project. */
export function hostObjectOf(value: Value): HostObject | undefined {
  if (value.kind === 'host') return value.object;
  return value.kind === 'instance' ? value.host : undefined;
}
