// Runs the suite in desktop VS Code: the one that VSCODE_EXECUTABLE names, or the version VSCODE_VERSION (the newest
// stable one unless told otherwise), which @vscode/test-electron downloads.
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { downloadAndUnzipVSCode, runTests } from '@vscode/test-electron';
import { run } from '../../scripts/vscode/run.mjs';
import { buildSuite } from './build-suite.mjs';

const checkout = path.resolve(import.meta.dirname, '../..');
const suite = path.join(checkout, 'test-results/desktop');
const temporary = mkdtempSync(path.join(os.tmpdir(), 'airworthy-desktop-'));

try {
  const executable = await findDesktop();
  await run('npm', ['run', 'build'], { cwd: checkout });
  const workspace = path.join(temporary, 'dags');
  cpSync(path.join(checkout, 'test/e2e/workspace'), workspace, { recursive: true });
  process.exitCode = await runTests({
    vscodeExecutablePath: executable,
    extensionDevelopmentPath: checkout,
    extensionTestsPath: await buildSuite(path.join(import.meta.dirname, 'suite'), suite),
    launchArgs: [
      workspace,
      '--disable-extensions',
      '--disable-workspace-trust',
      `--user-data-dir=${path.join(temporary, 'user-data')}`,
    ],
  });
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
} finally {
  rmSync(temporary, { recursive: true, force: true, maxRetries: 5 });
  rmSync(suite, { recursive: true, force: true });
}

async function findDesktop() {
  const named = process.env.VSCODE_EXECUTABLE;
  if (named) return named;
  try {
    return await downloadAndUnzipVSCode({
      version: process.env.VSCODE_VERSION ?? 'stable',
      timeout: 30_000,
    });
  } catch (error) {
    throw new Error(
      [
        'The desktop tests did NOT run: there is no desktop VS Code here, and none could be downloaded',
        `(${error.message}).`,
        'Set VSCODE_EXECUTABLE to the program of an installed one. The same suite runs without a desktop',
        'in `npm run test:e2e`.',
      ].join(' '),
    );
  }
}
