import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import path from 'node:path';

const root = path.join(import.meta.dirname, '../..');

/** Builds once what tests run as users do, before any of them starts. */
export function setup(): void {
  // What an earlier build left must not be tested in the place of what does not build now.
  rmSync(path.join(root, 'dist/cli.js'), { force: true });
  const { status, stderr } = spawnSync(process.execPath, ['esbuild.mjs'], {
    cwd: root,
    encoding: 'utf8',
  });
  // The tests that run it will fail; the others can still tell something.
  if (status !== 0) console.error(`The build failed.\n${stderr}`);
}
