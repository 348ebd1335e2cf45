// Runs a command in a process group of its own and ends the whole group when this process' standard input closes:
// no server outlives the one who started it, whether that one stops, is interrupted or is killed.
import { spawn } from 'node:child_process';

const [command, ...args] = process.argv.slice(2);
const child = spawn(command, args, { detached: true, stdio: ['ignore', 'inherit', 'inherit'] });

let ending = false;
child.on('error', (error) => {
  console.error(error.message);
  process.exit(1);
});
child.on('exit', () => {
  endGroup('SIGKILL');
  process.exit(ending ? 0 : 1);
});
process.stdin.on('end', end).on('error', end).resume();
// Control+C reaches this process too; it is for the one who holds the other end to decide.
process.on('SIGINT', () => {});
process.on('SIGTERM', end);

function end() {
  if (ending) return;
  ending = true;
  endGroup('SIGTERM');
  setTimeout(() => endGroup('SIGKILL'), 3000);
}

function endGroup(signal) {
  try {
    process.kill(-child.pid, signal);
  } catch {
    // The group has ended by itself.
  }
}
