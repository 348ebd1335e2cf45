import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { airflowVariables, ensurePython, fillHome } from '../../scripts/airflow/setup.mjs';

export type PythonEnvironment = 2 | 3 | 'providers' | 'pandas';

export interface PythonRun {
  readonly status: number | null;
  /** The process did not end by itself within its time and was killed. */
  readonly timedOut: boolean;
  readonly stdout: string;
  readonly stderr: string;
  readonly seconds: number;
}

export interface PythonOptions {
  readonly args?: readonly string[];
  readonly cwd?: string;
  /** Where the source is written before it runs, in place of a folder of its own. */
  readonly folder?: string;
  readonly variables?: Readonly<Record<string, string>>;
  /** After this many seconds the process and all it started are killed. */
  readonly seconds?: number;
  /** Once the output has this text, the process is given only so many seconds more. */
  readonly after?: { readonly text: string; readonly seconds: number };
  /** The most address space the process may take, in mebibytes. */
  readonly mebibytes?: number;
}

/**
 * Runs Python source in one of the environments of scripts/airflow. The process leads a group of
 * its own, and whatever of the group is left when it ends is killed, so that no test leaves a
 * process behind.
 */
export async function runPython(
  environment: PythonEnvironment,
  source: string,
  options: PythonOptions = {},
): Promise<PythonRun> {
  const { args = [], variables = {}, seconds = 60, mebibytes = 4096 } = options;
  const own = mkdtempSync(path.join(tmpdir(), 'airworthy-python-'));
  const folder = options.folder ?? own;
  const file = path.join(folder, 'main.py');
  writeFileSync(file, source);
  const started = performance.now();
  try {
    const limited = `ulimit -v ${mebibytes * 1024}; exec "$0" "$@"`;
    const child = spawn('bash', ['-c', limited, ensurePython(environment), file, ...args], {
      cwd: options.cwd ?? folder,
      detached: true,
      env: { ...process.env, PYTHONUNBUFFERED: '1', PYTHONDONTWRITEBYTECODE: '1', ...variables },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    let timedOut = false;
    const timers: NodeJS.Timeout[] = [];
    const endAfter = (limit: number) => {
      const end = () => {
        timedOut = true;
        killGroup(child.pid);
      };
      timers.push(setTimeout(end, limit * 1000));
    };
    endAfter(seconds);
    const watch = () => {
      if (options.after === undefined || !(stdout + stderr).includes(options.after.text)) return;
      endAfter(options.after.seconds);
      child.stdout.off('data', watch);
      child.stderr.off('data', watch);
    };
    child.stdout.on('data', watch);
    child.stderr.on('data', watch);
    // 'exit', not 'close': an orphan that holds the pipes would keep 'close' from coming.
    const status = await new Promise<number | null>((resolve, reject) => {
      child.once('error', reject);
      child.once('exit', resolve);
    });
    for (const timer of timers) clearTimeout(timer);
    const took = (performance.now() - started) / 1000;
    killGroup(child.pid);
    await Promise.all([drained(child.stdout), drained(child.stderr)]);
    return {
      status,
      timedOut,
      stdout: stripVTControlCharacters(stdout),
      stderr: stripVTControlCharacters(stderr),
      seconds: took,
    };
  } finally {
    rmSync(own, { recursive: true, force: true });
  }
}

/** A migrated Airflow home of its own, removed by `dispose`. */
export function makeAirflowHome(environment: 2 | 3): {
  readonly folder: string;
  readonly dags: string;
  readonly variables: Readonly<Record<string, string>>;
  dispose(): void;
} {
  const folder = mkdtempSync(path.join(tmpdir(), `airworthy-airflow-${environment}-`));
  fillHome(environment, folder);
  const dags = path.join(folder, 'dags');
  mkdirSync(dags, { recursive: true });
  return {
    folder,
    dags,
    variables: airflowVariables(folder),
    dispose: () => rmSync(folder, { recursive: true, force: true }),
  };
}

function killGroup(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // The group has ended by itself.
  }
}

function drained(stream: NodeJS.ReadableStream): Promise<void> {
  return new Promise((resolve) => {
    if (!stream.readable) resolve();
    stream.once('close', resolve);
    stream.once('end', resolve);
  });
}
