import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { LspSession } from './lsp-session';
import type { ServerCommand } from './servers';

/** Megabytes of memory that a server's process holds. */
export interface MemoryRun {
  readonly most: number;
  /** When it has come to rest. */
  readonly atRest: number;
}

/** Starts a server in a folder with many DAG files, opens one, and watches its memory. */
export async function memoryRun(
  server: ServerCommand,
  folder: string,
  file: string,
): Promise<MemoryRun> {
  const session = await LspSession.start(server, folder);
  try {
    let most = 0;
    const look = () => {
      const now = megabytesOf(session.processId);
      most = Math.max(most, now);
      return now;
    };
    const watch = setInterval(look, 100);
    try {
      await session.open(pathToFileURL(file).href, readFileSync(file, 'utf8'));
      await session.idle();
      return { atRest: look(), most };
    } finally {
      clearInterval(watch);
    }
  } finally {
    await session.stop();
  }
}

/** The resident set, as `ps` tells it in kilobytes. */
function megabytesOf(processId: number): number {
  const told = execFileSync('ps', ['-o', 'rss=', '-p', String(processId)], { encoding: 'utf8' });
  return Number(told) / 1024;
}
