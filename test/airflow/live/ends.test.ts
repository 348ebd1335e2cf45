/** Whether `npm run airflow` leaves nothing behind, however it ends. */

import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { processesOf } from '../../../scripts/airflow/processes.mjs';

const script = path.resolve(import.meta.dirname, '../../../scripts/airflow/run.mjs');

it.each([
  { major: '3', signal: 'SIGINT', why: 'Control+C' },
  { major: '2', signal: 'SIGTERM', why: 'a request to end' },
  { major: '3', signal: 'SIGKILL', why: 'the death of the one who started it' },
] as const)(
  'Airflow $major ends with all its processes and files on $why',
  async ({ major, signal }) => {
    const child = spawn(process.execPath, [script, major], { stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        output += text;
      });
    }
    const ended = new Promise((resolve) => child.once('exit', resolve));
    await expect.poll(() => output, { timeout: 120_000 }).toContain('Control+C ends it');
    const home = /Its files are in (\S+)\. /.exec(output)?.[1] ?? '';
    const url = /is at (\S+)/.exec(output)?.[1] ?? '';
    expect(output).toMatch(/^User admin, password \S+$/m);
    expect(new URL(url).hostname).toBe('127.0.0.1');
    // Tasks run by now, or will in a moment: they lead groups of their own.
    await expect.poll(() => processesOf(home).length, { timeout: 60_000 }).toBeGreaterThan(8);
    child.kill(signal);
    await ended;
    await expect.poll(() => processesOf(home), { timeout: 30_000 }).toEqual([]);
    await expect.poll(() => existsSync(home), { timeout: 30_000 }).toBe(false);
    await expect(fetch(url)).rejects.toThrow();
  },
  240_000,
);
