import { remembered } from '../text/remembered';
import type { SyntaxKind } from './kinds';
import type { SyntaxNode, SyntaxTree } from './node';

/**
 * A part of a file that can be looked at by itself. It is one of
 *
 * - a function definition with its decorators, wherever it stands outside of functions, and all within;
 * - a simple statement outside of functions, or a place that the parser could make nothing of;
 * - the header of a class or of a compound statement outside of functions: all of it that stands in none
 *   of its blocks, such as decorators, bases, conditions, patterns and the words of all its clauses.
 *
 * Comments between statements belong to the unit before them; those at the beginning of a file are a unit.
 * Every named node is in exactly one unit, except for containers, which are in none: the module, and the
 * blocks of statements that are taken apart.
 */
export interface Unit {
  readonly tree: SyntaxTree;
  /** The named nodes, in source order. Those of a header have other units between them. */
  readonly nodes: readonly SyntaxNode[];
}

/** The units of a file, in the order in which they begin. */
export function unitsOf(tree: SyntaxTree): readonly Unit[] {
  return divided(tree).units;
}

/** The unit that a node or token belongs to; undefined for a container. */
export function unitOf(node: SyntaxNode): Unit | undefined {
  return divided(node.tree).unitAt[node.index];
}

interface OpenUnit extends Unit {
  readonly nodes: SyntaxNode[];
}

interface Division {
  readonly units: readonly Unit[];
  /** By the nodes' index. */
  readonly unitAt: readonly (Unit | undefined)[];
}

const divided = remembered((tree: SyntaxTree): Division => {
  const units: OpenUnit[] = [];
  const unitAt: (OpenUnit | undefined)[] = [];
  const containers = new Set<SyntaxNode>([tree.root]);
  const takenApart = new Set<SyntaxNode>();
  let last: OpenUnit | undefined;
  // Parents come before children.
  for (const node of tree.nodes) {
    const { parent } = node;
    const isBlock = isBlockOfHeader(node, takenApart);
    if (isBlock) containers.add(node);
    if (isBlock || parent === undefined) {
      unitAt.push(undefined);
      continue;
    }
    const isInContainer = containers.has(parent);
    let unit = isInContainer ? last : unitAt[parent.index];
    if (unit === undefined || (isInContainer && isStatementOrError(node))) {
      unit = { tree, nodes: [] };
      units.push(unit);
    }
    const isPart = isInContainer ? hasBlocks(node) : takenApart.has(parent) && isClause(node);
    if (isPart) takenApart.add(node);
    if (node.isNamed) unit.nodes.push(node);
    unitAt.push(unit);
    last = unit;
  }
  return { units, unitAt };
});

/** What is between statements and is none: comments, semicolons, marks of lines that go on. */
function isStatementOrError(node: SyntaxNode): boolean {
  return node.isNamed && node.kind !== 'comment' && node.kind !== 'line_continuation';
}

const compoundStatements: ReadonlySet<SyntaxKind> = new Set<SyntaxKind>([
  'class_definition',
  'for_statement',
  'if_statement',
  'match_statement',
  'try_statement',
  'while_statement',
  'with_statement',
]);

/** True for a statement with statements in it that are units of their own. */
function hasBlocks(statement: SyntaxNode): boolean {
  const { kind } = statement;
  if (kind !== 'decorated_definition') return compoundStatements.has(kind);
  return statement.child('definition')?.kind === 'class_definition';
}

const clauses: ReadonlySet<SyntaxKind> = new Set<SyntaxKind>([
  'case_clause',
  'elif_clause',
  'else_clause',
  'except_clause',
  'finally_clause',
]);

/** What belongs to a header and holds blocks itself. */
function isClause(node: SyntaxNode): boolean {
  if (clauses.has(node.kind) || isBlockOfCases(node)) return true;
  return node.kind === 'class_definition' && node.parent?.kind === 'decorated_definition';
}

function isBlockOfHeader(node: SyntaxNode, takenApart: ReadonlySet<SyntaxNode>): boolean {
  const { kind, parent } = node;
  return (
    kind === 'block' && parent !== undefined && takenApart.has(parent) && !isBlockOfCases(node)
  );
}

/** In it stand clauses, not statements. */
function isBlockOfCases(node: SyntaxNode): boolean {
  return node.kind === 'block' && node.parent?.kind === 'match_statement';
}
