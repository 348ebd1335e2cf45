import { readdirSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { allRules } from '../../server/src/rules/registry';
import { renderMarker } from '../harness/fixture';

const folder = import.meta.dirname;
const names = readdirSync(folder);

test('every rule has a fixture and every fixture a rule', () => {
  const fixtures = names.filter((name) => name.endsWith('.py') && !name.endsWith('.fixed.py'));
  const ids = allRules.map((rule) => `${rule.meta.id}.py`);
  expect(fixtures.sort()).toEqual(ids.sort());
});

test('every group of rules has a file that tests their fixtures', () => {
  const tested = names
    .filter((name) => name.endsWith('.test.ts') && name !== 'fixtures.test.ts')
    .map((name) => path.basename(name, '.test.ts'));
  const groups = new Set(allRules.map((rule) => rule.meta.group));
  expect(tested.sort()).toEqual([...groups].sort());
});

test('a marker reads as it is written', () => {
  const marker = { line: 1, column: 4, length: 3, text: 'warning: text' };
  expect(renderMarker(marker)).toBe('#   ^^^ warning: text');
});
