import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { expect, inject, test } from 'vitest';
import { bundleLoad } from '../../bench/activation';
import { exampleDags, fileOfLines } from '../../bench/dag-files';
import { typeBefore } from '../../bench/latency';
import { airworthyServer, idleServer } from '../../bench/servers';

const root = path.join(import.meta.dirname, '../..');
const dist = path.join(inject('staged'), 'dist');

test('the bench types before servers, and every keystroke is answered', async () => {
  const text = fileOfLines(30, exampleDags(root));
  const runs = await typeBefore(
    [airworthyServer(dist), idleServer(root)],
    { text },
    {
      keystrokes: 6,
      between: 0,
      betweenLooks: 20,
    },
  );
  expect(runs.map((run) => run.keystrokes)).toEqual([6, 6]);
  for (const { first, p50, p95 } of runs) {
    expect(first).toBeGreaterThan(0);
    expect(p50).toBeGreaterThan(0);
    expect(p95).toBeGreaterThanOrEqual(p50);
  }
});

test("the extension's bundle can be loaded without an editor", () => {
  expect(bundleLoad(dist)).toBeGreaterThan(0);
});

test('the bench says what it measures', () => {
  const command = [path.join(root, 'bench/run.mjs'), '--help'];
  const help = execFileSync(process.execPath, command, { encoding: 'utf8' });
  expect(help).toContain('latency, check, memory, start, size, rules, growth, files, adversarial');
});
