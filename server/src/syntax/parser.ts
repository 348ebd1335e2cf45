import { Language, Parser, type Tree, type TreeCursor } from 'web-tree-sitter';
import type { SyntaxKind } from './kinds';
import { SyntaxNode, SyntaxTree } from './node';

/** The two WebAssembly modules: the tree-sitter runtime and the Python grammar. */
export interface ParserModules {
  readonly runtime: Uint8Array;
  readonly grammar: Uint8Array;
}

/**
 * Parses Python. The only place that holds WebAssembly objects: the parser's tree is copied into
 * plain nodes and deleted before `parse` returns.
 */
export class PythonParser {
  #parser: Parser | undefined;

  private constructor(private readonly language: Language) {}

  /** Loads the WebAssembly modules, which happens once in a process. */
  static async load(modules: ParserModules): Promise<PythonParser> {
    await Parser.init({ wasmBinary: modules.runtime });
    return new PythonParser(await Language.load(modules.grammar));
  }

  /** Never throws for any text: what is broken in it becomes `ERROR` nodes. */
  parse(text: string): SyntaxTree {
    try {
      return this.#parseOnce(text);
    } catch {
      // After a WebAssembly fault the parser's memory cannot be trusted: one try with a new one.
      this.#parser = undefined;
      return this.#parseOnce(text);
    }
  }

  dispose(): void {
    this.#parser?.delete();
    this.#parser = undefined;
  }

  #parseOnce(text: string): SyntaxTree {
    // The grammar takes no lone carriage return for a line break, as Python does.
    const tree = this.#currentParser().parse(text.replace(/\r(?!\n)/g, '\n'));
    if (tree === null) throw new Error('the parser was cancelled');
    try {
      return new SyntaxTree(text, (owner) => copyNodes(tree, owner, this.language));
    } finally {
      tree.delete();
    }
  }

  #currentParser(): Parser {
    if (this.#parser === undefined) {
      this.#parser = new Parser();
      this.#parser.setLanguage(this.language);
    }
    return this.#parser;
  }
}

function copyNodes(from: Tree, owner: SyntaxTree, language: Language): SyntaxNode[] {
  const cursor = from.walk();
  try {
    return copyFrom(cursor, owner, language);
  } finally {
    cursor.delete();
  }
}

function copyFrom(cursor: TreeCursor, owner: SyntaxTree, language: Language): SyntaxNode[] {
  const nodes: SyntaxNode[] = [];
  let parent: SyntaxNode | undefined;
  for (;;) {
    const fieldId = cursor.currentFieldId;
    const node = new SyntaxNode(
      owner,
      cursor.nodeType as SyntaxKind,
      fieldId === 0 ? undefined : (language.fieldNameForId(fieldId) ?? undefined),
      cursor.nodeIsNamed,
      cursor.nodeIsMissing,
      cursor.startIndex,
      cursor.endIndex,
      nodes.length,
    );
    nodes.push(node);
    if (parent !== undefined) {
      node.parent = parent;
      parent.children.push(node);
    }
    if (cursor.gotoFirstChild()) {
      parent = node;
      continue;
    }
    while (!cursor.gotoNextSibling()) {
      if (!cursor.gotoParent()) return nodes;
      parent = parent?.parent;
    }
  }
}
