import { expect, test } from 'vitest';
import { figure, markdownOf } from '../../../bench/report';
import { spreadOf } from '../../../bench/statistics';

test('a report has the median of every figure, and its noise where there were several runs', () => {
  const section = {
    title: 'Walking',
    about: 'With a stone in the shoe.',
    columns: ['', 'time', 'steps'],
    rows: [
      ['there', figure(spreadOf([1, 2.3456, 1234]), 'ms'), 12_000],
      ['back', figure(spreadOf([2]), '×'), 3],
    ],
  };
  expect(markdownOf('One machine.', [section])).toBe(`# Bench

One machine.

## Walking

With a stone in the shoe.

|  | time | steps |
| --- | ---: | ---: |
| there | 2.35 ms (1 to 1,230) | 12,000 |
| back | 2× | 3 |
`);
});
