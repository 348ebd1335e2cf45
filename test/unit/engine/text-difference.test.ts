import fc from 'fast-check';
import { expect, test } from 'vitest';
import { differenceAsEdits } from '../../../server/src/engine/text-difference';
import { applyEdits } from '../../../server/src/text/edit';
import { tries } from '../../harness/tries';

test('equal texts differ in nothing', () => {
  expect(differenceAsEdits('a\nb\n', 'a\nb\n')).toEqual([]);
});

test('each change is its own edit, no larger than it must be', () => {
  expect(differenceAsEdits('one(1)\ntwo\nthree(3)\n', 'one(2)\ntwo\nthree(3, 4)\n')).toEqual([
    { start: 4, end: 5, text: '2' },
    { start: 18, end: 18, text: ', 4' },
  ]);
});

test('added and removed lines', () => {
  expect(differenceAsEdits('a\nb\n', 'x\na\nb\n')).toEqual([{ start: 0, end: 0, text: 'x\n' }]);
  expect(differenceAsEdits('a\nb\nc\n', 'a\nc\n')).toEqual([{ start: 2, end: 4, text: '' }]);
});

test('a text that is another altogether becomes one edit', () => {
  const before = Array.from({ length: 3000 }, (_, i) => `${i}\n`).join('');
  const after = before.replaceAll('\n', 'x\n');
  const edits = differenceAsEdits(before, after);
  expect(applyEdits(before, edits)).toBe(after);
});

const text = fc
  .array(fc.constantFrom('a', 'b', '\n', '\r\n', '\r', '🛩', '🛪', ' '), { maxLength: 30 })
  .map((parts) => parts.join(''));

test('the edits make one text of the other and split no character', () => {
  fc.assert(
    fc.property(text, text, (before, after) => {
      const edits = differenceAsEdits(before, after);
      expect(applyEdits(before, edits)).toBe(after);
      for (const { start, end } of edits) {
        for (const place of [start, end]) {
          const pair = before.slice(place - 1, place + 1);
          expect(/^(?:[\ud800-\udbff][\udc00-\udfff]|\r\n)$/.test(pair), pair).toBe(false);
        }
      }
    }),
    tries(500, 50_000),
  );
});
