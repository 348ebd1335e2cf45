// The npm package, as `npm install` unpacks it: nothing that a command needs may be missing.

import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { expect, inject, test } from 'vitest';
import { folderWith } from '../cli/harness';
import { endless } from '../cli/sources';

function run(command: string, args: readonly string[], cwd: string) {
  return spawnSync(command, args, { cwd, encoding: 'utf8' });
}

test('the packed command line checks, explains and lists', () => {
  const folder = folderWith({ 'dags/live.py': endless });
  const packed = run(
    'npm',
    ['pack', '--ignore-scripts', '--pack-destination', folder],
    inject('staged'),
  );
  expect(packed.status, packed.stderr).toBe(0);
  const archive = readdirSync(folder).find((name) => name.endsWith('.tgz')) ?? '';
  expect(run('tar', ['xzf', archive], folder).status).toBe(0);
  const airworthy = (...args: string[]) =>
    run(process.execPath, ['package/dist/cli.js', ...args], folder);
  const check = airworthy('check', '--no-cache', 'dags', '--select', 'unbounded-loop');
  expect(check.status).toBe(1);
  expect(check.stdout).toContain('dags/live.py:7:11: error: ');
  expect(airworthy('explain', 'unbounded-loop').stdout).toMatch(/^# unbounded-loop\n/);
  expect(airworthy('rules').stdout).toContain('unbounded-loop');
});
