import path from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { EditorWindow } from './window';

let window: EditorWindow;

beforeAll(async () => {
  window = await EditorWindow.open({ workspace: path.join(import.meta.dirname, 'pipeline') });
});

afterEach((context) => window.afterTest(context));

afterAll(() => window?.dispose());

test('a finding in a helper leads to the task of another file that reaches it', async () => {
  await window.openFile('shop.py');
  await window.squiggles('warning').first().waitFor();
  await window.squiggles('warning').first().hover({ force: true });
  const hover = window.page.locator('.monaco-hover:visible', { hasText: 'requests.get()' });
  await hover.waitFor();
  expect(await hover.textContent()).toContain(
    'This runs in the task `collect` of the DAG `orders`.',
  );
  await hover.locator('a', { hasText: 'orders.py' }).click();
  await window.activeTab('orders.py');
  await expect.poll(() => window.cursorLine()).toBe(15);
});

test('the outline has the DAG with its groups and tasks', async () => {
  await window.runCommand('Explorer: Focus on Outline View');
  const row = (name: string) =>
    window.page.locator('.outline-pane [role="treeitem"]', { hasText: name }).first();
  for (const name of ['orders', 'collect', 'ship', 'by_rail (+1)']) await row(name).waitFor();
});

test('a finding in a helper follows the file that calls it, also on disk', async () => {
  await window.openFile('shop.py');
  await window.squiggles('warning').first().waitFor();
  const dag = window.read('orders.py');
  window.write('orders.py', dag.replace('return ordered_since(ds)', 'return [ds]'));
  await window.squiggles('info').first().waitFor();
  expect(await window.squiggles('warning').count()).toBe(0);
  window.write('orders.py', dag);
  await window.squiggles('warning').first().waitFor();
});
