import type { TextRange } from '../text/range';
import { remembered } from '../text/remembered';
import type { SyntaxKind } from './kinds';
import type { SyntaxNode, SyntaxTree } from './node';

/** The node's ancestors from its parent outwards. */
export function* ancestors(node: SyntaxNode): Generator<SyntaxNode> {
  for (let above = node.parent; above !== undefined; above = above.parent) yield above;
}

export function nearestAncestor(
  node: SyntaxNode,
  ...kinds: readonly SyntaxKind[]
): SyntaxNode | undefined {
  // Asked for very often: a generator would be felt.
  for (let above = node.parent; above !== undefined; above = above.parent) {
    if (kinds.includes(above.kind)) return above;
  }
  return undefined;
}

export function isInside(node: SyntaxNode, outer: SyntaxNode): boolean {
  // Most nodes lie elsewhere, which their offsets tell without a climb.
  if (node.start < outer.start || node.end > outer.end) return false;
  for (let at: SyntaxNode | undefined = node; at !== undefined; at = at.parent) {
    if (at === outer) return true;
  }
  return false;
}

/**
 * The node and all below it in source order. `enters` says whether to go below a node; without it
 * everything is visited. A tree's nodes are in this order themselves, so that nothing has to climb.
 */
export function descendants(
  node: SyntaxNode,
  enters?: (node: SyntaxNode) => boolean,
): IterableIterator<SyntaxNode> {
  return new Descendants(node, enters);
}

/** Rules go through millions of nodes in this way: a generator, or an object for each result, would be felt. */
class Descendants implements IterableIterator<SyntaxNode> {
  // It is its own result.
  done = false;
  value: SyntaxNode | undefined = undefined;
  readonly #end: number;
  readonly #tree: SyntaxTree;

  constructor(
    private readonly top: SyntaxNode,
    private readonly enters: ((node: SyntaxNode) => boolean) | undefined,
  ) {
    this.#end = top.indexBehind;
    this.#tree = top.tree;
  }

  [Symbol.iterator](): this {
    return this;
  }

  next(): IteratorResult<SyntaxNode> {
    const at = this.#next();
    this.value = at < this.#end ? this.#tree.nodeAt(at) : undefined;
    this.done = this.value === undefined;
    return this as IteratorResult<SyntaxNode>;
  }

  #next(): number {
    const { enters, top, value } = this;
    if (value === undefined) return this.done ? this.#end : top.index;
    const isLeftOut = value !== top && enters?.(value) === false;
    return isLeftOut ? value.indexBehind : value.index + 1;
  }
}

/**
 * Visits a node and all below it in source order, but for what lies below those that `visit` is false for. Unlike
 * `descendants` it goes from node to node, also where nodes have no number yet, and reads only those that it enters.
 */
export function walk(top: SyntaxNode, visit: (node: SyntaxNode) => boolean): void {
  // Without recursion, since nesting is unbounded. The next one to visit is the last.
  const open = [top];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (!visit(node)) continue;
    const { children } = node;
    for (let i = children.length - 1; i >= 0; i--) {
      const child = children[i];
      if (child !== undefined) open.push(child);
    }
  }
}

/** For nodes of one tree. */
export function inSourceOrder(one: SyntaxNode, other: SyntaxNode): number {
  return one.index - other.index;
}

/** What runs when the node runs: nested functions, classes and lambdas are yielded but not entered. */
export function ownCode(node: SyntaxNode): IterableIterator<SyntaxNode> {
  return descendants(node, (inner) => !isNewScope(inner));
}

export function isNewScope(node: SyntaxNode): boolean {
  return (
    node.kind === 'function_definition' ||
    node.kind === 'lambda' ||
    node.kind === 'class_definition'
  );
}

const simpleStatements: ReadonlySet<SyntaxKind> = new Set<SyntaxKind>([
  'assert_statement',
  'break_statement',
  'continue_statement',
  'delete_statement',
  'exec_statement',
  'expression_statement',
  'future_import_statement',
  'global_statement',
  'import_from_statement',
  'import_statement',
  'nonlocal_statement',
  'pass_statement',
  'print_statement',
  'raise_statement',
  'return_statement',
  'type_alias_statement',
]);

const compoundStatements: ReadonlySet<SyntaxKind> = new Set<SyntaxKind>([
  'class_definition',
  'decorated_definition',
  'for_statement',
  'function_definition',
  'if_statement',
  'match_statement',
  'try_statement',
  'while_statement',
  'with_statement',
]);

export function isStatement(node: SyntaxNode): boolean {
  if (node.parent?.kind === 'decorated_definition') return false;
  return simpleStatements.has(node.kind) || compoundStatements.has(node.kind);
}

export function isSimpleStatement(node: SyntaxNode): boolean {
  return simpleStatements.has(node.kind);
}

/** The innermost statement that holds the node, the node itself included. */
export function statementOf(node: SyntaxNode): SyntaxNode | undefined {
  if (isStatement(node)) return node;
  for (const above of ancestors(node)) if (isStatement(above)) return above;
  return undefined;
}

/** The function whose body the node belongs to; decorators and defaults belong to the outer one. */
export function enclosingFunction(node: SyntaxNode): SyntaxNode | undefined {
  return node.functionAround;
}

/** `async def`, `async with` and `async for`. */
export function isAsync(statement: SyntaxNode): boolean {
  return statement.part('async') !== undefined;
}

/** The class whose body directly holds a function definition. */
export function enclosingClass(definition: SyntaxNode): SyntaxNode | undefined {
  const outer = definition.parent?.kind === 'decorated_definition' ? definition.parent : definition;
  const block = outer.parent;
  return block?.kind === 'block' && block.parent?.kind === 'class_definition'
    ? block.parent
    : undefined;
}

/** The statements of a block or module, without comments. */
export function statementsOf(block: SyntaxNode | undefined): readonly SyntaxNode[] {
  return block === undefined ? [] : statementsOfBlock(block);
}

const statementsOfBlock = remembered((block: SyntaxNode): readonly SyntaxNode[] =>
  block.parts.filter(isStatement),
);

/** The expression inside any number of parentheses. */
export function withoutParentheses(node: SyntaxNode): SyntaxNode {
  let inner = node;
  while (inner.kind === 'parenthesized_expression' && inner.parts[0] !== undefined) {
    inner = inner.parts[0];
  }
  return inner;
}

/** The smallest node that covers a range. */
export function nodeAt(tree: SyntaxTree, range: TextRange): SyntaxNode {
  let node = tree.root;
  for (;;) {
    const inner = node.children.find(
      (child) => child.start <= range.start && range.end <= child.end && child.end > child.start,
    );
    if (inner === undefined) return node;
    node = inner;
  }
}
