// Makes the pictures of the README: the packaged extension in a real VS Code, on the example DAGs.
//   npm run screenshots [-- <folder> [<name> …]]      all of them, to docs/images/, unless told otherwise
import { cpSync, mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import sharp from 'sharp';
import { startAirflow } from './airflow/instance.mjs';
import { startSignedIn } from './airflow/signed-in.mjs';
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
  { name: 'runs-light', theme: light, size: wide, show: showRuns, isLive: true },
  { name: 'runs-dark', theme: dark, size: wide, show: showRuns, isLive: true },
  { name: 'runs-high-contrast', theme: highContrast, size: wide, show: showRuns, isLive: true },
  { name: 'runs-narrow', theme: light, size: narrow, show: showRuns, isLive: true },
  { name: 'log-dark', theme: dark, size: wide, show: showLog, isLive: true },
];

const wanted = process.argv.slice(3);
const chosen = scenes.filter(({ name }) => wanted.length === 0 || wanted.includes(name));
const browser = await findBrowser(report);
const disposals = [];
mkdirSync(output, { recursive: true });
try {
  const vsix = await packageExtension();
  disposals.push(vsix.remove);
  const airflow = chosen.some(({ isLive }) => isLive) ? await startLiveAirflow() : undefined;
  for (const scene of chosen) {
    await photograph(scene, vsix, airflow);
    console.log(path.join(output, `${scene.name}.png`));
  }
} finally {
  while (disposals.length > 0) await disposals.pop()();
}

/** A real Airflow with finished runs, a failed one and one that hangs. */
async function startLiveAirflow() {
  report('Starting Airflow 3 and some runs in it.');
  const airflow = await startAirflow(3);
  disposals.push(airflow.stop);
  const signedIn = await startSignedIn(airflow);
  disposals.push(signedIn.stop);
  await airflow.trigger('guard_warehouse');
  await finished(airflow, 'ask_suppliers', await airflow.trigger('ask_suppliers'));
  await finished(airflow, 'collect_parcels', await airflow.trigger('collect_parcels'));
  return signedIn;
}

async function finished(airflow, dagId, runId) {
  const run = `/dags/${dagId}/dagRuns/${encodeURIComponent(runId)}`;
  while (!['success', 'failed'].includes((await airflow.rest(run)).state)) {
    await new Promise((resolve) => setTimeout(resolve, 1000));
  }
}

async function photograph({ name, theme, size, show, isLive = false }, vsix, airflow) {
  const home = createHome({
    ...(isLive && {
      'airworthy.environments': [{ name: 'production', url: airflow.url, signIn: 'none' }],
    }),
    'workbench.colorTheme': theme,
    'editor.minimap.enabled': false,
    'editor.fontSize': 14,
    'editor.occurrencesHighlight': 'off',
    'editor.stickyScroll.enabled': false,
    'breadcrumbs.enabled': false,
  });
  const disposals = [home.remove];
  try {
    const example = isLive ? 'examples/live' : 'examples/grounded';
    cpSync(path.join(root, example), home.workspace, { recursive: true });
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
    if (size === narrow && !isLive)
      await workbench.runCommand(page, 'View: Toggle Primary Side Bar Visibility');
    await show(page);
    // The package carries them: a palette takes a fraction of the bytes, and an editor has few colors.
    await sharp(await page.screenshot())
      .png({ palette: true, effort: 10, compressionLevel: 9, dither: 0 })
      .toFile(path.join(output, `${name}.png`));
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

async function showRuns(page) {
  await workbench.openFile(page, 'dags/collect_parcels.py');
  await workbench.openAirworthyViews(page);
  if (page.viewportSize().width === wide.width) await widenSideBar(page, 80);
  const tree = workbench.view(page, 'Active File');
  await tree.locator('.monaco-list-row', { hasText: 'weigh' }).first().waitFor();
  const mapped = tree.locator('.monaco-list-row', { hasText: 'weigh' }).first();
  await mapped.locator('.monaco-tl-twistie').click();
  await workbench
    .view(page, 'Running Now')
    .locator('.monaco-list-row', { hasText: 'running since' })
    .first()
    .waitFor();
  await page.keyboard.press('Control+1');
}

async function widenSideBar(page, pixels) {
  const { x, y, width } = await page.locator('.part.sidebar').boundingBox();
  await page.mouse.move(x + width + 1, y + 300);
  await page.mouse.down();
  await page.mouse.move(x + width + pixels, y + 300, { steps: 5 });
  await page.mouse.up();
}

async function showLog(page) {
  await showRuns(page);
  const row = workbench
    .view(page, 'Running Now')
    .locator('.monaco-list-row', { hasText: 'running since' })
    .first();
  await row.hover();
  await row.locator('[aria-label^="Show Log"]').click();
  await page.locator('.tab.active', { hasText: 'try 1.log' }).waitFor();
  await page.locator('.view-line', { hasText: 'nobody there' }).first().waitFor();
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
