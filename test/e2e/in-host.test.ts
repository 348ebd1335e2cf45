import { rmSync } from 'node:fs';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { buildSuite } from '../desktop/build-suite.mjs';
import { runSuiteInHost } from './suite-in-host';

const desktop = path.resolve(import.meta.dirname, '../desktop');
const built = path.resolve(import.meta.dirname, '../../test-results/in-host');
const workspace = path.join(import.meta.dirname, 'workspace');

afterAll(() => rmSync(built, { recursive: true, force: true }));

test('the suite passes inside the extension host', async () => {
  const entry = await buildSuite(path.join(desktop, 'suite'), path.join(built, 'suite'));
  const run = await runSuiteInHost(entry, workspace, 90_000);
  expect(run.results?.failed ?? run.log).toEqual([]);
  expect(run.results?.passed).not.toEqual([]);
  expect(run.exitCode).toBe(0);
});

test('a failing test fails the run', async () => {
  const entry = await buildSuite(path.join(desktop, 'broken'), path.join(built, 'broken'));
  const run = await runSuiteInHost(entry, workspace, 90_000);
  expect(run.results?.failed).toHaveLength(1);
  expect(run.exitCode).toBe(1);
});

test('a suite that cannot be loaded fails the run', async () => {
  const run = await runSuiteInHost(path.join(built, 'missing/run.js'), workspace, 90_000);
  expect(run.results).toBeUndefined();
  expect(run.exitCode).toBe(1);
});
