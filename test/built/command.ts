import { spawn } from 'node:child_process';
import path from 'node:path';
import { inject } from 'vitest';

/** The built command line. */
export const cli = path.join(inject('staged'), 'dist/cli.js');

/** What runs keep, in the place of the user's own cache. */
const caches = path.join(inject('staged'), 'cache');

export interface ProcessRun {
  readonly code: number | null;
  readonly stdout: Buffer;
  readonly stderr: string;
}

/** Runs the built command line as a process, as users do. */
export async function airworthy(
  args: readonly string[],
  options: {
    readonly cwd: string;
    readonly input?: string | Uint8Array;
    readonly environment?: Readonly<Record<string, string>>;
  },
): Promise<ProcessRun> {
  const { NO_COLOR, FORCE_COLOR, ...environment } = process.env;
  const child = spawn(process.execPath, [cli, ...args], {
    cwd: options.cwd,
    env: { ...environment, XDG_CACHE_HOME: caches, ...options.environment },
    stdio: ['pipe', 'pipe', 'pipe'],
    timeout: 60_000,
  });
  const stdout: Buffer[] = [];
  const stderr: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => stdout.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => stderr.push(chunk));
  child.stdin.on('error', () => {
    // The process may end without having read its input.
  });
  child.stdin.end(options.input ?? '');
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  return { code, stdout: Buffer.concat(stdout), stderr: Buffer.concat(stderr).toString('utf8') };
}
