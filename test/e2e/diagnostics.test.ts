import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { EditorWindow } from './window';

describe.each(['node', 'web'] as const)('in the %s extension host', (host) => {
  let window: EditorWindow;

  beforeAll(async () => {
    window = await EditorWindow.open({ host });
  });

  afterEach((context) => window.afterTest(context));

  afterAll(() => window?.dispose());

  test('a loop without an exit is underlined', async () => {
    await window.openFile('endless_loop.py');
    await window.squiggles('error').first().waitFor();
  });

  test('the hover says what is wrong and leads to the page of the rule', async () => {
    // The text lies above its underline and would get the mouse first, which is as it should be.
    await window.squiggles('error').first().hover({ force: true });
    const hover = window.page.locator('.monaco-hover:visible', { hasText: 'airworthy' });
    await hover.waitFor();
    expect(await hover.textContent()).toMatch(/\w+ \w+.*airworthy/s);
    await hover.locator('a', { hasText: 'unbounded-loop' }).click();
    const page = window.page
      .frameLocator('iframe.webview[src*="extensionId=vscode.markdown-language-features"]')
      .frameLocator('#active-frame');
    await page.locator('h1', { hasText: 'unbounded-loop' }).waitFor();
  });
});
