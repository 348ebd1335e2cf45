// What a user does in VS Code's window, as functions of the page that shows it.

/** @typedef {import('playwright-core').Page} Page */

/**
 * Opens the window on a folder and waits until its file tree shows.
 *
 * @param {Page} page
 * @param {{ url: string }} server
 * @param {string} folder
 */
export async function openFolder(page, server, folder) {
  await page.goto(`${server.url}/?folder=${encodeURIComponent(folder)}`);
  await page.locator('.explorer-folders-view .monaco-list-row').first().waitFor();
}

/**
 * Opens a file of the workspace by its relative path.
 *
 * @param {Page} page
 * @param {string} name
 */
export async function openFile(page, name) {
  const base = name.slice(name.lastIndexOf('/') + 1);
  await fillQuickInput(page, 'Control+p', name);
  // Until the list has followed what was typed, the file may be in it without being chosen.
  await page.locator('.quick-input-widget .monaco-list-row.focused', { hasText: base }).waitFor();
  await page.keyboard.press('Enter');
  await page.locator(`.tab.active[data-resource-name="${base}"]`).waitFor();
  await page.locator('.monaco-editor .view-lines').first().waitFor();
}

/**
 * Runs a command as from the command palette.
 *
 * @param {Page} page
 * @param {string} title
 */
export async function runCommand(page, title) {
  // The list does not learn of commands that come while it is shown, as an extension's do when a window has just opened.
  for (let attempt = 0; attempt < 10; attempt++) {
    await fillQuickInput(page, 'F1', `>${title}`);
    if (await isShownWithin(suggestion(page, title), 5000)) {
      await page.keyboard.press('Enter');
      return;
    }
    await page.keyboard.press('Escape');
  }
  throw new Error(`there is no command ${title}`);
}

/**
 * Puts the cursor at a place of the open file, counted from 1.
 *
 * @param {Page} page
 * @param {number} line
 * @param {number} column
 */
export async function goTo(page, line, column) {
  await fillQuickInput(page, 'Control+g', `:${line}:${column}`);
  await page.keyboard.press('Enter');
  await page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
}

/**
 * Opens the quick-fix menu at the cursor.
 *
 * @param {Page} page
 * @returns {Promise<import('playwright-core').Locator>} its entries
 */
export async function openQuickFixes(page) {
  const entries = menuEntries(page);
  await pressUntilShown(page, 'Control+.', entries.first());
  return entries;
}

/**
 * Opens the menu of what can be made of the selection. Its own key is the browser's for loading the page anew.
 *
 * @param {Page} page
 * @returns {Promise<import('playwright-core').Locator>} its entries
 */
export async function openRefactorings(page) {
  const entries = menuEntries(page);
  for (let attempt = 0; attempt < 4; attempt++) {
    await runCommand(page, 'Refactor...');
    // Escape, as elsewhere between attempts, would drop the selection.
    if (await isShownWithin(entries.first(), 8000)) return entries;
  }
  throw new Error('there is nothing to be made of the selection');
}

/**
 * @param {Page} page
 * @param {'error' | 'warning' | 'info' | 'hint'} severity
 */
export function squiggles(page, severity) {
  return page.locator(`.monaco-editor .squiggly-${severity}`);
}

/**
 * Opens the container of the Airworthy views in the side bar.
 *
 * @param {Page} page
 */
export async function openAirworthyViews(page) {
  await runCommand(page, 'Airworthy: Focus on Active File View');
  await view(page, 'Active File').waitFor();
}

/**
 * A view of the side bar, with its header.
 *
 * @param {Page} page
 * @param {string} name
 */
export function view(page, name) {
  return page.locator('.split-view-view > .pane', {
    has: page.locator(`.pane-header[aria-label^="${name}"]`),
  });
}

/**
 * The rows of a tree as a screen reader gets them, with their depth counted from 1. Only those are there that fit
 * into the window.
 *
 * @param {import('playwright-core').Locator} tree
 * @returns {Promise<{ text: string, level: number }[]>}
 */
export function treeRows(tree) {
  return tree.locator('.monaco-list-row').evaluateAll((rows) =>
    rows
      .map((row) => ({
        index: Number(row.getAttribute('data-index')),
        text: row.getAttribute('aria-label') ?? '',
        level: Number(row.getAttribute('aria-level')),
      }))
      .sort((one, other) => one.index - other.index)
      .map(({ text, level }) => ({ text, level })),
  );
}

async function fillQuickInput(page, key, text) {
  const input = page.locator('.quick-input-widget input');
  await pressUntilShown(page, key, input);
  await input.fill(text);
}

/** Keys that arrive while the window is just moving the focus are lost: they are pressed until they have worked. */
async function pressUntilShown(page, key, target) {
  for (let attempt = 0; attempt < 10; attempt++) {
    await page.keyboard.press(key);
    if (await isShownWithin(target, 3000)) return;
    await page.keyboard.press('Escape');
  }
  throw new Error(`${key} does not work here`);
}

function isShownWithin(target, timeout) {
  return target.waitFor({ timeout }).then(
    () => true,
    () => false,
  );
}

/** @param {Page} page */
function menuEntries(page) {
  return page.locator('.action-widget .monaco-list-row.action');
}

/** @param {Page} page */
function suggestion(page, text) {
  return page.locator('.quick-input-widget .monaco-list-row', { hasText: text }).first();
}
