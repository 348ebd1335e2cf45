// Brings onto this machine what the tests and the demo need, as far as it is missing: the packages
// of the lockfile, VS Code with a browser, and Python with real Airflow 2 and 3.
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { ensurePackages } from './packages.mjs';

const root = path.join(import.meta.dirname, '..');

const parts = [
  { name: 'VS Code and browser', command: ['node', 'scripts/vscode/setup.mjs'] },
  {
    name: 'Airflow',
    command: ['node', 'scripts/airflow/setup.mjs', '2', '3', 'providers', 'pandas', 'ruff'],
  },
];

ensurePackages();
for (const { name, command } of parts) {
  const [program, ...args] = command;
  const { status, error } = spawnSync(program, args, { cwd: root, stdio: 'inherit' });
  if (status === 0) continue;
  console.error(`Setting up ${name} failed${error === undefined ? '' : `: ${error.message}`}`);
  process.exitCode = 1;
}
