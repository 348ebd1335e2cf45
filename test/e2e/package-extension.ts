import type { TestProject } from 'vitest/node';
import { findBrowser } from '../../scripts/vscode/browser.mjs';
import { installCodeServer } from '../../scripts/vscode/code-server.mjs';
import { packageExtension } from '../../scripts/vscode/package.mjs';

declare module 'vitest' {
  interface ProvidedContext {
    vsix: string;
    browser: string;
  }
}

/**
 * Before any test: VS Code and a browser are there, and the extension is packaged as users get it. `AIRWORTHY_VSIX`
 * names a package that is already there, such as the one about to be released.
 */
export async function setup(project: TestProject): Promise<() => void> {
  const report = (line: string) => console.log(line);
  await installCodeServer(report);
  project.provide('browser', await findBrowser(report));
  const given = process.env.AIRWORTHY_VSIX;
  if (given) {
    project.provide('vsix', given);
    return () => {};
  }
  const packaged = await packageExtension();
  project.provide('vsix', packaged.file);
  return packaged.remove;
}
