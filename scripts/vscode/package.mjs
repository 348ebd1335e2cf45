// Builds and packages the extension, as `npm run package` does, under a name of its own.
import { mkdtempSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { run } from './run.mjs';

const checkout = path.resolve(import.meta.dirname, '../..');

/** @returns {Promise<string>} the path of the .vsix file */
export async function packageExtension() {
  const vsix = path.join(mkdtempSync(path.join(os.tmpdir(), 'airworthy-vsix-')), 'airworthy.vsix');
  await run('npm', ['run', 'package', '--', '--out', vsix], { cwd: checkout });
  return vsix;
}
