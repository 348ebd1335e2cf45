// Measures how fast Airworthy is, beside ruff and Airflow on the same files in the same run. What each figure means,
// and what the options are, stands in README.md.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { airflowVariables, ensurePython, fillHome } from '../scripts/airflow/setup.mjs';
import { loadSources, parserModules } from '../scripts/sources.mjs';

const root = path.join(import.meta.dirname, '..');
const [dags, { kinds }, report] = await Promise.all(
  ['dag-files', 'sections', 'report'].map((name) =>
    loadSources(path.join(import.meta.dirname, `${name}.ts`)),
  ),
);

const usage = `Usage: npm run bench -- [options]

  --only <kinds>       some of ${Object.keys(kinds).join(', ')}; separated by commas
  --profile-rules      the same as --only rules
  --dags <place>       real DAG files: a folder, or a text file that lists them, one a line
  --lines <numbers>    sizes of the file that is typed into: 150,2500,13000
  --keystrokes <n>     how many in each run: 60
  --sizes <numbers>    how often hard shapes are repeated: 50,100,200,400
  --files <n>          how many files are checked, and lie around the open one: 3000
  --runs <n>           how often everything is measured: 3
  --dagbag             also has a real Airflow 2 load its example DAGs
  --cpu-prof <folder>  writes a profile of our server for each run
  --markdown <file>    where the report goes; standard output unless given
  --json <file>        the same figures for machines`;

const options = readOptions();
if (options !== undefined) await main(options);

function readOptions() {
  try {
    const { values } = parseArgs({
      options: {
        only: { type: 'string' },
        'profile-rules': { type: 'boolean', default: false },
        dags: { type: 'string' },
        lines: { type: 'string', default: '150,2500,13000' },
        keystrokes: { type: 'string', default: '60' },
        sizes: { type: 'string', default: '50,100,200,400' },
        files: { type: 'string', default: '3000' },
        runs: { type: 'string', default: '3' },
        dagbag: { type: 'boolean', default: false },
        'cpu-prof': { type: 'string' },
        markdown: { type: 'string' },
        json: { type: 'string' },
        help: { type: 'boolean', default: false },
      },
    });
    if (values.help) {
      console.log(usage);
      return undefined;
    }
    const chosen = values['profile-rules'] ? 'rules' : values.only;
    const names = chosen === undefined ? Object.keys(kinds) : chosen.split(',');
    for (const name of names) {
      if (!Object.hasOwn(kinds, name)) throw new Error(`${name} is nothing that is measured.`);
    }
    return {
      ...values,
      names,
      lines: values.lines.split(',').map(positive),
      sizes: values.sizes.split(',').map(positive),
      keystrokes: positive(values.keystrokes),
      files: positive(values.files),
      runs: positive(values.runs),
    };
  } catch (error) {
    console.error(`${error.message}\n\n${usage}`);
    process.exitCode = 2;
    return undefined;
  }
}

function positive(text) {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1) throw new Error(`${text} is no positive number.`);
  return number;
}

async function main({ names, ...chosen }) {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'airworthy-bench-'));
  const dist = path.join(folder, 'dist');
  const home = path.join(folder, 'airflow');
  try {
    // A profile is to be read, so that it is of code whose names are still there.
    const flags = chosen['cpu-prof'] === undefined ? ['--production'] : [];
    run(process.execPath, ['esbuild.mjs', ...flags, `--outdir=${dist}`]);
    if (chosen.dagbag) fillHome('2', home);
    await measure(names, { ...chosen, dist, home });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measure(names, chosen) {
  const bench = {
    ...chosen,
    root,
    ruff: path.join(path.dirname(ensurePython('ruff')), 'ruff'),
    airflow: chosen.dagbag
      ? { python: ensurePython('2'), variables: airflowVariables(chosen.home) }
      : undefined,
    parserModules: parserModules(),
    dags: chosen.dags === undefined ? dags.exampleDags(root) : dags.readDags(chosen.dags),
    areReal: chosen.dags !== undefined,
    profiles: chosen['cpu-prof'],
    progress: (line) => console.error(line),
  };
  const sections = [];
  for (const name of names) sections.push(await kinds[name](bench));
  const [cpu] = os.cpus();
  const load = os.loadavg()[0]?.toFixed(1);
  const machine =
    `${os.cpus().length} × ${cpu?.model}, ${Math.round(os.totalmem() / 2 ** 30)} GB, ` +
    `Node ${process.versions.node}, load ${load} at the end.`;
  const markdown = report.markdownOf(machine, sections);
  if (chosen.json !== undefined) write(chosen.json, JSON.stringify({ machine, sections }, null, 1));
  if (chosen.markdown === undefined) console.log(markdown);
  else write(chosen.markdown, markdown);
}

function run(command, args) {
  const { error, status } = spawnSync(command, args, {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  if (error !== undefined) throw error;
  if (status !== 0) throw new Error(`${args[0]} ended with ${status}`);
}

function write(file, text) {
  mkdirSync(path.dirname(path.resolve(file)), { recursive: true });
  writeFileSync(file, text);
}
