import { rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { startFaultServer } from '../harness/airflow/fault-server';
import { type ScriptedTask, scriptedAirflow } from '../harness/airflow/scripted-airflow';
import { AirworthyViews } from '../live/airworthy-views';
import { EditorWindow, type WindowOptions } from './window';

/** The requests that reached a server which is no Airflow. */
let requests: string[];
let url: string;

beforeEach(async () => {
  requests = [];
  const server = createServer((request, response) => {
    requests.push(`${request.method} ${request.url}`);
    response.writeHead(200, { 'Content-Type': 'text/html', 'Access-Control-Allow-Origin': '*' });
    response.end('<html>Welcome</html>');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return () => {
    server.closeAllConnections();
    server.close();
  };
});

let window: EditorWindow | undefined;

afterEach(async (context) => {
  await window?.afterTest(context);
});

test('without an environment nothing is loaded of what talks to Airflow', async () => {
  const { views, editor } = await open({});
  // Whoever loads it now would say so.
  rmSync(path.join(editor.extension, 'dist/panel.js'));
  await editor.openFile('endless_loop.py');
  await editor.squiggles('error').first().waitFor();
  await views.open();
  await views.button('Add Airflow Environment').waitFor();
  expect(await editor.page.locator('.notification-toast').count()).toBe(0);
  await editor.runCommand('Airworthy: Add Airflow Environment');
  await editor.page.locator('.monaco-dialog-box', { hasText: 'panel.js' }).waitFor();
});

describe.each(['node', 'web'] as const)('in the %s extension host', (host) => {
  test('an environment of the settings is contacted when its view shows, and not before', async () => {
    const { views, editor } = await open({ host, settings: environments() });
    await editor.openFile('endless_loop.py');
    await editor.squiggles('error').first().waitFor();
    await expect.poll(() => views.status.textContent()).toContain('harbor');
    expect(requests).toEqual([]);
    await views.open();
    await views.welcome('A web page answers').waitFor();
    await expect.poll(() => views.status.textContent()).toContain('not reachable');
    expect(requests).not.toEqual([]);
    await views.button('Try Again').click();
  });
});

test('in a workspace that is not trusted nothing is contacted', async () => {
  const { views, editor } = await open({ asksForTrust: true, settings: environments() });
  await editor.openFile('endless_loop.py');
  await editor.squiggles('error').first().waitFor();
  await views.open();
  await views.welcome('In a workspace that you do not trust').waitFor();
  await expect.poll(() => views.status.textContent()).toContain('workspace not trusted');
  expect(requests).toEqual([]);
});

test('a workspace cannot set up environments', async () => {
  const { views, editor } = await open({});
  editor.write('.vscode/settings.json', JSON.stringify(environments()));
  await editor.openFile('endless_loop.py');
  await editor.squiggles('error').first().waitFor();
  await views.open();
  await views.button('Add Airflow Environment').waitFor();
  expect(await views.status.count()).toBe(0);
  expect(requests).toEqual([]);
});

test('a wrong setting is told of, and findings appear all the same', async () => {
  const settings = { 'airworthy.environments': [{ name: 'harbor', url: 'harbor' }] };
  const { editor } = await open({ settings });
  await editor.openFile('endless_loop.py');
  await editor.notification('airworthy.environments, entry 1');
  await editor.squiggles('error').first().waitFor();
});

test('environments are switched and removed', async () => {
  const one = { url, signIn: 'none' };
  const settings = {
    'airworthy.environments': [
      { ...one, name: 'harbor' },
      { ...one, name: 'station' },
    ],
  };
  const { views, editor } = await open({ settings });
  await editor.openFile('endless_loop.py');
  await expect.poll(() => views.status.textContent()).toContain('harbor');
  await views.open();
  await views.welcome('A web page answers').waitFor();
  await editor.runCommand('Airworthy: Switch Airflow Environment');
  await views.choose('Which Airflow do you want to see', 'station');
  await expect.poll(() => views.status.textContent()).toContain('station');
  await editor.runCommand('Airworthy: Remove Airflow Environment');
  await views.choose('Which Airflow do you want to remove', 'station');
  await editor.page.locator('.monaco-dialog-box .monaco-button', { hasText: 'Remove' }).click();
  await expect.poll(() => views.status.textContent()).toContain('harbor');
});

test('what begins to run in a run that was shown without it is seen at once', async () => {
  const tasks: ScriptedTask[] = [{ task_id: 'collect', state: 'scheduled' }];
  const run = { dag_id: 'orders', dag_run_id: 'first', state: 'running', tasks };
  const { script } = scriptedAirflow({ runs: [run], asksForSignIn: false });
  const airflow = await startFaultServer(script);
  onTestFinished(() => airflow.close());
  const settings = environments(airflow.url);
  const { views } = await open({ settings });
  await views.open();
  await views.row(views.running, 'no task is running').waitFor();
  tasks[0] = { task_id: 'collect', state: 'running' };
  await views.row(views.running, 'collect').waitFor();
});

function environments(address = url): Readonly<Record<string, unknown>> {
  return { 'airworthy.environments': [{ name: 'harbor', url: address, signIn: 'none' }] };
}

async function open(
  options: WindowOptions,
): Promise<{ editor: EditorWindow; views: AirworthyViews }> {
  const editor = await EditorWindow.open(options);
  window = editor;
  onTestFinished(() => editor.dispose());
  return { editor, views: new AirworthyViews(editor) };
}
