import type { SyntaxNode } from '../../syntax/node';
import { evaluateAlternatives } from './branching';
import { isCollection } from './choices';
import { type Variable, variableIn } from './environment';
import type { Evaluator } from './evaluator';
import { callFunction } from './functions';
import { moduleAttribute, namespaceAttribute } from './imports';
import { type FoundAttribute, lookUp, methodOf } from './methods';
import { outsideValue } from './outside-names';
import { partOf } from './parts';
import { pathAttribute } from './paths';
import {
  boolean,
  type ClassValue,
  type InstanceValue,
  integer,
  string,
  tuple,
  unknown,
  type Value,
} from './values';

/** `of.name`. Raises Python's `AttributeError` where it surely is not there. */
export function attributeOf(
  evaluator: Evaluator,
  of: Value,
  name: string,
  node: SyntaxNode,
): Value {
  const value = findAttribute(evaluator, of, name, node);
  if (value !== undefined) return value;
  return evaluator.raise('AttributeError', `no attribute ${name}`, node);
}

/** Whether the attribute is there; undefined where that is not known. */
export function hasAttribute(
  evaluator: Evaluator,
  of: Value,
  name: string,
  node: SyntaxNode,
): boolean | undefined {
  if (of.kind === 'instance' || of.kind === 'class') {
    const own = of.attributes.get(name);
    if (own?.value !== undefined && own.mayBeUnbound) return undefined;
  }
  if (of.kind === 'outside' || of.kind === 'result') return undefined;
  const value = findAttribute(evaluator, of, name, node);
  if (value === undefined) {
    evaluator.misses++;
    return false;
  }
  return value.kind === 'unknown' ? undefined : true;
}

/** Of what something unknown may be, the collections that its method of a name may change. */
function changedBy(name: string, choices: readonly Value[]): readonly Value[] {
  if (readingMethods.has(name)) return [];
  return choices.filter(isCollection);
}

/** The methods of Python's collections that change none (Python library reference, "Built-in Types"). */
const readingMethods: ReadonlySet<string> = new Set([
  'copy',
  'count',
  'difference',
  'get',
  'index',
  'intersection',
  'isdisjoint',
  'issubset',
  'issuperset',
  'items',
  'keys',
  'symmetric_difference',
  'union',
  'values',
]);

function findAttribute(
  evaluator: Evaluator,
  of: Value,
  name: string,
  node: SyntaxNode,
): Value | undefined {
  evaluator.step(node);
  switch (of.kind) {
    case 'unknown':
      if (of.isText) return { kind: 'native-method', receiver: of, name, origin: node };
      evaluator.mayRaise();
      if (!of.isOneOfChoices) return unknown(of.reason, node, changedBy(name, of.choices));
      return evaluateAlternatives(
        evaluator,
        of.choices.map((choice) => () => attributeOf(evaluator, choice, name, node)),
      );
    case 'outside':
      return outsideValue(evaluator, `${of.name}.${name}`, node);
    case 'result': {
      const ofPath = pathAttribute(of, name, node);
      if (ofPath !== undefined) return ofPath;
      evaluator.mayRaise();
      return partOf(of, name, node);
    }
    case 'host':
      return (
        of.object.attribute?.(name, node, evaluator) ??
        unknown(`.${name} of ${of.object.className}`, node)
      );
    case 'module':
      return moduleAttribute(evaluator, of, name, node);
    case 'namespace':
      return namespaceAttribute(evaluator, of, name, node);
    case 'instance':
      return instanceAttribute(evaluator, of, name, node);
    case 'class':
      return classAttribute(evaluator, of, name, node);
    case 'super':
      return superAttribute(evaluator, of, name, node);
    case 'function':
      if (name === '__name__' || name === '__qualname__') return string(of.name, node);
      return (
        of.attributes?.get(name)?.value ?? (name.startsWith('__') ? unknown(name, node) : undefined)
      );
    case 'partial':
      if (name === 'func') return of.callee;
      return unknown('an attribute of a partial', node);
    case 'method':
      return name === '__self__' ? of.receiver : attributeOf(evaluator, of.function, name, node);
    case 'duration':
      return durationAttribute(of.seconds, name, node) ?? nativeMethod(evaluator, of, name, node);
    case 'tuple': {
      const position = of.names?.indexOf(name) ?? -1;
      return position >= 0 ? of.items[position] : nativeMethod(evaluator, of, name, node);
    }
    case 'integer':
    case 'boolean':
      if (name === 'real' || name === 'numerator') return integer(Number(of.value), node);
      return nativeMethod(evaluator, of, name, node);
    case 'none':
      return name.startsWith('__') ? unknown(name, node) : undefined;
    default:
      return nativeMethod(evaluator, of, name, node);
  }
}

/** A method of a built-in type, or unknown: which others a type has depends on the version. */
function nativeMethod(
  evaluator: Evaluator,
  receiver: Value,
  name: string,
  node: SyntaxNode,
): Value {
  if (evaluator.libraries.hasMethod(receiver, name)) {
    return { kind: 'native-method', receiver, name, origin: node };
  }
  evaluator.mayRaise();
  return unknown(`.${name} of a ${receiver.kind}`, node);
}

function durationAttribute(seconds: number, name: string, node: SyntaxNode): Value | undefined {
  const days = Math.floor(seconds / 86_400);
  const rest = Math.floor(seconds - days * 86_400);
  if (name === 'days') return integer(days, node);
  if (name === 'seconds') return integer(rest, node);
  return undefined;
}

/** `object.name = value`. */
export function setAttribute(
  evaluator: Evaluator,
  of: Value,
  name: string,
  value: Value,
  node: SyntaxNode,
): void {
  evaluator.step(node);
  switch (of.kind) {
    case 'instance': {
      const found = lookUp(of.class, name);
      const isProperty = found?.kind === 'value' && found.value.kind === 'descriptor';
      if (isProperty || methodOf(of.class, '__setattr__') !== undefined) {
        // What a setter does with the value is not followed.
        evaluator.gap(node, 'an assignment to a property');
        evaluator.escape(of, node);
        evaluator.escape(value, node);
        return;
      }
      of.host?.setAttribute?.(name, value, node, evaluator);
      evaluator.setVariable(variableIn(of.attributes, name, of.made), value);
      return;
    }
    case 'function':
      of.attributes ??= new Map();
      evaluator.setVariable(variableIn(of.attributes, name), value);
      return;
    case 'class':
      evaluator.setVariable(variableIn(of.attributes, name), value);
      return;
    case 'module':
      evaluator.setVariable(of.environment.variable(name), value);
      return;
    case 'host':
      if (of.object.setAttribute?.(name, value, node, evaluator) !== true) {
        of.object.escape?.(node, evaluator);
      }
      return;
    default:
      evaluator.mayRaise();
      evaluator.escape(of, node);
  }
}

function instanceAttribute(
  evaluator: Evaluator,
  instance: InstanceValue,
  name: string,
  node: SyntaxNode,
): Value | undefined {
  if (name === '__class__') return instance.class;
  if (name === '__dict__') return unknown('the attributes of an object', node);
  const found = lookUp(instance.class, name);
  if (found?.kind === 'value' && isProperty(found.value)) {
    return bound(evaluator, found.value, instance, node);
  }
  const own = instance.attributes.get(name);
  if (own?.value !== undefined && !own.mayBeUnbound) return own.value;
  if (own?.value !== undefined) {
    return found === undefined
      ? own.value
      : unknown('an attribute that may be set', node, [own.value]);
  }
  if (found?.kind === 'value') {
    // A base class that nobody knows may have set the attribute on the instance, as data models do.
    const isData = found.value.kind !== 'function' && found.value.kind !== 'descriptor';
    if (isData) evaluator.misses++;
    if (isData && instance.mayHaveMore && instance.host === undefined) {
      return unknown(`.${name} of a ${instance.class.name}`, node, [found.value]);
    }
    return bound(evaluator, found.value, instance, node);
  }
  const answer = instance.host?.attribute?.(name, node, evaluator);
  if (answer !== undefined) return answer;
  const fallback = methodOf(instance.class, '__getattr__');
  if (fallback !== undefined && found === undefined) {
    const positional = [instance, string(name, node)].map((value) => ({ value, node }));
    return callFunction(
      evaluator,
      fallback,
      { positional, named: new Map(), mayHaveMore: false },
      node,
    );
  }
  if (found !== undefined || instance.mayHaveMore) {
    return foundOutside(instance, found, name, node);
  }
  return name.startsWith('__') ? unknown(name, node) : undefined;
}

/** What comes from a base class outside the project. */
function foundOutside(
  instance: InstanceValue,
  found: FoundAttribute | undefined,
  name: string,
  node: SyntaxNode,
): Value {
  if (found?.kind === 'outside' && name === '__init__') {
    const owner = {
      kind: 'super',
      owner: instance.class,
      receiver: instance,
      origin: node,
    } as const;
    return { kind: 'native-method', receiver: owner, name, origin: node };
  }
  return unknown(`.${name} of a ${instance.class.name}`, node);
}

function classAttribute(
  evaluator: Evaluator,
  owner: ClassValue,
  name: string,
  node: SyntaxNode,
): Value | undefined {
  if (name === '__name__' || name === '__qualname__') return string(owner.name, node);
  if (name === '__bases__') return tuple(owner.bases, node);
  if (name === '__members__') return unknown('the members of an enumeration', node);
  const found = lookUp(owner, name);
  if (found?.kind === 'value') {
    const { value } = found;
    if (value.kind !== 'descriptor') return value;
    if (value.type === 'static') return value.function;
    return value.type === 'class'
      ? method(owner, value.function, node)
      : unknown('a property', node);
  }
  if (found?.kind === 'outside') {
    const answer = evaluator.host.classAttribute?.(owner, found.base, name, node, evaluator);
    return answer ?? unknown(`.${name} of a class derived from ${found.base}`, node);
  }
  if (found !== undefined || name.startsWith('__'))
    return unknown(`.${name} of ${owner.name}`, node);
  return undefined;
}

function superAttribute(
  evaluator: Evaluator,
  of: Value & { kind: 'super' },
  name: string,
  node: SyntaxNode,
): Value | undefined {
  const { receiver, owner } = of;
  const type = receiver.kind === 'class' ? receiver : receiver.class;
  const found = lookUp(type, name, owner);
  if (found?.kind === 'value') return bound(evaluator, found.value, receiver, node);
  if (name === '__init__' || name === '__init_subclass__') {
    return { kind: 'native-method', receiver: of, name, origin: node };
  }
  const answer =
    receiver.kind === 'instance' ? receiver.host?.attribute?.(name, node, evaluator) : undefined;
  if (answer !== undefined) return answer;
  return found === undefined && !name.startsWith('__')
    ? undefined
    : unknown(`super().${name}`, node);
}

/** What a class attribute is on an instance, or through `super()`. */
function bound(
  evaluator: Evaluator,
  value: Value,
  receiver: InstanceValue | ClassValue,
  node: SyntaxNode,
): Value {
  if (value.kind === 'function') {
    return receiver.kind === 'instance' ? method(receiver, value, node) : value;
  }
  if (value.kind === 'descriptor') {
    if (value.type === 'static') return value.function;
    if (value.type === 'class') {
      return method(receiver.kind === 'class' ? receiver : receiver.class, value.function, node);
    }
    const getter = method(receiver, value.function, node);
    return evaluator.call(getter, { positional: [], named: new Map(), mayHaveMore: false }, node);
  }
  // An outside decorator may have made a descriptor of it.
  if (value.kind === 'result' && hasFunction(value))
    return unknown('a decorated method', node, [value]);
  return value;
}

function hasFunction(value: Value & { kind: 'result' }): boolean {
  return value.arguments.positional.some((argument) => argument.value.kind === 'function');
}

function isProperty(value: Value): boolean {
  return value.kind === 'descriptor' && value.type === 'property';
}

function method(receiver: Value, callee: Value, node: SyntaxNode): Value {
  return { kind: 'method', receiver, function: callee, origin: node };
}

/** `del object.name`. */
export function deleteAttribute(
  evaluator: Evaluator,
  of: Value,
  name: string,
  node: SyntaxNode,
): void {
  const attributes: Map<string, Variable> | undefined =
    of.kind === 'instance' || of.kind === 'class' ? of.attributes : undefined;
  const held = attributes?.get(name);
  if (held?.value !== undefined) evaluator.setVariable(held, undefined);
  else evaluator.escape(of, node);
}

/** The truth values and `None` that `hasattr` and its like give. */
export function answer(value: boolean | undefined, node: SyntaxNode): Value {
  return value === undefined
    ? unknown('a test of something that is not known', node)
    : boolean(value, node);
}
