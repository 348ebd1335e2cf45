import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { pathToFileURL } from 'node:url';
import { diskSource, projectPath } from '../server/src/disk/disk-source';
import { ProjectRoots } from '../server/src/semantic/project/project-roots';
import type { Document } from './dag-files';
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
  /** The same of as many keystrokes, after others for some time. */
  readonly warmP50: number;
  readonly warmP95: number;
}

/** How a document is typed into. */
export interface Typing {
  /** How many keystrokes are measured at a time. */
  readonly keystrokes: number;
  /** How many milliseconds of typing lie between the first ones and the later ones. */
  readonly between: number;
  /** How many milliseconds lie between looks at whether a server rests before it is typed into. */
  readonly betweenLooks?: number;
}

/**
 * Types the same into the same file before several servers at the same time, one keystroke before each in turn,
 * so that all have the same machine. What is typed stays in the editor.
 */
export async function typeBefore(
  servers: readonly ServerCommand[],
  { path: lyingAt, text }: Document,
  typing: Typing,
): Promise<LatencyRun[]> {
  if (lyingAt !== undefined) {
    const project = await new ProjectRoots(diskSource).of(projectPath(lyingAt));
    return typeIn(servers, project, lyingAt, text, typing);
  }
  const folder = mkdtempSync(path.join(os.tmpdir(), 'airworthy-bench-'));
  try {
    const file = path.join(folder, 'dags', 'dag.py');
    mkdirSync(path.dirname(file));
    writeFileSync(file, text);
    return await typeIn(servers, folder, file, text, typing);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function typeIn(
  servers: readonly ServerCommand[],
  folder: string,
  file: string,
  text: string,
  { between, betweenLooks, keystrokes: count }: Typing,
): Promise<LatencyRun[]> {
  const sessions: LspSession[] = [];
  try {
    const uri = pathToFileURL(file).href;
    for (const server of servers) sessions.push(await LspSession.start(server, folder));
    const firsts: number[] = [];
    for (const session of sessions) {
      firsts.push((await session.open(uri, text)).elapsed);
      // What a server does after its first answer, such as looking at the project, is not typing.
      await session.idle(betweenLooks);
    }
    const type = () => typeInTurn(sessions, uri, text, count);
    const fresh = await type();
    const warmAt = performance.now() + between;
    while (performance.now() < warmAt) await type();
    const warm = await type();
    return fresh.map((times, i) => ({
      p50: quantile(times, 0.5),
      p95: quantile(times, 0.95),
      keystrokes: times.length,
      first: firsts[i] ?? Number.NaN,
      warmP50: quantile(warm[i] ?? [], 0.5),
      warmP95: quantile(warm[i] ?? [], 0.95),
    }));
  } finally {
    for (const session of sessions) await session.stop();
  }
}

/** The milliseconds of each keystroke before each server; afterwards the document is as it was. */
async function typeInTurn(
  sessions: readonly LspSession[],
  uri: string,
  text: string,
  count: number,
): Promise<number[][]> {
  const elapsed = sessions.map((): number[] => []);
  for (const change of keystrokes(text, count)) {
    for (const [i, session] of sessions.entries()) {
      elapsed[i]?.push((await session.change(uri, [change])).elapsed);
    }
  }
  for (const session of sessions) await session.change(uri, [{ text }]);
  return elapsed;
}
