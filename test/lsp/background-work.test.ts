import { expect, test, vi } from 'vitest';
import {
  CancellationToken,
  WorkDoneProgress,
  WorkDoneProgressCreateRequest,
} from 'vscode-languageserver-protocol/node';
import { BackgroundWork } from '../../server/src/lsp/background-work';
import { capabilities, project, TestClient } from './harness/client';

const helpers = `${project}/dags/helpers.py`;

const helperText = `import requests


def fetch():
    return requests.get("https://example.org")
`;

const dagText = (id: number) => `from airflow import DAG
from airflow.operators.python import PythonOperator
from helpers import fetch

with DAG("sales_${id}"):
    PythonOperator(task_id="load", python_callable=fetch)
`;

const manyDags = Array.from(
  { length: 300 },
  (_, i) => [`${project}/dags/dag_${i}.py`, dagText(i)] as const,
);

interface Shown {
  readonly kind: 'begin' | 'report' | 'end';
  /** The versions of documents that something was said of until then. */
  readonly versions: readonly (number | undefined)[];
}

/** A client that shows progress, in a project whose many DAGs all run one helper. */
async function start() {
  const client = await TestClient.start({
    files: new Map([[helpers, helperText], ...manyDags]),
    capabilities: { ...capabilities(), window: { workDoneProgress: true } },
    initializationOptions: { select: ['request-without-timeout'] },
  });
  const shown: Shown[] = [];
  client.connection.onRequest(WorkDoneProgressCreateRequest.type, ({ token }) => {
    client.connection.onProgress(WorkDoneProgress.type, token, ({ kind }) => {
      shown.push({ kind, versions: client.published.map(({ version }) => version) });
    });
  });
  const until = (kind: Shown['kind']) =>
    vi.waitFor(
      () => shown.find((one) => one.kind === kind) ?? expect.unreachable(`no ${kind} was shown`),
      { timeout: 20_000, interval: 1 },
    );
  return { client, shown, until };
}

test('a file is answered before the files around it are looked at, which is shown', async () => {
  const { client, shown, until } = await start();
  await client.open(helpers, helperText);
  await until('end');
  const kinds = shown.map(({ kind }) => kind);
  expect(shown[0]).toMatchObject({ kind: 'begin', versions: expect.arrayContaining([1]) });
  expect(kinds.filter((kind) => kind !== 'report')).toEqual(['begin', 'end']);
  expect(kinds.filter((kind) => kind === 'report').length).toBeGreaterThan(10);
  // By then it is known that the helper runs in tasks.
  expect(client.published.at(-1)?.diagnostics.map(({ severity }) => severity)).toEqual([2]);
});

test('an edit is answered before that work goes on', async () => {
  const { client, until } = await start();
  await client.open(helpers, helperText);
  await until('begin');
  await client.change(helpers, { text: `# a remark\n${helperText}` });
  await client.pushed(helpers);
  const { versions } = await until('end');
  expect(versions).toContain(2);
});

/** Work of which is written down what it does, in order. */
function workThatTells({ isRefused = false } = {}) {
  const did: string[] = [];
  const note = (what: string) => () => void did.push(what);
  const progress = {
    begin: note('begin'),
    report: (percentage: unknown, message?: string) => void did.push(`${percentage} %, ${message}`),
    done: note('done'),
    token: CancellationToken.None,
  };
  const work = new BackgroundWork(
    {
      createWorkDoneProgress: () =>
        isRefused ? Promise.reject(new Error('no')) : Promise.resolve(progress),
    },
    { memory: { spare: note('spare'), release: note('release') } },
    { log: (message) => void did.push(message) },
  );
  /** All that was promised has been done when the event loop comes to its next turn. */
  const settled = () => new Promise<void>((resolve) => setImmediate(resolve));
  return { did, settled, work };
}

test('a little work is not shown, and costs no collection', async () => {
  const { did, settled, work } = workThatTells();
  for (const left of [20, 19, 0]) work.advanced(left);
  work.ended();
  await settled();
  expect(did).toEqual([]);
});

test('much work is shown once, never backwards, and spares memory for as long as it lasts', async () => {
  const { did, settled, work } = workThatTells();
  for (const left of [99, 98, 197, 97, 96]) work.advanced(left);
  await settled();
  work.ended();
  await settled();
  const reports = ['1 %, 1 of 100 files', '2 %, 2 of 100 files', '3 %, 4 of 101 files'];
  expect(did).toEqual(['spare', 'begin', ...reports, '4 %, 5 of 101 files', 'release', 'done']);
  work.ended();
  work.advanced(10);
  expect(did.at(-1)).toBe('done');
});

test('a client that refuses to show progress gets none', async () => {
  const { did, settled, work } = workThatTells({ isRefused: true });
  work.advanced(99);
  work.advanced(98);
  work.ended();
  await settled();
  const refused = 'The client refused to show how far the work is.';
  expect(did).toEqual(['spare', 'release', refused]);
});
