import { remembered } from '../text/remembered';
import { walk } from './navigate';
import type { SyntaxNode, SyntaxTree } from './node';

/**
 * A part of a file that can be looked at by itself. It is one of
 *
 * - a function definition with its decorators, wherever it stands outside of functions, and all within;
 * - a simple statement outside of functions, or a place that the parser could make nothing of;
 * - the header of a class or of a compound statement outside of functions: all of it that stands in none
 *   of its blocks, such as decorators, bases, conditions, patterns and the words of all its clauses.
 *
 * Every named node is in exactly one unit, except for those that are in none: the module and the blocks of statements that
 * are taken apart, and comments between statements.
 *
 * When a file is edited, a unit stays the same one for as long as its statement does.
 */
export interface Unit {
  readonly statement: SyntaxNode;
  /** The named nodes, in source order. Those of a header have other units between them. */
  readonly nodes: readonly SyntaxNode[];
}

/** The units of a file, in the order in which they begin. */
export const unitsOf = remembered((tree: SyntaxTree): readonly Unit[] => {
  const units: Unit[] = [];
  // What is still to be looked at, the next one last.
  const open: SyntaxNode[] = [tree.root];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (node.cell.kind === 'statement') units.push(unitWith(node));
    const inner =
      node.cell.kind === 'list' ? node.children.filter(isStatementOrError) : listsIn(node);
    for (let i = inner.length - 1; i >= 0; i--) {
      const next = inner[i];
      if (next !== undefined) open.push(next);
    }
  }
  return units;
});

/** The unit that a node or token belongs to; undefined for a container, and for what stands between statements. */
export function unitOf(node: SyntaxNode): Unit | undefined {
  if (node.cell.kind === 'list') return undefined;
  let top = node;
  while (top.parent !== undefined && top.parent.cell.kind !== 'list') top = top.parent;
  return isStatementOrError(top) ? unitWith(top) : undefined;
}

const unitWith = remembered((statement: SyntaxNode): Unit => new StatementUnit(statement));

class StatementUnit implements Unit {
  constructor(readonly statement: SyntaxNode) {}

  get nodes(): readonly SyntaxNode[] {
    return nodesIn(this.statement);
  }
}

const nodesIn = remembered((statement: SyntaxNode): readonly SyntaxNode[] => {
  const nodes: SyntaxNode[] = [];
  walk(statement, (node) => {
    if (node.cell.kind === 'list') return false;
    if (node.isNamed) nodes.push(node);
    return true;
  });
  return nodes;
});

/** The blocks of a statement that are taken apart, in source order. */
function listsIn(statement: SyntaxNode): readonly SyntaxNode[] {
  const lists: SyntaxNode[] = [];
  walk(statement, (node) => {
    if (node === statement) return true;
    if (node.cell.kind === 'list') lists.push(node);
    return node.cell.kind !== 'list' && node.mayHoldCells;
  });
  return lists;
}

/** What is between statements and is none: comments, semicolons, marks of lines that go on. */
function isStatementOrError(node: SyntaxNode): boolean {
  return node.isNamed && node.kind !== 'comment' && node.kind !== 'line_continuation';
}
