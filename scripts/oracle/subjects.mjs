// The DAG files by which the model is judged: the examples inside the installed Airflows, and the
// system tests in the source distributions of the providers.

import { spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { ensurePython, ensureSource, environments } from '../airflow/setup.mjs';

const requirements = path.join(import.meta.dirname, '../airflow/requirements');

/** What the system tests import from Airflow's repository, which no package has. */
const standIns = path.join(import.meta.dirname, 'stand-ins');

/** Providers whose source distributions hold system tests. */
const testedProviders = [
  'amazon',
  'cncf-kubernetes',
  'common-io',
  'common-sql',
  'databricks',
  'google',
  'http',
  'microsoft-azure',
  'snowflake',
];

/**
 * @typedef {object} Subjects
 * @property {string[]} files those that are loaded
 * @property {string[]} sources all files of the project that they are of
 * @property {string} root the folder of that project
 * @property {string[]} paths what has to stand in front of `sys.path`
 * @property {() => void} dispose
 */

/**
 * @param {'2' | '3' | 'providers'} environment
 * @returns {Subjects}
 */
export function subjectsFor(environment) {
  return environment === 'providers' ? systemTests() : installedExamples(environment);
}

/** @returns {Subjects} */
function installedExamples(environment) {
  const program = 'import sysconfig; print(sysconfig.get_path("purelib"))';
  const { stdout } = spawnSync(ensurePython(environment), ['-c', program], { encoding: 'utf8' });
  const root = path.join(realpathSync(stdout.trim()), 'airflow');
  const files = pythonFiles(root).filter((file) =>
    file.includes(`${path.sep}example_dags${path.sep}`),
  );
  return { files, sources: files, root, paths: [], dispose: () => {} };
}

/** @returns {Subjects} */
function systemTests() {
  const root = realpathSync(mkdtempSync(path.join(os.tmpdir(), 'airworthy-system-tests-')));
  cpSync(standIns, root, { recursive: true });
  for (const distribution of pinned(testedProviders)) {
    const tests = path.join(ensureSource(distribution), 'tests/system');
    if (existsSync(tests)) cpSync(tests, path.join(root, 'system'), { recursive: true });
  }
  const files = pythonFiles(path.join(root, 'system')).filter(
    (file) => path.basename(file) !== '__init__.py',
  );
  const dispose = () => rmSync(root, { recursive: true, force: true });
  return { files, sources: pythonFiles(root), root, paths: [root], dispose };
}

/** The distributions of providers with the versions that are installed, as pip names them. */
function pinned(providers) {
  const file = path.join(requirements, `${environments.providers.name}.txt`);
  const lines = readFileSync(file, 'utf8').split('\n');
  return providers.map((provider) => {
    const line = lines.find((text) => text.startsWith(`apache-airflow-providers-${provider}==`));
    if (line === undefined) throw new Error(`${file} does not pin the provider ${provider}`);
    return line.trim();
  });
}

/** All Python files below a folder, in the order of their paths. */
function pythonFiles(root) {
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.py'))
    .sort()
    .map((file) => path.join(root, file));
}
