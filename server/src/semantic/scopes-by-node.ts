import type { SyntaxNode } from '../syntax/node';
import { OpenScope, OuterScope } from './open-scope';
import type { Scope } from './scopes';

/** The scopes of a file by the nodes that open them. */
export class ScopesByNode {
  readonly #opened = new Map<SyntaxNode, OpenScope | OuterScope>();

  readonly module: OuterScope;

  constructor(root: SyntaxNode) {
    this.module = new OuterScope('module', root, undefined);
    this.#opened.set(root, this.module);
  }

  /** The scope that a function, class or comprehension node opens. */
  openedBy(node: SyntaxNode): OpenScope | OuterScope | undefined {
    return this.#opened.get(node);
  }

  /**
   * The nearest scope around a node. Decorators, defaults and annotations of a function, the bases of
   * a class and the first iterable of a comprehension belong to the scope outside.
   */
  around(node: SyntaxNode): OpenScope | OuterScope {
    let below = node;
    for (;;) {
      const { parent } = below;
      if (parent === undefined) return this.module;
      if (scopeKind(parent) !== undefined) {
        const opened = this.#opened.get(parent);
        if (opened !== undefined && belongsInside(below, opened)) return opened;
      }
      below = isFirstIterable(below, parent) ? (parent.parent ?? parent) : parent;
    }
  }

  /** Opens the scopes of nodes, of which parents come before children; those that were open begin again. */
  open(nodes: readonly SyntaxNode[]): void {
    for (const node of nodes) {
      const kind = scopeKind(node);
      if (kind === undefined || kind === 'module') continue;
      const parent = this.around(node);
      const known = this.#opened.get(node);
      if (known?.parent === parent) {
        if (known instanceof OpenScope) known.reopen();
      } else if (parent instanceof OuterScope && kind === 'class') {
        this.#opened.set(node, new OuterScope('class', node, parent));
      } else this.#opened.set(node, new OpenScope(kind, node, parent));
    }
  }

  /** Drops the scopes of nodes. */
  close(nodes: readonly SyntaxNode[]): void {
    for (const node of nodes) this.#opened.delete(node);
  }

  /** Called when none of them is used any more. */
  end(): void {
    for (const scope of this.#opened.values()) if (scope instanceof OuterScope) scope.end();
  }

  /** Whether a `global` or `nonlocal` of one statement of a class tells where others bind names. */
  get haveDeclarations(): boolean {
    for (const scope of this.#opened.values()) {
      if (!(scope instanceof OuterScope) || scope.kind !== 'class') continue;
      if (scope.globals.size + scope.nonlocals.size > 0) return true;
    }
    return false;
  }
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
