import { reorderingFunctions } from '../knowledge/value-passing';
import { argumentNodes, positionalValue } from '../syntax/calls';
import type { SyntaxKind } from '../syntax/kinds';
import { enclosingClass, nearestAncestor, ownCode, withoutParentheses } from '../syntax/navigate';
import type { SyntaxNode } from '../syntax/node';
import { stringValue } from '../syntax/strings';
import { onceEach } from '../text/remembered';
import type { CallSites } from './call-sites';
import { type Element, entriesOf, isListLike, pathTo, pick } from './elements';
import type { Names } from './names';
import type { Binding } from './scopes';

/** How many names, calls and loops are followed from an expression to where its values are written. */
const maximumSteps = 10;

/** More values than these say nothing that a rule could use. */
const maximumValues = 200;

/**
 * Follows expressions to the places where the values that they may have are written: through
 * assignments, imports from the project, conditions, parameters (to the arguments of all calls in the
 * file), loops over literals, entries of dictionaries and what functions of the project return. What cannot be followed
 * further stands for itself.
 */
export class Values {
  /** The iterables of loops that are being followed. */
  readonly #openLoops = new Set<SyntaxNode>();
  readonly #open = new Set<SyntaxNode>();
  readonly #known = onceEach((expression: SyntaxNode) => this.#whileOpen(expression));

  constructor(
    private readonly names: Names,
    private readonly callSites: CallSites,
  ) {}

  /** All expressions that may be the value of an expression, followed as far as possible. */
  of(expression: SyntaxNode): readonly SyntaxNode[] {
    if (!isFollowed.has(expression.kind)) return [expression];
    // While others are followed, a circle may end somewhere else.
    if (this.#open.size === 0 && this.#openLoops.size === 0) return this.#known(expression);
    // `x = x["key"]` in a loop asks for its own value again.
    return this.#open.has(expression) ? [expression] : this.#whileOpen(expression);
  }

  #whileOpen(expression: SyntaxNode): readonly SyntaxNode[] {
    this.#open.add(expression);
    try {
      return this.#follow(expression);
    } finally {
      this.#open.delete(expression);
    }
  }

  #follow(expression: SyntaxNode): readonly SyntaxNode[] {
    const found = new Set<SyntaxNode>();
    const seen = new Set<SyntaxNode>();
    let current: readonly SyntaxNode[] = [withoutParentheses(expression)];
    for (let steps = 0; current.length > 0 && steps < maximumSteps; steps++) {
      const next: SyntaxNode[] = [];
      for (const value of current) {
        if (seen.has(value)) continue;
        seen.add(value);
        const sources = this.step(value);
        if (sources === undefined) found.add(value);
        else next.push(...sources.map(withoutParentheses));
      }
      if (next.length + found.size > maximumValues) return [expression];
      current = next;
    }
    for (const value of current) found.add(value);
    return [...found];
  }

  /** The expressions that an expression takes its value from; undefined where it is written here. */
  step(expression: SyntaxNode): readonly SyntaxNode[] | undefined {
    const inner = withoutParentheses(expression);
    switch (inner.kind) {
      case 'identifier':
        return this.#ofName(inner);
      case 'conditional_expression':
        return present([inner.parts[0], inner.parts[2]]);
      case 'boolean_operator':
        return present([inner.child('left'), inner.child('right')]);
      case 'named_expression':
        return present([inner.child('value')]);
      case 'subscript':
        return this.#ofEntry(inner);
      case 'attribute':
        return this.#ofAttribute(inner);
      case 'call':
        return this.#ofCall(inner);
      default:
        return undefined;
    }
  }

  /** The text that a key of a dictionary is; undefined where it may be another one. */
  keyOf(key: SyntaxNode): string | undefined {
    const [only, ...others] = this.of(key);
    return only === undefined || others.length > 0 ? undefined : stringValue(only);
  }

  /** The argument that a call passes for a parameter of what it calls; undefined where none is seen. */
  argumentFor(call: SyntaxNode, definition: SyntaxNode, parameter: string): SyntaxNode | undefined {
    for (const argument of argumentNodes(call)) {
      if (argument.kind === 'keyword_argument' && argument.child('name')?.text === parameter) {
        return argument.child('value');
      }
    }
    const parameters = definition.child('parameters')?.parts ?? [];
    const index = parameters.findIndex((part) => plainParameterName(part) === parameter);
    if (index < 0) return undefined;
    return positionalValue(call, index - this.#boundParameters(definition));
  }

  /** 1 for a method, whose first parameter the call does not show. */
  #boundParameters(definition: SyntaxNode): number {
    const owner = enclosingClass(definition);
    if (owner === undefined) return 0;
    const decorators =
      definition.parent?.kind === 'decorated_definition' ? definition.parent.parts : [];
    const isStatic = decorators.some((part) => part.parts[0]?.text === 'staticmethod');
    return isStatic ? 0 : 1;
  }

  #ofName(identifier: SyntaxNode): readonly SyntaxNode[] | undefined {
    return this.#ofBindings(this.names.scopes.followed(identifier), identifier);
  }

  #ofBindings(bindings: readonly Binding[], use: SyntaxNode): readonly SyntaxNode[] | undefined {
    if (bindings.length === 0 || bindings.length > maximumValues) return undefined;
    const values: SyntaxNode[] = [];
    for (const binding of bindings) {
      const sources = this.#ofBinding(binding);
      if (sources === undefined) return undefined;
      values.push(...sources);
    }
    // `f = partial(f, …)` in a loop must not be followed in a circle.
    return values.includes(use) ? undefined : values;
  }

  #ofBinding(binding: Binding): readonly SyntaxNode[] | undefined {
    switch (binding.kind) {
      case 'assignment':
        if (binding.value !== undefined) return [binding.value];
        return this.#unpacked(binding);
      case 'with':
        return binding.value === undefined ? undefined : [binding.value];
      case 'loop':
        return this.#fromLoop(binding);
      case 'parameter':
        return this.#fromCalls(binding);
      default:
        return undefined;
    }
  }

  #unpacked(binding: Binding): readonly SyntaxNode[] | undefined {
    const assignment = nearestAncestor(binding.node, 'assignment');
    const target = assignment?.child('left');
    const value = assignment?.child('right');
    if (target === undefined || value === undefined) return undefined;
    return present([pick(value, pathTo(binding.node, target))]);
  }

  #fromLoop(binding: Binding): readonly SyntaxNode[] | undefined {
    const loop = nearestAncestor(binding.node, 'for_statement', 'for_in_clause');
    const target = loop?.child('left');
    const iterable = loop?.child('right');
    if (target === undefined || iterable === undefined) return undefined;
    // `for key in key.parts` must not be followed in a circle.
    if (this.#openLoops.has(iterable)) return undefined;
    this.#openLoops.add(iterable);
    const elements = this.#elements(iterable, 0);
    this.#openLoops.delete(iterable);
    if (elements === undefined) return undefined;
    const path = pathTo(binding.node, target);
    const values = elements.map((element) => pick(element, path));
    return values.every((value) => value !== undefined) ? present(values) : undefined;
  }

  #elements(iterable: SyntaxNode, depth: number): readonly Element[] | undefined {
    if (depth > maximumSteps) return undefined;
    const inner = withoutParentheses(iterable);
    if (isListLike(inner)) {
      return inner.parts.some((part) => part.kind === 'list_splat') ? undefined : inner.parts;
    }
    if (inner.kind === 'dictionary') return entriesOf(inner)?.map(([key]) => key);
    if (inner.kind === 'call') {
      const found = this.#elementsOfCall(inner, depth);
      if (found !== undefined) return found;
    }
    const sources = this.step(inner);
    if (sources === undefined || sources.length === 0) return undefined;
    const all = sources.map((source) => this.#elements(source, depth + 1));
    return all.every((elements) => elements !== undefined) ? all.flat() : undefined;
  }

  #elementsOfCall(call: SyntaxNode, depth: number): readonly Element[] | undefined {
    const callee = call.child('function');
    const name = this.names.qualifiedName(callee);
    const first = positionalValue(call, 0);
    if (name === 'builtins.enumerate' && first !== undefined) {
      return this.#elements(first, depth + 1)?.map((element) => [first, element]);
    }
    if (name !== undefined && reorderingFunctions.has(name) && first !== undefined) {
      return this.#elements(first, depth + 1);
    }
    if (name === 'builtins.zip') {
      const columns = argumentNodes(call).map((column) => this.#elements(column, depth + 1));
      const [leading, ...others] = columns;
      if (leading === undefined || others.includes(undefined)) return undefined;
      return leading.flatMap((element, row) => {
        const rest = others.map((column) => column?.[row]);
        return rest.every((cell) => cell !== undefined) ? [[element, ...rest]] : [];
      });
    }
    const method = callee?.kind === 'attribute' ? callee.child('attribute')?.text : undefined;
    const object = callee?.child('object');
    if (object === undefined || argumentNodes(call).length > 0) return undefined;
    const dictionaries = this.of(object).map(entriesOf);
    if (!dictionaries.every((entries) => entries !== undefined)) return undefined;
    if (method === 'items') return dictionaries.flat();
    if (method === 'keys') return dictionaries.flat().map(([key]) => key);
    return method === 'values' ? dictionaries.flat().map(([, value]) => value) : undefined;
  }

  #fromCalls(binding: Binding): readonly SyntaxNode[] | undefined {
    const definition = binding.scope.node;
    const isInitializer = definition.child('name')?.text === '__init__';
    const callee = isInitializer ? enclosingClass(definition) : definition;
    const calls = callee === undefined ? [] : this.callSites.of(callee);
    if (calls.length === 0 || this.callSites.isCalledElsewhere(definition)) return undefined;
    const values: SyntaxNode[] = [];
    for (const call of calls) {
      const value =
        this.argumentFor(call, definition, binding.name) ??
        (argumentNodes(call).some(isSplat) ? undefined : binding.value?.child('value'));
      if (value === undefined) return undefined;
      values.push(value);
    }
    return values;
  }

  #ofEntry(subscript: SyntaxNode): readonly SyntaxNode[] | undefined {
    const container = subscript.child('value');
    const key = subscript.child('subscript');
    if (container === undefined || key === undefined) return undefined;
    const wanted = this.keyOf(key);
    const found: SyntaxNode[] = [];
    for (const value of this.of(container)) {
      const entries = entriesOf(value);
      if (entries === undefined) return undefined;
      const named = entries.filter(([name]) => stringValue(name) === wanted);
      // A key that only the run knows may name any entry.
      const chosen = wanted === undefined ? entries : named.slice(-1);
      found.push(...chosen.map(([, entry]) => entry));
    }
    return found.length === 0 ? undefined : found;
  }

  #ofAttribute(attribute: SyntaxNode): readonly SyntaxNode[] | undefined {
    const ofModule = this.names.bindingsOf(attribute);
    if (ofModule !== undefined) return this.#ofBindings(ofModule, attribute);
    const assigned = this.names.selfAttributeValues(attribute);
    if (assigned.length > 0) return assigned;
    const name = attribute.child('attribute')?.text;
    const object = attribute.child('object');
    const owner = this.names.instanceClass(object) ?? this.names.definition(object);
    if (owner?.kind !== 'class_definition' || name === undefined) return undefined;
    const bindings = this.names.scopes.scopeOpenedBy(owner)?.bindings.get(name) ?? [];
    const value = bindings.length === 1 ? bindings[0]?.value : undefined;
    return bindings[0]?.kind === 'assignment' ? present([value]) : undefined;
  }

  /** What a function of the project returns. */
  #ofCall(call: SyntaxNode): readonly SyntaxNode[] | undefined {
    const definition = this.callSites.targetOf(call);
    if (definition?.kind === 'lambda') return present([definition.child('body')]);
    if (definition?.kind !== 'function_definition') return undefined;
    const isPlain = definition.parent?.kind !== 'decorated_definition';
    const body = definition.child('body');
    if (!isPlain || body === undefined) return undefined;
    const returned: SyntaxNode[] = [];
    for (const node of ownCode(body)) {
      if (node.kind === 'yield') return undefined;
      if (node.kind !== 'return_statement') continue;
      const value = node.parts[0];
      if (value === undefined) return undefined;
      returned.push(value);
    }
    return returned.length === 0 ? undefined : returned;
  }
}

/** What stands for something that is written elsewhere, or inside of it. */
const isFollowed: ReadonlySet<SyntaxKind> = new Set<SyntaxKind>([
  'attribute',
  'boolean_operator',
  'call',
  'conditional_expression',
  'identifier',
  'named_expression',
  'parenthesized_expression',
  'subscript',
]);

function isSplat(argument: SyntaxNode): boolean {
  return argument.kind === 'list_splat' || argument.kind === 'dictionary_splat';
}

function plainParameterName(parameter: SyntaxNode): string | undefined {
  if (parameter.kind === 'identifier') return parameter.text;
  if (parameter.kind === 'typed_parameter') {
    const name = parameter.parts[0];
    return name?.kind === 'identifier' ? name.text : undefined;
  }
  const name = parameter.child('name');
  return name?.kind === 'identifier' ? name.text : undefined;
}

function present(values: readonly (SyntaxNode | undefined)[]): readonly SyntaxNode[] | undefined {
  const found = values.filter((value) => value !== undefined);
  return found.length === 0 ? undefined : found;
}
