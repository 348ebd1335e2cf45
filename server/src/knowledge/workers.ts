/**
 * What starts a process or thread, and which methods end it. Source: the Python library reference
 * (`multiprocessing`, `subprocess`, `threading`, `concurrent.futures`).
 */
export interface WorkerFact {
  readonly kind: 'process' | 'popen' | 'pool' | 'executor' | 'thread';
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

const executor: WorkerFact = {
  kind: 'executor',
  startsAtOnce: true,
  endingMethods: new Set(['shutdown']),
};

const thread: WorkerFact = {
  kind: 'thread',
  startsAtOnce: false,
  endingMethods: new Set(['cancel', 'join']),
};

const facts: Readonly<Record<string, WorkerFact>> = {
  'concurrent.futures.ProcessPoolExecutor': executor,
  'concurrent.futures.ThreadPoolExecutor': executor,
  'multiprocessing.Pool': pool,
  'multiprocessing.Process': process,
  'multiprocessing.pool.ThreadPool': pool,
  'subprocess.Popen': popen,
  'threading.Thread': thread,
};

export function workerFact(qualifiedClass: string): WorkerFact | undefined {
  return Object.hasOwn(facts, qualifiedClass) ? facts[qualifiedClass] : undefined;
}
