import path from 'node:path';
import { build } from 'esbuild';

/**
 * Builds two bundles of which one stands on the other: what both are made of is written once, into
 * `base`, and `addition` takes it from there when it runs.
 *
 * `base` has the format "iife", so that it also runs where there are no modules (a web worker). It
 * then must not take harm from being loaded by `addition`.
 *
 * @param {import('esbuild').BuildOptions} base with one entry point
 * @param {import('esbuild').BuildOptions} addition with one entry point, for Node, in the same folder
 */
export async function buildWithSharedModules(base, addition) {
  const shared = await modulesToHandOver(base, addition);
  const [entry] = base.entryPoints;
  await build({
    ...base,
    entryPoints: undefined,
    stdin: { contents: entryThatHandsOver(entry, shared), resolveDir: base.absWorkingDir },
    globalName: 'bundle',
    footer: { js: 'if (typeof module === "object") module.exports = bundle.modules;' },
  });
  const file = `./${path.basename(base.outfile)}`;
  const plugins = [...(addition.plugins ?? []), takenFrom(file, shared, addition.absWorkingDir)];
  await build({ ...addition, plugins });
}

/**
 * The modules of the base that a module which only the addition has imports.
 *
 * @returns {Promise<Map<string, {name: string, format: 'esm' | 'cjs'}>>} what they are handed over as, and how they
 * are written, by path from the working directory
 */
async function modulesToHandOver(base, addition) {
  const [ofBase, ofAddition] = await Promise.all([base, addition].map(inputsOf));
  const shared = new Map();
  for (const [file, { imports }] of Object.entries(ofAddition)) {
    if (file in ofBase) continue;
    for (const { path: imported } of imports) {
      if (!(imported in ofBase) || shared.has(imported)) continue;
      const { format = 'cjs' } = ofBase[imported];
      shared.set(imported, { name: `m${shared.size}`, format });
    }
  }
  return shared;
}

async function inputsOf(options) {
  const { metafile } = await build({ ...options, write: false, metafile: true });
  return metafile.inputs;
}

function entryThatHandsOver(entry, shared) {
  return [
    ...[...shared].map(([file, { name, format }]) => {
      const source = JSON.stringify(`./${file}`);
      // What is written for `require` is handed over as it is: a namespace of it would be a copy.
      return format === 'esm'
        ? `import * as ${name} from ${source};`
        : `const ${name} = require(${source});`;
    }),
    `import ${JSON.stringify(`./${entry}`)};`,
    `export const modules = { ${[...shared.values()].map(({ name }) => name).join()} };`,
  ].join('\n');
}

/** @returns {import('esbuild').Plugin} */
function takenFrom(bundle, shared, root) {
  return {
    name: 'taken-from-another-bundle',
    setup({ onResolve, onLoad, resolve }) {
      onResolve({ filter: /.*/ }, async ({ path: name, ...args }) => {
        if (name === bundle && args.namespace === 'shared') return { path: name, external: true };
        if (args.pluginData === 'resolving' || args.kind === 'entry-point') return undefined;
        const found = await resolve(name, { ...args, pluginData: 'resolving' });
        const module = shared.get(path.relative(root, found.path).replaceAll('\\', '/'));
        return module === undefined ? undefined : { path: module.name, namespace: 'shared' };
      });
      onLoad({ filter: /.*/, namespace: 'shared' }, ({ path: name }) => ({
        contents: `module.exports = require(${JSON.stringify(bundle)}).${name};`,
      }));
    },
  };
}
