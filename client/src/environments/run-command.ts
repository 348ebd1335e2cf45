import { type ChildProcess, spawn } from 'node:child_process';
import type { CommandLimits, CommandResult } from '../airflow/surroundings';

const isWindows = process.platform === 'win32';

/** Runs a program without a shell, and ends it with all that it started when it takes too long or says too much. */
export function runCommand(
  [program = '', ...args]: readonly string[],
  { milliseconds, bytes, signal }: CommandLimits,
): Promise<CommandResult> {
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      shell: false,
      windowsHide: true,
      // A process group of its own, which can be ended as a whole.
      detached: !isWindows,
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const output: Buffer[] = [];
    let size = 0;
    const end = (result: CommandResult) => {
      clearTimeout(timer);
      signal.removeEventListener('abort', giveUp);
      endGroup(child);
      resolve(result);
    };
    const giveUp = () => end({ kind: 'timed-out' });
    const timer = setTimeout(giveUp, milliseconds);
    signal.addEventListener('abort', giveUp);
    if (signal.aborted) giveUp();
    child.once('error', () => end({ kind: 'not-found' }));
    child.once('close', (exitCode) => {
      // Ended by a signal that was not ours: as good as any other failure.
      end({ kind: 'ended', exitCode: exitCode ?? 1, stdout: Buffer.concat(output).toString() });
    });
    child.stdout.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > bytes) end({ kind: 'too-much-output' });
      else output.push(chunk);
    });
  });
}

function endGroup(child: ChildProcess): void {
  if (child.pid === undefined) return;
  try {
    if (isWindows) child.kill();
    else process.kill(-child.pid, 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
}
