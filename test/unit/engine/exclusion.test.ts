import { expect, test } from 'vitest';
import { excluder } from '../../../server/src/engine/exclusion';

test.each([
  ['tests', ['tests/a.py', 'x/tests/deep/a.py'], ['tests.py', 'mytests/a.py']],
  ['*_old.py', ['a_old.py', 'dags/a_old.py'], ['a_old.pyc', 'old.py']],
  ['dags/old', ['dags/old/a.py', 'dags/old/b/c.py'], ['x/dags/old/a.py', 'dags/older/a.py']],
  ['./dags/old/', ['dags/old/a.py'], ['dags/a.py']],
  ['/top.py', ['top.py'], ['dags/top.py']],
  ['tests/', ['tests/a.py'], ['x/other/a.py']],
  ['dags/**/legacy_*.py', ['dags/legacy_a.py', 'dags/x/y/legacy_b.py'], ['legacy_a.py']],
  ['.venv', ['.venv/lib/a.py'], ['venv/a.py']],
  ['dags/[ab].py', ['dags/a.py'], ['dags/c.py']],
  ['', [], ['a.py']],
])('%s', (pattern, excluded, kept) => {
  const isExcluded = excluder([pattern]);
  for (const path of excluded) expect(isExcluded(path), path).toBe(true);
  for (const path of kept) expect(isExcluded(path), path).toBe(false);
});

test('any of several patterns is enough, and none excludes nothing', () => {
  expect(excluder(['a', 'b'])('b/x.py')).toBe(true);
  expect(excluder([])('b/x.py')).toBe(false);
});

test('a pattern that is no glob harms nothing', () => {
  for (const pattern of ['[', '(', '***', '{a', '\\', 'a'.repeat(500)]) {
    expect(() => excluder([pattern])('dags/a.py')).not.toThrow();
  }
});
