// Runs the parts of one Airflow and ends them all, whatever they have started, when this process' standard input
// closes or one of them ends: no Airflow outlives the one who started it, also where that one is killed.
//
//   node scripts/airflow/leash.mjs <home> <JSON: lists of program and arguments>
//
// The environment is the Airflow's; the home is removed at the end, and what the parts say is written into it.
import { spawn } from 'node:child_process';
import { openSync, rmSync } from 'node:fs';
import path from 'node:path';
import { endProcesses } from './processes.mjs';

const [home, parts] = process.argv.slice(2);

let isEnding = false;
for (const [program, ...args] of JSON.parse(parts)) {
  const log = openSync(path.join(home, `${args[0]}.log`), 'a');
  const child = spawn(program, args, {
    cwd: home,
    env: { ...process.env, AIRFLOW_HOME: home },
    stdio: ['ignore', log, log],
  });
  child.on('error', () => end(1));
  child.on('exit', () => end(1));
}
process.stdin
  .on('end', () => end(0))
  .on('error', () => end(0))
  .resume();
// Control+C reaches this process too; it is for the one who holds the other end to decide.
process.on('SIGINT', () => {});
process.on('SIGTERM', () => end(0));

async function end(status) {
  if (isEnding) return;
  isEnding = true;
  await endProcesses(home);
  // A part that ended by itself is to be explained by what it wrote.
  if (status === 0) rmSync(home, { recursive: true, force: true, maxRetries: 5 });
  process.exit(status);
}
