import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { EditorWindow } from './window';

let window: EditorWindow;

beforeAll(async () => {
  window = await EditorWindow.open();
  await window.openFile('endless_loop.py');
  await window.squiggles('error').first().waitFor();
});

afterEach((context) => window.afterTest(context));

afterAll(() => window?.dispose());

test('the restart command starts another server', async () => {
  const [before] = await window.languageServers();
  await window.runCommand('Airworthy: Restart Server');
  await expect.poll(() => window.languageServers(), { timeout: 20_000 }).not.toContain(before);
  await window.squiggles('error').first().waitFor();
  expect(await window.languageServers()).toHaveLength(1);
});

test('a server that is killed comes back', async () => {
  const killed = await killServer();
  await expect.poll(() => window.languageServers(), { timeout: 20_000 }).not.toEqual([]);
  expect(await window.languageServers()).not.toContain(killed);
  await window.squiggles('error').first().waitFor();
});

test('a server that keeps dying is reported, and comes back on demand', async () => {
  for (let deaths = 0; deaths < 3; deaths++) {
    await expect.poll(() => window.languageServers(), { timeout: 20_000 }).toHaveLength(1);
    await killServer();
  }
  const message = await window.notification('keeps failing');
  expect(await window.languageServers()).toEqual([]);
  await window.status('Airworthy: failed');
  await message.getByText('Show Output').waitFor();
  await message.getByText('Restart').click();
  await window.squiggles('error').first().waitFor();
  await window.status('Airworthy: ready');
});

test('a server that cannot start is reported once, and comes back when it can', () =>
  expectReportOfBrokenServer(window, 'server.js'));

test('so is one in the browser', async () => {
  const inBrowser = await EditorWindow.open({ host: 'web' });
  try {
    await inBrowser.openFile('endless_loop.py');
    await inBrowser.squiggles('error').first().waitFor();
    await expectReportOfBrokenServer(inBrowser, 'server-worker.js');
  } finally {
    await inBrowser.dispose();
  }
});

async function expectReportOfBrokenServer(editor: EditorWindow, file: string): Promise<void> {
  const program = path.join(editor.extension, 'dist', file);
  const good = readFileSync(program);
  writeFileSync(program, 'throw new Error("this server is broken");');
  await editor.runCommand('Airworthy: Restart Server');
  const message = await editor.notification('keeps failing');
  await editor.status('Airworthy: failed');
  expect(await editor.page.locator('.notification-toast').count()).toBe(1);
  writeFileSync(program, good);
  await message.getByText('Restart').click();
  await editor.squiggles('error').first().waitFor();
  await editor.status('Airworthy: ready');
}

/** Ends the server as the system does when memory runs out, and returns its process id. */
async function killServer(): Promise<number> {
  const [server] = await window.languageServers();
  if (server === undefined) throw new Error('no language server is running');
  process.kill(server, 'SIGKILL');
  await expect.poll(() => window.languageServers()).not.toContain(server);
  return server;
}
