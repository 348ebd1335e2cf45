import type { TextRange } from '../text/range';
import { ChangingSource, reading } from '../text/reading';
import { remembered } from '../text/remembered';
import { replaceRange } from '../text/replace-range';
import { settled } from '../text/settled';
import { type Cell, cellIn } from './cell';
import type { SyntaxKind } from './kinds';

/**
 * The whole of one parsed text: what every node of it shares. When the text is edited it becomes the tree of the new one,
 * which is noted by who reads it as a whole.
 */
export class SyntaxTree extends ChangingSource {
  #text: string;
  readonly #nodes: SyntaxNode[];
  /** Undefined until somebody asks. */
  #asides: readonly SyntaxNode[] | undefined;

  /** The nodes are told their tree while they are made. */
  constructor(text: string, nodesOf: (tree: SyntaxTree) => SyntaxNode[]) {
    super();
    this.#text = text;
    this.#nodes = nodesOf(this);
  }

  /**
   * Called when the text has become another one.
   *
   * @param replaced the positions of the nodes that others stand in the place of
   */
  become(
    text: string,
    replaced: { readonly from: number; readonly to: number },
    nodes: readonly SyntaxNode[],
    asides: readonly SyntaxNode[],
    revision: number,
  ): void {
    this.#text = text;
    replaceRange(this.#nodes, replaced, nodes);
    this.#asides = asides;
    this.changeAt(revision);
  }

  get text(): string {
    reading.note(this);
    return this.#text;
  }

  /** Every node, in the order of their starts, parents before children. */
  get nodes(): readonly SyntaxNode[] {
    reading.note(this);
    return this.#nodes;
  }

  /** What can stand between any two tokens: comments, line continuations, errors and tokens that were made up; in order. */
  get asides(): readonly SyntaxNode[] {
    reading.note(this);
    this.#asides ??= this.#nodes.filter(isAside);
    return this.#asides;
  }

  /** True where the parser could make nothing of some of the text. */
  get isBroken(): boolean {
    return brokenness(this)();
  }

  get root(): SyntaxNode {
    const [root] = this.#nodes;
    if (root === undefined) throw new Error('the parser returned a tree without a root');
    return root;
  }

  /** What stands at a position of `nodes`. */
  nodeAt(index: number): SyntaxNode | undefined {
    const node = this.#nodes[index];
    if (node !== undefined) reading.note(node.cell);
    return node;
  }

  /** A part of the text, for who has said what he reads. */
  textBetween(start: number, end: number): string {
    return this.#text.slice(start, end);
  }
}

const brokenness = remembered((tree: SyntaxTree) =>
  settled(() => tree.asides.some((node) => node.kind === 'ERROR')),
);

/** True for a node that is among the asides of its tree. */
export function isAside({ isMissing, kind }: SyntaxNode): boolean {
  return isMissing || kind === 'ERROR' || kind === 'comment' || kind === 'line_continuation';
}

/** Stays empty: `adopt` never adds to it. */
const childless: SyntaxNode[] = [];

/**
 * A node of the concrete syntax tree, with the kinds and fields of tree-sitter-python. It is plain
 * data copied out of WebAssembly memory: it outlives the parser's tree and never has to be deleted.
 *
 * When a text is edited, the nodes of what stayed the same become those of the new tree. They keep what they are and what
 * is around them; what is read of them through `children`, `text` and the like can change, and is noted.
 */
export class SyntaxNode implements TextRange {
  /** The function whose body it belongs to; decorators and defaults belong to the outer one. */
  readonly functionAround: SyntaxNode | undefined;
  /** The part of the file that it changes with. */
  readonly cell: Cell;
  #children: SyntaxNode[] = childless;
  #parts: readonly SyntaxNode[] | undefined = undefined;
  #start: number;
  #end: number;
  #index: number;

  constructor(
    tree: SyntaxTree,
    readonly parent: SyntaxNode | undefined,
    readonly kind: SyntaxKind,
    readonly field: string | undefined,
    readonly isNamed: boolean,
    /** True for a token that the parser made up to recover from an error. */
    readonly isMissing: boolean,
    start: number,
    end: number,
    index: number,
  ) {
    const isBody =
      field === 'body' && (parent?.kind === 'function_definition' || parent?.kind === 'lambda');
    this.functionAround = isBody ? parent : parent?.functionAround;
    this.cell = cellIn(parent, kind, tree);
    const { origin } = this.cell;
    this.#start = start - origin.offset;
    this.#end = end - origin.offset;
    this.#index = index - origin.index;
  }

  /** In UTF-16 code units, as the end. */
  get start(): number {
    return this.#start + this.cell.origin.offset;
  }

  get end(): number {
    return this.#end + this.cell.origin.offset;
  }

  /** Position in `SyntaxTree.nodes`. */
  get index(): number {
    return this.#index + this.cell.origin.index;
  }

  /** Called when a tree takes over its nodes, as `putAt`. */
  spread(start: number, end: number): void {
    const { offset } = this.cell.origin;
    this.#start = start - offset;
    this.#end = end - offset;
  }

  putAt(index: number): void {
    this.#index = index - this.cell.origin.index;
  }

  /** The tree that the node belongs to. */
  get tree(): SyntaxTree {
    return this.cell.tree;
  }

  /** In the order of their starts. Most nodes have none, and share one list that stays empty. */
  get children(): readonly SyntaxNode[] {
    reading.note(this.cell);
    return this.#children;
  }

  /** Takes a node for its last child, while the tree is made. */
  adopt(child: SyntaxNode): void {
    if (this.#children === childless) this.#children = [child];
    else this.#children.push(child);
  }

  /** Puts others in the place of its children, when a tree takes over its nodes. */
  exchangeChildren(children: SyntaxNode[]): void {
    this.#children = children;
    this.#parts = undefined;
  }

  get text(): string {
    const { cell } = this;
    reading.note(cell);
    // What is written in other cells is of its text, too.
    if (this.mayHoldCells) return cell.tree.text.slice(this.start, this.end);
    return cell.tree.textBetween(this.start, this.end);
  }

  /** Whether there may be nodes of other cells below it. */
  get mayHoldCells(): boolean {
    return this.cell.kind !== 'body' && holdersOfBlocks.has(this.kind);
  }

  /** The named children without comments and line continuations: what the node is made of. */
  get parts(): readonly SyntaxNode[] {
    reading.note(this.cell);
    this.#parts ??= this.#children.filter(
      (child) => child.isNamed && child.kind !== 'comment' && child.kind !== 'line_continuation',
    );
    return this.#parts;
  }

  /** The first child in a field of the grammar, such as `function` of a `call`. */
  child(field: string): SyntaxNode | undefined {
    reading.note(this.cell);
    // Asked for more often than anything else: a closure for each question would be felt.
    for (const child of this.#children) if (child.field === field) return child;
    return undefined;
  }

  childrenIn(field: string): SyntaxNode[] {
    return this.children.filter((child) => child.field === field);
  }

  /** The position in the tree's nodes behind the node and all below it, which is not read for that. */
  get indexBehind(): number {
    let last: SyntaxNode = this;
    for (;;) {
      const below = last.#children.at(-1);
      if (below === undefined) return last.index + 1;
      last = below;
    }
  }

  /** The first child of a kind. */
  part(kind: SyntaxKind): SyntaxNode | undefined {
    return this.children.find((child) => child.kind === kind);
  }
}

const holdersOfBlocks: ReadonlySet<SyntaxKind> = new Set<SyntaxKind>([
  'block',
  'case_clause',
  'class_definition',
  'decorated_definition',
  'elif_clause',
  'else_clause',
  'ERROR',
  'except_clause',
  'finally_clause',
  'for_statement',
  'function_definition',
  'if_statement',
  'match_statement',
  'module',
  'try_statement',
  'while_statement',
  'with_statement',
]);
