// Brings onto this machine what the tests and the demo need, as far as it is missing: the packages
// of the lockfile, VS Code with a browser, and Python with real Airflow 2 and 3.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';

const root = path.join(import.meta.dirname, '..');

const parts = [
  {
    name: 'packages',
    command: ['npm', 'ci'],
    isThere: existsSync(path.join(root, 'node_modules')),
  },
  { name: 'VS Code and browser', command: ['node', 'scripts/vscode/setup.mjs'], isThere: false },
  {
    name: 'Airflow',
    command: ['node', 'scripts/airflow/setup.mjs', '2', '3', 'providers', 'pandas', 'ruff'],
    isThere: false,
  },
];

for (const { name, command, isThere } of parts) {
  if (isThere) continue;
  const [program, ...args] = command;
  const { status, error } = spawnSync(program, args, { cwd: root, stdio: 'inherit' });
  if (status === 0) continue;
  console.error(`Setting up ${name} failed${error === undefined ? '' : `: ${error.message}`}`);
  process.exitCode = 1;
}
