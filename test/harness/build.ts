import { spawnSync } from 'node:child_process';
import path from 'node:path';

/** Builds once what tests run as users do, before any of them starts. */
export function setup(): void {
  const root = path.join(import.meta.dirname, '../..');
  const { status, stderr } = spawnSync(process.execPath, ['esbuild.mjs'], {
    cwd: root,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`the build failed\n${stderr}`);
}
