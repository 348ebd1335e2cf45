// Makes the pictures of the README: the packaged extension in a real VS Code, on the example DAGs.
//   npm run screenshots [-- <folder>]      writes to docs/images/ unless told otherwise
import { cpSync, mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { findBrowser } from './vscode/browser.mjs';
import { launchBrowser } from './vscode/launch-browser.mjs';
import { packageExtension } from './vscode/package.mjs';
import { createHome, installExtension, startServer } from './vscode/server.mjs';
import * as workbench from './vscode/workbench.mjs';

const root = path.resolve(import.meta.dirname, '..');
const output = path.resolve(process.argv[2] ?? path.join(root, 'docs/images'));
const report = (line) => console.error(line);

const light = 'Default Light Modern';
const dark = 'Default Dark Modern';
const highContrast = 'Default High Contrast';

const wide = { width: 1120, height: 680 };
const narrow = { width: 620, height: 680 };

const scenes = [
  { name: 'editor-light', theme: light, size: wide, show: showFindings },
  { name: 'editor-dark', theme: dark, size: wide, show: showFindings },
  { name: 'hover-dark', theme: dark, size: wide, show: showHover },
  { name: 'hover-high-contrast', theme: highContrast, size: wide, show: showHover },
  { name: 'quick-fixes-light', theme: light, size: wide, show: showQuickFixes },
  { name: 'quick-fixes-dark', theme: dark, size: wide, show: showQuickFixes },
  { name: 'narrow-light', theme: light, size: narrow, show: showQuickFixes },
];

const browser = await findBrowser(report);
const vsix = await packageExtension();
mkdirSync(output, { recursive: true });
try {
  for (const scene of scenes) {
    await photograph(scene);
    console.log(path.join(output, `${scene.name}.png`));
  }
} finally {
  vsix.remove();
}

async function photograph({ name, theme, size, show }) {
  const home = createHome({
    'workbench.colorTheme': theme,
    'editor.minimap.enabled': false,
    'editor.fontSize': 14,
    'editor.occurrencesHighlight': 'off',
    'editor.stickyScroll.enabled': false,
    'breadcrumbs.enabled': false,
  });
  const disposals = [home.remove];
  try {
    cpSync(path.join(root, 'examples/grounded'), home.workspace, { recursive: true });
    await installExtension(home, vsix.file, { report });
    const server = await startServer(home);
    disposals.push(server.stop);
    const context = await launchBrowser(browser, path.join(home.root, 'browser'), {
      viewport: size,
      deviceScaleFactor: 1.5,
    });
    disposals.push(() => context.close());
    const page = context.pages()[0] ?? (await context.newPage());
    await workbench.openFolder(page, server, home.workspace);
    if (size === narrow)
      await workbench.runCommand(page, 'View: Toggle Primary Side Bar Visibility');
    await show(page);
    await page.screenshot({ path: path.join(output, `${name}.png`) });
  } finally {
    while (disposals.length > 0) await disposals.pop()();
  }
}

async function showFindings(page) {
  await openExample(page, 'composer_stuck_running.py');
  await page.keyboard.press('Control+Shift+M');
  await page.locator('.markers-panel .monaco-list-row').first().waitFor();
  // Back to the editor, or the selected problem is drawn as the focused one.
  await page.keyboard.press('Control+1');
  await goToText(page, 'composer_stuck_running.py', 'build_index');
}

async function showHover(page) {
  await openExample(page, 'composer_stuck_running.py');
  await goToText(page, 'composer_stuck_running.py', 'True');
  await workbench.squiggles(page, 'error').first().hover({ force: true });
  await page.locator('.monaco-hover:visible', { hasText: 'Quick Fix...' }).waitFor();
}

async function showQuickFixes(page) {
  await openExample(page, 'memory_and_triggers.py');
  await goToText(page, 'memory_and_triggers.py', 'read_csv');
  await workbench.openQuickFixes(page);
}

async function openExample(page, name) {
  await workbench.openFile(page, `dags/${name}`);
  await workbench.squiggles(page, 'error').first().waitFor();
}

async function goToText(page, name, text) {
  const code = readFileSync(path.join(root, 'examples/grounded/dags', name), 'utf8');
  const before = code.split(text)[0].split('\n');
  await workbench.goTo(page, before.length, before.at(-1).length + 1);
}
