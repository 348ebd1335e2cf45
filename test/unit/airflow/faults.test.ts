// What a person is told of every fault of a server, a proxy or the network, over real connections.

import { getEventListeners } from 'node:events';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { explain } from '../../../client/src/airflow/explain';
import { selfSignedCertificate } from '../../harness/airflow/certificate';
import {
  answerOf,
  clientOf,
  problemOf,
  secrets,
  Told,
  untilEver,
} from '../../harness/airflow/client';
import { type FaultServer, startFaultServer } from '../../harness/airflow/fault-server';
import { type Asked, json, page, type Reply, redirect, text } from '../../harness/airflow/replies';
import { type AirflowState, dag, scriptedAirflow } from '../../harness/airflow/scripted-airflow';
import { FakeClock } from '../../harness/clock';

const rejections: unknown[] = [];
const remember = (reason: unknown) => rejections.push(reason);
const told = new Told();
let server: FaultServer | undefined;

beforeEach(() => {
  process.on('unhandledRejection', remember);
});

afterEach(async () => {
  await server?.close();
  server = undefined;
  process.off('unhandledRejection', remember);
  expect(rejections).toEqual([]);
  expect(told.leaks).toEqual([]);
});

interface Fault {
  readonly name: string;
  readonly reply: Reply;
  readonly problem: object;
  readonly message: RegExp;
  /** What is wrong where the version is asked for already; the same unless given. */
  readonly atVersion?: object;
}

const faults: readonly Fault[] = [
  {
    name: '401',
    reply: json({ detail: 'Not authenticated', token: secrets.token }, 401),
    problem: { kind: 'wrong-credentials', scheme: 'password' },
    message: /does not accept this user name and password/,
    atVersion: { kind: 'refused-request', status: 401 },
  },
  {
    name: '403',
    reply: json({ detail: 'Forbidden' }, 403),
    problem: { kind: 'forbidden', what: 'DAGs' },
    message: /does not let this user read DAGs/,
    atVersion: { kind: 'forbidden', what: 'the version' },
  },
  {
    name: '404 with JSON',
    reply: json({ detail: 'Not Found' }, 404),
    problem: { kind: 'not-found', what: 'DAGs' },
    message: /does not know the DAG any more/,
    atVersion: { kind: 'no-api' },
  },
  {
    name: '404 with a page',
    reply: page('nothing here', 404),
    problem: { kind: 'no-api' },
    message: /no Airflow REST API at this address/,
  },
  {
    name: '405',
    reply: json({}, 405),
    problem: { kind: 'refused-request', status: 405 },
    message: /refused the request about DAGs \(status 405\)/,
  },
  {
    name: '429 with seconds',
    reply: json({}, 429, { 'retry-after': '7' }),
    problem: { kind: 'rate-limited', retryAt: new FakeClock().now() + 7000 },
    message: /refuses more requests for now, for 7 seconds/,
  },
  {
    name: '429 with a date',
    reply: json({}, 429, {
      date: 'Sat, 31 Jan 2026 10:00:00 GMT',
      'retry-after': 'Sat, 31 Jan 2026 10:01:30 GMT',
    }),
    // Against the server's own clock, which is two hours behind.
    problem: { kind: 'rate-limited', retryAt: new FakeClock().now() + 90_000 },
    message: /for 90 seconds/,
  },
  {
    name: '429 with a time that is a slip',
    reply: json({}, 429, { 'retry-after': '99999999' }),
    problem: { kind: 'rate-limited', retryAt: new FakeClock().now() + 60 * 60_000 },
    message: /for 60 minutes/,
  },
  {
    name: '429 without a time',
    reply: json({}, 429),
    problem: { kind: 'rate-limited', retryAt: undefined },
    message: /refuses more requests for now\./,
  },
  {
    name: '500',
    reply: page('Something bad has happened', 500),
    problem: { kind: 'server-error', status: 500 },
    message: /failed to answer \(status 500\)/,
  },
  {
    name: '502',
    reply: page('Bad Gateway', 502),
    problem: { kind: 'server-error', status: 502 },
    message: /not available behind its proxy \(status 502\)/,
  },
  {
    name: '503 with Retry-After',
    reply: json({}, 503, { 'retry-after': '300' }),
    problem: { kind: 'server-error', status: 503, retryAt: new FakeClock().now() + 300_000 },
    message: /status 503\), for 5 minutes/,
  },
  {
    name: 'a cut answer',
    reply: 'cut',
    problem: { kind: 'unreachable', reason: 'connection-lost' },
    message: /ended the connection before its answer was complete/,
  },
  {
    name: 'a connection without an answer',
    reply: 'reset',
    problem: { kind: 'unreachable', reason: 'connection-lost' },
    message: /ended the connection/,
  },
  {
    name: 'a web page',
    reply: page('Welcome to the intranet'),
    problem: { kind: 'not-airflow' },
    message: /a web page where Airflow's REST API should be/,
  },
  {
    name: 'a web page that calls itself JSON',
    reply: text('<!DOCTYPE html><html></html>', 'application/json'),
    problem: { kind: 'unexpected-answer', where: 'not JSON' },
    message: /not what its REST API promises/,
  },
  {
    name: 'a redirect to a log-in page of the same server',
    reply: redirect(`/login/?next=${secrets.location}`),
    problem: { kind: 'redirected', isLogin: true },
    message: /sends requests to a sign-in page \(http:\/\/127\.0\.0\.1:\d+\/login\/\)/,
  },
  {
    name: 'a redirect to another sign-in',
    reply: redirect(`https://accounts.example.com/o/oauth2/auth?state=${secrets.location}`),
    problem: {
      kind: 'redirected',
      isLogin: true,
      location: 'https://accounts.example.com/o/oauth2/auth',
    },
    message: /sign-in page \(https:\/\/accounts\.example\.com\/o\/oauth2\/auth\)/,
  },
  {
    name: 'a redirect to where Airflow has moved',
    reply: redirect('https://airflow.example.com/api/v2/dags', 308),
    problem: { kind: 'redirected', isLogin: false },
    message:
      /sends requests on to https:\/\/airflow\.example\.com\/api\/v2\/dags\. Airworthy follows no redirect/,
  },
  {
    name: 'JSON of another kind',
    reply: json([secrets.token]),
    problem: { kind: 'unexpected-answer', what: 'DAGs', where: 'the whole answer' },
    message: /about DAGs is not what its REST API promises \(the whole answer\)/,
    atVersion: { kind: 'not-airflow' },
  },
  {
    name: 'wrong types',
    reply: json({
      dags: [dag('fine'), { ...dag('odd'), is_paused: secrets.token }],
      total_entries: 2,
    }),
    problem: { kind: 'unexpected-answer', what: 'DAGs', where: 'dags.1.is_paused' },
    message: /\(dags\.1\.is_paused\)/,
    atVersion: { kind: 'not-airflow' },
  },
  {
    name: 'an empty answer',
    reply: text('', 'application/json'),
    problem: { kind: 'unexpected-answer', where: 'not JSON' },
    message: /not what its REST API promises/,
  },
  {
    name: 'an answer that is far too large',
    reply: text(`{"dags": [${'{},'.repeat(12 * 1024 * 1024)}{}]}`, 'application/json'),
    problem: { kind: 'too-large', mebibytes: 32 },
    message: /larger than 32 MiB and was not read/,
  },
];

describe.each([2, 3] as const)('Airflow %i', (major) => {
  test.each(faults)('$name', async ({ reply, problem, message }) => {
    const { url } = await serve({ major, fault: (asked) => (isDags(asked) ? reply : undefined) });
    const found = problemOf(await clientOf({ url, told }).dags(untilEver));
    told.problem(found);
    expect(found).toMatchObject(problem);
    expect(explain(found, new FakeClock().now()).message).toMatch(message);
    expect(explain(found).advice).toMatch(/^[A-Z].*\.$/);
  });
});

test.each(faults)('$name already where the version is asked for', async (fault) => {
  const { url } = await serve({ fault: () => fault.reply });
  const found = problemOf(await clientOf({ url, told }).connect(untilEver));
  told.problem(found);
  const expected = fault.atVersion ?? fault.problem;
  expect(found).toMatchObject({ ...expected, ...('what' in found ? { what: found.what } : {}) });
});

test('a server that does not answer is given up after the time limit', async () => {
  const clock = new FakeClock();
  const { url } = await serve({ fault: (asked) => (isDags(asked) ? 'silence' : undefined) });
  const answer = clientOf({ url, told, surroundings: { clock } }).dags(untilEver);
  await expect.poll(() => server?.requests.some(isDags)).toBe(true);
  await clock.advance(29_999);
  expect(clock.waiting).toBe(1);
  await clock.advance(1);
  const found = problemOf(await answer);
  expect(found).toMatchObject({ kind: 'timed-out', seconds: 30 });
  expect(explain(found).message).toMatch(/did not answer within 30 seconds/);
  expect(clock.waiting).toBe(0);
});

test('a request ends with the signal of whoever asked', async () => {
  const { url } = await serve({ fault: (asked) => (isDags(asked) ? 'silence' : undefined) });
  const controller = new AbortController();
  const clock = new FakeClock();
  const answer = clientOf({ url, surroundings: { clock } }).dags(controller.signal);
  await expect.poll(() => server?.requests.some(isDags)).toBe(true);
  controller.abort();
  expect(problemOf(await answer)).toEqual({ kind: 'cancelled' });
  expect(clock.waiting).toBe(0);
  expect(problemOf(await clientOf({ url }).dags(controller.signal))).toEqual({ kind: 'cancelled' });
});

test('nothing of a question that is over hangs on the signal of whoever asked', async () => {
  const { url } = await serve({});
  const { signal } = new AbortController();
  const client = clientOf({ url });
  for (let asked = 0; asked < 20; asked++) answerOf(await client.running(signal));
  expect(getEventListeners(signal, 'abort')).toEqual([]);
});

test('a client that is disposed ends what is under way', async () => {
  const { url } = await serve({ fault: (asked) => (isDags(asked) ? 'silence' : undefined) });
  const client = clientOf({ url });
  const answer = client.dags(untilEver);
  await expect.poll(() => server?.requests.some(isDags)).toBe(true);
  client.dispose();
  expect(problemOf(await answer)).toEqual({ kind: 'cancelled' });
});

test('a certificate that signs itself is not trusted, and nothing secret is sent', async () => {
  const { script } = scriptedAirflow();
  server = await startFaultServer(script, { certificate: selfSignedCertificate() });
  const found = problemOf(await clientOf({ url: server.url, told }).connect(untilEver));
  told.problem(found);
  expect(found).toMatchObject({ kind: 'certificate', reason: 'self-signed' });
  expect(explain(found).message).toMatch(/is signed by itself, so nobody vouches/);
  expect(explain(found).advice).toMatch(/the certificates that this system trusts/);
  expect(server.requests).toEqual([]);
});

test('a server without TLS that is asked over https', async () => {
  const { url } = await serve({});
  const found = problemOf(
    await clientOf({ url: url.replace('http:', 'https:'), told }).connect(untilEver),
  );
  expect(found).toMatchObject({ kind: 'unreachable', reason: 'tls' });
});

test('a host that nobody knows', async () => {
  const found = problemOf(
    await clientOf({ url: 'http://airflow.invalid:8080', told }).connect(untilEver),
  );
  expect(found).toMatchObject({ kind: 'unreachable', reason: 'unknown-host' });
  expect(explain(found).message).toBe('There is no host named airflow.invalid:8080.');
});

test('a port where nothing listens', async () => {
  const { url } = await serve({});
  await server?.close();
  const found = problemOf(await clientOf({ url, told }).connect(untilEver));
  expect(found).toMatchObject({ kind: 'unreachable', reason: 'refused' });
  expect(explain(found).message).toMatch(/Nothing answers at 127\.0\.0\.1:\d+/);
});

test.each([
  ['1.10.15', 2],
  ['2.2.5', 2],
  ['4.0.0', 3],
] as const)('Airflow %s is not supported', async (version, major) => {
  const { url } = await serve({
    major,
    fault: ({ url: { pathname } }) =>
      pathname === `/api/v${major - 1}/version` ? json({ version }) : undefined,
  });
  const found = problemOf(await clientOf({ url, told }).connect(untilEver));
  expect(found).toEqual({ kind: 'unsupported-version', version });
  expect(explain(found).message).toContain(version);
});

test('unknown fields and states are no trouble', async () => {
  const run = { dag_id: 'orders', dag_run_id: 'one', state: 'pondering', tasks: [] };
  const { url } = await serve({
    fault: (asked) =>
      isDags(asked)
        ? json({
            dags: [{ ...dag('orders'), hologram: { depth: 3 } }],
            total_entries: 1,
            cursor: 'x',
          })
        : undefined,
    runs: [
      {
        ...run,
        tasks: [
          { task_id: 'load', state: 'teleporting' },
          { task_id: 'wait', state: null },
        ],
      },
    ],
  });
  const client = clientOf({ url });
  expect(answerOf(await client.dags(untilEver)).items).toMatchObject([{ dagId: 'orders' }]);
  expect(answerOf(await client.runs('orders', 5, untilEver)).items).toMatchObject([
    { state: 'pondering' },
  ]);
  const tasks = answerOf(await client.taskInstances({ dagId: 'orders', runId: 'one' }, untilEver));
  expect(tasks.items.map(({ state }) => state)).toEqual(['teleporting', 'none']);
});

test('credentials go to the configured server and nowhere else', async () => {
  const thief = await startFaultServer(() => json({ dags: [], total_entries: 0 }));
  try {
    const { url } = await serve({
      fault: (asked) => (isDags(asked) ? redirect(`${thief.url}/api/v2/dags`, 307) : undefined),
    });
    const found = problemOf(await clientOf({ url, told }).connect(untilEver));
    expect(found).toMatchObject({ kind: 'redirected', location: `${thief.url}/api/v2/dags` });
    expect(thief.requests).toEqual([]);
    // Neither in what the server logs: no credentials are in any URL.
    expect(server?.requests.map((asked) => asked.url.href).join()).not.toContain('correct');
  } finally {
    await thief.close();
  }
});

async function serve(changes: Partial<AirflowState>) {
  const airflow = scriptedAirflow({
    user: { username: 'ada', password: secrets.password },
    makeToken: () => secrets.token,
    ...changes,
  });
  server = await startFaultServer(airflow.script);
  return { url: server.url, ...airflow };
}

function isDags({ url }: Asked): boolean {
  return /\/api\/v[12]\/dags$/.test(url.pathname);
}
