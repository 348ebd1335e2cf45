import fc from 'fast-check';

/** One change: so many characters at a place are replaced. The place is a share of the text. */
interface Change {
  readonly place: number;
  readonly removed: number;
  readonly inserted: string;
}

/** A text with all its later versions, up to twenty of them. */
export function historyOf(
  original: fc.Arbitrary<string>,
  { inserted, removed }: { readonly [Part in 'inserted' | 'removed']: fc.Arbitrary<Change[Part]> },
): fc.Arbitrary<[string, ...string[]]> {
  const place = fc.double({ min: 0, max: 1, noNaN: true });
  const change = fc.record({ place, removed, inserted });
  return fc
    .tuple(original, fc.array(change, { minLength: 1, maxLength: 20 }))
    .map(([text, changes]) => {
      let current = text;
      const versions = changes.map((one) => {
        const at = Math.floor(one.place * current.length);
        current = current.slice(0, at) + one.inserted + current.slice(at + one.removed);
        return current;
      });
      return [text, ...versions];
    });
}
