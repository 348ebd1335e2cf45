import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type AirflowInstance, liveDags, startAirflow } from '../../scripts/airflow/instance.mjs';
import { EditorWindow } from '../e2e/window';
import { AirworthyViews } from './airworthy-views';
import { untilSame } from './followed-run';
import { Relay } from './relay';

const instances: AirflowInstance[] = [];
let relay: Relay;
let window: EditorWindow;
let views: AirworthyViews;

beforeAll(async () => {
  const airflow = await start(2);
  relay = await Relay.start(airflow.url);
  window = await EditorWindow.open({ workspace: liveDags, height: 1400 });
  views = new AirworthyViews(window);
  await window.openFile('await_ferry.py');
  await views.open();
  await views.enterEnvironment({ name: 'harbor', ...airflow, url: relay.url });
  await window.notification('Connected to harbor: Airflow 2.');
});

afterEach((context) => window.afterTest(context));

afterAll(async () => {
  await window?.dispose();
  await relay?.stop();
  for (const airflow of instances) await airflow.stop();
});

test('an Airflow that stops is told of, with what was last known, and found again when it is back', async () => {
  const [airflow] = instances;
  if (airflow === undefined) throw new Error('there is no Airflow');
  const runId = await airflow.trigger('await_ferry');
  await window.runCommand('Airworthy: Refresh Airflow State');
  await untilSame(views.activeFile, airflow, 'await_ferry', runId);
  await airflow.stop();
  await window.runCommand('Airworthy: Refresh Airflow State');
  await views.activeFile.getByText('What you see is as of').waitFor();
  await expect.poll(() => views.status.textContent()).toContain('not reachable');
  await expect.poll(() => views.rows(views.activeFile)).not.toEqual([]);

  const again = await start(2, Number(new URL(airflow.url).port));
  await relay.passTo(again.url);
  // No one clicks on anything: it comes back alone.
  await expect
    .poll(() => views.status.textContent(), { timeout: 150_000 })
    .not.toContain('not reachable');
  const next = await again.trigger('await_ferry');
  await window.runCommand('Airworthy: Refresh Airflow State');
  await untilSame(views.activeFile, again, 'await_ferry', next);
});

test('after an upgrade from 2 to 3 under the same name and address, the same user is signed in', async () => {
  const upgraded = await start(3);
  await relay.passTo(upgraded.url);
  const runId = await upgraded.trigger('await_ferry');
  await window.runCommand('Airworthy: Refresh Airflow State');
  await untilSame(views.activeFile, upgraded, 'await_ferry', runId);
  await expect.poll(() => views.status.getAttribute('aria-label')).toContain('Airflow 3.');
  expect(relay.requests.some((request) => request.startsWith('POST /auth/token'))).toBe(true);
});

async function start(major: 2 | 3, port?: number): Promise<AirflowInstance> {
  const airflow = await startAirflow(major, port === undefined ? {} : { port });
  instances.push(airflow);
  return airflow;
}
