import type { Worker } from 'node:worker_threads';
import type { PythonParser } from '../../syntax/parser';
import { OpenWork, type ProjectWork } from './open-work';
import type { WorkItem, WorkOrder, WorkReply } from './work';

export interface WorkQueueOptions {
  /** How many threads may work at a time. */
  readonly jobs: number;
  loadParser(): Promise<PythonParser>;
  startWorker(): Worker;
}

/**
 * How much text there must be for each thread, in UTF-16 units: analyzing this much takes about twice
 * as long as starting one.
 */
const textPerThread = 200_000;
/** How much text may wait for the threads, that of whole projects. */
const largestBacklog = 40_000_000;

interface Thread {
  readonly worker: Worker;
  /** What it was told to do last, and has not answered yet; `start` is nobody's order. */
  task: 'start' | 'check' | 'leave' | undefined;
  /** The project that it has loaded. */
  work: OpenWork | undefined;
  /** The files that it has not answered yet, in order. */
  items: WorkItem[];
  /** How many summaries of the project's files it was told. */
  told: number;
}

/**
 * Shares work among threads. A small amount is done right here, since starting a thread takes longer.
 * Which thread does what is left to chance, and makes no difference to the answers.
 */
export class WorkQueue {
  readonly #open = new Set<OpenWork>();
  readonly #threads = new Set<Thread>();
  /** Threads have been at work, so that nothing is done here any more. */
  #hasStarted = false;
  #failure: Error | undefined;
  #parser: PythonParser | undefined;
  #changed: () => void = () => {};

  constructor(private readonly options: WorkQueueOptions) {}

  /** Takes work. Waits while there is more than the threads can soon get at. */
  async add(work: ProjectWork): Promise<void> {
    this.#open.add(new OpenWork(work));
    if (this.options.jobs === 1) return this.#workHere();
    this.#feed();
    while (this.#threads.size > 0 && this.#sum(({ projectSize }) => projectSize) > largestBacklog) {
      await this.#change();
    }
    // Where there is no need to wait, the threads' answers still have to be heard.
    return new Promise((resolve) => setImmediate(resolve));
  }

  /**
   * Waits for all answers.
   *
   * @throws where a thread cannot even start.
   */
  async finish(): Promise<void> {
    if (!this.#hasStarted) await this.#workHere();
    while (this.#open.size > 0) await this.#change();
  }

  /** Ends all threads, whatever they are at. */
  async dispose(): Promise<void> {
    const workers = [...this.#threads].map(({ worker }) => worker);
    this.#threads.clear();
    await Promise.all(workers.map((worker) => worker.terminate()));
    this.#parser?.dispose();
    this.#parser = undefined;
  }

  async #workHere(): Promise<void> {
    if (this.#open.size === 0) return;
    this.#parser ??= await this.options.loadParser();
    // Not loaded where all is known or threads do it: it has the rules behind it.
    const { ProjectChecker } = await import('./project-checker');
    for (const open of this.#open) {
      const checker = new ProjectChecker(open.work.project, this.#parser);
      checker.learn(open.summariesFrom(0));
      while (open.isWaiting) {
        for (const item of open.take()) {
          const checked = checker.check(item);
          if (checked === undefined) open.putOff(item);
          else open.answer(checked.answer);
        }
      }
      open.work.finished(checker.links);
      this.#open.delete(open);
    }
  }

  async #change(): Promise<void> {
    if (this.#failure !== undefined) throw this.#failure;
    await new Promise<void>((resolve) => {
      this.#changed = resolve;
    });
    if (this.#failure !== undefined) throw this.#failure;
  }

  /** Gives idle threads something to do, and starts new ones where that pays. */
  #feed(): void {
    const waitingSize = this.#sum((open) => open.waitingSize);
    const paying = Math.min(
      Math.floor(waitingSize / textPerThread),
      this.#sum(({ waitingCount }) => waitingCount),
      this.options.jobs,
    );
    // A thread alone would be no faster than this one, but may have to take the place of a dead one.
    const needed = this.#hasStarted && waitingSize > 0 ? 1 : 0;
    const wanted = Math.max(paying > 1 ? paying : 0, needed);
    while (this.#threads.size < wanted) this.#start();
    for (const thread of this.#threads) if (thread.task === undefined) this.#employ(thread);
    this.#changed();
  }

  #employ(thread: Thread): void {
    const next = this.#nextFor(thread);
    if (thread.work !== undefined && next !== thread.work) {
      order(thread, { kind: 'leave' });
      thread.task = 'leave';
      return;
    }
    if (next === undefined) return;
    if (thread.work === undefined) {
      order(thread, { kind: 'load', project: next.work.project });
      thread.work = next;
      thread.told = 0;
    }
    thread.items = next.take();
    thread.task = 'check';
    // Only what was put off asks for them.
    const isAsked = thread.items.some(({ isPutOff }) => isPutOff);
    const summaries = isAsked ? next.summariesFrom(thread.told) : [];
    thread.told += summaries.length;
    order(thread, { kind: 'check', items: thread.items, summaries });
  }

  /** The project that a thread has loaded, one that no thread has, or any. */
  #nextFor({ work }: Thread): OpenWork | undefined {
    if (work?.isWaiting === true) return work;
    const waiting = [...this.#open].filter((open) => open.isWaiting);
    return waiting.find((open) => !this.#isLoaded(open)) ?? waiting[0];
  }

  #isLoaded(open: OpenWork): boolean {
    return [...this.#threads].some((thread) => thread.work === open);
  }

  #start(): void {
    this.#hasStarted = true;
    const worker = this.options.startWorker();
    const thread: Thread = { worker, task: 'start', work: undefined, items: [], told: 0 };
    this.#threads.add(thread);
    let reason = 'it ended by itself';
    worker.on('message', (reply: WorkReply) => this.#hear(thread, reply));
    worker.on('error', (error) => {
      reason = error.message;
    });
    worker.on('exit', () => this.#bury(thread, reason));
  }

  #hear(thread: Thread, reply: WorkReply): void {
    if (reply.kind === 'answer' || reply.kind === 'put-off') {
      const item = thread.items.shift();
      if (reply.kind === 'answer') thread.work?.answer(reply.answer, reply.summary);
      else if (item !== undefined) thread.work?.putOff(item);
      return;
    }
    thread.task = undefined;
    if (reply.kind === 'left') {
      const { work } = thread;
      thread.work = undefined;
      work?.links.push(reply.links);
      this.#closeIfDone(work);
    }
    this.#feed();
  }

  /** A thread has died: of the file that it was at, as far as can be told. The others go on. */
  #bury(thread: Thread, reason: string): void {
    if (!this.#threads.delete(thread)) return;
    const { items, task, work } = thread;
    if (task === 'start') this.#failure = new Error(`a thread could not be started: ${reason}`);
    work?.giveBack(items, reason);
    this.#closeIfDone(work);
    this.#feed();
  }

  #closeIfDone(work: OpenWork | undefined): void {
    if (work === undefined || !work.isAnswered || this.#isLoaded(work)) return;
    this.#open.delete(work);
    work.finish();
  }

  #sum(size: (open: OpenWork) => number): number {
    return [...this.#open].reduce((sum, open) => sum + size(open), 0);
  }
}

function order(thread: Thread, message: WorkOrder): void {
  thread.worker.postMessage(message);
}
