// Builds and packages the extension, as `npm run package` does, in a folder of its own.
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { run } from './run.mjs';

const checkout = path.resolve(import.meta.dirname, '../..');

/** @returns {Promise<{ file: string, remove: () => void }>} the .vsix file, for as long as it is needed */
export async function packageExtension() {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'airworthy-vsix-'));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  const file = path.join(folder, 'airworthy.vsix');
  try {
    await run('npm', ['run', 'package', '--', '--out', file], { cwd: checkout });
  } catch (error) {
    remove();
    throw error;
  }
  return { file, remove };
}
