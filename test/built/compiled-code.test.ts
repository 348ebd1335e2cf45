// What V8 has compiled of the command line is kept for the next run, and never does any harm.

import {
  chmodSync,
  copyFileSync,
  cpSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { expect, inject, test } from 'vitest';
import { folderWith } from '../cli/harness';
import { clean, endless } from '../cli/sources';
import { airworthy } from './command';

/** The folder as the first check leaves it: this waits for V8 to compile everything, and need not be done for each test. */
const original = path.join(inject('staged'), 'checked-once');
let checking: Promise<string> | undefined;

/** A folder with a file to check, and the one of compiled code that checking it leaves. */
async function checkedOnce() {
  checking ??= firstCheck();
  const first = await checking;
  expect(first).toContain('unbounded-loop');
  const cwd = folderWith({});
  cpSync(original, cwd, { recursive: true });
  const environment = { XDG_CACHE_HOME: path.join(cwd, 'own') };
  const check = async (...flags: readonly string[]) =>
    (await airworthy(['check', 'endless.py', ...flags], { cwd, environment })).stdout.toString();
  const folder = path.join(cwd, 'own/airworthy/code');
  const codes = readdirSync(folder);
  expect(codes).toHaveLength(1);
  return { check, cwd, environment, first, folder, code: path.join(folder, codes[0] ?? '') };
}

async function firstCheck(): Promise<string> {
  mkdirSync(original);
  writeFileSync(path.join(original, 'endless.py'), endless);
  const environment = { XDG_CACHE_HOME: path.join(original, 'own') };
  const run = await airworthy(['check', 'endless.py'], { cwd: original, environment });
  return run.stdout.toString();
}

test('compiled code is kept once, and serves every command', async () => {
  const { check, code, cwd, environment, first, folder } = await checkedOnce();
  const { ino } = statSync(code);
  expect(await check()).toBe(first);
  expect(await check('--no-cache')).toBe(first);
  const rules = await airworthy(['rules'], { cwd, environment });
  expect(rules.stdout.toString()).toContain('unbounded-loop');
  expect(readdirSync(folder)).toHaveLength(1);
  expect(statSync(code).ino).toBe(ino);
});

test('other flags of Node have compiled code of their own', async () => {
  const { check, cwd, environment, first, folder } = await checkedOnce();
  const other = { ...environment, NODE_OPTIONS: '--max-old-space-size=512' };
  const run = await airworthy(['check', 'endless.py'], { cwd, environment: other });
  expect(run.stdout.toString()).toBe(first);
  expect(readdirSync(folder)).toHaveLength(2);
  expect(await check()).toBe(first);
});

test.each<[string, (code: string) => void]>([
  ['empty', (code) => truncateSync(code)],
  ['cut off', (code) => truncateSync(code, 100_000)],
  [
    'damaged',
    (code) => {
      const bytes = readFileSync(code);
      bytes.fill(0xff, 5000, 6000);
      writeFileSync(code, bytes);
    },
  ],
  ['something else', (code) => writeFileSync(code, 'not compiled\n'.repeat(10_000))],
  ['writable for others', (code) => chmodSync(code, 0o666)],
])('compiled code that is %s is made again', async (_, spoil) => {
  const { check, code, first } = await checkedOnce();
  const { size } = statSync(code);
  spoil(code);
  expect(await check()).toBe(first);
  const { mode, size: sizeAfter } = statSync(code);
  expect(mode & 0o777).toBe(0o600);
  expect(sizeAfter).toBeGreaterThan(size / 2);
});

test('code of another run is taken only under its own name', async () => {
  const { check, code, cwd, environment, first, folder } = await checkedOnce();
  const other = { ...environment, NODE_OPTIONS: '--max-old-space-size=512' };
  await airworthy(['check', 'endless.py'], { cwd, environment: other });
  const [another = ''] = readdirSync(folder).filter((name) => name !== path.basename(code));
  copyFileSync(path.join(folder, another), code);
  const foreign = statSync(code).ino;
  expect(await check()).toBe(first);
  expect(statSync(code).ino).not.toBe(foreign);
});

test('a cache folder that cannot be used is no trouble', async () => {
  const cwd = folderWith({ 'clean.py': clean, own: 'a file' });
  const environment = { XDG_CACHE_HOME: path.join(cwd, 'own') };
  const run = await airworthy(['check', 'clean.py'], { cwd, environment });
  expect(run.code).toBe(0);
  expect(run.stderr).toBe('');
});
