// Judges the static model of DAGs by real Airflows: the example DAGs of Airflow 2 and 3 and the system
// tests of the main providers are loaded by both, and every difference is listed with its reason.
// Fails when something that the model claims as certain is wrong, or when it knows too little.
//
//   npm run oracle -- [2] [3] [providers] [--json FILE]
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';
import { askAirflow } from './ask.mjs';

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: { json: { type: 'string' } },
});
const environments = positionals.length > 0 ? positionals : ['2', '3', 'providers'];

const scratch = mkdtempSync(path.join(os.tmpdir(), 'airworthy-oracle-'));
try {
  const judge = await loadOracle();
  const reports = environments.map((environment) => judge(askAirflow(environment)));
  for (const { text } of reports) console.log(text);
  for (const complaint of reports.flatMap(({ complaints }) => complaints)) {
    console.error(complaint);
    process.exitCode = 1;
  }
  if (options.json !== undefined) {
    writeFileSync(options.json, JSON.stringify(reports.map(({ report }) => report)));
  }
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

/** The oracle from its sources, so that nothing has to be built first. */
async function loadOracle() {
  const outfile = path.join(scratch, 'oracle.cjs');
  await build({
    entryPoints: [path.join(import.meta.dirname, 'engine.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    logLevel: 'error',
    define: { 'import.meta.url': '"file:///oracle"' },
  });
  const require = createRequire(import.meta.url);
  return require(outfile).loadOracle({
    runtime: readFileSync(require.resolve('web-tree-sitter/web-tree-sitter.wasm')),
    grammar: readFileSync(require.resolve('tree-sitter-python/tree-sitter-python.wasm')),
  });
}
