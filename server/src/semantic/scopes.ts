import type { SyntaxNode, SyntaxTree } from '../syntax/node';
import { addTo, groupBy } from '../text/groups';
import { importedNames } from './imports';
import { type History, historyOf, reaching, remaining } from './reaching';

/** How a name comes to have a value in a scope. */
export interface Binding {
  readonly kind:
    | 'import'
    | 'function'
    | 'class'
    | 'assignment'
    | 'parameter'
    | 'loop'
    | 'with'
    | 'exception'
    | 'other';
  readonly name: string;
  /** The identifier that is bound, or the whole alias for an import. */
  readonly node: SyntaxNode;
  readonly scope: Scope;
  /** The assigned expression, the context manager, the iterable, the definition or the annotation's owner. */
  readonly value: SyntaxNode | undefined;
  /** For an import: the dotted name that it stands for, relative dots included. */
  readonly imported: string | undefined;
}

export interface Scope {
  readonly kind: 'module' | 'class' | 'function' | 'comprehension';
  readonly node: SyntaxNode;
  readonly parent: Scope | undefined;
  readonly bindings: ReadonlyMap<string, readonly Binding[]>;
  /** Names that `global` hands to the module's scope. */
  readonly globals: ReadonlySet<string>;
  readonly nonlocals: ReadonlySet<string>;
}

interface OpenScope extends Scope {
  readonly parent: OpenScope | undefined;
  readonly bindings: Map<string, Binding[]>;
  readonly globals: Set<string>;
  readonly nonlocals: Set<string>;
}

/** All scopes of a file with what they bind, by Python's own rules. */
export class Scopes {
  readonly module: Scope;
  /** Modules imported with a star, in order. */
  readonly starImports: readonly string[];
  readonly #byNode: ReadonlyMap<SyntaxNode, Scope>;
  readonly #tree: SyntaxTree;
  /** The scope around each node of the tree, by the node's index. */
  readonly #around: readonly Scope[];
  readonly #histories = new WeakMap<readonly Binding[], History>();
  #moduleImports: ReadonlyMap<string, readonly Binding[]> | undefined;

  constructor(tree: SyntaxTree) {
    const collected = collect(tree);
    this.module = collected.module;
    this.starImports = collected.starImports;
    this.#byNode = collected.byNode;
    this.#tree = tree;
    this.#around = collected.around;
  }

  /** The scope in which a name at this node is looked up first. */
  scopeOf(node: SyntaxNode): Scope {
    // A name can be asked for in a file that it is not of.
    return (node.tree === this.#tree ? this.#around[node.index] : undefined) ?? this.module;
  }

  /** The scope that a function, class or comprehension node opens. */
  scopeOpenedBy(node: SyntaxNode): Scope | undefined {
    return this.#byNode.get(node);
  }

  /** The module-level imports of what a dotted name stands for. */
  moduleImports(imported: string): readonly Binding[] {
    this.#moduleImports ??= groupBy(
      [...this.module.bindings.values()].flat(),
      (binding) => binding.imported,
    );
    return this.#moduleImports.get(imported) ?? [];
  }

  /** The bindings that a name of the module may have when all of the module has run. */
  atEnd(name: string): readonly Binding[] {
    const all = this.module.bindings.get(name) ?? [];
    return all.length < 2 ? all : remaining(all);
  }

  /** All bindings of the name that is seen at this node; empty where the file binds it nowhere. */
  lookup(name: string, at: SyntaxNode): readonly Binding[] {
    let scope: Scope | undefined = this.scopeOf(at);
    let isFirst = true;
    while (scope !== undefined) {
      if (scope.globals.has(name)) return this.module.bindings.get(name) ?? [];
      const found = scope.bindings.get(name);
      // The names of a class body are not seen by the functions inside it.
      if (found !== undefined && (isFirst || scope.kind !== 'class')) return found;
      if (scope.kind !== 'comprehension') isFirst = false;
      scope = scope.parent;
    }
    return [];
  }

  /**
   * The bindings that the name may have at the place where it stands. Within the code that binds it
   * this goes by order: after `f = Operator(python_callable=f)` the name means something else than
   * before. Code of inner functions runs at an unknown time and sees every binding.
   */
  reaching(identifier: SyntaxNode): readonly Binding[] {
    const all = this.lookup(identifier.text, identifier);
    if (all.length < 2) return all;
    let history = this.#histories.get(all);
    if (history === undefined) {
      history = historyOf(all);
      this.#histories.set(all, history);
    }
    return reaching(history, identifier);
  }
}

function collect(tree: SyntaxTree) {
  const byNode = new Map<SyntaxNode, OpenScope>();
  const starImports: string[] = [];
  const module = openScope('module', tree.root, undefined);
  byNode.set(tree.root, module);
  // Parents come before children, so that no node has to climb.
  const around: OpenScope[] = [];

  for (const node of tree.nodes) {
    const scope = scopeAround(node);
    around.push(scope);
    const kind = scopeKind(node);
    if (kind !== undefined && node.kind !== 'module') {
      byNode.set(node, openScope(kind, node, scope));
    }
  }
  for (const node of tree.nodes) bindNode(node);
  return { module, byNode, around, starImports };

  function scopeOf(node: SyntaxNode): OpenScope {
    return around[node.index] ?? module;
  }

  /**
   * The nearest scope around a node. Decorators, defaults and annotations of a function, the bases of
   * a class and the first iterable of a comprehension belong to the scope outside.
   */
  function scopeAround(node: SyntaxNode): OpenScope {
    const { parent } = node;
    if (parent === undefined) return module;
    const opened = byNode.get(parent);
    if (opened !== undefined && belongsInside(node, opened)) return opened;
    return scopeOf(isFirstIterable(node, parent) ? (parent.parent ?? parent) : parent);
  }

  function bind(
    kind: Binding['kind'],
    node: SyntaxNode,
    scope: OpenScope,
    value?: SyntaxNode,
    imported?: string,
    name = node.text,
  ): void {
    const target = boundScope(scope, name, module);
    const binding: Binding = { kind, name, node, scope: target, value, imported };
    addTo(target.bindings, name, binding);
  }

  function bindTargets(
    kind: Binding['kind'],
    target: SyntaxNode | undefined,
    scope: OpenScope,
    value: SyntaxNode | undefined,
  ): void {
    if (target === undefined) return;
    if (target.kind === 'identifier') bind(kind, target, scope, value);
    else if (unpacksNames(target)) {
      // Which part of the value a name gets is not followed through unpacking.
      for (const part of target.parts) bindTargets(kind, part, scope, undefined);
    }
  }

  function bindNode(node: SyntaxNode): void {
    switch (node.kind) {
      case 'global_statement':
        for (const name of node.parts) scopeOf(node).globals.add(name.text);
        return;
      case 'nonlocal_statement':
        for (const name of node.parts) scopeOf(node).nonlocals.add(name.text);
        return;
      case 'import_statement':
      case 'import_from_statement':
      case 'future_import_statement':
        for (const found of importedNames(node)) {
          if (found.name === '*') starImports.push(found.imported);
          else bind('import', found.node, scopeOf(node), undefined, found.imported, found.name);
        }
        return;
      case 'function_definition':
      case 'class_definition': {
        const name = node.child('name');
        const bound = node.kind === 'class_definition' ? 'class' : 'function';
        if (name !== undefined) bind(bound, name, scopeOf(node), node);
        return;
      }
      case 'assignment':
        bindTargets('assignment', node.child('left'), scopeOf(node), assignedValue(node));
        return;
      case 'augmented_assignment':
        bindTargets('other', node.child('left'), scopeOf(node), undefined);
        return;
      case 'named_expression': {
        const scope = nearestNonComprehension(scopeOf(node));
        bindTargets('assignment', node.child('name'), scope, node.child('value'));
        return;
      }
      case 'for_statement':
        bindTargets('loop', node.child('left'), scopeOf(node), node.child('right'));
        return;
      case 'for_in_clause': {
        const owner = node.parent === undefined ? undefined : byNode.get(node.parent);
        bindTargets('loop', node.child('left'), owner ?? module, node.child('right'));
        return;
      }
      case 'as_pattern':
        bindAlias(node);
        return;
      case 'parameters':
      case 'lambda_parameters': {
        const scope = node.parent === undefined ? undefined : byNode.get(node.parent);
        if (scope !== undefined) bindParameters(node, scope);
        return;
      }
      case 'delete_statement':
        for (const target of node.parts) bindTargets('other', target, scopeOf(node), undefined);
        return;
      case 'splat_pattern':
      case 'dotted_name':
        if (isCapture(node)) {
          const name = node.kind === 'dotted_name' ? node : node.part('identifier');
          if (name !== undefined) bind('other', name, scopeOf(node));
        }
        return;
      default:
    }
  }

  function bindAlias(node: SyntaxNode): void {
    const alias = node.child('alias');
    // In a `case` the grammar has no field for the name after `as`.
    const target = alias?.kind === 'as_pattern_target' ? alias.parts[0] : node.parts.at(-1);
    const value = node.parts[0];
    const holder = outsideParentheses(node);
    if (holder?.kind === 'with_item') bindTargets('with', target, scopeOf(node), value);
    else if (holder?.kind === 'except_clause')
      bindTargets('exception', target, scopeOf(node), value);
    else bindTargets('other', target, scopeOf(node), undefined);
  }

  function bindParameters(list: SyntaxNode, scope: OpenScope): void {
    for (const parameter of list.parts) {
      const name = parameterName(parameter);
      if (name !== undefined) bind('parameter', name, scope, parameter);
    }
  }
}

/** The scope that a binding of the name belongs to, by `global` and `nonlocal` declarations. */
function boundScope(scope: OpenScope, name: string, module: OpenScope): OpenScope {
  if (scope.globals.has(name)) return module;
  if (!scope.nonlocals.has(name)) return scope;
  let outer = scope.parent;
  while (outer !== undefined && outer.kind !== 'module') {
    if (outer.kind === 'function' && outer.bindings.has(name)) return outer;
    outer = outer.parent;
  }
  return scope;
}

/** The value at the end of `a = b = value`. */
export function assignedValue(assignment: SyntaxNode): SyntaxNode | undefined {
  let value = assignment.child('right');
  while (value?.kind === 'assignment') value = value.child('right');
  return value;
}

/** The identifier of a parameter in any of its forms: plain, typed, with a default, splat. */
export function parameterName(parameter: SyntaxNode): SyntaxNode | undefined {
  if (parameter.kind === 'identifier') return parameter;
  const named = parameter.child('name');
  if (named !== undefined) return named.kind === 'identifier' ? named : named.part('identifier');
  const first = parameter.parts[0];
  if (first === undefined || parameter.kind === 'tuple_pattern') return undefined;
  return first.kind === 'identifier' ? first : first.part('identifier');
}

function openScope(
  kind: Scope['kind'],
  node: SyntaxNode,
  parent: OpenScope | undefined,
): OpenScope {
  return { kind, node, parent, bindings: new Map(), globals: new Set(), nonlocals: new Set() };
}

function scopeKind(node: SyntaxNode): Scope['kind'] | undefined {
  switch (node.kind) {
    case 'module':
      return 'module';
    case 'function_definition':
    case 'lambda':
      // The token `lambda` has the same name as the expression.
      return node.isNamed ? 'function' : undefined;
    case 'class_definition':
      return 'class';
    case 'list_comprehension':
    case 'set_comprehension':
    case 'dictionary_comprehension':
    case 'generator_expression':
      return 'comprehension';
    default:
      return undefined;
  }
}

function belongsInside(child: SyntaxNode, { kind }: Scope): boolean {
  return kind === 'module' || kind === 'comprehension' || child.field === 'body';
}

/** Whether a part of a clause is what the first `for` of a comprehension goes through. */
function isFirstIterable(part: SyntaxNode, clause: SyntaxNode): boolean {
  const owner = clause.parent;
  if (clause.kind !== 'for_in_clause' || owner === undefined) return false;
  if (scopeKind(owner) !== 'comprehension' || owner.part('for_in_clause') !== clause) return false;
  const iterable = clause.child('right');
  return iterable !== undefined && part.start >= iterable.start && part.end <= iterable.end;
}

function outsideParentheses(node: SyntaxNode): SyntaxNode | undefined {
  let above = node.parent;
  while (above?.kind === 'parenthesized_expression') above = above.parent;
  return above;
}

function nearestNonComprehension(scope: OpenScope): OpenScope {
  let outer: OpenScope = scope;
  while (outer.kind === 'comprehension' && outer.parent !== undefined) {
    outer = outer.parent;
  }
  return outer;
}

function unpacksNames(target: SyntaxNode): boolean {
  return (
    target.kind === 'pattern_list' ||
    target.kind === 'tuple_pattern' ||
    target.kind === 'list_pattern' ||
    target.kind === 'list_splat_pattern' ||
    target.kind === 'expression_list' ||
    target.kind === 'tuple' ||
    target.kind === 'list' ||
    target.kind === 'parenthesized_expression'
  );
}

/** True for a bare name in a `case`, which captures what it matches. */
function isCapture(node: SyntaxNode): boolean {
  return node.parent?.kind === 'case_pattern' && !node.text.includes('.');
}
