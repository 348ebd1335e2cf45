import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { installedExtension } from './installed-extension';
import { EditorWindow } from './window';

let window: EditorWindow;

beforeAll(async () => {
  window = await EditorWindow.open();
  await window.openFile('endless_loop.py');
  await window.squiggles('error').first().waitFor();
});

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
    await window.status('Airworthy: ready');
    await killServer();
  }
  const message = await window.notification('keeps crashing');
  expect(await window.languageServers()).toEqual([]);
  await window.status('Airworthy: failed');
  await message.getByText('Show Output').waitFor();
  await message.getByText('Restart').click();
  await window.squiggles('error').first().waitFor();
  await window.status('Airworthy: ready');
});

test('a server that cannot start is reported once, and comes back when it can', async () => {
  const program = path.join(installedExtension(window.extensions), 'dist/server.js');
  const good = readFileSync(program);
  writeFileSync(program, 'process.exit(1);');
  await window.runCommand('Airworthy: Restart Server');
  const message = await window.notification('could not start');
  await window.status('Airworthy: failed');
  expect(await window.page.locator('.notification-toast').count()).toBe(1);
  writeFileSync(program, good);
  await message.getByText('Restart').click();
  await window.squiggles('error').first().waitFor();
  await window.status('Airworthy: ready');
});

/** Ends the server as the system does when memory runs out, and returns its process id. */
async function killServer(): Promise<number> {
  const [server] = await window.languageServers();
  if (server === undefined) throw new Error('no language server is running');
  process.kill(server, 'SIGKILL');
  await expect.poll(() => window.languageServers()).not.toContain(server);
  return server;
}
