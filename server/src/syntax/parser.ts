import { Language, Parser, type Tree, type TreeCursor } from 'web-tree-sitter';
import type { SyntaxKind } from './kinds';
import { SyntaxNode, SyntaxTree } from './node';
import { pieceStarts } from './pieces';
import { readNumbersDirectly } from './runtime-memory';

/** The two WebAssembly modules: the tree-sitter runtime and the Python grammar. */
export interface ParserModules {
  readonly runtime: Uint8Array;
  readonly grammar: Uint8Array;
}

/** A top-level statement of a text, and the nodes that came of it. */
interface Piece {
  /** Where it begins in the text. */
  readonly start: number;
  /** The position of its first node in `SyntaxTree.nodes`, and that behind its last one. */
  readonly firstNode: number;
  readonly endNode: number;
}

/**
 * Parses Python. The only place that holds WebAssembly objects: the parser's tree is copied into
 * plain nodes and deleted before `parse` returns.
 */
export class PythonParser {
  #parser: Parser | undefined;
  /** The pieces of each tree by their texts; of those that are alike, one. */
  readonly #pieces = new WeakMap<SyntaxTree, ReadonlyMap<string, Piece>>();

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
   * are taken from it instead of being parsed again; what comes of it is the same.
   */
  parse(text: string, before?: SyntaxTree): SyntaxTree {
    try {
      return this.#parseOnce(text, before);
    } catch {
      // After a WebAssembly fault the parser's memory cannot be trusted: one try with a new one.
      this.#parser = undefined;
      return this.#parseOnce(text, before);
    }
  }

  dispose(): void {
    this.#parser?.delete();
    this.#parser = undefined;
  }

  #parseOnce(text: string, before: SyntaxTree | undefined): SyntaxTree {
    const whole = before === undefined ? this.#wholeTree(text) : undefined;
    return whole ?? this.#treeOfPieces(text, before);
  }

  /**
   * A file without errors is the same in one piece, which is faster where nothing of it is known. The grammar reads some
   * statements over the end of a line that Python does not; these are left to the pieces.
   */
  #wholeTree(text: string): SyntaxTree | undefined {
    const parsed = this.#parsed(codeOf(text));
    try {
      if (parsed.rootNode.hasError) return undefined;
      const tree = new SyntaxTree(text, (owner) => {
        const nodes = [moduleNode(owner)];
        copyNodes(parsed, 0, nodes, this.grammar);
        return nodes;
      });
      const pieces = findPieces(tree);
      if (pieces !== undefined) this.#pieces.set(tree, pieces);
      return pieces === undefined ? undefined : tree;
    } finally {
      parsed.delete();
    }
  }

  #treeOfPieces(text: string, before: SyntaxTree | undefined): SyntaxTree {
    const code = codeOf(text);
    const known = before === undefined ? undefined : this.#pieces.get(before);
    const pieces = new Map<string, Piece>();
    const tree = new SyntaxTree(text, (owner) => {
      const nodes = [moduleNode(owner)];
      for (const { piece, start } of piecesIn(code)) {
        const firstNode = nodes.length;
        const same = known?.get(piece);
        if (before !== undefined && same !== undefined) copyPiece(before, same, start, nodes);
        else this.#parsePiece(piece, start, nodes);
        pieces.set(piece, { start, firstNode, endNode: nodes.length });
      }
      return nodes;
    });
    this.#pieces.set(tree, pieces);
    return tree;
  }

  #parsePiece(piece: string, start: number, nodes: SyntaxNode[]): void {
    const parsed = this.#parsed(piece);
    try {
      copyNodes(parsed, start, nodes, this.grammar);
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

/** What the grammar calls its nodes and fields, by the numbers that stand for them in a tree. */
interface Grammar {
  readonly types: readonly NodeType[];
  readonly fields: readonly (string | undefined)[];
}

interface NodeType {
  readonly kind: SyntaxKind;
  readonly isNamed: boolean;
}

/** The one type that is in no grammar. */
const errorType: NodeType = { kind: 'ERROR', isNamed: true };

/** Of the named nodes that have no parts, those that a file has most of. */
const tokens: ReadonlySet<SyntaxKind> = new Set([
  'comment',
  'float',
  'identifier',
  'integer',
  'string_end',
  'string_start',
]);

function grammarOf(language: Language): Grammar {
  return {
    types: Array.from(language.types, (kind: string | undefined, id) => ({
      kind: (kind ?? 'ERROR') as SyntaxKind,
      isNamed: language.nodeTypeIsNamed(id),
    })),
    fields: Array.from(language.fields, (name) => name ?? undefined),
  };
}

/** The grammar takes no lone carriage return for a line break, as Python does. */
function codeOf(text: string): string {
  return text.replace(/\r(?!\n)/g, '\n');
}

/** The grammar's module begins with what is first in it, and ends with the text. */
function moduleNode(owner: SyntaxTree): SyntaxNode {
  const { text } = owner;
  const blank = text.search(/\S/);
  const start = blank === -1 ? text.length : blank;
  return new SyntaxNode(owner, 'module', undefined, true, false, start, text.length, 0);
}

function* piecesIn(code: string): Generator<{ readonly piece: string; readonly start: number }> {
  const starts = pieceStarts(code);
  for (const [i, start] of starts.entries()) {
    yield { piece: code.slice(start, starts[i + 1] ?? code.length), start };
  }
}

/** Undefined where a statement lies in more than one of them. */
function findPieces({ nodes, root, text }: SyntaxTree): Map<string, Piece> | undefined {
  const pieces = new Map<string, Piece>();
  let child = 0;
  for (const { piece, start } of piecesIn(codeOf(text))) {
    const firstNode = root.children[child]?.index ?? nodes.length;
    const end = start + piece.length;
    for (let at = root.children[child]; at !== undefined && at.start < end; ) {
      if (at.end > end) return undefined;
      at = root.children[++child];
    }
    const endNode = root.children[child]?.index ?? nodes.length;
    pieces.set(piece, { start, firstNode, endNode });
  }
  return pieces;
}

function copyNodes(from: Tree, start: number, nodes: SyntaxNode[], grammar: Grammar): void {
  const cursor = from.walk();
  try {
    copyFrom(cursor, start, nodes, grammar);
  } finally {
    cursor.delete();
  }
}

/**
 * Puts the nodes of a piece behind those that are there, below the root, without the piece's own root. Every question to
 * the cursor goes into WebAssembly and back, which takes most of the time, so that none is asked without need.
 */
function copyFrom(cursor: TreeCursor, start: number, nodes: SyntaxNode[], grammar: Grammar): void {
  const [root] = nodes;
  if (root === undefined) return;
  let parent: SyntaxNode | undefined = root;
  // A piece of which nothing could be made is an error as a whole.
  if (cursor.nodeType === 'module' && !cursor.gotoFirstChild()) return;
  for (;;) {
    const type = cursor.nodeTypeId;
    const { isNamed, kind } = grammar.types[type] ?? errorType;
    const fieldId = cursor.currentFieldId;
    const startIndex = cursor.startIndex;
    const endIndex = cursor.endIndex;
    const node = new SyntaxNode(
      root.tree,
      kind,
      fieldId === 0 ? undefined : grammar.fields[fieldId],
      isNamed,
      // What was made up has no length.
      startIndex === endIndex && cursor.nodeIsMissing,
      startIndex + start,
      endIndex + start,
      nodes.length,
    );
    add(node, parent, nodes);
    const isToken = isNamed ? tokens.has(kind) : endIndex - startIndex <= 1;
    if (!isToken && cursor.gotoFirstChild()) {
      parent = node;
      continue;
    }
    while (!cursor.gotoNextSibling()) {
      if (!cursor.gotoParent() || parent === root) return;
      parent = parent?.parent;
    }
  }
}

/** Puts the nodes of a piece of another tree behind those that are there. */
function copyPiece(from: SyntaxTree, piece: Piece, start: number, nodes: SyntaxNode[]): void {
  const [root] = nodes;
  if (root === undefined) return;
  const shift = start - piece.start;
  const further = nodes.length - piece.firstNode;
  for (let at = piece.firstNode; at < piece.endNode; at++) {
    const old = from.nodes[at];
    if (old === undefined) continue;
    const node = new SyntaxNode(
      root.tree,
      old.kind,
      old.field,
      old.isNamed,
      old.isMissing,
      old.start + shift,
      old.end + shift,
      nodes.length,
    );
    const above = old.parent?.index ?? 0;
    add(node, above === 0 ? root : nodes[above + further], nodes);
  }
}

function add(node: SyntaxNode, parent: SyntaxNode | undefined, nodes: SyntaxNode[]): void {
  nodes.push(node);
  parent?.adopt(node);
}
