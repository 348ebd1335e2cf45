// Judges the static model of DAGs by real Airflows: the example DAGs of Airflow 2 and 3 and the system
// tests of the main providers are loaded by both, and every difference is listed with its reason.
// Fails when something that the model claims as certain is wrong, or when it knows too little.
//
//   npm run oracle -- [2] [3] [providers] [--json FILE]
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { loadSources, parserModules } from '../sources.mjs';
import { askAirflow } from './ask.mjs';

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: { json: { type: 'string' } },
});
const environments = positionals.length > 0 ? positionals : ['2', '3', 'providers'];

const { loadOracle } = await loadSources(path.join(import.meta.dirname, 'engine.ts'));
const judge = await loadOracle(parserModules());
const reports = environments.map((environment) => judge(askAirflow(environment)));
for (const { text } of reports) console.log(text);
for (const complaint of reports.flatMap(({ complaints }) => complaints)) {
  console.error(complaint);
  process.exitCode = 1;
}
if (options.json !== undefined) {
  writeFileSync(options.json, JSON.stringify(reports.map(({ report }) => report)));
}
