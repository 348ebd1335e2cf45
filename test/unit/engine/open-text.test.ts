import { expect, test } from 'vitest';
import { problemOfText } from '../../../server/src/engine/open-text';
import { largestSource } from '../../../server/src/engine/source-text';

test('ordinary texts have no problem', () => {
  expect(problemOfText('')).toBeUndefined();
  expect(problemOfText('x = 1\n')).toBeUndefined();
});

test('the limit counts bytes, as it does for files', () => {
  expect(problemOfText('a'.repeat(largestSource))).toBeUndefined();
  expect(problemOfText('a'.repeat(largestSource + 1))?.kind).toBe('limit');
  expect(problemOfText('é'.repeat(largestSource / 2))).toBeUndefined();
  expect(problemOfText('é'.repeat(largestSource / 2 + 1))?.kind).toBe('limit');
  expect(problemOfText('🛩'.repeat(largestSource / 4))).toBeUndefined();
  expect(problemOfText('🛩'.repeat(largestSource / 4 + 1))?.kind).toBe('limit');
});

test('a NUL is named with its line', () => {
  expect(problemOfText('é\nx = "\0"\n')?.message).toContain('line 2');
});
