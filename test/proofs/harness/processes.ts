/** The processes that a run has started, wherever they have gone since. */

import { readdirSync, readFileSync } from 'node:fs';

const marker = 'AIRWORTHY_PROOF';
const pageSize = 4096;

export interface Running {
  readonly pid: number;
  readonly command: string;
  /** Memory that it holds, in bytes. */
  readonly resident: number;
}

/** The variable by which the processes of a run are known, also those that left their group. */
export function markOf(run: string): Readonly<Record<string, string>> {
  return { [marker]: run };
}

/** What of a run is alive now. Needs Linux: it reads /proc. */
export function processesOf(run: string): Running[] {
  const mark = `${marker}=${run}`;
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        const environment = readFileSync(`/proc/${name}/environ`, 'utf8').split('\0');
        if (!environment.includes(mark) || isDead(name)) return [];
        const command = readFileSync(`/proc/${name}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
        const pages = Number(readFileSync(`/proc/${name}/statm`, 'utf8').split(' ')[1]);
        return [{ pid: Number(name), command, resident: pages * pageSize }];
      } catch {
        // It ended while it was looked at.
        return [];
      }
    });
}

/** Ends all of a run, and what it starts meanwhile. */
export function endProcessesOf(run: string): void {
  for (let round = 0; round < 50; round++) {
    const alive = processesOf(run);
    if (alive.length === 0) return;
    for (const { pid } of alive) {
      try {
        process.kill(pid, 'SIGKILL');
      } catch {
        // It has ended by itself.
      }
    }
  }
}

function isDead(pid: string): boolean {
  const state = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.[0];
  return state === 'Z' || state === 'X';
}
