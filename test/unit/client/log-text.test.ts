import { expect, test } from 'vitest';
import { logText } from '../../../client/src/panel/log-text';

const plain = { at: undefined, level: undefined, source: undefined };

test('lines that say their time themselves are left as they are', () => {
  const lines = [{ ...plain, text: '[2026-11-21, 02:00:00 UTC] {orders.py:3} INFO - Loaded' }];
  expect(logText({ lines, isTruncated: false })).toBe(`${lines[0]?.text}\n`);
});

test('others get their time, level and source; a DAG file is named as its author did', () => {
  const at = Date.UTC(2026, 10, 21, 2, 0, 0);
  const source = `unusual_prefix_${'0a'.repeat(20)}_orders`;
  expect(
    logText({ lines: [{ text: 'Loaded', at, level: 'info', source }], isTruncated: false }),
  ).toBe('[2026-11-21T02:00:00.000Z] INFO orders: Loaded\n');
});

test('what is left out is told, and so is a log with nothing in it', () => {
  expect(logText({ lines: [{ ...plain, text: 'x' }], isTruncated: true })).toMatch(
    /^… older.*\nx\n$/,
  );
  expect(logText({ lines: [], isTruncated: false })).toContain('Nothing is written');
});
