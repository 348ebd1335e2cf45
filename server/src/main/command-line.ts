import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { exitCode } from '../cli/exit-code';
import { runCommandLine } from '../cli/program';
import type { PythonParser } from '../syntax/parser';
import { readParserModules } from './parser-modules';

/** Tells a thread of ours from one in which somebody runs the command line. */
const workerMark = 'airworthy-check';

/** What the entry point finds in this bundle. */
export interface CommandLine {
  start(launch: Launch): void;
}

/** How the bundle was started. */
export interface Launch {
  /** The file that Node runs, in this thread and in others. */
  readonly entryPoint: string;
  /** Of the bundle. */
  readonly digest: string;
  /** Keeps what is compiled by now for the next run. */
  keepCode(): void;
}

/** Runs the command line of this process, or does the work of one of its threads. */
export function start(launch: Launch): void {
  if (!isMainThread && workerData === workerMark && parentPort !== null) {
    const port = parentPort;
    Promise.all([import('../cli/work/worker'), loadParser()]).then(([{ serveWork }, parser]) =>
      serveWork(port, parser),
    );
  } else {
    run(launch);
  }
}

function run({ digest, entryPoint, keepCode }: Launch): void {
  // The reader of a pipe may go before everything is said (`airworthy check | head`).
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    process.exit();
  });

  runCommandLine(process.argv.slice(2), {
    cwd: process.cwd(),
    environment: process.env,
    stdin: process.stdin,
    stdout: process.stdout,
    stderr: process.stderr,
    pagesFolder: path.join(__dirname, '../docs/rules'),
    loadParser,
    startWorker: () => startWorker(entryPoint),
    buildMark: () => buildMark(digest),
    keepCode,
    startServer: () => {
      // Loaded only here: no other command needs the protocol's libraries.
      import('./start-node-server').then(({ startNodeServer }) => startNodeServer());
    },
  }).then(
    (code) => {
      // Not process.exit(): what is written to a pipe may still be under way.
      if (code !== undefined) process.exitCode = code;
    },
    (error: unknown) => {
      process.stderr.write(
        `airworthy: internal error: ${error instanceof Error ? error.stack : error}\n`,
      );
      process.exitCode = exitCode.internal;
    },
  );
}

/** Called once in each thread that analyzes anything. */
async function loadParser(): Promise<PythonParser> {
  const { PythonParser } = await import('../syntax/parser');
  return PythonParser.load(await readParserModules());
}

function startWorker(entryPoint: string): Worker {
  return new Worker(entryPoint, {
    workerData: workerMark,
    // As on the main thread (984 KiB, and 192 KiB that Node keeps for itself), so that no recursion ends
    // sooner or later than there.
    resourceLimits: { stackSizeMb: 1.15, maxYoungGenerationSizeMb: 64 },
  });
}

/** The bundle has all code and all knowledge in it; beside it lies the grammar. */
function buildMark(digest: string): string {
  const hash = createHash('sha256').update(process.version).update(digest);
  const modules = readdirSync(__dirname).filter((name) => name.endsWith('.wasm'));
  for (const name of modules.sort()) hash.update(readFileSync(path.join(__dirname, name)));
  return hash.digest('hex');
}
