import { expect, test } from 'vitest';
import { analysisCost, ruleCosts } from '../../../bench/rule-costs';
import { allRules } from '../../../server/src/rules/registry';
import { testParser } from '../../harness/parser';
import { endlessDag } from '../../lsp/harness/texts';

test('every rule has its costs', async () => {
  const costs = ruleCosts(endlessDag(), await testParser(), 2);
  expect(costs.map(({ rule }) => rule).sort()).toEqual(allRules.map(({ meta }) => meta.id).sort());
  expect(costs.every(({ first, own }) => first >= 0 && own >= 0)).toBe(true);
});

test('every part of an analysis has its costs', async () => {
  const cost = analysisCost(endlessDag(), await testParser(), 1);
  expect(Object.keys(cost)).toEqual(['parse', 'model', 'rules']);
  expect(Object.values(cost).every((time) => time > 0)).toBe(true);
});
