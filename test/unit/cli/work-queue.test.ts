import { Worker } from 'node:worker_threads';
import { expect, test } from 'vitest';
import type { ItemAnswer, ProjectLinks } from '../../../server/src/cli/work/work';
import { WorkQueue } from '../../../server/src/cli/work/work-queue';
import { defaultConfiguration } from '../../../server/src/engine/configuration';
import { testParser } from '../../harness/parser';

/** Answers as a thread does, and dies as `path` says. */
const script = `
const { parentPort } = require('node:worker_threads');
let root;
parentPort.on('message', (order) => {
  if (order.kind === 'load') root = order.project.root;
  if (order.kind === 'leave') parentPort.postMessage({ kind: 'left', links: { imports: new Map(), beyond: [[root, root]], summaries: [] } });
  if (order.kind !== 'check') return;
  for (const { path } of order.items) {
    if (path.includes('throws')) throw new Error('no more');
    if (path.includes('exits')) process.exit(1);
    parentPort.postMessage({ kind: 'answer', answer: { path, findings: [], faults: [], grounds: undefined } });
  }
  parentPort.postMessage({ kind: 'checked' });
});
parentPort.postMessage({ kind: 'ready' });
`;

interface Outcome {
  /** By path, in the order of the answers. */
  readonly faults: Map<string, readonly string[]>;
  readonly links: (ProjectLinks | undefined)[];
  readonly started: number;
}

async function work(
  projects: readonly (readonly string[])[],
  size: number,
  jobs = 2,
  code = script,
): Promise<Outcome> {
  let started = 0;
  const faults = new Map<string, readonly string[]>();
  const links: (ProjectLinks | undefined)[] = [];
  const queue = new WorkQueue({
    jobs,
    loadParser: testParser,
    startWorker: () => {
      started++;
      return new Worker(code, { eval: true });
    },
  });
  try {
    for (const [index, names] of projects.entries()) {
      const root = `/p${index}`;
      const paths = names.map((name) => `${root}/${name}`);
      const texts = new Map(paths.map((path) => [path, '#'.repeat(size)]));
      await queue.add({
        project: { root, changes: { texts } },
        items: paths.map((path) => ({ path, configuration: defaultConfiguration })),
        summaries: [],
        answered: (answer: ItemAnswer) => {
          expect(faults.has(answer.path)).toBe(false);
          faults.set(answer.path, answer.faults);
        },
        finished: (found) => links.push(found),
      });
    }
    await queue.finish();
  } finally {
    await queue.dispose();
  }
  return { faults, links, started };
}

const many = Array.from({ length: 20 }, (_, index) => `${index}.py`);

test('every file is answered once, whoever does it', async () => {
  const { faults, links, started } = await work([many, many, ['one.py']], 50_000);
  expect(faults.size).toBe(41);
  expect([...faults.values()].flat()).toEqual([]);
  expect(started).toBe(2);
  expect(links).toHaveLength(3);
  expect(links.every((found) => found !== undefined)).toBe(true);
});

test('little work starts no thread, and neither does one job', async () => {
  expect(await work([['a.py', 'b.py']], 1000)).toMatchObject({ started: 0 });
  expect(await work([['one.py']], 5_000_000)).toMatchObject({ started: 0 });
  const { faults, started } = await work([many], 50_000, 1);
  expect(started).toBe(0);
  expect(faults.size).toBe(20);
});

test.each([
  ['throws.py', 'no more'],
  ['exits.py', 'it ended by itself'],
])('a file that ends its thread is told, and the others are checked: %s', async (name, reason) => {
  const { faults, links } = await work([[...many, name, 'last.py'], many], 50_000);
  expect(faults.size).toBe(42);
  const [fault, ...others] = [...faults.values()].flat();
  expect(others).toEqual([]);
  expect(fault).toContain(reason);
  expect(faults.get(`/p0/${name}`)).toEqual([fault]);
  // What the dead thread knew is lost, so that nothing is kept of that project.
  expect(links.filter((found) => found === undefined)).toHaveLength(1);
});

/** Puts off what is to come later, and then answers with what it was told of. */
const hesitant = `
const { parentPort } = require('node:worker_threads');
let told = [];
parentPort.on('message', (order) => {
  if (order.kind === 'load') told = [];
  if (order.kind === 'leave') parentPort.postMessage({ kind: 'left', links: { imports: new Map(), beyond: [], summaries: [] } });
  if (order.kind !== 'check') return;
  told.push(...order.summaries.map(([path]) => path));
  for (const { isPutOff, path } of order.items) {
    const isLater = path.includes('later');
    if (isLater && path.includes('dies') && isPutOff) throw new Error('no more');
    if (isLater && !isPutOff) parentPort.postMessage({ kind: 'put-off' });
    else {
      const answer = { path, findings: [], faults: isLater ? told : [], grounds: undefined };
      parentPort.postMessage({ kind: 'answer', answer, summary: isLater ? undefined : {} });
    }
  }
  parentPort.postMessage({ kind: 'checked' });
});
parentPort.postMessage({ kind: 'ready' });
`;

test('what is put off comes behind the others, and threads are told then of what those have said', async () => {
  const { faults: told } = await work([['later.py', ...many]], 50_000, 2, hesitant);
  expect(told.size).toBe(21);
  // Behind it comes, and unknown to it is, what another thread was at just then: a portion of two.
  expect([...told.keys()].slice(-3)).toContain('/p0/later.py');
  const known = told.get('/p0/later.py') ?? [];
  expect(new Set(known).size).toBe(known.length);
  expect(known.length).toBeGreaterThanOrEqual(18);
});

test('what ends its thread after it was put off is told, and the others are checked', async () => {
  const { faults } = await work([['later-dies.py', 'later.py', ...many]], 50_000, 2, hesitant);
  expect(faults.size).toBe(22);
  expect(faults.get('/p0/later-dies.py')).toEqual([expect.stringContaining('no more')]);
});

test('a project that ends every thread is given up, and told of file by file', async () => {
  const names = many.map((name) => `throws-${name}`);
  const { faults, started } = await work([names, many], 50_000);
  expect(faults.size).toBe(40);
  expect([...faults].filter(([, told]) => told.length > 0)).toHaveLength(20);
  expect(started).toBeLessThan(12);
});

test('where no thread can start, that is an error', async () => {
  const code = 'throw new Error("no grammar")';
  await expect(work([many], 50_000, 2, code)).rejects.toThrow('no grammar');
});
