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
  await page.keyboard.press('Control+p');
  await page.locator('.quick-input-widget input').fill(name);
  await suggestion(page, base).waitFor();
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
  await page.keyboard.press('F1');
  await page.locator('.quick-input-widget input').fill(`>${title}`);
  await suggestion(page, title).waitFor();
  await page.keyboard.press('Enter');
}

/**
 * Puts the cursor at a place of the open file, counted from 1.
 *
 * @param {Page} page
 * @param {number} line
 * @param {number} column
 */
export async function goTo(page, line, column) {
  await page.keyboard.press('Control+g');
  await page.locator('.quick-input-widget input').fill(`:${line}:${column}`);
  await page.keyboard.press('Enter');
  await page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
}

/**
 * Opens the quick-fix menu at the cursor. Keys that arrive while the editor is just getting the focus are lost, so
 * they are pressed until the menu shows.
 *
 * @param {Page} page
 * @returns {Promise<import('playwright-core').Locator>} its entries
 */
export async function openQuickFixes(page) {
  const entries = page.locator('.action-widget .monaco-list-row.action');
  for (let attempt = 0; attempt < 10; attempt++) {
    await page.keyboard.press('Control+.');
    const shows = entries.first().waitFor({ timeout: 3000 });
    if (
      await shows.then(
        () => true,
        () => false,
      )
    )
      return entries;
    await page.keyboard.press('Escape');
  }
  throw new Error('there is no quick-fix menu here');
}

/**
 * @param {Page} page
 * @param {'error' | 'warning' | 'info' | 'hint'} severity
 */
export function squiggles(page, severity) {
  return page.locator(`.monaco-editor .squiggly-${severity}`);
}

/** @param {Page} page */
function suggestion(page, text) {
  return page.locator('.quick-input-widget .monaco-list-row', { hasText: text }).first();
}
