/**
 * What keeps others out. Sources: the Python library reference (`threading`, `multiprocessing`,
 * `asyncio`); https://py-filelock.readthedocs.io (a lock of one object can be taken again).
 */
export interface LockFact {
  /** True where the one who holds it can take it again. */
  readonly isReentrant: boolean;
  /** True for a number of tickets, which one may take and another give back. */
  readonly isCounter: boolean;
}

const plain: LockFact = { isReentrant: false, isCounter: false };
const reentrant: LockFact = { isReentrant: true, isCounter: false };
const counter: LockFact = { isReentrant: true, isCounter: true };

const facts: Readonly<Record<string, LockFact>> = {
  'asyncio.BoundedSemaphore': counter,
  'asyncio.Condition': plain,
  'asyncio.Lock': plain,
  'asyncio.Semaphore': counter,
  'filelock.FileLock': reentrant,
  'filelock.SoftFileLock': reentrant,
  'filelock.UnixFileLock': reentrant,
  'multiprocessing.BoundedSemaphore': counter,
  'multiprocessing.Condition': reentrant,
  'multiprocessing.Lock': plain,
  'multiprocessing.RLock': reentrant,
  'multiprocessing.Semaphore': counter,
  'threading.BoundedSemaphore': counter,
  'threading.Condition': reentrant,
  'threading.Lock': plain,
  'threading.RLock': reentrant,
  'threading.Semaphore': counter,
};

export function lockFact(qualifiedClass: string): LockFact | undefined {
  return Object.hasOwn(facts, qualifiedClass) ? facts[qualifiedClass] : undefined;
}

/** The qualified names of the methods that take a lock. */
export const acquiringMethods: readonly string[] = Object.keys(facts).map(
  (name) => `${name}.acquire`,
);
