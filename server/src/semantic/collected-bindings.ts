import type { SyntaxNode } from '../syntax/node';
import { importedNames } from './imports';
import { OpenScope, type OuterScope } from './open-scope';
import { assignedValue, type Binding, parameterName } from './scopes';
import type { ScopesByNode } from './scopes-by-node';

type AnyScope = OpenScope | OuterScope;

/** A binding in a scope that other units bind names in, too. */
export interface OuterBinding extends Binding {
  readonly scope: OuterScope;
}

/** What a unit binds. The names of its own functions and comprehensions are in their scopes. */
export interface CollectedBindings {
  /** What it binds in scopes that it does not open. */
  readonly outer: readonly OuterBinding[];
  /** The modules that it imports with a star, in order. */
  readonly starImports: readonly string[];
}

/** Collects what the nodes of a unit bind, by Python's own rules, after their scopes have been opened. */
export function collectBindings(
  nodes: readonly SyntaxNode[],
  scopes: ScopesByNode,
): CollectedBindings {
  const outer: OuterBinding[] = [];
  const starImports: string[] = [];
  for (const node of nodes) bindNode(node);
  return { outer, starImports };

  function bind(
    kind: Binding['kind'],
    node: SyntaxNode,
    scope: AnyScope,
    value?: SyntaxNode,
    imported?: string,
    name = node.text,
  ): void {
    const target = boundScope(scope, name, scopes.module);
    const binding = { kind, name, node, value, imported };
    if (target instanceof OpenScope) target.bind({ ...binding, scope: target });
    else outer.push({ ...binding, scope: target });
  }

  function bindTargets(
    kind: Binding['kind'],
    target: SyntaxNode | undefined,
    scope: AnyScope,
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
        for (const name of node.parts) scopes.around(node).declare('global', name.text);
        return;
      case 'nonlocal_statement':
        for (const name of node.parts) scopes.around(node).declare('nonlocal', name.text);
        return;
      case 'import_statement':
      case 'import_from_statement':
      case 'future_import_statement':
        for (const found of importedNames(node)) {
          if (found.name === '*') starImports.push(found.imported);
          else
            bind('import', found.node, scopes.around(node), undefined, found.imported, found.name);
        }
        return;
      case 'function_definition':
      case 'class_definition': {
        const name = node.child('name');
        const bound = node.kind === 'class_definition' ? 'class' : 'function';
        if (name !== undefined) bind(bound, name, scopes.around(node), node);
        return;
      }
      case 'assignment':
        bindTargets('assignment', node.child('left'), scopes.around(node), assignedValue(node));
        return;
      case 'augmented_assignment':
        bindTargets('other', node.child('left'), scopes.around(node), undefined);
        return;
      case 'named_expression': {
        const scope = nearestNonComprehension(scopes.around(node));
        bindTargets('assignment', node.child('name'), scope, node.child('value'));
        return;
      }
      case 'for_statement':
        bindTargets('loop', node.child('left'), scopes.around(node), node.child('right'));
        return;
      case 'for_in_clause': {
        const owner = node.parent === undefined ? undefined : scopes.openedBy(node.parent);
        bindTargets('loop', node.child('left'), owner ?? scopes.module, node.child('right'));
        return;
      }
      case 'as_pattern':
        bindAlias(node);
        return;
      case 'parameters':
      case 'lambda_parameters': {
        const scope = node.parent === undefined ? undefined : scopes.openedBy(node.parent);
        if (scope !== undefined) bindParameters(node, scope);
        return;
      }
      case 'delete_statement':
        for (const target of node.parts)
          bindTargets('other', target, scopes.around(node), undefined);
        return;
      case 'splat_pattern':
      case 'dotted_name':
        if (isCapture(node)) {
          const name = node.kind === 'dotted_name' ? node : node.part('identifier');
          if (name !== undefined) bind('other', name, scopes.around(node));
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
    if (holder?.kind === 'with_item') bindTargets('with', target, scopes.around(node), value);
    else if (holder?.kind === 'except_clause')
      bindTargets('exception', target, scopes.around(node), value);
    else bindTargets('other', target, scopes.around(node), undefined);
  }

  function bindParameters(list: SyntaxNode, scope: AnyScope): void {
    for (const parameter of list.parts) {
      const name = parameterName(parameter);
      if (name !== undefined) bind('parameter', name, scope, parameter);
    }
  }
}

/** The scope that a binding of the name belongs to, by `global` and `nonlocal` declarations. */
function boundScope(scope: AnyScope, name: string, module: AnyScope): AnyScope {
  if (scope.globals.has(name)) return module;
  if (!scope.nonlocals.has(name)) return scope;
  let outer = scope.parent;
  while (outer !== undefined && outer.kind !== 'module') {
    if (outer.kind === 'function' && outer.bindings.has(name)) return outer;
    outer = outer.parent;
  }
  return scope;
}

function outsideParentheses(node: SyntaxNode): SyntaxNode | undefined {
  let above = node.parent;
  while (above?.kind === 'parenthesized_expression') above = above.parent;
  return above;
}

function nearestNonComprehension(scope: AnyScope): AnyScope {
  let outer: AnyScope = scope;
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
