import { reading } from '../text/reading';
import { remembered } from '../text/remembered';
import type { SyntaxNode, SyntaxTree } from './node';
import { type Unit, unitsOf } from './units';

/** Tells which units of a file have other code than before; found out once for all who ask after an edit. */
class UnitNodes {
  #nodes: ReadonlyMap<Unit, readonly SyntaxNode[]> = new Map();
  #revision = -1;
  /** The units that have changed last: before, as they were after this revision, and since when they are as they are now. */
  #changed: { readonly units: readonly Unit[]; readonly after: number; readonly at: number } = {
    units: [],
    after: -1,
    at: -1,
  };

  constructor(private readonly tree: SyntaxTree) {}

  /** Whether a unit is one of the file as it is now. */
  has(unit: Unit): boolean {
    this.#renew();
    return this.#nodes.has(unit);
  }

  /** The units that have come, gone or changed since a revision, and perhaps some more; undefined where that is too long ago. */
  changedSince(revision: number): readonly Unit[] | undefined {
    this.#renew();
    const { after, at, units } = this.#changed;
    if (revision >= at) return [];
    return revision >= after ? units : undefined;
  }

  #renew(): void {
    if (this.#revision === reading.revision) return;
    const before = this.#nodes;
    const now = reading.recordApart(
      () => new Map(unitsOf(this.tree).map((unit) => [unit, unit.nodes])),
    ).answer;
    const changed = [...now.keys()].filter((unit) => before.get(unit) !== now.get(unit));
    const gone = [...before.keys()].filter((unit) => !now.has(unit));
    const units = [...changed, ...gone];
    if (units.length > 0) {
      this.#changed = { units, after: this.#revision, at: reading.revision };
      this.#nodes = now;
    }
    this.#revision = reading.revision;
  }
}

export const unitNodes = remembered((tree: SyntaxTree) => new UnitNodes(tree));
