// The meta of every rule, read from the TypeScript that the product itself is built from.
import path from 'node:path';
import { loadSources } from '../sources.mjs';

/** @returns {Promise<import('../../server/src/rules/rule').RuleMeta[]>} by group and id */
export async function readMetas() {
  const registry = path.join(import.meta.dirname, '../../server/src/rules/registry.ts');
  const { allRules } = await loadSources(registry);
  return allRules.map((rule) => rule.meta);
}
