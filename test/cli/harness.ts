import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { onTestFinished } from 'vitest';
import * as z from 'zod';
import type { Output } from '../../server/src/cli/host';
import { runCommandLine } from '../../server/src/cli/program';
import { testParser } from '../harness/parser';

const pagesFolder = path.join(import.meta.dirname, '../../docs/rules');

export interface CliRun {
  readonly code: number | undefined;
  readonly stdout: string;
  readonly stderr: string;
}

export interface CliOptions {
  readonly cwd: string;
  readonly input?: string | Uint8Array;
  readonly environment?: Readonly<Record<string, string>>;
}

/** Runs a command line in this process, with streams that nobody sees. What its own process does: test/built. */
export async function airworthy(args: readonly string[], options: CliOptions): Promise<CliRun> {
  const stdout = new Collector();
  const stderr = new Collector();
  // In the place of the user's own.
  const cache = mkdtempSync(path.join(tmpdir(), 'airworthy-cache-'));
  try {
    const code = await runCommandLine(args, {
      cwd: options.cwd,
      environment: { XDG_CACHE_HOME: cache, ...options.environment },
      stdin: Readable.from([Buffer.from(options.input ?? '')]),
      stdout,
      stderr,
      pagesFolder,
      loadParser: testParser,
      buildMark: () => 'test',
      keepCode: () => {},
      startWorker: () => {
        throw new Error('a thread needs what is built');
      },
      startServer: () => {
        throw new Error('a server needs a process of its own');
      },
    });
    return { code, stdout: stdout.text, stderr: stderr.text };
  } finally {
    rmSync(cache, { recursive: true, force: true });
  }
}

/** Keeps what is written, as a pipe does. */
class Collector implements Output {
  readonly #pieces: Buffer[] = [];

  write(piece: string | Uint8Array): void {
    this.#pieces.push(Buffer.from(piece));
  }

  get text(): string {
    return Buffer.concat(this.#pieces).toString('utf8');
  }
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
