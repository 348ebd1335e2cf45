// Bundles the suite that runs inside VS Code's extension host.
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';

const checkout = path.resolve(import.meta.dirname, '../..');

/**
 * @param {string} tests the folder of the test files
 * @param {string} outdir somewhere in the checkout, so that what is not bundled can be resolved
 * @returns {Promise<string>} what to hand to VS Code as `extensionTestsPath`
 */
export async function buildSuite(tests, outdir) {
  const files = readdirSync(tests).filter((name) => name.endsWith('.test.ts'));
  await build({
    absWorkingDir: checkout,
    entryPoints: [
      path.join(import.meta.dirname, 'suite/run.ts'),
      ...files.map((name) => path.join(tests, name)),
    ],
    entryNames: '[name]',
    outdir,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    external: ['vscode', 'mocha'],
    sourcemap: 'inline',
    logLevel: 'warning',
  });
  return path.join(outdir, 'run.js');
}
