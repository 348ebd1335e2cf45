import type { Unit } from '../syntax/units';
import { type Reasoned, reading } from '../text/reading';
import { type Entries, entriesIn, type FindInUnit } from './entries';
import { FoundByKey } from './found-by-key';

/**
 * What there is in a file, by what it is looked for, found unit by unit. When the file is edited only those units are looked
 * through again for which something has changed that was read there, in whichever file.
 */
export class UnitIndex<Key, Value> extends FoundByKey<Key, Value> {
  /** Undefined until somebody keeps a record. */
  #ofUnits: ReadonlyMap<Unit, Reasoned<Entries<Key, Value>>> | undefined;
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
    const keepsNoRecord = this.#ofUnits === undefined && !reading.isRecording;
    if (keepsNoRecord) this.exchangeAll(entriesIn(this.units(), this.find));
    else this.#renewUnits();
    this.#revision = reading.revision;
  }

  #renewUnits(): void {
    const before = this.#ofUnits;
    const now = new Map(this.units().map((unit) => [unit, this.#entriesOf(unit, before)]));
    this.#ofUnits = now;
    const changed = new Set<Key>(before === undefined ? this.knownKeys() : []);
    const note = (known: Reasoned<Entries<Key, Value>> | undefined) => {
      for (const key of known?.answer.keys() ?? []) changed.add(key);
    };
    for (const [unit, entries] of now) {
      const known = before?.get(unit);
      if (known === entries) continue;
      note(known);
      note(entries);
    }
    for (const [unit, gone] of before ?? []) if (!now.has(unit)) note(gone);
    const current = new Map<Key, Value[]>([...changed].map((key) => [key, []]));
    for (const { answer: entries } of changed.size > 0 ? now.values() : []) {
      const keys = changed.size < entries.size ? changed : entries.keys();
      for (const key of keys) current.get(key)?.push(...(entries.get(key) ?? []));
    }
    for (const [key, values] of current) this.exchange(key, this.inOrder(values));
  }

  #entriesOf(
    unit: Unit,
    before: ReadonlyMap<Unit, Reasoned<Entries<Key, Value>>> | undefined,
  ): Reasoned<Entries<Key, Value>> {
    const known = before?.get(unit);
    if (known !== undefined && reading.isUnchanged(known)) return known;
    return reading.recordApart(() => entriesIn([unit], this.find));
  }
}
