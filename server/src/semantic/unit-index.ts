import type { Unit } from '../syntax/units';
import { areSameLists } from '../text/alike';
import { addTo } from '../text/groups';
import { ChangingSource, type Reasoned, reading } from '../text/reading';
import { once } from '../text/remembered';

/** What units have of a kind, by what it is looked for. */
type Entries<Key, Value> = ReadonlyMap<Key, readonly Value[]>;

interface Found<Value> {
  values: readonly Value[];
  readonly source: ChangingSource;
}

/**
 * What there is in a file, by what it is looked for, found unit by unit. When the file is edited only units that have
 * changed are looked through again, and who has looked for something depends on what was found for it alone.
 */
export class UnitIndex<Key, Value> {
  readonly #found = new Map<Key, Found<Value>>();
  readonly #anything = new IndexSource(() => this.#renew());
  /** Undefined until somebody keeps a record. */
  #ofUnits: ReadonlyMap<Unit, Reasoned<Entries<Key, Value>>> | undefined;
  #revision = -1;

  /**
   * @param units in the order in which what is found in them is to be
   * @param find what is in a unit, with what it is to be found by
   * @param order the order of values, where it is not that of their units
   */
  constructor(
    private readonly units: () => readonly Unit[],
    private readonly find: (unit: Unit) => Iterable<readonly [Key, Value]>,
    private readonly order?: (a: Value, b: Value) => number,
  ) {}

  /** What is found by a key; nothing for most. */
  valuesOf(key: Key): readonly Value[] {
    this.#renew();
    if (reading.isRecording) reading.note(this.#at(key).source);
    return this.#found.get(key)?.values ?? [];
  }

  /** All that something is found by, in the order of the first that is. */
  keys(): readonly Key[] {
    return this.#keys();
  }

  readonly #keys = once((): readonly Key[] => {
    this.#renew();
    reading.note(this.#anything);
    const found = [...this.#found].flatMap(
      ([
        key,
        {
          values: [first],
        },
      ]) => (first === undefined ? [] : [{ key, first }]),
    );
    const { order } = this;
    if (order !== undefined) found.sort((a, b) => order(a.first, b.first));
    return found.map(({ key }) => key);
  });

  #at(key: Key): Found<Value> {
    let found = this.#found.get(key);
    if (found === undefined) {
      found = { values: [], source: new IndexSource(() => this.#renew()) };
      this.#found.set(key, found);
    }
    return found;
  }

  #renew(): void {
    if (this.#revision === reading.revision) return;
    if (this.#ofUnits === undefined && !reading.isRecording) {
      const all = entriesIn(this.units(), this.find);
      for (const key of this.#found.keys()) if (!all.has(key)) this.#exchange(key, []);
      for (const [key, values] of all) this.#exchange(key, values);
    } else this.#renewUnits();
    this.#revision = reading.revision;
  }

  #renewUnits(): void {
    const before = this.#ofUnits;
    const now = new Map(this.units().map((unit) => [unit, this.#entriesOf(unit, before)]));
    this.#ofUnits = now;
    const changed = new Set<Key>(before === undefined ? this.#found.keys() : []);
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
    for (const [key, values] of current) this.#exchange(key, values);
  }

  #entriesOf(
    unit: Unit,
    before: ReadonlyMap<Unit, Reasoned<Entries<Key, Value>>> | undefined,
  ): Reasoned<Entries<Key, Value>> {
    const known = before?.get(unit);
    if (known !== undefined && reading.isUnchanged(known)) return known;
    return reading.recordApart(() => entriesIn([unit], this.find));
  }

  #exchange(key: Key, values: Value[]): void {
    const found = this.#at(key);
    if (this.order !== undefined) values.sort(this.order);
    if (areSameLists(found.values, values)) return;
    found.values = values;
    found.source.changeAt(reading.revision);
    this.#anything.changeAt(reading.revision);
  }
}

/** What was found by one key; whether it is another has to be looked for first. */
class IndexSource extends ChangingSource {
  constructor(private readonly renew: () => void) {
    super();
  }

  override hasChangedSince(revision: number): boolean {
    this.renew();
    return super.hasChangedSince(revision);
  }
}

function entriesIn<Key, Value>(
  units: readonly Unit[],
  find: (unit: Unit) => Iterable<readonly [Key, Value]>,
): Map<Key, Value[]> {
  const entries = new Map<Key, Value[]>();
  for (const unit of units) for (const [key, value] of find(unit)) addTo(entries, key, value);
  return entries;
}
