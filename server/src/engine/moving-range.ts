import type { Problem } from '../rules/rule';
import { isInside, nodeAt } from '../syntax/navigate';
import type { SyntaxNode } from '../syntax/node';
import type { TextRange } from '../text/range';
import { reading } from '../text/reading';

/** A place in a node, which moves with it. */
interface Anchor {
  readonly node: SyntaxNode;
  readonly offset: number;
}

/**
 * The range of a problem, wherever the code is by now. It can lie outside of the problem's node, such as in the text of a
 * command far above the task that runs it, and begin in another literal than it ends: each end moves with what it stands in.
 */
export class MovingRange {
  readonly #start: Anchor;
  readonly #end: Anchor;

  constructor({ node }: Problem, { end, start }: TextRange) {
    this.#start = anchorOf(node, { start, end: Math.min(start + 1, end) }, start);
    this.#end = anchorOf(node, { start: Math.max(end - 1, start), end }, end);
  }

  get now(): TextRange {
    return { start: offsetOf(this.#start), end: offsetOf(this.#end) };
  }
}

function offsetOf({ node, offset }: Anchor): number {
  return node.start + offset;
}

/** In the smallest node around a character; where that holds the problem, in the problem's own. */
function anchorOf(problem: SyntaxNode, character: TextRange, place: number): Anchor {
  // Who asked the rule depends on what the rule has read, not on where that stands.
  const { answer: around } = reading.recordApart(() => nodeAt(problem.tree, character));
  const node = isInside(problem, around) ? problem : around;
  return { node, offset: place - node.start };
}
