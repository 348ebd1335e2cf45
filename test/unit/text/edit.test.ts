import fc from 'fast-check';
import { expect, test } from 'vitest';
import { applyEdits, type TextEdit } from '../../../server/src/text/edit';

/** A text and edits of it that do not overlap, in the order of their places. */
const textAndEdits = fc
  .tuple(
    fc.string({ unit: 'grapheme', maxLength: 40 }),
    fc.array(fc.tuple(fc.nat(60), fc.nat(60), fc.string({ maxLength: 5 })), { maxLength: 6 }),
  )
  .map(([text, wanted]) => {
    const bounds = wanted
      .flatMap((place) => [place[0], place[1]])
      .map((offset) => offset % (text.length + 1))
      .sort((a, b) => a - b);
    const edits = wanted.map(([, , inserted], index): TextEdit => {
      const [start = 0, end = 0] = bounds.slice(2 * index, 2 * index + 2);
      return { start, end, text: inserted };
    });
    return { text, edits };
  });

test('edits do the same one after the other, from the last to the first', () => {
  fc.assert(
    fc.property(textAndEdits, ({ text, edits }) => {
      const expected = edits.reduceRight(
        (result, edit) => result.slice(0, edit.start) + edit.text + result.slice(edit.end),
        text,
      );
      expect(applyEdits(text, edits)).toBe(expected);
    }),
  );
});

test('the order of edits at different places does not matter', () => {
  fc.assert(
    fc.property(textAndEdits, ({ text, edits }) => {
      const places = new Set(edits.map((edit) => edit.start));
      fc.pre(places.size === edits.length);
      fc.pre(edits.every((edit) => edit.start === edit.end || !places.has(edit.end)));
      expect(applyEdits(text, edits.toReversed())).toBe(applyEdits(text, edits));
    }),
  );
});

test('insertions at one place keep their order', () => {
  const edits = ['1', '2', '3'].map((text) => ({ start: 1, end: 1, text }));
  expect(applyEdits('ab', edits)).toBe('a123b');
});

test('what overlaps or leaves the text is refused', () => {
  const edit = (start: number, end: number) => ({ start, end, text: '' });
  expect(() => applyEdits('abc', [edit(0, 2), edit(1, 3)])).toThrow(RangeError);
  expect(() => applyEdits('abc', [edit(0, 4)])).toThrow(RangeError);
  expect(() => applyEdits('abc', [edit(2, 1)])).toThrow(RangeError);
});
