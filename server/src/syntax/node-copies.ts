import type { Language, Tree, TreeCursor } from 'web-tree-sitter';
import type { SyntaxKind } from './kinds';
import { descendants } from './navigate';
import { SyntaxNode, type SyntaxTree } from './node';

/** What the grammar calls its nodes and fields, by the numbers that stand for them in a tree. */
export interface Grammar {
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

export function grammarOf(language: Language): Grammar {
  return {
    types: Array.from(language.types, (kind: string | undefined, id) => ({
      kind: (kind ?? 'ERROR') as SyntaxKind,
      isNamed: language.nodeTypeIsNamed(id),
    })),
    fields: Array.from(language.fields, (name) => name ?? undefined),
  };
}

/** The grammar's module begins with what is first in it, and ends with the text. */
export function moduleNode(tree: SyntaxTree, text: string): SyntaxNode {
  return new SyntaxNode(
    tree,
    undefined,
    'module',
    undefined,
    true,
    false,
    firstIn(text),
    text.length,
    0,
  );
}

/** Where a module with a text begins. */
export function firstIn(text: string): number {
  const blank = text.search(/\S/);
  return blank === -1 ? text.length : blank;
}

/** Puts the nodes of a piece that was parsed behind those that are there, below the first of them. */
export function copyParsed(from: Tree, start: number, nodes: SyntaxNode[], grammar: Grammar): void {
  const cursor = from.walk();
  try {
    copyFrom(cursor, start, nodes, grammar);
  } finally {
    cursor.delete();
  }
}

/**
 * Without the piece's own root. Every question to the cursor goes into WebAssembly and back, which takes most of the time,
 * so that none is asked without need.
 */
function copyFrom(cursor: TreeCursor, start: number, nodes: SyntaxNode[], grammar: Grammar): void {
  const [root] = nodes;
  if (root === undefined) return;
  const { tree } = root;
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
      tree,
      parent,
      kind,
      fieldId === 0 ? undefined : grammar.fields[fieldId],
      isNamed,
      // What was made up has no length.
      startIndex === endIndex && cursor.nodeIsMissing,
      startIndex + start,
      endIndex + start,
      nodes.length,
    );
    parent?.adopt(node);
    nodes.push(node);
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

/**
 * Puts a copy of a node, and of all below it, behind the nodes that are there. What is above it is not told of it.
 *
 * @param shift what is added to the offsets
 * @returns the copy of the node itself
 */
export function copyBelow(
  copied: SyntaxNode,
  parent: SyntaxNode,
  shift: number,
  nodes: SyntaxNode[],
): SyntaxNode {
  const first = nodes.length;
  for (const old of descendants(copied)) {
    const isTop = old === copied;
    const above = isTop ? parent : nodes[first + (old.parent?.index ?? 0) - copied.index];
    const { end, field, isMissing, isNamed, kind, start } = old;
    const [from, to, at] = [start + shift, end + shift, nodes.length];
    const copy = new SyntaxNode(parent.tree, above, kind, field, isNamed, isMissing, from, to, at);
    if (!isTop) above?.adopt(copy);
    nodes.push(copy);
  }
  const copy = nodes[first];
  if (copy === undefined) throw new Error('a node is not among its own descendants');
  return copy;
}
