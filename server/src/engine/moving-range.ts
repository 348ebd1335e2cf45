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
 * The range of what is wrong with a node, wherever the code is by now. It can lie outside of the node, such as in the text
 * of a command far above the task that runs it, and begin in another literal than it ends: each end moves with what it
 * stands in.
 */
export class MovingRange {
  readonly #start: Anchor;
  readonly #end: Anchor;

  constructor(node: SyntaxNode, { end, start }: TextRange) {
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

/** In the smallest node around a character; where that holds the wrong node, in this one. */
function anchorOf(wrong: SyntaxNode, character: TextRange, place: number): Anchor {
  // Who asked the rule depends on what the rule has read, not on where that stands.
  const { answer: around } = reading.recordApart(() => nodeAt(wrong.tree, character));
  const node = isInside(wrong, around) ? wrong : around;
  return { node, offset: place - node.start };
}
