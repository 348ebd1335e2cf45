import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { keystrokes } from './keystrokes';
import { LspSession } from './lsp-session';
import type { ServerCommand } from './servers';
import { quantile } from './statistics';

/** Milliseconds of one server in one run. */
export interface LatencyRun {
  readonly p50: number;
  readonly p95: number;
  readonly keystrokes: number;
  /** From opening the document to the first diagnostics. */
  readonly first: number;
}

/**
 * Types the same into the same file before several servers at the same time, one keystroke before each in turn,
 * so that all have the same machine.
 */
export async function typeBefore(
  servers: readonly ServerCommand[],
  text: string,
  count: number,
): Promise<LatencyRun[]> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'airworthy-bench-'));
  const sessions: LspSession[] = [];
  try {
    const file = path.join(folder, 'dags', 'dag.py');
    mkdirSync(path.dirname(file));
    writeFileSync(file, text);
    const uri = pathToFileURL(file).href;
    for (const server of servers) sessions.push(await LspSession.start(server, folder));
    const firsts: number[] = [];
    for (const session of sessions) {
      firsts.push((await session.open(uri, text)).elapsed);
      // What a server does after its first answer, such as looking at the project, is not typing.
      await session.idle();
    }
    const elapsed = servers.map((): number[] => []);
    for (const change of keystrokes(text, count)) {
      for (const [i, session] of sessions.entries()) {
        elapsed[i]?.push((await session.change(uri, [change])).elapsed);
      }
    }
    return elapsed.map((times, i) => ({
      p50: quantile(times, 0.5),
      p95: quantile(times, 0.95),
      keystrokes: times.length,
      first: firsts[i] ?? Number.NaN,
    }));
  } finally {
    for (const session of sessions) await session.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}
