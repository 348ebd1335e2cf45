import { expect, test } from 'vitest';
import { durationText, instantText, sinceText } from '../../../client/src/panel/times';

test.each([
  [0, '0 s'],
  [0.4, '< 1 s'],
  [59.9, '59 s'],
  [60, '1 min'],
  [125, '2 min 5 s'],
  [3600, '1 h'],
  [7500, '2 h 5 min'],
  [100_000, '1 d 3 h'],
  [-5, '0 s'],
])('%d seconds read as %s', (seconds, text) => {
  expect(durationText(seconds)).toBe(text);
});

test('an instant of today is a time; one of another day has its date, one of another year its year', () => {
  const now = new Date(2026, 10, 21, 14, 0, 0).getTime();
  expect(instantText(new Date(2026, 10, 21, 9, 5, 7).getTime(), now)).toMatch(/^09:05:07$/);
  expect(instantText(new Date(2026, 10, 20, 9, 5, 7).getTime(), now)).toMatch(/20.*09:05:07$/);
  expect(instantText(new Date(2025, 10, 20, 9, 5, 7).getTime(), now)).toMatch(/2025.*09:05:07$/);
});

test('since when something goes on is told as exactly as it matters', () => {
  const now = new Date(2026, 10, 21, 1, 0, 0).getTime();
  expect(sinceText(new Date(2026, 10, 21, 0, 50, 7).getTime(), now)).toBe('00:50:07');
  expect(sinceText(new Date(2026, 10, 20, 23, 5, 7).getTime(), now)).toBe('23:05');
  expect(sinceText(new Date(2026, 10, 19, 23, 5, 7).getTime(), now)).toMatch(/19.*23:05:07$/);
});
