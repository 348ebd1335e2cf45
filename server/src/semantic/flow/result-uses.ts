import {
  addingMethods,
  passingFunctions,
  silentFunctions,
  takingMethods,
  viewMethods,
  wrappingFunctions,
} from '../../knowledge/value-passing';
import { argumentNodes } from '../../syntax/calls';
import { enclosingFunction } from '../../syntax/navigate';
import type { SyntaxNode } from '../../syntax/node';
import type { FileModel } from '../file-model';
import { bindingAt, usesReachedBy } from '../name-uses';
import { type Binding, parameterName } from '../scopes';

/** A place where a value is used for something, and not only named, kept or handed on. */
export interface ResultUse {
  /** The expression that stands for the value there. */
  readonly node: SyntaxNode;
  /** True where it stands for a collection that holds the value among others. */
  readonly isCollection: boolean;
}

/** Whether `await` only gives the value, or is a use of it. */
export type Awaiting = 'transparent' | 'use';

/** How many places a value is followed to before all of it counts as unknown. */
const maximumPlaces = 300;

/**
 * Every place of the file where the value of an expression is used, followed through names, `with`,
 * collections and loops over them, and through functions of the file that take or return it. Empty
 * where nothing ever uses it; undefined where it is not seen to the end.
 */
export function usesOfResult(
  model: FileModel,
  expression: SyntaxNode,
  awaiting: Awaiting = 'transparent',
): readonly ResultUse[] | undefined {
  const follower = new Follower(model, awaiting);
  follower.value(expression, false);
  return follower.finish();
}

/** The same for what a name of the file is bound to. */
export function usesOfBinding(
  model: FileModel,
  binding: Binding,
): readonly ResultUse[] | undefined {
  const follower = new Follower(model, 'transparent');
  return follower.name(binding, false) ? follower.finish() : undefined;
}

/** Follows one value. */
class Follower {
  readonly #uses: ResultUse[] = [];
  readonly #seen = new Set<SyntaxNode>();
  readonly #pending: ResultUse[] = [];

  constructor(
    private readonly model: FileModel,
    private readonly awaiting: Awaiting,
  ) {}

  value(node: SyntaxNode, isCollection: boolean): void {
    if (this.#seen.has(node)) return;
    this.#seen.add(node);
    this.#pending.push({ node, isCollection });
  }

  finish(): readonly ResultUse[] | undefined {
    for (let next = this.#pending.pop(); next !== undefined; next = this.#pending.pop()) {
      if (this.#seen.size > maximumPlaces) return undefined;
      if (!this.#follow(next)) this.#uses.push(next);
    }
    return this.#uses.sort((a, b) => a.node.start - b.node.start);
  }

  /** True where the place only moves the value, to places that are followed from here. */
  #follow({ isCollection, node }: ResultUse): boolean {
    const parent = node.parent;
    if (parent === undefined) return false;
    switch (parent.kind) {
      case 'expression_statement':
      case 'delete_statement':
        return true;
      case 'await':
        if (this.awaiting === 'use') return false;
        this.value(parent, isCollection);
        return true;
      case 'parenthesized_expression':
        this.value(parent, isCollection);
        return true;
      case 'conditional_expression':
        if (parent.parts[1] === node) return false;
        this.value(parent, isCollection);
        return true;
      case 'named_expression':
        this.value(parent, isCollection);
        return this.#bound(parent.child('name'), isCollection);
      case 'assignment':
        return node.field === 'right' && this.#assigned(parent, isCollection);
      case 'as_pattern':
        return this.#named(parent, isCollection);
      case 'with_item':
        return true;
      case 'return_statement':
        return this.#returned(parent, isCollection);
      case 'argument_list':
      case 'keyword_argument':
        return this.#passed(node, parent, isCollection);
      default:
        return this.#collected(node, parent) || (isCollection && this.#taken(node, parent));
    }
  }

  #assigned(assignment: SyntaxNode, isCollection: boolean): boolean {
    // `a = b = value` is an assignment whose value is one.
    if (assignment.parent?.kind === 'assignment') this.value(assignment, isCollection);
    const target = assignment.child('left');
    if (target?.kind === 'subscript') return this.#addedTo(target.child('value'));
    return this.#bound(target, isCollection);
  }

  /** `with value as name`; another alias than a name is not followed. */
  #named(pattern: SyntaxNode, isCollection: boolean): boolean {
    const target = pattern.child('alias');
    const name = target?.kind === 'as_pattern_target' ? target.parts[0] : target;
    return pattern.parent?.kind === 'with_item' && this.#bound(name, isCollection);
  }

  #bound(target: SyntaxNode | undefined, isCollection: boolean): boolean {
    if (target?.kind !== 'identifier') return false;
    const binding = bindingAt(this.model, target);
    return binding !== undefined && this.name(binding, isCollection);
  }

  name(binding: Binding, isCollection: boolean): boolean {
    // Other files may read what a module binds.
    if (binding.scope.kind === 'module' && !this.model.definesDag) return false;
    for (const use of usesReachedBy(this.model, binding)) {
      if (!isRebound(use)) this.value(use, isCollection);
    }
    return true;
  }

  #returned(statement: SyntaxNode, isCollection: boolean): boolean {
    const definition = enclosingFunction(statement);
    if (definition?.kind !== 'function_definition') return false;
    // What a decorator makes of the function decides who gets its result: for a task, Airflow.
    if (definition.parent?.kind === 'decorated_definition') return false;
    const { callSites } = this.model;
    const calls = callSites.of(definition);
    const isSeen = !callSites.isCalledElsewhere(definition) && !this.model.isTaskEntry(definition);
    if (calls.length === 0 || !isSeen) return false;
    for (const call of calls) this.value(call, isCollection);
    return true;
  }

  #passed(node: SyntaxNode, parent: SyntaxNode, isCollection: boolean): boolean {
    const list = parent.kind === 'keyword_argument' ? parent.parent : parent;
    const call = list?.parent;
    if (call?.kind !== 'call' || list?.kind !== 'argument_list') return false;
    const callee = call.child('function');
    const method = callee?.kind === 'attribute' ? callee.child('attribute')?.text : undefined;
    const definition = this.model.callSites.targetOf(call);
    if (definition === undefined) {
      if (method !== undefined && addingMethods.has(method)) {
        return this.#addedTo(callee?.child('object'));
      }
      return this.#handed(call, isCollection);
    }
    const parameter = parameterFor(this.model, call, definition, node, parent);
    const scope = this.model.scopes.scopeOpenedBy(definition);
    const binding = parameter === undefined ? undefined : scope?.bindings.get(parameter)?.[0];
    if (binding?.kind !== 'parameter' || definition.tree !== this.model.tree) return false;
    return this.name(binding, isCollection);
  }

  /** Functions that give back what they are given: `enumerate(futures)`, `as_completed(futures)`. */
  #handed(call: SyntaxNode, isCollection: boolean): boolean {
    const name = this.model.names.calleeName(call);
    if (name !== undefined && silentFunctions.has(name)) return true;
    const isWrapped = name !== undefined && wrappingFunctions.has(name);
    const isPassed = name !== undefined && isCollection && passingFunctions.has(name);
    if (isWrapped || isPassed) this.value(call, isCollection);
    return isWrapped || isPassed;
  }

  /** `[value]`, `{key: value}`, `[value for …]`: the collection holds it from here on. */
  #collected(node: SyntaxNode, parent: SyntaxNode): boolean {
    switch (parent.kind) {
      case 'list':
      case 'set':
      case 'tuple':
      case 'dictionary':
        this.value(parent, true);
        return true;
      case 'list_comprehension':
      case 'set_comprehension':
      case 'generator_expression':
      case 'dictionary_comprehension':
        if (node.field !== 'body') return false;
        this.value(parent, true);
        return true;
      case 'pair': {
        const holder = parent.parent;
        if (holder === undefined) return false;
        this.value(holder, true);
        return true;
      }
      default:
        return false;
    }
  }

  /** `futures.append(value)`, `futures[key] = value`. */
  #addedTo(container: SyntaxNode | undefined): boolean {
    if (container?.kind !== 'identifier') return false;
    const bindings = this.model.scopes.reaching(container);
    if (bindings.length === 0 || bindings.some(({ kind }) => kind !== 'assignment')) return false;
    return bindings.every((binding) => this.name(binding, true));
  }

  /** Where a collection gives its elements: loops, subscripts, its own methods, sums of lists. */
  #taken(node: SyntaxNode, parent: SyntaxNode): boolean {
    switch (parent.kind) {
      case 'for_statement':
      case 'for_in_clause':
        if (node.field !== 'right') return false;
        return this.#looped(parent.child('left'));
      case 'subscript':
        if (node.field !== 'value') return false;
        if (parent.field === 'left') return true;
        this.value(parent, false);
        return true;
      case 'attribute':
        return this.#method(parent);
      case 'binary_operator':
        this.value(parent, true);
        return true;
      case 'augmented_assignment':
        return node.field === 'right' && this.#addedTo(parent.child('left'));
      default:
        return false;
    }
  }

  #looped(target: SyntaxNode | undefined): boolean {
    const targets = target === undefined ? [] : [target];
    for (let next = targets.pop(); next !== undefined; next = targets.pop()) {
      if (next.kind !== 'identifier') targets.push(...next.parts);
      else if (!this.#bound(next, false)) return false;
    }
    return target !== undefined;
  }

  /** `futures.append(…)` uses none of what is in it; `futures.items()` gives all of it. */
  #method(access: SyntaxNode): boolean {
    const call = access.parent;
    if (call?.kind !== 'call' || call.child('function') !== access) return false;
    const method = access.child('attribute')?.text ?? '';
    if (addingMethods.has(method) || method === 'clear') return true;
    if (!viewMethods.has(method) && !takingMethods.has(method)) return false;
    this.value(call, viewMethods.has(method));
    return true;
  }
}

/** True for an occurrence that gives the name another value. */
function isRebound(use: SyntaxNode): boolean {
  if (use.field === 'left') return use.parent?.kind !== 'augmented_assignment';
  return use.parent?.kind === 'pattern_list' || use.parent?.kind === 'as_pattern_target';
}

/** The parameter of a function of the file that takes an argument of a call. */
function parameterFor(
  model: FileModel,
  call: SyntaxNode,
  definition: SyntaxNode,
  node: SyntaxNode,
  parent: SyntaxNode,
): string | undefined {
  if (definition.kind !== 'function_definition') return undefined;
  if (parent.kind === 'keyword_argument') return parent.child('name')?.text;
  const parameters = definition.child('parameters')?.parts ?? [];
  const named = parameters.map((parameter) => parameterName(parameter)?.text);
  const found = named.find(
    (name) => name !== undefined && model.values.argumentFor(call, definition, name) === node,
  );
  return argumentNodes(call).includes(node) ? found : undefined;
}
