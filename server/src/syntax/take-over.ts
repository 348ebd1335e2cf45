import type { TextChange } from '../text/change';
import { countBefore, countStartingBefore } from '../text/ordered';
import { reading } from '../text/reading';
import { descendants, walk } from './navigate';
import { isAside, type SyntaxNode, SyntaxTree } from './node';
import { copyBelow, moduleNode } from './node-copies';

/** Two nodes of which one stays and becomes what the other is. */
interface Pair {
  readonly old: SyntaxNode;
  readonly fresh: SyntaxNode;
}

/**
 * Makes the tree of an earlier text that of a changed one: the nodes of what lies outside of the change stay, those that
 * hold it become what was parsed anew, and the rest is put in its place.
 *
 * @param fresh the changed text, with the statements that were parsed anew
 * @param range where those that they replace begin in the earlier text
 */
export function takeOver(
  tree: SyntaxTree,
  fresh: SyntaxTree,
  range: { readonly from: number; readonly to: number },
  change: TextChange,
): void {
  const { asides, nodes, root } = tree;
  const { children } = root;
  const from = countStartingBefore(children, range.from);
  const to = countStartingBefore(children, range.to);
  const firstNode = children[from]?.index ?? nodes.length;
  const endNode = children[to]?.index ?? nodes.length;
  const asidesBefore = asides.slice(0, countIndexedBefore(asides, firstNode));
  const asidesBehind = asides.slice(countIndexedBefore(asides, endNode));
  const { changed, exchanged } = exchangeNodes(
    root,
    children.slice(from, to),
    fresh.root.children,
    change,
  );
  root.exchangeChildren([...children.slice(0, from), ...exchanged, ...children.slice(to)]);
  root.spread(fresh.root.start, fresh.root.end);
  const between: SyntaxNode[] = [];
  for (const top of exchanged) {
    walk(top, (node) => {
      node.putAt(firstNode + between.length);
      between.push(node);
      return true;
    });
  }
  // What stands behind moves statement by statement, not node by node.
  const moved = change.newEnd - change.end;
  const movedIndex = firstNode + between.length - endNode;
  for (const { cell } of children.slice(to)) {
    cell.origin.offset += moved;
    cell.origin.index += movedIndex;
  }
  const there = new Set(between.map(({ cell }) => cell));
  const revision = reading.advance();
  for (const { cell } of changed) cell.changeAt(revision);
  // Who still holds a node that is gone has an answer that does not hold any more: its text is not kept for that.
  const gone = new SyntaxTree('', (owner) => [moduleNode(owner, '')]);
  for (const { cell } of nodes.slice(firstNode, endNode)) {
    if (there.has(cell)) continue;
    cell.changeAt(revision);
    cell.tree = gone;
  }
  tree.become(
    fresh.text,
    { from: firstNode, to: endNode },
    between,
    asidesBefore.concat(between.filter(isAside), asidesBehind),
    revision,
  );
}

/** How many nodes, which are in order, stand before a position of the tree. */
function countIndexedBefore(nodes: readonly SyntaxNode[], index: number): number {
  return countBefore(nodes.length, (at) => (nodes[at]?.index ?? 0) < index);
}

/**
 * @returns what stands in the place of the nodes from now on, and the nodes of which children or text are others
 */
function exchangeNodes(
  root: SyntaxNode,
  replaced: readonly SyntaxNode[],
  fresh: readonly SyntaxNode[],
  change: TextChange,
): { readonly exchanged: readonly SyntaxNode[]; readonly changed: ReadonlySet<SyntaxNode> } {
  const changed = new Set<SyntaxNode>();
  const open: Pair[] = [];
  const exchanged = exchange(root, replaced, fresh);
  for (let pair = open.pop(); pair !== undefined; pair = open.pop()) {
    const { fresh: made, old } = pair;
    old.spread(made.start, made.end);
    old.exchangeChildren(exchange(old, old.children, made.children));
  }
  return { exchanged, changed };

  /** The children that a node has from now on. */
  function exchange(
    parent: SyntaxNode,
    before: readonly SyntaxNode[],
    after: readonly SyntaxNode[],
  ): SyntaxNode[] {
    const most = Math.min(before.length, after.length);
    let first = 0;
    while (first < most && isUnchanged(before[first], after[first])) first++;
    let last = 0;
    while (last < most - first && isUnchanged(before.at(-1 - last), after.at(-1 - last))) last++;
    const replaced = before.slice(first, before.length - last);
    const replacing = after.slice(first, after.length - last);
    const isAlike =
      replaced.length === replacing.length && replaced.every((old, i) => isAkin(old, replacing[i]));
    const [only] = replaced;
    const holdsChange = only !== undefined && only.start <= change.start && change.end <= only.end;
    if (!isAlike || replaced.length !== 1 || !holdsChange) changed.add(parent);
    const middle = replacing.map((made, i) => {
      const old = isAlike ? replaced[i] : undefined;
      if (old === undefined) return copyBelow(made, parent, 0, []);
      open.push({ old, fresh: made });
      return old;
    });
    const kept = [...before.slice(0, first), ...before.slice(before.length - last)];
    const alike = [...after.slice(0, first), ...after.slice(after.length - last)];
    for (const [i, old] of kept.entries()) {
      const made = alike[i];
      if (made !== undefined && made.start !== old.start) move(old, made.start - old.start);
    }
    return [...kept.slice(0, first), ...middle, ...kept.slice(first)];
  }

  /** Whether a node lies outside of the change, and is the same in both. */
  function isUnchanged(old: SyntaxNode | undefined, made: SyntaxNode | undefined): boolean {
    if (old === undefined || made === undefined) return false;
    const isBefore = old.end <= change.start && old.start === made.start;
    const moved = change.newEnd - change.end;
    const isBehind = old.start >= change.end && old.start + moved === made.start;
    return (isBefore || isBehind) && isSame(old, made);
  }
}

/** Whether two nodes, and all below them, are the same but for their places. */
function isSame(one: SyntaxNode, other: SyntaxNode): boolean {
  const shift = other.start - one.start;
  const others = descendants(other);
  for (const a of descendants(one)) {
    const b = others.next().value;
    if (b === undefined || !isLike(a, b) || a.children.length !== b.children.length) return false;
    if (a.start + shift !== b.start || a.end + shift !== b.end) return false;
  }
  return others.next().done === true;
}

function isLike(one: SyntaxNode, other: SyntaxNode): boolean {
  return (
    one.kind === other.kind &&
    one.field === other.field &&
    one.isNamed === other.isNamed &&
    one.isMissing === other.isMissing
  );
}

/** Whether one node can become the other. A token cannot: it is its text. */
function isAkin(old: SyntaxNode, made: SyntaxNode | undefined): boolean {
  if (made === undefined || !isLike(old, made)) return false;
  return old.children.length > 0 && made.children.length > 0;
}

function move(node: SyntaxNode, by: number): void {
  for (const each of descendants(node)) each.spread(each.start + by, each.end + by);
}
