import { readdirSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import * as z from 'zod';
import manifest from '../../package.json';
import { airworthy, folderWith } from './harness';

const pages = path.join(import.meta.dirname, '../../docs/rules');

test('--version and --help', async () => {
  const cwd = folderWith({});
  expect((await airworthy(['--version'], { cwd })).stdout).toBe(`${manifest.version}\n`);
  const help = await airworthy(['--help'], { cwd });
  expect(help.code).toBe(0);
  for (const command of ['check', 'rules', 'explain', 'server']) {
    expect(help.stdout).toContain(command);
  }
  expect((await airworthy(['check', '--help'], { cwd })).stdout).toContain('Exit codes:');
});

test('no command at all is wrong usage', async () => {
  const run = await airworthy([], { cwd: folderWith({}) });
  expect(run.code).toBe(2);
  expect(run.stderr).toContain('Usage: airworthy');
});

test('rules lists every rule', async () => {
  const cwd = folderWith({});
  const ids = readdirSync(pages).map((file) => path.basename(file, '.md'));
  const text = await airworthy(['rules'], { cwd });
  expect(text.code).toBe(0);
  for (const id of ids) expect(text.stdout).toContain(`  ${id} `);
  const schema = z.strictObject({
    version: z.literal(1),
    rules: z.array(
      z.strictObject({
        id: z.string(),
        group: z.string(),
        summary: z.string(),
        severity: z.enum(['error', 'warning', 'information', 'hint']),
        profile: z.enum(['recommended', 'strict', 'all']),
        fix: z.enum(['safe', 'unsafe', 'none']),
        since: z.string(),
      }),
    ),
  });
  const json = await airworthy(['rules', '--format', 'json'], { cwd });
  const { rules } = schema.parse(JSON.parse(json.stdout));
  expect(rules.map((rule) => rule.id).sort()).toEqual(ids.sort());
});

test('explain shows a page', async () => {
  const cwd = folderWith({});
  const run = await airworthy(['explain', 'syntax-error'], { cwd });
  expect(run.code).toBe(0);
  expect(run.stdout).toMatch(/^# syntax-error\n/);
  expect(run.stdout).toContain('## When not to use it');
  const painted = await airworthy(['explain', 'syntax-error'], {
    cwd,
    environment: { FORCE_COLOR: '1' },
  });
  expect(painted.stdout).toContain('\u001b[1m');
  expect(painted.stdout).not.toMatch(/```|<!--|## /);
});

test('explain of an unknown rule names the nearest', async () => {
  const run = await airworthy(['explain', 'sintax-error'], { cwd: folderWith({}) });
  expect(run.code).toBe(2);
  expect(run.stderr).toBe(
    'airworthy: There is no rule "sintax-error". Did you mean "syntax-error"?\n',
  );
});

test('server without a channel is wrong usage', async () => {
  const run = await airworthy(['server'], { cwd: folderWith({}) });
  expect(run.code).toBe(2);
  expect(run.stderr).toContain('--stdio');
});
