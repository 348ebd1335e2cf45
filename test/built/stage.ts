import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { TestProject } from 'vitest/node';

const root = path.join(import.meta.dirname, '../..');

/** What a package is made of, beside the bundles. */
const sources = [
  'package.json',
  '.npmignore',
  'README.md',
  'CHANGELOG.md',
  'LICENSE',
  'docs',
] as const;

declare module 'vitest' {
  interface ProvidedContext {
    /** The folder from which the packages are made: the bundles as they are published, and the pages. */
    staged: string;
  }
}

/** Builds once what users run, in a folder that no other build touches. */
export function setup(project: TestProject): () => void {
  const folder = mkdtempSync(path.join(tmpdir(), 'airworthy-built-'));
  const staged = path.join(folder, 'airworthy');
  for (const name of sources) {
    cpSync(path.join(root, name), path.join(staged, name), { recursive: true });
  }
  const { status, stderr } = spawnSync(
    process.execPath,
    ['esbuild.mjs', '--production', `--outdir=${path.join(staged, 'dist')}`],
    { cwd: root, encoding: 'utf8' },
  );
  // The tests that run it will fail; the others can still tell something.
  if (status !== 0) console.error(`The build failed.\n${stderr}`);
  project.provide('staged', staged);
  return () => rmSync(folder, { recursive: true, force: true });
}
