import { Language, Parser, type Tree } from 'web-tree-sitter';
import { changeBetween } from '../text/change';
import { type SyntaxNode, SyntaxTree } from './node';
import { copyBelow, copyParsed, type Grammar, grammarOf, moduleNode } from './node-copies';
import { changedPieceStarts, pieceStarts } from './pieces';
import { readNumbersDirectly } from './runtime-memory';
import { takeOver } from './take-over';

/** The two WebAssembly modules: the tree-sitter runtime and the Python grammar. */
export interface ParserModules {
  readonly runtime: Uint8Array;
  readonly grammar: Uint8Array;
}

/** A top-level statement of a text, and what came of it. */
interface Piece {
  /** Where it begins in the text. */
  readonly start: number;
  readonly nodes: readonly SyntaxNode[];
}

/**
 * Parses Python. The only place that holds WebAssembly objects: the parser's tree is copied into
 * plain nodes and deleted before `parse` returns.
 */
export class PythonParser {
  #parser: Parser | undefined;
  /** Where the pieces of each tree begin. */
  readonly #starts = new WeakMap<SyntaxTree, readonly number[]>();

  private readonly grammar: Grammar;

  private constructor(private readonly language: Language) {
    this.grammar = grammarOf(language);
  }

  /** Loads the WebAssembly modules, which happens once in a process. */
  static async load(modules: ParserModules): Promise<PythonParser> {
    const runtime = { wasmBinary: modules.runtime };
    await Parser.init(runtime);
    readNumbersDirectly(runtime);
    return new PythonParser(await Language.load(modules.grammar));
  }

  /**
   * Never throws for any text: what is broken in it becomes `ERROR` nodes. The statements that an earlier tree has too
   * are copied from it instead of being parsed again; what comes of it is the same.
   */
  parse(text: string, before?: SyntaxTree): SyntaxTree {
    return this.#safely(() => {
      const whole = before === undefined ? this.#wholeTree(text) : undefined;
      return whole ?? this.#treeOfPieces(text, before);
    });
  }

  /** Makes the tree of an earlier text that of another one; the nodes of what stayed the same stay, too. */
  update(tree: SyntaxTree, text: string): void {
    const change = changeBetween(tree.text, text);
    if (change === undefined) return;
    const earlier = this.#starts.get(tree) ?? [0];
    const code = codeOf(text);
    const { sameBefore, sameBehind, starts } = changedPieceStarts(code, earlier, change);
    const changed = [...starts, code.length].slice(sameBefore, starts.length - sameBehind + 1);
    // All that can fail is done before the first node becomes another.
    const fresh = this.#safely(
      () => new SyntaxTree(text, (owner) => this.#nodesOfPieces(code, changed, owner)),
    );
    const from = earlier[sameBefore] ?? 0;
    const to = earlier[earlier.length - sameBehind] ?? Number.POSITIVE_INFINITY;
    takeOver(tree, fresh, { from, to }, change);
    this.#starts.set(tree, starts);
  }

  dispose(): void {
    this.#parser?.delete();
    this.#parser = undefined;
  }

  /** After a WebAssembly fault the parser's memory cannot be trusted: one try with a new one. */
  #safely<Result>(parse: () => Result): Result {
    try {
      return parse();
    } catch {
      this.#parser = undefined;
      return parse();
    }
  }

  /**
   * A file without errors is the same in one piece, which is faster where nothing of it is known. The grammar reads some
   * statements over the end of a line that Python does not; these are left to the pieces.
   */
  #wholeTree(text: string): SyntaxTree | undefined {
    const code = codeOf(text);
    const parsed = this.#parsed(code);
    try {
      if (parsed.rootNode.hasError) return undefined;
      const tree = new SyntaxTree(text, (owner) => {
        const nodes = [moduleNode(owner, text)];
        copyParsed(parsed, 0, nodes, this.grammar);
        return nodes;
      });
      const starts = pieceStarts(code);
      if (!areApart(tree, starts)) return undefined;
      this.#starts.set(tree, starts);
      return tree;
    } finally {
      parsed.delete();
    }
  }

  #treeOfPieces(text: string, before: SyntaxTree | undefined): SyntaxTree {
    const code = codeOf(text);
    const starts = pieceStarts(code);
    const known = before === undefined ? undefined : this.#piecesOf(before);
    const tree = new SyntaxTree(text, (owner) =>
      this.#nodesOfPieces(code, [...starts, code.length], owner, known),
    );
    this.#starts.set(tree, starts);
    return tree;
  }

  /**
   * @param starts where the pieces begin, and where the last one ends
   * @param known pieces that need not be parsed again, by their texts
   */
  #nodesOfPieces(
    code: string,
    starts: readonly number[],
    tree: SyntaxTree,
    known?: ReadonlyMap<string, Piece>,
  ): SyntaxNode[] {
    const root = moduleNode(tree, code);
    const nodes = [root];
    for (const [i, start] of starts.slice(0, -1).entries()) {
      const piece = code.slice(start, starts[i + 1]);
      const same = known?.get(piece);
      if (same === undefined) this.#parsePiece(piece, start, nodes);
      for (const copied of same?.nodes ?? []) {
        const copy = copyBelow(copied, root, start - (same?.start ?? 0), nodes);
        root.adopt(copy);
      }
    }
    return nodes;
  }

  /** The pieces of a tree by their texts; of those that are alike, one. */
  #piecesOf(tree: SyntaxTree): ReadonlyMap<string, Piece> {
    const pieces = new Map<string, Piece>();
    const code = codeOf(tree.text);
    const { children } = tree.root;
    const starts = this.#starts.get(tree) ?? [];
    let child = 0;
    for (const [i, start] of starts.entries()) {
      const end = starts[i + 1] ?? code.length;
      const first = child;
      while ((children[child]?.start ?? end) < end) child++;
      pieces.set(code.slice(start, end), { start, nodes: children.slice(first, child) });
    }
    return pieces;
  }

  #parsePiece(piece: string, start: number, nodes: SyntaxNode[]): void {
    const parsed = this.#parsed(piece);
    try {
      copyParsed(parsed, start, nodes, this.grammar);
    } finally {
      parsed.delete();
    }
  }

  /** To be deleted by the caller. */
  #parsed(code: string): Tree {
    const tree = this.#currentParser().parse(code);
    if (tree === null) throw new Error('the parser was cancelled');
    return tree;
  }

  #currentParser(): Parser {
    if (this.#parser === undefined) {
      this.#parser = new Parser();
      this.#parser.setLanguage(this.language);
    }
    return this.#parser;
  }
}

/** The grammar takes no lone carriage return for a line break, as Python does. */
function codeOf(text: string): string {
  return text.includes('\r') ? text.replace(/\r(?!\n)/g, '\n') : text;
}

/** False where a statement lies in more than one piece. */
function areApart({ root }: SyntaxTree, starts: readonly number[]): boolean {
  let next = 0;
  for (const { end, start } of root.children) {
    while ((starts[next] ?? Number.POSITIVE_INFINITY) <= start) next++;
    if (end > (starts[next] ?? Number.POSITIVE_INFINITY)) return false;
  }
  return true;
}
