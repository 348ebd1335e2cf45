import { addToSet } from './groups';
import { type Reasoned, type Source, sourcesOf } from './reading';

/** What many answers were worked out from, by source: one look at each tells which of them may not hold any more. */
export class Readers<Reader> {
  readonly #sourcesOf = new Map<Reader, Iterable<Source>>();
  readonly #readersOf = new Map<Source, Set<Reader>>();

  /** Puts what a reader has read in the place of what it had read before. */
  set(reader: Reader, known: Reasoned<unknown>): void {
    this.delete(reader);
    const sources = sourcesOf(known);
    this.#sourcesOf.set(reader, sources);
    for (const source of sources) addToSet(this.#readersOf, source, reader);
  }

  delete(reader: Reader): void {
    for (const source of this.#sourcesOf.get(reader) ?? []) {
      const readers = this.#readersOf.get(source);
      readers?.delete(reader);
      if (readers?.size === 0) this.#readersOf.delete(source);
    }
    this.#sourcesOf.delete(reader);
  }

  /** Those who have read something that has changed since a revision. */
  ofChangedSince(revision: number): ReadonlySet<Reader> {
    const concerned = new Set<Reader>();
    for (const source of this.#readersOf.keys()) {
      if (!source.hasChangedSince(revision)) continue;
      for (const reader of this.#readersOf.get(source) ?? []) concerned.add(reader);
    }
    return concerned;
  }
}
