// Finds and ends the processes of one Airflow. Its tasks and file processors lead groups of their own and outlive
// their parents, so neither a group nor a tree of processes has them all. What they share is `AIRFLOW_HOME`.
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

/** With this, the library that Airflow's processes name themselves with leaves their environment readable. */
export const readableEnvironment = { SPT_NOENV: '1' };

/** The ids of all living processes whose `AIRFLOW_HOME` is this folder. */
export function processesOf(home) {
  const mark = `AIRFLOW_HOME=${home}`;
  if (process.platform === 'linux') {
    return readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name) && environmentOf(name).includes(mark))
      .map(Number)
      .filter((pid) => pid !== process.pid);
  }
  return execFileSync('ps', ['-axEww', '-o', 'pid=,command='], { encoding: 'utf8' })
    .split('\n')
    .filter((line) => line.includes(`${mark} `) || line.endsWith(mark))
    .map((line) => Number.parseInt(line, 10))
    .filter((pid) => pid !== process.pid);
}

/** Ends them all; resolves when none is left. */
export async function endProcesses(home, { graceMilliseconds = 5000 } = {}) {
  const deadline = Date.now() + graceMilliseconds;
  signal(processesOf(home), 'SIGTERM');
  for (;;) {
    const left = processesOf(home);
    if (left.length === 0) return;
    // Some start others while they end, so this is done until nothing is left.
    if (Date.now() > deadline) signal(left, 'SIGKILL');
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

function signal(pids, name) {
  for (const pid of pids) {
    try {
      process.kill(pid, name);
    } catch {
      // It has ended by itself.
    }
  }
}

function environmentOf(pid) {
  try {
    // A process that has ended and waits for its parent has an empty one.
    return readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0');
  } catch {
    return [];
  }
}
