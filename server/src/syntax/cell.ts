import { ChangingSource } from '../text/reading';
import type { SyntaxKind } from './kinds';
import type { SyntaxTree } from './node';

/** What a cell is of: which statements there are in a list of them, one of these, or the body of a function. */
type CellKind = 'list' | 'statement' | 'body';

/**
 * Where a top-level statement begins to count: its nodes stand at so many code units and at such a position of
 * `SyntaxTree.nodes` behind it. What is typed above a statement moves it as a whole.
 */
interface Origin {
  offset: number;
  index: number;
}

/**
 * A part of a file that changes by itself, with the nodes in it. The statements of the module have one each, as those of
 * blocks and classes that are not in a function; what is in the body of a function has one together.
 */
export class Cell extends ChangingSource {
  constructor(
    readonly kind: CellKind,
    /** The tree that the nodes in it belong to; an empty one when they are gone. */
    public tree: SyntaxTree,
    readonly origin: Origin = { offset: 0, index: 0 },
  ) {
    super();
  }
}

interface Holder {
  readonly kind: SyntaxKind;
  readonly cell: Cell;
  readonly parent: Holder | undefined;
}

/** The cell of a new node, by what it is in. */
export function cellIn(around: Holder | undefined, kind: SyntaxKind, tree: SyntaxTree): Cell {
  if (around === undefined) return new Cell('list', tree);
  const { cell } = around;
  if (cell.kind === 'body') return cell;
  const origin = around.parent === undefined ? undefined : cell.origin;
  if (cell.kind === 'list') return new Cell('statement', tree, origin);
  // What stands in a `match` statement itself is no list of statements, but of its clauses.
  if (kind !== 'block' || around.kind === 'match_statement') return cell;
  return new Cell(isInFunction(around) ? 'body' : 'list', tree, cell.origin);
}

/** Also where something broken is between the function and its statements. */
function isInFunction(holder: Holder): boolean {
  let above: Holder | undefined = holder;
  while (above?.cell === holder.cell) {
    if (above.kind === 'function_definition') return true;
    above = above.parent;
  }
  return false;
}
