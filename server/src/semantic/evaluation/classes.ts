import { statementsOf } from '../../syntax/navigate';
import type { SyntaxNode } from '../../syntax/node';
import { behind } from './calls';
import { makeEnumMembers } from './enumerations';
import { Environment, type Variable, variable } from './environment';
import { equals } from './equality';
import type { Evaluator } from './evaluator';
import { evaluate } from './expressions';
import { callFunction, runFrame } from './functions';
import type { Arguments } from './host';
import { now } from './made';
import { hasOnlyDefaults, lookUp, methodOf } from './methods';
import { bindFields, makeFields } from './records';
import { executeBlock } from './statements';
import { type ClassValue, type InstanceValue, none, outside, unknown, type Value } from './values';

/** How many classes the order of one class may hold. */
const mostBases = 200;

/** What a class definition makes, its decorators not yet applied. */
export function defineClass(
  evaluator: Evaluator,
  definition: SyntaxNode,
  environment: Environment,
): ClassValue {
  const bases: Value[] = [];
  for (const node of definition.child('superclasses')?.parts ?? []) {
    const written = node.kind === 'keyword_argument' ? node.child('value') : node;
    if (written === undefined) continue;
    const value = evaluate(evaluator, written, environment);
    if (node.kind !== 'keyword_argument') bases.push(baseOf(value));
    else if (node.child('name')?.text === 'metaclass' && !isPlainMetaclass(value)) {
      bases.push(unknown('a class with a metaclass', node));
    }
  }
  const scope = evaluator.scopesOf(definition).scopeOpenedBy(definition) ?? environment.scope;
  // A class body sees the names of the code around, but not those of a class around it.
  const outer = environment.scope.kind === 'class' ? environment.outer : environment;
  const inner = new Environment(scope, outer ?? environment);
  const body = definition.child('body');
  if (body !== undefined) {
    const frame = {
      function: evaluator.frame.function,
      environment: inner,
      deferred: [],
      onYield: undefined,
    };
    runFrame(evaluator, frame, () => executeBlock(evaluator, body, inner));
  }
  const made = makeClass(evaluator, definition, bases, inner.variables);
  for (const held of made.attributes.values()) adopt(held.value, made);
  if (made.flavor === 'enum') makeEnumMembers(evaluator, made, statementsOf(body));
  if (made.flavor === 'named-tuple') makeFields(evaluator, made, statementsOf(body));
  return made;
}

function makeClass(
  evaluator: Evaluator,
  definition: SyntaxNode,
  bases: readonly Value[],
  attributes: Map<string, Variable>,
): ClassValue {
  const name = definition.child('name')?.text ?? '';
  const order: Value[] = [];
  const made: ClassValue = {
    kind: 'class',
    node: definition,
    name,
    bases,
    order,
    attributes,
    flavor: flavorOf(bases),
    fields: [],
    origin: definition,
  };
  order.push(made, ...linearized(evaluator, bases, definition));
  return made;
}

/** Initializes an instance as a call of the class does. */
export function instantiate(
  evaluator: Evaluator,
  owner: ClassValue,
  given: Arguments,
  node: SyntaxNode,
): Value {
  if (owner.flavor === 'enum') return memberByValue(evaluator, owner, given, node);
  const instance: InstanceValue = {
    kind: 'instance',
    class: owner,
    attributes: new Map(),
    host: undefined,
    mayHaveMore: owner.order.some(
      (base) => base.kind !== 'class' && !(base.kind === 'outside' && hasOnlyDefaults(base.name)),
    ),
    origin: node,
    made: now(),
  };
  if (methodOf(owner, '__new__') !== undefined) {
    evaluator.gap(node, `${owner.name} makes its instances itself`);
    for (const argument of [...given.positional, ...given.named.values()]) {
      evaluator.escape(argument.value, node);
    }
    return unknown(`what ${owner.name} makes`, node);
  }
  if (owner.flavor === 'named-tuple') return bindFields(evaluator, owner, given, node, undefined);
  const initializer = lookUp(owner, '__init__');
  if (initializer?.kind === 'value' && initializer.value.kind === 'function') {
    const outsideBases = outsideBasesOf(owner);
    const prepared =
      outsideBases.length === 0
        ? undefined
        : evaluator.host.prepare?.(
            { instance, outsideBases, initializer: initializer.value, arguments: given, node },
            evaluator,
          );
    callFunction(evaluator, initializer.value, behind(instance, prepared ?? given, node), node);
    if (outsideBases.length > 0) evaluator.host.initialized?.(instance, node, evaluator);
    return instance;
  }
  if (owner.flavor === 'dataclass') return bindFields(evaluator, owner, given, node, instance);
  if (initializer?.kind === 'outside') {
    initializeOutside(evaluator, instance, initializer.base, given, node);
    evaluator.host.initialized?.(instance, node, evaluator);
  } else if (initializer !== undefined) {
    initializeUnknown(evaluator, instance, given, node);
  } else if (given.positional.length + given.named.size > 0) {
    evaluator.raise('TypeError', `${owner.name}() takes no arguments`, node);
  }
  return instance;
}

/** An `__init__` that a decorator has wrapped, or that an unknown base class may have. */
function initializeUnknown(
  evaluator: Evaluator,
  instance: InstanceValue,
  given: Arguments,
  node: SyntaxNode,
): void {
  const reason = `the initialization of a ${instance.class.name}`;
  instance.mayHaveMore = true;
  evaluator.gap(node, `${reason}, which is not followed`);
  evaluator.host.unknownCall?.(node, reason, evaluator);
  for (const argument of [...given.positional, ...given.named.values()]) {
    evaluator.escape(argument.value, node);
  }
  const [base] = outsideBasesOf(instance.class);
  if (base === undefined) return;
  evaluator.maybe(() => {
    evaluator.host.initialize?.({ instance, base, arguments: given, node }, evaluator);
  });
}

/** A base class of which only the name is known gets its part of the instance. */
export function initializeOutside(
  evaluator: Evaluator,
  instance: InstanceValue,
  base: string,
  given: Arguments,
  node: SyntaxNode,
): Value {
  instance.mayHaveMore = true;
  const call = instance.origin ?? node;
  evaluator.host.initialize?.({ instance, base, arguments: given, node: call }, evaluator);
  return none(node);
}

export function outsideBasesOf(owner: ClassValue): string[] {
  return owner.order.flatMap((base) =>
    base.kind === 'outside' && !hasOnlyDefaults(base.name) ? [base.name] : [],
  );
}

/** `Generic[T]` is `Generic` as far as attributes go. */
function baseOf(value: Value): Value {
  if (value.kind === 'class' || value.kind === 'outside') return value;
  if (value.kind === 'unknown' && value.isOneOfChoices) {
    const classes = value.choices.filter(
      (choice) => choice.kind === 'class' || choice.kind === 'outside',
    );
    const [only] = classes;
    if (classes.length === 1 && only !== undefined) return only;
  }
  return value;
}

function isPlainMetaclass(value: Value): boolean {
  return (
    value.kind === 'outside' && (value.name === 'abc.ABCMeta' || value.name === 'builtins.type')
  );
}

function flavorOf(bases: readonly Value[]): ClassValue['flavor'] {
  for (const base of bases) {
    if (base.kind === 'class' && base.flavor !== 'plain') return base.flavor;
    if (base.kind !== 'outside') continue;
    if (/^enum\.(Int|Str)?(Enum|Flag)$/.test(base.name)) return 'enum';
    if (base.name === 'typing.NamedTuple') return 'named-tuple';
  }
  return 'plain';
}

/** Functions in a class body learn which class `super()` starts from. */
function adopt(value: Value | undefined, owner: ClassValue): void {
  if (value?.kind === 'function') value.owner ??= owner;
  else if (value?.kind === 'descriptor') adopt(value.function, owner);
  else if (value?.kind === 'result') {
    for (const argument of value.arguments.positional) adopt(argument.value, owner);
  }
}

/** Python's order of base classes (C3); base after base where there is no such order. */
function linearized(evaluator: Evaluator, bases: readonly Value[], node: SyntaxNode): Value[] {
  const object = outside('builtins.object');
  const [only, ...others] = bases;
  const size = bases.reduce(
    (sum, base) => sum + (base.kind === 'class' ? base.order.length : 1),
    0,
  );
  evaluator.step(node, size);
  if (size > mostBases) return [unknown('more base classes than can be followed', node), object];
  if (only?.kind === 'class' && others.length === 0) return [...only.order];
  const lines: Value[][] = bases.map((base) => (base.kind === 'class' ? [...base.order] : [base]));
  lines.push([...bases]);
  const order: Value[] = [];
  for (;;) {
    const left = lines.filter((line) => line.length > 0);
    const next =
      left.map((line) => line[0]).find((head) => head !== undefined && isGood(head, left)) ??
      left[0]?.[0];
    if (next === undefined) break;
    if (!isSameClass(next, object)) order.push(next);
    for (const line of lines) {
      const at = line.findIndex((each) => isSameClass(each, next));
      if (at >= 0) line.splice(at, 1);
    }
  }
  order.push(object);
  return order;
}

function isGood(head: Value, lines: readonly (readonly Value[])[]): boolean {
  return lines.every((line) => !line.slice(1).some((other) => isSameClass(other, head)));
}

export function isSameClass(one: Value, other: Value): boolean {
  if (one === other) return true;
  return one.kind === 'outside' && other.kind === 'outside' && one.name === other.name;
}

function memberByValue(
  evaluator: Evaluator,
  owner: ClassValue,
  given: Arguments,
  node: SyntaxNode,
): Value {
  const wanted = given.positional[0]?.value;
  if (wanted === undefined || given.positional.length > 1)
    return unknown('an enumeration made by a call', node);
  const members = owner.fields.flatMap((name) => owner.attributes.get(name)?.value ?? []);
  for (const member of members) {
    if (member === wanted) return member;
    const value = member.kind === 'instance' ? member.attributes.get('value')?.value : undefined;
    const isEqual = value === undefined ? undefined : equals(evaluator, value, wanted);
    if (isEqual === true) return member;
    if (isEqual === undefined) return unknown('a member of an enumeration', node, members);
  }
  return evaluator.raise('ValueError', `not a valid ${owner.name}`, node);
}

/** A variable for each name, as the attributes of an object that the evaluation makes. */
export function attributesFrom(values: ReadonlyMap<string, Value>): Map<string, Variable> {
  return new Map([...values].map(([name, value]) => [name, variable(value)]));
}
