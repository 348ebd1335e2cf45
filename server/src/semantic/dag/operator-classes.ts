import { isAirflowPackage, isOperatorBase } from '../../knowledge/airflow-objects';
import { descendants, ownCode } from '../../syntax/navigate';
import type { SyntaxNode } from '../../syntax/node';
import { onceEach } from '../../text/remembered';
import type { Names } from '../names';
import { parameterName } from '../scopes';
import type { ArgumentsReader } from './arguments';
import type { KnownArguments } from './types';

/** How deep the bases of an operator class are followed. */
const maximumDepth = 8;

/** What the operator classes of a file pass to Airflow's own classes by themselves. */
export class OperatorClasses {
  /** Arguments that the class sets for all its instances; those of the derived class come first. */
  readonly argumentsOf = onceEach((definition: SyntaxNode) => this.#read(definition, 0));

  constructor(
    private readonly names: Names,
    private readonly reader: ArgumentsReader,
  ) {}

  /** Whether an instance can be given the argument: by name, or through `**kwargs`. */
  takes(definition: SyntaxNode, name: string): boolean {
    const initializer = this.names.methodOf(definition, '__init__');
    if (initializer === undefined) return true;
    // What the class passes on by itself must not come a second time.
    if (this.argumentsOf(definition).entries.has(name)) return false;
    const parameters = initializer.child('parameters')?.parts ?? [];
    return parameters.some(
      (part) => collectedName(part) !== undefined || parameterName(part)?.text === name,
    );
  }

  #read(definition: SyntaxNode, depth: number): KnownArguments {
    const entries = new Map<string, SyntaxNode>();
    let isComplete = depth <= maximumDepth;
    const initializer = this.#ownMethod(definition, '__init__');
    if (initializer !== undefined) {
      isComplete = this.#readInitializer(initializer, entries) && isComplete;
    }
    for (const base of definition.child('superclasses')?.parts ?? []) {
      if (base.kind === 'keyword_argument') continue;
      const named = base.kind === 'subscript' ? base.child('value') : base;
      const name = this.names.qualifiedName(named);
      if (name !== undefined) {
        // A mixin that is no operator passes nothing; an operator of an unknown package may.
        if (isOperatorBase(name) && !isAirflowPackage(name)) isComplete = false;
        continue;
      }
      const inherited = this.names.definition(named);
      if (inherited?.kind !== 'class_definition' || inherited === definition) {
        isComplete = false;
        continue;
      }
      const more = depth > maximumDepth ? undefined : this.#read(inherited, depth + 1);
      for (const [key, value] of more?.entries ?? []) {
        if (!entries.has(key)) entries.set(key, value);
      }
      isComplete = isComplete && more?.isComplete === true;
    }
    return { entries, isComplete, literal: undefined };
  }

  #ownMethod(definition: SyntaxNode, name: string): SyntaxNode | undefined {
    const binding = this.names.scopes.scopeOpenedBy(definition)?.bindings.get(name)?.at(-1);
    return binding?.kind === 'function' ? binding.value : undefined;
  }

  #readInitializer(initializer: SyntaxNode, entries: Map<string, SyntaxNode>): boolean {
    const body = initializer.child('body');
    if (body === undefined) return true;
    let isComplete = true;
    for (const node of ownCode(body)) {
      if (node.kind === 'call' && isBaseInitializer(node)) {
        isComplete = this.#readBaseCall(node, initializer, entries) && isComplete;
      }
      if (node.kind !== 'assignment') continue;
      const target = node.child('left');
      const name = target?.kind === 'attribute' ? target.child('attribute')?.text : undefined;
      const value = node.child('right');
      if (name === undefined || value === undefined || value.kind === 'identifier') continue;
      if (target?.child('object')?.text === 'self') entries.set(name, value);
    }
    return isComplete;
  }

  /** `super().__init__(…)`: what it passes on from its own caller is not the class's doing. */
  #readBaseCall(
    call: SyntaxNode,
    initializer: SyntaxNode,
    entries: Map<string, SyntaxNode>,
  ): boolean {
    const given = this.reader.ofCall(call);
    for (const [key, value] of given.entries) {
      const fromCaller = value.kind === 'identifier' ? this.#parameter(value) : undefined;
      if (fromCaller === undefined) entries.set(key, value);
      else {
        const fallback = fromCaller.child('value');
        if (fallback !== undefined && fallback.kind !== 'none') entries.set(key, fallback);
      }
    }
    return given.isComplete || passesOnlyKeywords(call, initializer);
  }

  #parameter(identifier: SyntaxNode): SyntaxNode | undefined {
    const bindings = this.names.scopes.lookup(identifier.text, identifier);
    const binding = bindings.length === 1 ? bindings[0] : undefined;
    return binding?.kind === 'parameter' ? binding.value : undefined;
  }
}

/** `super().__init__(…)` or `BaseOperator.__init__(self, …)`. */
function isBaseInitializer(call: SyntaxNode): boolean {
  const callee = call.child('function');
  return callee?.kind === 'attribute' && callee.child('attribute')?.text === '__init__';
}

/** True where the only spread is the function's own `**kwargs`. */
function passesOnlyKeywords(call: SyntaxNode, initializer: SyntaxNode): boolean {
  const parameters = initializer.child('parameters')?.parts ?? [];
  const collected = parameters.map(collectedName).find((name) => name !== undefined);
  const spreads = [...descendants(call)].filter((node) => node.kind === 'dictionary_splat');
  return spreads.every((spread) => spread.parts[0]?.text === collected?.text);
}

/** The name of a `**kwargs` parameter. */
function collectedName(parameter: SyntaxNode): SyntaxNode | undefined {
  const pattern = parameter.kind === 'typed_parameter' ? parameter.parts[0] : parameter;
  return pattern?.kind === 'dictionary_splat_pattern' ? pattern.parts[0] : undefined;
}
