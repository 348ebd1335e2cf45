import type { TextRange } from '../text/range';
import type { SyntaxKind } from './kinds';

/** The whole of one parsed text: what every node of it shares. */
export class SyntaxTree {
  /** Every node, in the order of their starts, parents before children. */
  readonly nodes: readonly SyntaxNode[];
  #isBroken: boolean | undefined;

  /** The nodes are told their tree while they are made. */
  constructor(
    readonly text: string,
    nodesOf: (tree: SyntaxTree) => readonly SyntaxNode[],
  ) {
    this.nodes = nodesOf(this);
  }

  /** True where the parser could make nothing of some of the text. */
  get isBroken(): boolean {
    this.#isBroken ??= this.nodes.some((node) => node.kind === 'ERROR');
    return this.#isBroken;
  }

  get root(): SyntaxNode {
    const [root] = this.nodes;
    if (root === undefined) throw new Error('the parser returned a tree without a root');
    return root;
  }
}

/** Stays empty: `adopt` never adds to it. */
const childless: SyntaxNode[] = [];

/**
 * A node of the concrete syntax tree, with the kinds and fields of tree-sitter-python. It is plain
 * data copied out of WebAssembly memory: it outlives the parser's tree and never has to be deleted.
 * Offsets are UTF-16 code units.
 */
export class SyntaxNode implements TextRange {
  parent: SyntaxNode | undefined = undefined;
  /** In the order of their starts. Most nodes have none, and share one list that stays empty. */
  children: SyntaxNode[] = childless;
  #parts: SyntaxNode[] | undefined = undefined;

  constructor(
    /** The tree that the node belongs to. */
    readonly tree: SyntaxTree,
    readonly kind: SyntaxKind,
    readonly field: string | undefined,
    readonly isNamed: boolean,
    /** True for a token that the parser made up to recover from an error. */
    readonly isMissing: boolean,
    readonly start: number,
    readonly end: number,
    /** Position in `SyntaxTree.nodes`. */
    readonly index: number,
  ) {}

  /** Takes a node for its last child, while the tree is made. */
  adopt(child: SyntaxNode): void {
    child.parent = this;
    if (this.children === childless) this.children = [child];
    else this.children.push(child);
  }

  get text(): string {
    return this.tree.text.slice(this.start, this.end);
  }

  /** The named children without comments and line continuations: what the node is made of. */
  get parts(): readonly SyntaxNode[] {
    this.#parts ??= this.children.filter(
      (child) => child.isNamed && child.kind !== 'comment' && child.kind !== 'line_continuation',
    );
    return this.#parts;
  }

  /** The first child in a field of the grammar, such as `function` of a `call`. */
  child(field: string): SyntaxNode | undefined {
    // Asked for more often than anything else: a closure for each question would be felt.
    for (const child of this.children) if (child.field === field) return child;
    return undefined;
  }

  childrenIn(field: string): SyntaxNode[] {
    return this.children.filter((child) => child.field === field);
  }

  /** The first child of a kind. */
  part(kind: SyntaxKind): SyntaxNode | undefined {
    return this.children.find((child) => child.kind === kind);
  }
}
