// The packages of the lockfile, without which nothing else here can run.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';

const root = path.join(import.meta.dirname, '..');

/**
 * Installs them where that has not been done, or not to its end.
 *
 * @throws where they cannot be installed
 */
export function ensurePackages() {
  // npm writes it last.
  if (existsSync(path.join(root, 'node_modules/.package-lock.json'))) return;
  const { status, error } = spawnSync('npm', ['ci'], { cwd: root, stdio: 'inherit' });
  if (status !== 0)
    throw new Error(`npm ci failed${error === undefined ? '' : `: ${error.message}`}`);
}
