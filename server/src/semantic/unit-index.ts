import type { Unit } from '../syntax/units';
import { isAlike } from '../text/alike';
import { Readers } from '../text/readers';
import { reading } from '../text/reading';
import { type Entries, entriesIn, type FindInUnit } from './entries';
import { FoundByKey } from './found-by-key';

/**
 * What there is in a file, by what it is looked for, found unit by unit. When the file is edited only those units are looked
 * through again for which something has changed that was read there, in whichever file.
 */
export class UnitIndex<Key, Value> extends FoundByKey<Key, Value> {
  /** Undefined until somebody keeps a record. */
  #ofUnits: Map<Unit, Entries<Key, Value>> | undefined;
  #units: readonly Unit[] = [];
  readonly #readers = new Readers<Unit>();
  #revision = -1;

  /**
   * @param units in the order in which what is found in them is to be
   * @param order the order of values, where it is not that of their units
   */
  constructor(
    private readonly units: () => readonly Unit[],
    private readonly find: FindInUnit<Key, Value>,
    order?: (a: Value, b: Value) => number,
  ) {
    super(order);
  }

  protected override renew(): void {
    if (this.#revision === reading.revision) return;
    if (this.#ofUnits === undefined && !reading.isRecording) {
      this.exchangeAll(entriesIn(this.units(), this.find));
    } else reading.recordApart(() => this.#renewUnits());
    this.#revision = reading.revision;
  }

  #renewUnits(): void {
    const known = this.#ofUnits ?? new Map<Unit, Entries<Key, Value>>();
    const changed = new Set<Key>(this.#ofUnits === undefined ? this.knownKeys() : []);
    const units = this.units();
    const isSameList = units === this.#units;
    const there = isSameList ? known : new Set(units);
    const gone = isSameList ? [] : [...known].filter(([unit]) => !there.has(unit));
    for (const [unit, entries] of gone) {
      this.#readers.delete(unit);
      for (const key of entries.keys()) changed.add(key);
    }
    const again = this.#readers.ofChangedSince(this.#revision);
    const come = isSameList ? [] : units.filter((unit) => !known.has(unit));
    // What fails here has changed nothing yet, and is tried again.
    const found = [...again, ...come].map((unit) => ({
      unit,
      entries: reading.recordApart(() => entriesIn([unit], this.find)),
    }));
    for (const [unit] of gone) known.delete(unit);
    for (const { unit, entries } of found) {
      known.set(unit, withKnown(known.get(unit), entries.answer, changed));
      this.#readers.set(unit, entries);
    }
    this.#ofUnits = known;
    this.#units = units;
    this.#exchangeKeys(changed, known);
  }

  #exchangeKeys(changed: ReadonlySet<Key>, known: ReadonlyMap<Unit, Entries<Key, Value>>): void {
    if (changed.size === 0) return;
    const current = new Map<Key, Value[]>([...changed].map((key) => [key, []]));
    for (const unit of this.#units) {
      const entries = known.get(unit);
      if (entries === undefined) continue;
      const keys = changed.size < entries.size ? changed : entries.keys();
      for (const key of keys) current.get(key)?.push(...(entries.get(key) ?? []));
    }
    for (const [key, values] of current) this.exchange(key, this.inOrder(values));
  }
}

/**
 * What is found in a unit now, with the very values of before where they are alike.
 *
 * @param changed takes the keys by which something else is found
 */
function withKnown<Key, Value>(
  before: Entries<Key, Value> = new Map(),
  found: Entries<Key, Value>,
  changed: Set<Key>,
): Entries<Key, Value> {
  const entries = new Map<Key, readonly Value[]>();
  for (const [key, values] of found) {
    const known = before.get(key);
    const isKept = known !== undefined && isAlike(known, values);
    if (!isKept) changed.add(key);
    entries.set(key, isKept ? known : values);
  }
  for (const key of before.keys()) if (!found.has(key)) changed.add(key);
  return entries;
}
