import type { Readable } from 'node:stream';
import type { Worker } from 'node:worker_threads';
import type { PythonParser } from '../syntax/parser';

/** Where text goes to. Both streams of a process are such; so is a string in a test. */
export interface Output {
  /** False where it is better to wait for `drain` before more is written. */
  write(text: string | Uint8Array): unknown;
  /** Undefined where everything is taken at once. */
  once?(event: 'drain', heard: () => void): unknown;
  /** Undefined or false where the text goes to a file or a pipe. */
  readonly isTTY?: boolean | undefined;
  readonly columns?: number | undefined;
}

/** Everything that the commands take from the process that they run in. */
export interface CommandHost {
  readonly cwd: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly stdin: Readable;
  readonly stdout: Output;
  readonly stderr: Output;
  /** The folder of `<rule-id>.md` pages. */
  readonly pagesFolder: string;
  loadParser(): Promise<PythonParser>;
  /** A thread that serves the work of a check. */
  startWorker(): Worker;
  /** Of everything that Airworthy consists of: another build may find something else. */
  buildMark(): string;
  /** Keeps the compiled code of Airworthy for the next run, in the cache folder of the user. */
  keepCode(): void;
  /** Serves the language server protocol on stdin and stdout until the client ends it. */
  startServer(): void;
}
