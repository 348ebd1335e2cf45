/**
 * Makes the Python environments that tests run against: real Airflow 2 and 3, and a plain one with
 * pandas, and one with ruff. Each is made once per machine, outside the checkout, from pinned requirements.
 *
 *   node scripts/airflow/setup.mjs 2|3|providers|pandas|ruff …
 */

import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const uvVersion = '0.13.8';
const requirementsFolder = path.join(path.dirname(fileURLToPath(import.meta.url)), 'requirements');

/** The environments by the name under which tests ask for them. */
export const environments = {
  2: { name: 'airflow-2.10.5', python: '>=3.10,<3.13', probe: 'import airflow.models.dag, pandas' },
  3: { name: 'airflow-3.3.2', python: '>=3.10,<3.14', probe: 'import airflow.sdk, pandas' },
  // Airflow 3 with the providers whose system tests the oracle loads.
  providers: {
    name: 'airflow-3.3.2-providers',
    python: '>=3.10,<3.14',
    probe: 'import airflow.sdk, airflow.providers.amazon, airflow.providers.google',
  },
  pandas: { name: 'pandas', python: '>=3.10,<3.14', probe: 'import pandas, pyarrow' },
  ruff: { name: 'ruff', python: '>=3.10,<3.14', probe: 'import ruff' },
};

export function cacheFolder() {
  const base = process.env.XDG_CACHE_HOME || path.join(homedir(), '.cache');
  return path.join(base, 'airworthy');
}

/**
 * The `python` of an environment, which is made first where it is missing.
 *
 * @param {keyof typeof environments} key
 * @returns {string} path of the interpreter
 */
export function ensurePython(key) {
  const { name, python, probe } = environments[key];
  const requirements = path.join(requirementsFolder, `${name}.txt`);
  const digest = createHash('sha256')
    .update(readFileSync(requirements))
    .update(`${python} ${uvVersion}`)
    .digest('hex')
    .slice(0, 12);
  const folder = path.join(cacheFolder(), `${name}-${digest}`);
  const interpreter = path.join(folder, 'bin', 'python');
  makeOnce(folder, () => {
    const uv = ensureUv();
    console.error(`airworthy: making ${folder}`);
    run(uv, ['venv', '--quiet', '--python', python, folder]);
    run(uv, ['pip', 'install', '--quiet', '--python', interpreter, '-r', requirements]);
    run(interpreter, ['-W', 'ignore', '-c', probe], airflowVariables(path.join(folder, 'home')));
    if (name.startsWith('airflow')) migrate(interpreter, path.join(folder, 'home'));
  });
  return interpreter;
}

/** The settings under which a real Airflow keeps to its own folder and shows nothing but our DAGs. */
export function airflowVariables(home) {
  return {
    AIRFLOW_HOME: home,
    AIRFLOW__CORE__DAGS_FOLDER: path.join(home, 'dags'),
    AIRFLOW__CORE__LOAD_EXAMPLES: 'False',
    AIRFLOW__DATABASE__SQL_ALCHEMY_CONN: `sqlite:///${path.join(home, 'airflow.db')}`,
    AIRFLOW__CORE__PLUGINS_FOLDER: path.join(home, 'plugins'),
    // What a copied configuration names is the home that it was copied from.
    AIRFLOW__LOGGING__BASE_LOG_FOLDER: path.join(home, 'logs'),
    AIRFLOW__LOGGING__DAG_PROCESSOR_CHILD_PROCESS_LOG_DIRECTORY: path.join(home, 'logs/processor'),
    AIRFLOW__LOGGING__DAG_PROCESSOR_MANAGER_LOG_LOCATION: path.join(home, 'logs/manager.log'),
    AIRFLOW__SCHEDULER__CHILD_PROCESS_LOG_DIRECTORY: path.join(home, 'logs/processor'),
    AIRFLOW__USAGE_DATA_COLLECTION__ENABLED: 'False',
    SCARF_ANALYTICS: 'false',
  };
}

/** Makes of a folder a home whose database is migrated and empty. */
export function fillHome(key, folder) {
  const template = path.join(path.dirname(path.dirname(ensurePython(key))), 'home');
  cpSync(template, folder, { recursive: true, filter: (file) => path.basename(file) !== 'logs' });
}

function migrate(interpreter, home) {
  mkdirSync(path.join(home, 'dags'), { recursive: true });
  const airflow = path.join(path.dirname(interpreter), 'airflow');
  run(airflow, ['db', 'migrate'], airflowVariables(home));
}

/**
 * Fills a folder once, also when several processes want it. Scripts of a virtual environment name
 * it by its path, so it is made where it stays; what makes it count is the marker that is renamed
 * into it last, so that a killed set-up leaves nothing behind that looks whole.
 */
function makeOnce(folder, make) {
  const marker = path.join(folder, 'whole');
  if (existsSync(marker)) return;
  const release = takeTurn(folder);
  try {
    if (existsSync(marker)) return;
    rmSync(folder, { recursive: true, force: true });
    make();
    const draft = path.join(folder, 'whole.draft');
    mkdirSync(draft);
    renameSync(draft, marker);
  } finally {
    release();
  }
}

/**
 * The source distribution of a published package, unpacked, in a folder that stays.
 *
 * @param {string} distribution `name==version`
 */
export function ensureSource(distribution) {
  const folder = path.join(cacheFolder(), `source-${distribution.replace('==', '-')}`);
  makeOnce(folder, () => {
    const python = path.join(path.dirname(ensureUv()), 'python');
    const archives = path.join(folder, 'archives');
    mkdirSync(archives, { recursive: true });
    const pip = ['-m', 'pip', 'download', '--quiet', '--no-deps', '--no-binary', ':all:'];
    run(python, [...pip, '--dest', archives, distribution]);
    const [archive = ''] = readdirSync(archives);
    run('tar', ['-xzf', path.join(archives, archive), '-C', folder, '--strip-components', '1']);
    rmSync(archives, { recursive: true });
  });
  return folder;
}

/** `uv`, from PyPI, in a small virtual environment of its own. */
function ensureUv() {
  const folder = path.join(cacheFolder(), `uv-${uvVersion}`);
  const uv = path.join(folder, 'bin', 'uv');
  makeOnce(folder, () => {
    run('python3', ['-m', 'venv', folder]);
    const pip = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check'];
    run(path.join(folder, 'bin', 'python'), [...pip, `uv==${uvVersion}`]);
  });
  return uv;
}

/**
 * Holds others back while an environment is made: a folder that only one process can make. The
 * lock of a process that is gone counts for nothing.
 */
function takeTurn(folder) {
  const lock = `${folder}.lock`;
  mkdirSync(cacheFolder(), { recursive: true });
  for (;;) {
    const own = mkdtempSync(`${folder}.turn-`);
    mkdirSync(path.join(own, String(process.pid)));
    try {
      // Renaming over a folder that is not empty fails, so exactly one process gets the lock.
      renameSync(own, lock);
      return () => rmSync(lock, { recursive: true, force: true });
    } catch {
      rmSync(own, { recursive: true, force: true });
    }
    if (!holderLives(lock)) rmSync(lock, { recursive: true, force: true });
    else Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 200);
  }
}

function holderLives(lock) {
  let holder;
  try {
    holder = readdirSync(lock)[0];
  } catch {
    return false;
  }
  try {
    process.kill(Number(holder), 0);
    return true;
  } catch {
    return false;
  }
}

function run(command, args, environment = {}) {
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    encoding: 'utf8',
    env: { ...process.env, ...environment },
    timeout: 15 * 60_000,
  });
  if (error !== undefined) throw new Error(`${command}: ${error.message}`);
  if (status !== 0) {
    throw new Error(`${command} ${args.join(' ')} ended with ${status}\n${stdout}${stderr}`);
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const wanted = process.argv.slice(2);
  const unknown = wanted.filter((key) => !Object.hasOwn(environments, key));
  if (wanted.length === 0 || unknown.length > 0) {
    console.error('usage: node scripts/airflow/setup.mjs 2|3|providers|pandas|ruff …');
    process.exit(2);
  }
  for (const key of wanted) console.log(ensurePython(key));
}
