import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { readDags } from './dag-files';
import { ruffRules } from './servers';

/** Seconds that each way of looking at the same files took, run by run. */
export interface CheckRun {
  /** Nothing is known of the files from before. */
  readonly cold: number;
  /** Again, with what the cold run has left. */
  readonly warm: number;
  readonly ruff: number;
}

/** Checks files with the built command line, cold and warm, and with ruff. */
export function checkRun(files: readonly string[], dist: string, ruff: string): CheckRun {
  const cache = mkdtempSync(path.join(os.tmpdir(), 'airworthy-bench-cache-'));
  try {
    const environment = { ...process.env, XDG_CACHE_HOME: cache };
    const ours = [process.execPath, path.join(dist, 'cli.js'), 'check', '--format', 'json'];
    const check = () => secondsOf([...ours, ...files], environment);
    const select = `--select=${ruffRules.join(',')}`;
    const theirs = [ruff, 'check', '--no-cache', '--isolated', '--output-format=json', select];
    return { cold: check(), warm: check(), ruff: secondsOf([...theirs, ...files]) };
  } finally {
    rmSync(cache, { recursive: true, force: true });
  }
}

/** The program that has Airflow load files, as its scheduler does, and tells what came of it. */
const dagBagProgram = `
import json, logging, sys
logging.disable(logging.CRITICAL)
from airflow.models import DagBag
bag = DagBag(dag_folder="/dev/null", include_examples=False, read_dags_from_db=False)
for path in sys.argv[1:]:
    bag.process_file(path)
print(json.dumps({"dags": len(bag.dags), "failed": len(bag.import_errors)}))
`;

/** An installed Airflow, with the settings that it is run with. */
export interface InstalledAirflow {
  readonly python: string;
  readonly variables: Readonly<Record<string, string>>;
}

export interface DagBagRun {
  /** How many files both have gone through. */
  readonly files: number;
  /** Seconds of Airflow, and of a cold check of the same files. */
  readonly airflow: number;
  readonly cold: number;
}

/** Has a real Airflow load the example DAGs that come with it, which find all that they import, and checks them. */
export function dagBagRun(dist: string, { python, variables }: InstalledAirflow): DagBagRun {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'airworthy-bench-examples-'));
  try {
    // As in a project of somebody's own: where they lie, they are part of Airflow's sources.
    cpSync(exampleFolder(python), path.join(folder, 'dags'), { recursive: true });
    const files = readDags(folder).map(({ name }) => name);
    const environment = { ...process.env, ...variables };
    const airflow = secondsOf([python, '-W', 'ignore', '-c', dagBagProgram, ...files], environment);
    const check = [process.execPath, path.join(dist, 'cli.js'), 'check', '--no-cache'];
    return { files: files.length, airflow, cold: secondsOf([...check, ...files]) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function exampleFolder(python: string): string {
  const program =
    'import importlib.util as u; print(u.find_spec("airflow").submodule_search_locations[0])';
  const { stdout } = spawnSync(python, ['-c', program], { encoding: 'utf8' });
  return path.join(stdout.trim(), 'example_dags');
}

/** @throws when the program could not do its work; that it has found something is no failure. */
function secondsOf(command: readonly string[], env: NodeJS.ProcessEnv = process.env): number {
  const [program = '', ...args] = command;
  const started = performance.now();
  const { error, signal, status, stderr } = spawnSync(program, args, {
    env,
    maxBuffer: 2 ** 30,
    encoding: 'utf8',
  });
  const seconds = (performance.now() - started) / 1000;
  if (error !== undefined) throw error;
  if (status === null || status > 1) {
    throw new Error(`${path.basename(program)} ended with ${status ?? signal}:\n${stderr}`);
  }
  return seconds;
}
