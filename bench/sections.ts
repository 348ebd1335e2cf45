// Each kind of measurement as a table of the report.

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { type ParserModules, PythonParser } from '../server/src/syntax/parser';
import { bundleLoad } from './activation';
import { generalShapes, importingFiles, shapesOfRules } from './adversarial-files';
import { checkRun, dagBagRun, type InstalledAirflow } from './checks';
import {
  type DagFile,
  type Document,
  fileOfLines,
  lineCount,
  manyFiles,
  realFileOfLines,
} from './dag-files';
import { type Growth, growthOf, projectGrowth } from './growth-exponents';
import { typeBefore } from './latency';
import { LspSession } from './lsp-session';
import { askingForEveryDag, memoryRun } from './memory';
import { figure, type Section } from './report';
import { analysisCost, ruleCosts } from './rule-costs';
import { airworthyServer, idleServer, ruffServer, type ServerCommand } from './servers';
import { packagedFiles } from './sizes';
import { ratios, spreadOf } from './statistics';

/** What is measured, with what. */
export interface Bench {
  readonly root: string;
  readonly dist: string;
  /** Path of the program. */
  readonly ruff: string;
  /** A real Airflow, where it is to take part. */
  readonly airflow: InstalledAirflow | undefined;
  readonly parserModules: ParserModules;
  readonly dags: readonly DagFile[];
  /** Whether the files lie on disk as they are, or others are made of them. */
  readonly areReal: boolean;
  readonly lines: readonly number[];
  readonly files: number;
  readonly keystrokes: number;
  /** How often a shape is repeated in the files whose growth is looked at. */
  readonly sizes: readonly number[];
  readonly runs: number;
  /** Where profiles of our server are written. */
  readonly profiles: string | undefined;
  readonly progress: (line: string) => void;
}

/** The kinds of measurements by the names under which they are asked for. */
export const kinds = {
  latency,
  check,
  memory,
  start,
  size,
  rules,
  growth,
  files,
  adversarial,
} as const satisfies Readonly<Record<string, (bench: Bench) => Promise<Section>>>;

/** Milliseconds of typing after which V8 has compiled what a file of ordinary length needs. */
const warmUpTime = 15_000;

const latencyFigures = [
  ['p50', 'p50'],
  ['p95', 'p95'],
  ['warmP50', 'p50 later'],
  ['warmP95', 'p95 later'],
  ['first', 'first'],
] as const;

async function latency(bench: Bench): Promise<Section> {
  const rows: Section['rows'][number][] = [];
  for (const wanted of bench.lines) {
    const document = documentOfLines(bench, wanted);
    const { text } = document;
    const runs = await repeated(bench, `typing at ${wanted} lines`, () =>
      typeBefore([...bothServers(bench), idleServer(bench.root)], document, {
        keystrokes: bench.keystrokes,
        between: warmUpTime,
      }),
    );
    const ours = runs.flatMap(([run]) => run ?? []);
    const theirs = runs.flatMap(([, run]) => run ?? []);
    const floors = runs.flatMap(([, , run]) => run ?? []);
    for (const [name, title] of latencyFigures) {
      const [own, other] = [ours.map((run) => run[name]), theirs.map((run) => run[name])];
      rows.push([
        `${lineCount(text).toLocaleString('en')} lines, ${title}`,
        figure(spreadOf(own), 'ms'),
        figure(spreadOf(other), 'ms'),
        figure(ratios(own, other), '×'),
        figure(spreadOf(floors.map((run) => run[name])), 'ms'),
      ]);
    }
  }
  return {
    title: 'From a keystroke to its diagnostics',
    about: `About ${bench.keystrokes} keystrokes in each of ${bench.runs} runs, all servers in turn.`,
    columns: ['', 'airworthy', 'ruff server', 'ratio', 'a Node server that does nothing'],
    rows,
  };
}

async function check(bench: Bench): Promise<Section> {
  return withFiles(bench, async (made) => {
    // Real files are checked where they lie, each in its project.
    const paths = bench.areReal ? bench.dags.slice(0, bench.files).map(({ name }) => name) : made;
    const runs = await repeated(bench, `checking ${paths.length} files`, async () =>
      checkRun(paths, bench.dist, bench.ruff),
    );
    const ruff = runs.map((run) => run.ruff);
    const rows: Section['rows'][number][] = (['cold', 'warm'] as const).map((name) => [
      `${paths.length.toLocaleString('en')} files, ${name}`,
      figure(spreadOf(runs.map((run) => run[name])), 's'),
      figure(spreadOf(ruff), 's'),
      figure(
        ratios(
          runs.map((run) => run[name]),
          ruff,
        ),
        '×',
      ),
    ]);
    const { airflow } = bench;
    if (airflow !== undefined) {
      const loads = await repeated(bench, "loading Airflow's examples with it", async () =>
        dagBagRun(bench.dist, airflow),
      );
      const [own, other] = [loads.map((run) => run.cold), loads.map((run) => run.airflow)];
      rows.push([
        `${loads[0]?.files} files of Airflow's examples, cold, and its DagBag`,
        figure(spreadOf(own), 's'),
        figure(spreadOf(other), 's'),
        figure(ratios(own, other), '×'),
      ]);
    }
    return {
      title: 'Checking many files',
      about: `Wall time of whole processes; \`ruff check --no-cache\` is the other one. ${bench.runs} runs.`,
      columns: ['', 'airworthy check', 'the other', 'ratio'],
      rows,
    };
  });
}

async function memory(bench: Bench): Promise<Section> {
  return withFiles(bench, async (paths, folder) => {
    const [first = ''] = paths;
    const asking = path.join(path.dirname(first), 'asks_for_every_dag.py');
    writeFileSync(asking, askingForEveryDag);
    const [ours, theirs] = bothServers(bench);
    const rows: Section['rows'][number][] = [];
    for (const [name, server, file] of [
      ['airworthy', ours, first],
      ['airworthy, where all files are looked into', ours, asking],
      ['ruff', theirs, first],
    ] as const) {
      const runs = await repeated(bench, `memory of ${name}`, () =>
        memoryRun(server, folder, file),
      );
      rows.push([
        name,
        figure(spreadOf(runs.map((run) => run.atRest)), 'MB'),
        figure(spreadOf(runs.map((run) => run.most)), 'MB'),
      ]);
    }
    return {
      title: 'Memory of the language server',
      about: `A folder with ${paths.length.toLocaleString('en')} DAG files, of which one is open.`,
      columns: ['', 'at rest', 'most'],
      rows,
    };
  });
}

async function start(bench: Bench): Promise<Section> {
  const text = textOfLines(bench, 150);
  const bundle = await repeated(bench, 'loading the bundle', async () => bundleLoad(bench.dist));
  const rows: Section['rows'][number][] = [
    ['the extension loads its bundle', figure(spreadOf(bundle), 'ms')],
  ];
  for (const server of bothServers(bench)) {
    const runs = await repeated(bench, `start of ${server.name}`, () => startOf(server, text));
    rows.push(
      [
        `${server.name} answers \`initialize\``,
        figure(spreadOf(runs.map((run) => run.answer)), 'ms'),
      ],
      [`${server.name}: first diagnostics`, figure(spreadOf(runs.map((run) => run.first)), 'ms')],
    );
  }
  return {
    title: 'Start',
    about: 'From the start of the process; the file that is opened first has 150 lines.',
    columns: ['', 'time'],
    rows,
  };
}

async function startOf(server: ServerCommand, text: string) {
  return withFolder(async (folder) => {
    const session = await LspSession.start(server, folder);
    try {
      const { elapsed } = await session.open(`file://${folder}/dag.py`, text);
      return { answer: session.startUp, first: session.startUp + elapsed };
    } finally {
      await session.stop();
    }
  });
}

async function size(bench: Bench): Promise<Section> {
  const files = packagedFiles(bench.root, bench.dist);
  const built = files.filter(({ name }) => name.startsWith('dist/'));
  const others = files.filter(({ name }) => !name.startsWith('dist/'));
  const rows = [...built, sumOf(`${others.length} others`, others), sumOf('all', files)];
  return {
    title: 'What is packaged',
    about: 'Kilobytes as they are installed, and as they are downloaded.',
    columns: ['', 'installed', 'compressed'],
    rows: rows.map((file) => [
      file.name,
      Math.round(file.size / 1000),
      Math.round(file.compressed / 1000),
    ]),
  };
}

function sumOf(name: string, files: readonly { size: number; compressed: number }[]) {
  return {
    name,
    size: files.reduce((sum, file) => sum + file.size, 0),
    compressed: files.reduce((sum, file) => sum + file.compressed, 0),
  };
}

async function rules(bench: Bench): Promise<Section> {
  const text = textOfLines(bench, 2500);
  bench.progress('rule by rule');
  const costs = ruleCosts(text, await PythonParser.load(bench.parserModules), bench.runs + 2);
  return {
    title: 'What each rule costs',
    about: `Milliseconds in one file of ${lineCount(text).toLocaleString('en')} lines.`,
    columns: ['', 'with the facts that it asks for first', 'when all facts are known'],
    rows: costs.map(({ first, own, rule }) => [
      rule,
      Number(first.toFixed(2)),
      Number(own.toFixed(2)),
    ]),
  };
}

async function growth(bench: Bench): Promise<Section> {
  const parser = await PythonParser.load(bench.parserModules);
  const [few, many] = [1000, 10_000].map((lines) => textOfLines(bench, lines));
  bench.progress('ten times the lines');
  const [small, large] = [few ?? '', many ?? ''].map((text) => ({
    lines: lineCount(text),
    cost: analysisCost(text, parser, bench.runs),
    rules: new Map(ruleCosts(text, parser, bench.runs).map(({ own, rule }) => [rule, own])),
  }));
  if (small === undefined || large === undefined) throw new Error('there is nothing to compare');
  const factor = large.lines / small.lines;
  const parts = (['parse', 'model', 'rules'] as const).map((part) =>
    grown(part, small.cost[part], large.cost[part], factor),
  );
  const dear = [...large.rules]
    .map(([rule, cost]) => grown(rule, small.rules.get(rule) ?? 0, cost, factor))
    // What takes less than this is mostly the noise of the clock.
    .filter(([, , cost]) => cost >= 5)
    .sort((a, b) => b[3] - a[3]);
  return {
    title: 'Growth with the lines of a file',
    about: `${small.lines} lines and ${large.lines} lines. The last column is 1 where time grows as the lines do.`,
    columns: ['', 'small', 'large', 'growth'],
    rows: [...parts, ...dear.slice(0, 15)],
  };
}

async function files(bench: Bench): Promise<Section> {
  return withFiles(bench, async (paths) => {
    const few = paths.slice(0, Math.ceil(paths.length / 10));
    const coldChecks = async (some: readonly string[]) => {
      const runs = await repeated(bench, `checking ${some.length} files`, async () =>
        checkRun(some, bench.dist, bench.ruff),
      );
      return runs.map((run) => run.cold);
    };
    const [small, large] = [await coldChecks(few), await coldChecks(paths)];
    const growths = ratios(large, small);
    return {
      title: 'Growth with the number of files',
      about:
        'Cold checks of a tenth of the files and of all; the last column is 10 where time grows as they do.',
      columns: ['', 'a tenth', 'all', 'growth'],
      rows: [
        [
          `${few.length} and ${paths.length} files`,
          figure(spreadOf(small), 's'),
          figure(spreadOf(large), 's'),
          figure(growths, '×'),
        ],
      ],
    };
  });
}

async function adversarial(bench: Bench): Promise<Section> {
  const parser = await PythonParser.load(bench.parserModules);
  const rows: Section['rows'][number][] = [];
  const show = (name: string, growths: readonly Growth[]) => {
    for (const { exponent, largest, part } of growths) {
      rows.push([name, part, figure(exponent, ''), Number(largest.toPrecision(3))]);
    }
  };
  for (const { rule, shapes } of shapesOfRules(bench.root)) {
    for (const shape of shapes) {
      bench.progress(`${rule}, ${shape.name}`);
      // What the engine adds to one rule is hardly more than the clock tells.
      const parts = growthOf(shape, bench.sizes, parser, bench.runs, rule);
      show(
        `${shape.name} of ${rule}`,
        parts.filter(({ part }) => part !== 'engine'),
      );
    }
  }
  for (const shape of generalShapes) {
    bench.progress(shape.name);
    const parts = growthOf(shape, bench.sizes, parser, bench.runs);
    const dear = parts.filter(({ largest, part }) => isPart.has(part) || largest >= 5);
    show(shape.name, dear);
  }
  bench.progress('files that import one');
  const project = projectGrowth(importingFiles, bench.sizes, parser, bench.runs);
  show('files that import one', [project]);
  return {
    title: 'Growth with what is hard',
    about:
      `Each shape ${bench.sizes.join(', ')} times. The exponent is the power of the size with which time ` +
      `grows: 1 is linear, 2 quadratic; what takes less than some ten milliseconds is noise.`,
    columns: ['', 'part', 'exponent', 'ms at the largest'],
    rows,
  };
}

const isPart: ReadonlySet<string> = new Set(['parse', 'model', 'engine']);

function grown(name: string, small: number, large: number, factor: number) {
  const digits = (value: number) => Number(value.toPrecision(3));
  return [name, digits(small), digits(large), digits(large / small / factor)] as const;
}

function bothServers({ dist, profiles, ruff }: Bench): readonly [ServerCommand, ServerCommand] {
  const flags = profiles === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${profiles}`];
  return [airworthyServer(dist, flags), ruffServer(ruff)];
}

function textOfLines(bench: Bench, lines: number): string {
  return documentOfLines(bench, lines).text;
}

function documentOfLines({ areReal, dags }: Bench, lines: number): Document {
  return areReal ? realFileOfLines(lines, dags) : { text: fileOfLines(lines, dags) };
}

async function repeated<Run>(
  { progress, runs }: Bench,
  what: string,
  measure: () => Promise<Run>,
): Promise<Run[]> {
  const measured: Run[] = [];
  for (let run = 1; run <= runs; run++) {
    progress(`${what}, ${run} of ${runs}`);
    measured.push(await measure());
  }
  return measured;
}

/** Copies of the given files, or files that are made of them, in a folder that goes again. */
async function withFiles<Result>(
  { areReal, dags, files }: Bench,
  use: (paths: readonly string[], folder: string) => Promise<Result>,
): Promise<Result> {
  return withFolder(async (folder) => {
    const dagsFolder = path.join(folder, 'dags');
    mkdirSync(dagsFolder);
    const chosen = areReal
      ? dags.slice(0, files).map(({ text }, i) => ({ name: `dag_${i + 1}.py`, text }))
      : manyFiles(files, dags);
    const paths = chosen.map(({ name, text }) => {
      const file = path.join(dagsFolder, name);
      writeFileSync(file, text);
      return file;
    });
    return use(paths, folder);
  });
}

async function withFolder<Result>(use: (folder: string) => Promise<Result>): Promise<Result> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'airworthy-bench-'));
  try {
    return await use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
