/**
 * What starts a process or thread, and which methods end it. Source: the Python library reference
 * (`multiprocessing`, `subprocess`, `threading`, `concurrent.futures`). The threads of a
 * `multiprocessing.pool.ThreadPool` are daemons, and end with their process; a `Timer` is meant for
 * as long as there is something to be on time for.
 */
export interface WorkerFact {
  readonly kind: 'process' | 'popen' | 'pool' | 'processes' | 'thread' | 'threads';
  /** True where the constructor starts it; otherwise `start()` does. */
  readonly startsAtOnce: boolean;
  readonly endingMethods: ReadonlySet<string>;
}

const process: WorkerFact = {
  kind: 'process',
  startsAtOnce: false,
  endingMethods: new Set(['join', 'kill', 'terminate']),
};

const popen: WorkerFact = {
  kind: 'popen',
  startsAtOnce: true,
  endingMethods: new Set(['communicate', 'kill', 'poll', 'send_signal', 'terminate', 'wait']),
};

const pool: WorkerFact = {
  kind: 'pool',
  startsAtOnce: true,
  endingMethods: new Set(['close', 'join', 'terminate']),
};

const processes: WorkerFact = {
  kind: 'processes',
  startsAtOnce: true,
  endingMethods: new Set(['shutdown']),
};

const threads: WorkerFact = { ...processes, kind: 'threads' };

const thread: WorkerFact = {
  kind: 'thread',
  startsAtOnce: false,
  // Who asks whether it is alive waits for it.
  endingMethods: new Set(['is_alive', 'join']),
};

const facts: Readonly<Record<string, WorkerFact>> = {
  'concurrent.futures.ProcessPoolExecutor': processes,
  'concurrent.futures.ThreadPoolExecutor': threads,
  'multiprocessing.Pool': pool,
  'multiprocessing.Process': process,
  'subprocess.Popen': popen,
  'threading.Thread': thread,
};

export function workerFact(qualifiedClass: string): WorkerFact | undefined {
  return Object.hasOwn(facts, qualifiedClass) ? facts[qualifiedClass] : undefined;
}
