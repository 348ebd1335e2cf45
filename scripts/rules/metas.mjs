// The meta of every rule, read from the TypeScript that the product itself is built from.
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const root = path.join(import.meta.dirname, '../..');

/** @returns {Promise<import('../../server/src/rules/rule').RuleMeta[]>} by group and id */
export async function readMetas() {
  const outfile = path.join(root, `dist/registry-${process.pid}.mjs`);
  try {
    await build({
      absWorkingDir: root,
      entryPoints: ['server/src/rules/registry.ts'],
      bundle: true,
      format: 'esm',
      platform: 'node',
      outfile,
      logLevel: 'warning',
    });
    const { allRules } = await import(pathToFileURL(outfile).href);
    return allRules.map((rule) => rule.meta);
  } finally {
    await rm(outfile, { force: true });
  }
}
