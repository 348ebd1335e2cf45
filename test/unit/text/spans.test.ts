import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Spans } from '../../../server/src/text/spans';

const offset = fc.integer({ min: 0, max: 40 });
const range = fc
  .tuple(offset, offset)
  .map(([a, b]) => ({ start: Math.min(a, b), end: Math.max(a, b) }));

test('an offset is held by the ranges that begin, end or lie around it', () => {
  fc.assert(
    fc.property(fc.array(range), offset, (ranges, at) => {
      const isHeld = ranges.some(({ start, end }) => start <= at && at <= end);
      expect(new Spans(ranges).holds(at)).toBe(isHeld);
    }),
  );
});
