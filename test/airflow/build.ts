import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { TestProject } from 'vitest/node';

const root = path.join(import.meta.dirname, '../..');

declare module 'vitest' {
  interface ProvidedContext {
    /** The command line, built from the sources as they are, where no other build touches it. */
    cli: string;
  }
}

export function setup(project: TestProject): () => void {
  const folder = mkdtempSync(path.join(tmpdir(), 'airworthy-build-'));
  const { status, stderr } = spawnSync(
    process.execPath,
    ['esbuild.mjs', `--outdir=${path.join(folder, 'dist')}`],
    { cwd: root, encoding: 'utf8' },
  );
  // The tests that run it will fail; the others can still tell something.
  if (status !== 0) console.error(`The build failed.\n${stderr}`);
  project.provide('cli', path.join(folder, 'dist/cli.js'));
  return () => rmSync(folder, { recursive: true, force: true });
}
