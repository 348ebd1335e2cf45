// The example projects that the demo opens, and what the README shows of them.

import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { airworthy, checkJson } from './harness';

const cwd = path.join(import.meta.dirname, '../..');

test('examples/fit has no finding with the strict profile', async () => {
  const { code, report } = await checkJson(['examples/fit', '--profile', 'strict'], { cwd });
  expect(report.findings).toEqual([]);
  expect(report.files).toBeGreaterThan(0);
  expect(code).toBe(0);
});

test('every file of examples/grounded has an error or a warning', async () => {
  const { report } = await checkJson(['examples/grounded', '--fail-on', 'hint'], { cwd });
  const troubled = report.findings
    .filter(({ severity }) => severity === 'error' || severity === 'warning')
    .map(({ file }) => path.basename(file));
  const files = readdirSync(path.join(cwd, 'examples/grounded/dags'));
  expect([...new Set(troubled)].sort()).toEqual(files.sort());
});

test('the README shows what the command line says', async () => {
  const readme = readFileSync(path.join(cwd, 'README.md'), 'utf8');
  const [, command = '', shown = ''] =
    /^```console\n\$ airworthy (.*)\n(.*?)^```$/ms.exec(readme) ?? [];
  expect(command).toMatch(/^check /);
  const run = await airworthy(command.split(' '), { cwd });
  expect(run.stdout).toBe(shown);
});
