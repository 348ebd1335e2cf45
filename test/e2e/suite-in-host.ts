import { cpSync, existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { format } from 'node:util';
import { inject } from 'vitest';
import { launchBrowser } from '../../scripts/vscode/launch-browser.mjs';
import { createHome, installExtension, startServer } from '../../scripts/vscode/server.mjs';
import { installedExtension } from './installed-extension';
import { developInPage } from './web-extension';

export interface SuiteRun {
  /** What VS Code would have exited with; undefined where it did not end in time. */
  readonly exitCode: number | undefined;
  /** Undefined where the suite could not write its results. */
  readonly results: { readonly passed: string[]; readonly failed: string[] } | undefined;
  readonly log: string;
}

/**
 * Runs a suite inside the extension host of VS Code's server, under the contract by which `@vscode/test-electron`
 * runs it inside that of the desktop: `run` of the module `entry` is called, and its failure is that of the run.
 */
export async function runSuiteInHost(
  entry: string,
  workspace: string,
  timeout: number,
): Promise<SuiteRun> {
  const home = createHome();
  const disposals: (() => Promise<void> | void)[] = [home.remove];
  try {
    cpSync(workspace, home.workspace, { recursive: true });
    const unpacked = path.join(home.root, 'unpacked');
    await installExtension(home, inject('vsix'), { folder: unpacked });
    const resultFile = path.join(home.root, 'results.json');
    const server = await startServer(home, { env: { AIRWORTHY_TEST_RESULTS: resultFile } });
    disposals.push(server.stop);
    const browser = await launchBrowser(inject('browser'), path.join(home.root, 'browser'));
    disposals.push(() => browser.close());
    const page = browser.pages()[0] ?? (await browser.newPage());
    const log: string[] = [];
    await page.exposeFunction('codeAutomationLog', (_type: string, args: unknown[]) => {
      log.push(format(...args));
    });
    const exited = new Promise<number>((resolve) => {
      void page.exposeFunction('codeAutomationExit', resolve);
    });
    const remote = (file: string) => ({
      $mid: 1,
      scheme: 'vscode-remote',
      authority: server.authority,
      path: file,
    });
    await developInPage(page, {
      extensions: [remote(installedExtension(unpacked))],
      extensionTestsPath: remote(entry),
    });
    await page.goto(`${server.url}/?folder=${encodeURIComponent(home.workspace)}`);
    const exitCode = await Promise.race([exited, giveUp(timeout)]);
    const results = existsSync(resultFile)
      ? JSON.parse(readFileSync(resultFile, 'utf8'))
      : undefined;
    return { exitCode, results, log: log.join('\n') };
  } finally {
    while (disposals.length > 0) await disposals.pop()?.();
  }
}

function giveUp(timeout: number): Promise<undefined> {
  return new Promise((resolve) => setTimeout(() => resolve(undefined), timeout).unref());
}
