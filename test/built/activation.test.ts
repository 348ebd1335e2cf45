// What the extension loads when it is activated, in a Node without an editor.

import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { expect, inject, test } from 'vitest';

const dist = path.join(inject('staged'), 'dist');

const program = path.join(import.meta.dirname, 'activate-without-editor.cjs');

function activated(environments: readonly unknown[], ...command: readonly string[]): unknown {
  const given = [program, dist, JSON.stringify(environments), ...command];
  return JSON.parse(execFileSync(process.execPath, given, { encoding: 'utf8' }));
}

test('activation loads the extension alone, and starts the server', () => {
  expect(activated([])).toEqual({ modules: ['client.js'], processes: ['server.js'], read: [] });
});

test('the part that talks to Airflow is loaded where there is one, and for its commands', () => {
  const whole = { modules: ['client.js', 'panel.js'] };
  expect(activated([{ name: 'local', url: 'http://localhost:8080' }])).toMatchObject(whole);
  expect(activated([], 'airworthy.addEnvironment')).toMatchObject(whole);
});
