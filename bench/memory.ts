import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { LspSession } from './lsp-session';
import type { ServerCommand } from './servers';

/** Megabytes of memory that a server's process holds. */
export interface MemoryRun {
  readonly most: number;
  /** When it has come to rest. */
  readonly atRest: number;
}

/**
 * The text of a DAG file that names a DAG which is in no file: all are looked into before it is said that there is
 * none.
 */
export const askingForEveryDag = `from airflow import DAG
from airflow.operators.trigger_dagrun import TriggerDagRunOperator

with DAG("asks_for_every_dag"):
    TriggerDagRunOperator(task_id="next", trigger_dag_id="in_no_file_at_all")
`;

/** Starts a server in a folder with many DAG files, opens one, and watches its memory. */
export async function memoryRun(
  server: ServerCommand,
  folder: string,
  file: string,
): Promise<MemoryRun> {
  const session = await LspSession.start(server, folder);
  try {
    let seen = 0;
    const look = () => {
      const now = megabytesOf(session.processId);
      seen = Math.max(seen, now);
      return now;
    };
    const watch = setInterval(look, 100);
    try {
      await session.open(pathToFileURL(file).href, readFileSync(file, 'utf8'));
      await session.idle();
      const atRest = look();
      return { atRest, most: mostMegabytesOf(session.processId) ?? seen };
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

/** The most that the resident set has ever been; undefined where the system does not tell (all but Linux). */
function mostMegabytesOf(processId: number): number | undefined {
  const file = `/proc/${processId}/status`;
  const told = existsSync(file) ? /^VmHWM:\s+(\d+) kB/m.exec(readFileSync(file, 'utf8')) : null;
  return told === null ? undefined : Number(told[1]) / 1024;
}
