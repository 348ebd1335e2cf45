import fc from 'fast-check';
import { expect, test } from 'vitest';
import { quantile, ratios, spreadOf } from '../../../bench/statistics';

test('quantiles are those that numpy gives', () => {
  // numpy.quantile([15, 20, 35, 40, 50], [0.05, 0.3, 0.5, 0.95])
  const values = [40, 15, 50, 35, 20];
  expect([0.05, 0.3, 0.5, 0.95].map((share) => quantile(values, share))).toEqual([16, 23, 35, 48]);
});

test('a quantile lies between the least and the most, and grows with its share', () => {
  const values = fc.array(fc.integer(), { minLength: 1 });
  const share = fc.double({ noNaN: true, min: 0, max: 1 });
  fc.assert(
    fc.property(values, share, share, (list, one, other) => {
      const [low, high] = [Math.min(one, other), Math.max(one, other)];
      expect(quantile(list, low)).toBeLessThanOrEqual(quantile(list, high));
      expect(quantile(list, 0)).toBe(Math.min(...list));
      expect(quantile(list, 1)).toBe(Math.max(...list));
    }),
  );
});

test('of nothing there is no quantile', () => {
  expect(quantile([], 0.5)).toBeNaN();
});

test('a spread does not depend on the order of the runs', () => {
  expect(spreadOf([3, 1, 2])).toEqual({ min: 1, median: 2, max: 3, runs: 3 });
});

test('ratios are those of single runs', () => {
  expect(ratios([2, 30, 8], [1, 10, 2])).toEqual({ min: 2, median: 3, max: 4, runs: 3 });
});
