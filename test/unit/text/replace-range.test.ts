import { expect, test } from 'vitest';
import { replaceRange } from '../../../server/src/text/replace-range';

const numbers = (count: number, from = 0) => Array.from({ length: count }, (_, i) => from + i);

test.each([0, 1, 9_999, 10_000, 10_001, 300_000])('%i items take the place of others', (count) => {
  const list = numbers(7);
  const items = numbers(count, 100);
  replaceRange(list, { from: 2, to: 5 }, items);
  expect(list).toEqual([0, 1, ...items, 5, 6]);
});
