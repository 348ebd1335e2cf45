import { inSourceOrder } from '../syntax/navigate';
import type { SyntaxNode, SyntaxTree } from '../syntax/node';
import { unitNodes } from '../syntax/unit-nodes';
import { type Unit, unitsOf } from '../syntax/units';
import { areSameLists } from '../text/alike';
import { addTo } from '../text/groups';
import { countBefore } from '../text/ordered';
import { reading } from '../text/reading';
import { type Entries, entriesIn, type FindInUnit } from './entries';
import { FoundByKey } from './found-by-key';

/**
 * Nodes of a file, in source order, by something that is written in them. Nothing but their units is read for it: when the
 * file is edited only units of which the code is another are looked through again.
 */
export class NodeIndex<Key> extends FoundByKey<Key, SyntaxNode> {
  /** Without units in which nothing is found. Undefined until somebody keeps a record. */
  #ofUnits: Map<Unit, Entries<Key, SyntaxNode>> | undefined;
  #revision = -1;

  constructor(
    private readonly tree: SyntaxTree,
    private readonly find: FindInUnit<Key, SyntaxNode>,
  ) {
    super(inSourceOrder);
  }

  protected override renew(): void {
    if (this.#revision === reading.revision) return;
    if (this.#ofUnits !== undefined || reading.isRecording) {
      reading.recordApart(() => this.#renewUnits());
    } else this.exchangeAll(entriesIn(unitsOf(this.tree), this.find));
    this.#revision = reading.revision;
  }

  #renewUnits(): void {
    const known = this.#ofUnits;
    const changed = unitNodes(this.tree).changedSince(this.#revision);
    if (known !== undefined && changed !== undefined) this.#renewSome(known, changed);
    else {
      const ofUnits = new Map<Unit, Entries<Key, SyntaxNode>>();
      const all = new Map<Key, SyntaxNode[]>();
      for (const unit of unitsOf(this.tree)) {
        const entries = entriesIn([unit], this.find);
        if (entries.size > 0) ofUnits.set(unit, entries);
        for (const [key, nodes] of entries) addAll(all, key, nodes);
      }
      this.#ofUnits = ofUnits;
      this.exchangeAll(all);
    }
  }

  #renewSome(known: Map<Unit, Entries<Key, SyntaxNode>>, units: readonly Unit[]): void {
    const gone = new Map<Key, SyntaxNode[]>();
    const come = new Map<Key, SyntaxNode[]>();
    for (const unit of units) {
      const before = known.get(unit) ?? new Map();
      const now = entriesIn(unitNodes(this.tree).has(unit) ? [unit] : [], this.find);
      if (now.size > 0) known.set(unit, now);
      else known.delete(unit);
      for (const [key, nodes] of before) if (!isSameIn(now, key, nodes)) addAll(gone, key, nodes);
      for (const [key, nodes] of now) if (!isSameIn(before, key, nodes)) addAll(come, key, nodes);
    }
    for (const key of new Set([...gone.keys(), ...come.keys()])) {
      this.exchange(key, exchanged(this.found(key), gone.get(key), come.get(key)));
    }
  }
}

function isSameIn<Key>(
  entries: Entries<Key, SyntaxNode>,
  key: Key,
  nodes: readonly SyntaxNode[],
): boolean {
  return areSameLists(entries.get(key) ?? [], nodes);
}

function addAll<Key>(all: Map<Key, SyntaxNode[]>, key: Key, nodes: readonly SyntaxNode[]): void {
  for (const node of nodes) addTo(all, key, node);
}

/** A change of so few nodes is made one by one. */
const few = 16;

/** A list in source order without some nodes and with others; most of those that go come again. */
function exchanged(
  nodes: readonly SyntaxNode[],
  gone: readonly SyntaxNode[] = [],
  come: readonly SyntaxNode[] = [],
): readonly SyntaxNode[] {
  const [before, now] = [new Set(gone), new Set(come)];
  const leaving = new Set(gone.filter((node) => !now.has(node)));
  const joining = come.filter((node) => !before.has(node));
  if (leaving.size + joining.length > few) {
    const staying = nodes.filter((node) => !leaving.has(node));
    return staying.concat(joining).sort(inSourceOrder);
  }
  const list = [...nodes];
  for (const node of leaving) list.splice(list.indexOf(node), 1);
  for (const node of joining) {
    const place = countBefore(list.length, (at) => (list[at]?.index ?? 0) < node.index);
    list.splice(place, 0, node);
  }
  return list;
}
