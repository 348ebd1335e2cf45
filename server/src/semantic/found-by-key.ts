import { areSameLists } from '../text/alike';
import { ChangingSource, reading } from '../text/reading';
import { once } from '../text/remembered';

interface Found<Value> {
  values: readonly Value[];
  readonly source: ChangingSource;
}

/** What there is in a file, by what it is looked for. Who has looked for something depends on what was found for it alone. */
export abstract class FoundByKey<Key, Value> {
  readonly #found = new Map<Key, Found<Value>>();
  readonly #anything = new FoundSource(() => this.renew());

  /** @param order the order of values, where it is not the one in which they are found */
  constructor(private readonly order?: (a: Value, b: Value) => number) {}

  /** What is found by a key; nothing for most. */
  valuesOf(key: Key): readonly Value[] {
    this.renew();
    if (reading.isRecording) reading.note(this.#at(key).source);
    return this.found(key);
  }

  /** All that something is found by, in the order of the first that is. */
  keys(): readonly Key[] {
    return this.#keys();
  }

  readonly #keys = once((): readonly Key[] => {
    this.renew();
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

  /** Brings what is found up to date. */
  protected abstract renew(): void;

  /** What was found by a key when it was last brought up to date. */
  protected found(key: Key): readonly Value[] {
    return this.#found.get(key)?.values ?? [];
  }

  /** All that was ever looked for or found. */
  protected knownKeys(): Iterable<Key> {
    return this.#found.keys();
  }

  /** Puts all there is in the place of what was found before. */
  protected exchangeAll(all: ReadonlyMap<Key, Value[]>): void {
    for (const key of this.#found.keys()) if (!all.has(key)) this.exchange(key, []);
    for (const [key, values] of all) this.exchange(key, this.inOrder(values));
  }

  /** Sorts values, where they have an order of their own. */
  protected inOrder(values: Value[]): Value[] {
    return this.order === undefined ? values : values.sort(this.order);
  }

  /** @param values in their order */
  protected exchange(key: Key, values: readonly Value[]): void {
    const found = this.#at(key);
    if (areSameLists(found.values, values)) return;
    found.values = values;
    found.source.changeAt(reading.revision);
    this.#anything.changeAt(reading.revision);
  }

  #at(key: Key): Found<Value> {
    let found = this.#found.get(key);
    if (found === undefined) {
      found = { values: [], source: new FoundSource(() => this.renew()) };
      this.#found.set(key, found);
    }
    return found;
  }
}

/** What was found by one key; whether it is another has to be looked for first. */
class FoundSource extends ChangingSource {
  constructor(private readonly renew: () => void) {
    super();
  }

  override hasChangedSince(revision: number): boolean {
    this.renew();
    return super.hasChangedSince(revision);
  }
}
