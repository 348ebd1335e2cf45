import { readFileSync } from 'node:fs';
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type AirflowInstance, liveDags, startAirflow } from '../../scripts/airflow/instance.mjs';
import { freePort } from '../../scripts/vscode/server.mjs';
import { EditorWindow } from '../e2e/window';
import { AirworthyViews } from './airworthy-views';
import { follow, untilSame } from './followed-run';
import { Relay } from './relay';
import { filesWith } from './written-secrets';

describe.each([2, 3] as const)('with a real Airflow %i', (major) => {
  let airflow: AirflowInstance;
  let relay: Relay;
  let window: EditorWindow;
  let views: AirworthyViews;

  beforeAll(async () => {
    airflow = await startAirflow(major);
    relay = await Relay.start(airflow.url);
    window = await EditorWindow.open({ workspace: path.dirname(liveDags), height: 1400 });
    views = new AirworthyViews(window);
  });

  afterEach((context) => window.afterTest(context));

  afterAll(async () => {
    await window?.dispose();
    await relay?.stop();
    await airflow?.stop();
  });

  test('an environment is added; what is wrong is told, and can be mended on the way', async () => {
    await window.openFile('collect_parcels.py');
    await views.open();
    await views.button('Add Airflow Environment').waitFor();
    expect(relay.requests).toEqual([]);

    const { username, password } = airflow;
    const url = `http://127.0.0.1:${await freePort()}`;
    await views.enterEnvironment({ name: 'harbor', url, username, password: 'not-the-password' });
    const refused = await window.notification('the connection was refused');
    await refused.getByText('Go Back').click();
    await views.answer('Its address', relay.url);
    await views.choose('How do you sign in', 'User name and password');
    await views.answer('User name', username);
    await views.answer('Password', 'not-the-password');
    const wrong = await window.notification(/refuse|not accept/i);
    await wrong.getByText('Go Back').click();
    await views.answer('User name', username);
    await views.answer('Password', password);
    await window.notification(`Connected to harbor: Airflow ${major}.`);
    await views.row(views.activeFile, 'collect_parcels').waitFor();
    await expect.poll(() => views.status.getAttribute('aria-label')).toMatch(/connected, Airflow/);
  });

  test('a file that Airflow cannot load says why', async () => {
    await window.openFile('count_stock.py');
    await expect
      .poll(() => views.rows(views.activeFile))
      .toEqual([expect.stringContaining('cannot load this file: ModuleNotFoundError')]);
  });

  test('a run that succeeds: groups, mapped tasks and a skipped branch', async () => {
    const seen = await run('collect_parcels');
    expect([...seen]).toEqual(
      expect.arrayContaining([
        'prepare.weigh [3]: success',
        'prepare.labels.label [0]: success',
        'hand_over.by_van: skipped',
        'hand_over.by_train: success',
      ]),
    );
    await expect.poll(() => runRow()).toMatch(/success · .*manual/);
  });

  test('a run that fails after retries', async () => {
    const seen = await run('ask_suppliers');
    expect([...seen]).toEqual(
      expect.arrayContaining([
        'ask_lost_supplier: failed',
        'order_from_lost_supplier: upstream failed',
        'ask_slow_supplier: success',
      ]),
    );
    const rows = await views.rows(views.activeFile);
    expect(rows.join('\n')).toMatch(/ask_lost_supplier, failed · .*try 2 of 2/);
  });

  test('a run that is deferred, and succeeds', async () => {
    expect([...(await run('await_ferry'))]).toContain('cross: success');
  });

  test('a run that waits: for its next try, and deferred', async () => {
    const waiting = ['call_harbor: up for retry', 'open_harbor: no state yet', 'thaw: deferred'];
    await window.openFile('await_spring.py');
    const runId = await airflow.trigger('await_spring');
    await window.runCommand('Airworthy: Refresh Airflow State');
    await follow(views.activeFile, airflow, 'await_spring', runId, (states) =>
      isDeepStrictEqual(states, waiting),
    );
  });

  test('a task that hangs says since when it runs, and its time goes on without a request', async () => {
    await window.openFile('guard_warehouse.py');
    const runId = await airflow.trigger('guard_warehouse');
    await window.runCommand('Airworthy: Refresh Airflow State');
    await follow(views.activeFile, airflow, 'guard_warehouse', runId, (states) =>
      states.includes('watch_doors: running'),
    );
    await expect.poll(hanging).toMatch(/^watch_doors, running since \d\d:\d\d:\d\d · \d+ s$/);
    const first = await hanging();
    const before = relay.requests.length;
    await expect.poll(hanging).not.toBe(first);
    expect(relay.requests.length - before, 'one tick is no poll').toBeLessThan(8);
    const row = views.row(views.running, 'watch_doors');
    await expect.poll(() => row.getAttribute('aria-label')).toMatch(/^watch_doors, running since/);
  });

  test('a click on a task goes to its line, also into a file that is not open', async () => {
    await views.row(views.activeFile, 'watch_doors').click();
    await expect
      .poll(() => window.cursorLine())
      .toBe(lineOf('guard_warehouse.py', 'def watch_doors'));
    await window.openFile('await_ferry.py');
    await views.row(views.activeFile, 'await_ferry').waitFor();
    await window.runCommand('View: Close Other Editors in Group');
    await views.row(views.running, 'watch_doors').click();
    await window.activeTab('guard_warehouse.py');
    await expect
      .poll(() => window.cursorLine())
      .toBe(lineOf('guard_warehouse.py', 'def watch_doors'));
  });

  test('the log opens and grows while the task runs', async () => {
    const row = views.row(views.activeFile, 'watch_doors');
    await row.hover();
    await row.locator('[aria-label^="Show Log"]').click();
    await window.activeTab(/watch_doors try 1\.log/);
    const line = (text: string) => window.page.locator('.view-line', { hasText: text });
    await line('Round 1: nobody there').waitFor();
    await line('Round 4: nobody there').waitFor({ timeout: 90_000 });
    await window.closeEditor();
  });

  test('nothing is asked while the views are hidden, and they are right when they show again', async () => {
    await window.openFile('collect_parcels.py');
    await views.hide();
    // Longer than the longest pause between two polls of what moves.
    await expect.poll(() => relay.secondsSinceLastRequest, { timeout: 60_000 }).toBeGreaterThan(15);
    const before = relay.requests.length;
    const runId = await airflow.trigger('collect_parcels');
    await views.open();
    await untilSame(views.activeFile, airflow, 'collect_parcels', runId);
    expect(relay.requests.length).toBeGreaterThan(before);
  });

  test('signing out forgets everything, signing in brings it back', async () => {
    await window.runCommand('Airworthy: Sign Out of Airflow');
    await views.welcome('You are signed out').waitFor();
    expect(await views.rows(views.activeFile)).toEqual([]);
    await views.button('Sign In').click();
    await views.answer('User name', airflow.username);
    await views.answer('Password', 'not-the-password');
    const wrong = await window.notification(/refuse|not accept/i);
    await wrong.getByText('Try Again').click();
    await views.answer('User name', airflow.username);
    await views.answer('Password', airflow.password);
    await views.row(views.activeFile, 'collect_parcels').waitFor();
  });

  test('no secret is in anything that was written', async () => {
    expect(filesWith(window.writtenFiles, airflow.password)).toEqual([]);
    expect(filesWith(window.writtenFiles, 'not-the-password')).toEqual([]);
    expect(filesWith(window.writtenFiles, relay.url), 'the search finds what is there').not.toEqual(
      [],
    );
  });

  async function run(dagId: string): Promise<ReadonlySet<string>> {
    await window.openFile(`${dagId}.py`);
    await views.row(views.activeFile, dagId).waitFor();
    const runId = await airflow.trigger(dagId);
    await window.runCommand('Airworthy: Refresh Airflow State');
    return follow(views.activeFile, airflow, dagId, runId, (states) =>
      states.every((state) => /: (success|failed|skipped|upstream failed)$/.test(state)),
    );
  }

  async function runRow(): Promise<string> {
    const rows = await views.rows(views.activeFile);
    return rows[1] ?? '';
  }

  async function hanging(): Promise<string | undefined> {
    const rows = await views.rows(views.activeFile);
    return rows.find((row) => row.includes('watch_doors'))?.trim();
  }
});

function lineOf(file: string, text: string): number {
  const code = readFileSync(path.join(liveDags, file), 'utf8');
  return code.split(text)[0]?.split('\n').length ?? 0;
}
