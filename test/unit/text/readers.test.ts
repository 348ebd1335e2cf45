import { expect, test } from 'vitest';
import { Readers } from '../../../server/src/text/readers';
import { ChangingSource, reading } from '../../../server/src/text/reading';

/** What a reader of some sources has to show for it. */
function recordOf(...sources: readonly ChangingSource[]) {
  return reading.record(() => {
    for (const source of sources) reading.note(source);
  });
}

test('who has read what has changed is found, and nobody else', () => {
  const [one, other, shared] = [new ChangingSource(), new ChangingSource(), new ChangingSource()];
  const readers = new Readers<string>();
  readers.set('a', recordOf(one, shared));
  readers.set('b', recordOf(other, shared));
  readers.set('nothing', recordOf());
  const before = reading.revision;
  one.changeAt(reading.advance());
  expect([...readers.ofChangedSince(before)]).toEqual(['a']);
  expect([...readers.ofChangedSince(reading.revision)]).toEqual([]);
  shared.changeAt(reading.advance());
  expect([...readers.ofChangedSince(before)]).toEqual(['a', 'b']);
});

test('what a reader reads now counts, and not what it has read before', () => {
  const [one, other] = [new ChangingSource(), new ChangingSource()];
  const readers = new Readers<string>();
  readers.set('a', recordOf(one));
  readers.set('a', recordOf(other));
  readers.set('gone', recordOf(other));
  readers.delete('gone');
  const before = reading.revision;
  one.changeAt(reading.advance());
  expect([...readers.ofChangedSince(before)]).toEqual([]);
  other.changeAt(reading.advance());
  expect([...readers.ofChangedSince(before)]).toEqual(['a']);
});
