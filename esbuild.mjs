// Bundles every entry point into dist/ and puts the WebAssembly modules beside them.
//   node esbuild.mjs                with source maps, for working on Airworthy
//   node esbuild.mjs --production   minified, without source maps: what is published
//   node esbuild.mjs --outdir=…     somewhere else, as tests do
import { chmod, copyFile, mkdir, readdir, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { build } from 'esbuild';
import { buildWithSharedModules } from './scripts/build/shared-modules.mjs';

const isProduction = process.argv.includes('--production');
const root = import.meta.dirname;
const elsewhere = process.argv.find((argument) => argument.startsWith('--outdir='));
const dist = path.resolve(root, elsewhere?.slice('--outdir='.length) ?? 'dist');
const require = createRequire(import.meta.url);

/** @type {import('esbuild').BuildOptions} */
const shared = {
  absWorkingDir: root,
  bundle: true,
  format: 'cjs',
  minify: isProduction,
  sourcemap: isProduction ? false : 'linked',
  legalComments: 'none',
  logLevel: 'warning',
  // web-tree-sitter asks where it lies, though it is handed its module as bytes. Any address does
  // that is a path on every platform.
  define: { 'import.meta.url': '"file:///C:/airworthy/"' },
};

/** @type {import('esbuild').BuildOptions} */
const forNode = { ...shared, platform: 'node', target: 'node20' };
/** @type {import('esbuild').BuildOptions} */
const forBrowser = {
  ...shared,
  platform: 'browser',
  target: 'es2022',
  mainFields: ['browser', 'module', 'main'],
  // web-tree-sitter imports these where it finds itself in Node, which a worker is not.
  external: ['fs/promises', 'module'],
};

/**
 * The language server writes no files, and reads encodings of more than one byte with the platform
 * (server/src/disk/codecs.ts): it needs none of the library's tables for them.
 *
 * @type {import('esbuild').Plugin}
 */
const withoutEncoderTables = {
  name: 'without-encoder-tables',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^\.\/dbcs-data$/ }, () => ({ path: 'dbcs-data', namespace: 'empty' }));
    onLoad({ filter: /.*/, namespace: 'empty' }, () => ({ contents: 'module.exports = {}' }));
  },
};

/**
 * The command line is run as a script (server/src/main/compiled-bundle.ts), which cannot import modules of Node as it
 * goes: what web-tree-sitter imports so is required.
 *
 * @type {import('esbuild').Plugin}
 */
const withoutDynamicImports = {
  name: 'without-dynamic-imports',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^(?:module|fs\/promises)$/ }, ({ kind, path }) =>
      kind === 'dynamic-import' ? { path, namespace: 'required' } : undefined,
    );
    onLoad({ filter: /.*/, namespace: 'required' }, ({ path }) => ({
      contents: `module.exports = require(${JSON.stringify(path)})`,
    }));
  },
};

const bundles = [
  { ...forNode, entry: 'client/src/extension.ts', out: 'client.js', external: ['vscode'] },
  {
    ...forBrowser,
    entry: 'client/src/extension-browser.ts',
    out: 'client-browser.js',
    external: ['vscode'],
  },
  { ...forNode, entry: 'client/src/panel/main-node.ts', out: 'panel.js', external: ['vscode'] },
  {
    ...forBrowser,
    entry: 'client/src/panel/main-browser.ts',
    out: 'panel-browser.js',
    external: ['vscode'],
  },
  {
    ...forNode,
    entry: 'server/src/main/cli.ts',
    out: 'cli.js',
    banner: { js: '#!/usr/bin/env node' },
  },
  {
    ...forNode,
    entry: 'server/src/main/command-line.ts',
    out: 'command-line.js',
    plugins: [withoutDynamicImports],
  },
];

/** The language server for a web worker, and what Node's adds to it: the package holds the rest once. */
const server = {
  base: {
    ...forBrowser,
    entry: 'server/src/main/browser.ts',
    out: 'server-worker.js',
    format: 'iife',
  },
  addition: {
    ...forNode,
    entry: 'server/src/main/node.ts',
    out: 'server.js',
    plugins: [withoutEncoderTables],
  },
};

const modules = [
  ['web-tree-sitter/web-tree-sitter.wasm', 'tree-sitter.wasm'],
  ['tree-sitter-python/tree-sitter-python.wasm', 'tree-sitter-python.wasm'],
];

await mkdir(dist, { recursive: true });
await Promise.all([
  ...bundles.map((options) => build(buildOptions(options))),
  buildWithSharedModules(buildOptions(server.base), buildOptions(server.addition)),
  ...modules.map(([from, to]) => copyFile(require.resolve(from), path.join(dist, to))),
]);
await chmod(path.join(dist, 'cli.js'), 0o755);
// Those of a build for working on Airworthy do not belong to what is published.
if (isProduction) await removeSourceMaps();

/** @returns {import('esbuild').BuildOptions} */
function buildOptions({ entry, out, ...options }) {
  return { ...options, entryPoints: [entry], outfile: path.join(dist, out) };
}

async function removeSourceMaps() {
  const names = await readdir(dist);
  const maps = names.filter((name) => name.endsWith('.js.map'));
  await Promise.all(maps.map((name) => rm(path.join(dist, name))));
}
