// Loads the product's own TypeScript into a script, so that nothing has to be built first.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { build } from 'esbuild';

const require = createRequire(import.meta.url);

/**
 * What a module exports. It is bundled outside the checkout, which another build may be writing to.
 *
 * @param {string} entry path of the module
 */
export async function loadSources(entry) {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'airworthy-sources-'));
  try {
    const outfile = path.join(folder, 'bundle.cjs');
    await build({
      entryPoints: [entry],
      outfile,
      bundle: true,
      platform: 'node',
      format: 'cjs',
      logLevel: 'error',
      // web-tree-sitter asks where it lies, though it is handed its module as bytes.
      define: { 'import.meta.url': '"file:///airworthy/"' },
    });
    return require(outfile);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The WebAssembly modules that the parser is loaded with. */
export function parserModules() {
  return {
    runtime: readFileSync(require.resolve('web-tree-sitter/web-tree-sitter.wasm')),
    grammar: readFileSync(require.resolve('tree-sitter-python/tree-sitter-python.wasm')),
  };
}
