import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import * as z from 'zod';

/** The built command line. */
export const cli = path.join(import.meta.dirname, '../../dist/cli.js');

export interface CliRun {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface CliOptions {
  readonly cwd: string;
  readonly input?: string | Uint8Array;
  readonly environment?: Readonly<Record<string, string>>;
}

/** Runs the built command line as a process, as users do. */
export async function airworthy(args: readonly string[], options: CliOptions): Promise<CliRun> {
  const { NO_COLOR, FORCE_COLOR, ...environment } = process.env;
  const child = spawn(process.execPath, [cli, ...args], {
    cwd: options.cwd,
    env: { ...environment, ...options.environment },
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
  return {
    code,
    stdout: Buffer.concat(stdout).toString('utf8'),
    stderr: Buffer.concat(stderr).toString('utf8'),
  };
}

/** A folder with the given files, removed after the test. */
export function folderWith(files: Readonly<Record<string, string | Uint8Array>>): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'airworthy-cli-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const [name, content] of Object.entries(files)) {
    const file = path.join(folder, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, content);
  }
  return folder;
}

export function read(folder: string, file: string): string {
  return readFileSync(path.join(folder, file), 'utf8');
}

const place = z.strictObject({ line: z.int().min(1), column: z.int().min(1) });
const range = z.strictObject({ start: place, end: place });

/** The JSON report, version 1, as it was promised: no key may be missing, and none be added. */
export const reportSchema = z.strictObject({
  version: z.literal(1),
  files: z.int().min(0),
  findings: z.array(
    z.strictObject({
      rule: z.string(),
      severity: z.enum(['error', 'warning', 'information', 'hint']),
      message: z.string().min(1),
      file: z.string(),
      range,
      phases: z.array(z.enum(['parse', 'task', 'trigger', 'callback', 'unknown'])),
      tasks: z.array(
        z.strictObject({ dag_id: z.string().nullable(), task_id: z.string().nullable() }),
      ),
      related: z.array(z.strictObject({ file: z.string(), range, message: z.string() })),
      fixes: z.array(
        z.strictObject({
          title: z.string(),
          safety: z.enum(['safe', 'unsafe']),
          edits: z.array(z.strictObject({ file: z.string(), range, text: z.string() })),
        }),
      ),
    }),
  ),
  errors: z.array(
    z.strictObject({
      file: z.string(),
      kind: z.enum(['unreadable', 'encoding', 'limit', 'internal']),
      message: z.string().min(1),
    }),
  ),
});

export type JsonReport = z.infer<typeof reportSchema>;

/** Runs `check --format json` and holds the report against its schema. */
export async function checkJson(
  args: readonly string[],
  options: CliOptions,
): Promise<CliRun & { readonly report: JsonReport }> {
  const run = await airworthy(['check', '--format', 'json', ...args], options);
  return { ...run, report: reportSchema.parse(JSON.parse(run.stdout)) };
}
