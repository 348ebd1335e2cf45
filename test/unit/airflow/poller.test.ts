// The poller under a clock that only the tests turn: what it asks for, and how often.

import { expect, test } from 'vitest';
import type { AirflowClient } from '../../../client/src/airflow/client';
import { createPoller, type Interest } from '../../../client/src/airflow/poller';
import type { Answer } from '../../../client/src/airflow/problem';
import { createRunStore, type StoreChange } from '../../../client/src/airflow/run-store';
import { clientOf, secrets } from '../../harness/airflow/client';
import { json, page, type Reply } from '../../harness/airflow/replies';
import { type AirflowState, scriptedAirflow } from '../../harness/airflow/scripted-airflow';
import { scriptedFetch } from '../../harness/airflow/scripted-fetch';
import { FakeClock, settled } from '../../harness/clock';

const url = 'https://airflow.example.com';
const minute = 60_000;
const hour = 60 * minute;

const orders = {
  dag_id: 'orders',
  dag_run_id: 'one',
  state: 'running',
  tasks: [{ task_id: 'load', state: 'running' }],
};

test('nothing is sent while nobody watches', async () => {
  const { poller, web, clock } = scene();
  const watch = poller.watch({});
  poller.refresh();
  poller.hurry();
  await clock.advance(hour);
  watch.dispose();
  await clock.advance(hour);
  expect(web.requests).toEqual([]);
  expect(clock.waiting).toBe(0);
});

test('what a view shows is asked for at once, and nothing else', async () => {
  const { poller, paths, snapshot, clock } = scene({ runs: [orders] });
  poller.watch({ runs: ['orders'], taskInstances: [{ dagId: 'orders', runId: 'one' }] });
  await clock.advance(0);
  expect(paths()).toEqual([
    '/api/v2/version',
    '/auth/token',
    '/api/v2/dags/orders/dagRuns',
    '/api/v2/dags/orders/dagRuns/one/taskInstances',
  ]);
  expect(snapshot().connection).toEqual({
    kind: 'connected',
    version: { major: 3, text: '3.3.2' },
  });
  expect(snapshot().runs('orders')?.value.items).toMatchObject([
    { runId: 'one', state: 'running' },
  ]);
  expect(snapshot().taskInstances({ dagId: 'orders', runId: 'one' })?.value.items).toMatchObject([
    { taskId: 'load', state: 'running' },
  ]);
  expect(snapshot().running).toBeUndefined();
});

test('what a view shows in addition is asked for without asking for the rest again', async () => {
  const { poller, paths, web, clock } = scene({ runs: [orders] });
  const watch = poller.watch({ runs: ['orders'] });
  await clock.advance(0);
  const before = web.requests.length;
  watch.update({ runs: ['orders'], health: true });
  await clock.advance(0);
  expect(paths().slice(before)).toEqual(['/api/v2/monitor/health']);
});

test('requests end at once when the last view is hidden, and what comes late is not told', async () => {
  const held: { release: (reply: Reply) => void }[] = [];
  const { poller, web, clock, snapshot, changes, airflow } = scene();
  airflow.state.fault = ({ url: { pathname } }) =>
    pathname.endsWith('/dags') ? new Promise((release) => held.push({ release })) : undefined;
  const watch = poller.watch({ dags: true, health: true });
  await clock.advance(0);
  expect(web.pending).toBe(1);
  watch.update({});
  await settled();
  expect(web.pending).toBe(0);
  expect(snapshot().connection).toEqual({ kind: 'idle' });
  const told = changes.length;
  held[0]?.release(json({ dags: [], total_entries: 0 }));
  await clock.advance(hour);
  expect(changes).toHaveLength(told);
  expect(clock.waiting).toBe(0);
});

test('a view that is shown again before its requests have ended does not double them', async () => {
  const { poller, web, clock, airflow, paths } = scene();
  airflow.state.fault = ({ url: { pathname } }) =>
    pathname.endsWith('/dags')
      ? new Promise((resolve) => clock.after(5000, () => resolve(undefined)))
      : undefined;
  const first = poller.watch({ dags: true });
  await clock.advance(100);
  expect(web.pending).toBe(1);
  first.dispose();
  const second = poller.watch({ dags: true });
  await clock.advance(100);
  expect(countOf(paths(), '/dags')).toBe(2);
  // What was left behind must not make the poller believe that nothing is under way.
  second.update({ dags: true, health: true });
  await clock.advance(100);
  expect(web.mostPending).toBe(1);
  second.dispose();
  await settled();
  expect(web.pending).toBe(0);
});

test('a poll that was left behind and ends late does not end the next', async () => {
  const clock = new FakeClock();
  const asked: { answer: (reply: Answer<never>) => void; signal: AbortSignal }[] = [];
  const client: AirflowClient = {
    ...clientOf({ url: 'no URL, so a client that asks nothing' }),
    // It does not heed its signal.
    dags: (signal) => new Promise((answer) => asked.push({ answer, signal })),
  };
  const poller = createPoller(client, createRunStore(), { clock, random: () => 0 });
  poller.watch({ dags: true });
  await clock.advance(0);
  const [left] = asked;
  poller.dispose();
  expect(left?.signal.aborted).toBe(true);

  const other = createPoller(client, createRunStore(), { clock, random: () => 0 });
  const first = other.watch({ dags: true });
  await clock.advance(0);
  first.dispose();
  const second = other.watch({ dags: true });
  await clock.advance(0);
  asked[1]?.answer({ ok: false, problem: { kind: 'cancelled' } });
  await clock.advance(hour);
  expect(asked).toHaveLength(3);
  second.dispose();
  expect(asked[2]?.signal.aborted).toBe(true);
});

test('a view that is hidden and shown again and again makes no more requests than one that stays', async () => {
  const { poller, web, clock } = scene();
  for (let shown = 0; shown < 50; shown++) {
    const watch = poller.watch({ running: true });
    await clock.advance(20);
    watch.dispose();
  }
  // The version, a token, and once the two questions for what runs.
  expect(web.requests).toHaveLength(4);
});

test('at most one request is under way at a time, whatever is asked of the poller', async () => {
  const { poller, web, clock, airflow } = scene({ runs: [orders] });
  airflow.state.fault = () => new Promise((resolve) => clock.after(250, () => resolve(undefined)));
  const interests: Interest[] = [
    { running: true, dags: true },
    { runs: ['orders'], health: true },
    { taskInstances: [{ dagId: 'orders', runId: 'one' }], importErrors: true },
  ];
  const watches = interests.map((interest) => poller.watch(interest));
  for (let turn = 0; turn < 60; turn++) {
    poller.refresh();
    if (turn % 5 === 0) poller.hurry();
    watches[turn % 3]?.update(interests[(turn + 1) % 3] ?? {});
    await clock.advance(100);
  }
  expect(web.mostPending).toBe(1);
});

test('it looks often while something changes, seldom while nothing does', async () => {
  const { poller, paths, clock, airflow } = scene();
  poller.watch({ running: true });
  await clock.advance(hour);
  const idle = countOf(paths(), '/taskInstances');
  // Every twenty seconds in the end.
  expect(idle).toBeGreaterThan(170);
  expect(idle).toBeLessThan(190);
  for (let step = 0; step < 100; step++) {
    airflow.state.runs = [{ ...orders, state: 'running', dag_run_id: `run ${step}` }];
    await clock.advance(3000);
  }
  const busy = countOf(paths(), '/taskInstances') - idle;
  expect(busy).toBeGreaterThan(80);
  expect(busy).toBeLessThan(110);
});

test('after something was done it looks every second for half a minute', async () => {
  const { poller, paths, clock } = scene();
  poller.watch({ runs: ['orders'], dags: true });
  await clock.advance(10 * minute);
  const before = countOf(paths(), '/dagRuns');
  const dagsBefore = countOf(paths(), '/dags');
  poller.hurry();
  await clock.advance(30_000);
  expect(countOf(paths(), '/dagRuns') - before).toBeGreaterThanOrEqual(28);
  expect(countOf(paths(), '/dagRuns') - before).toBeLessThanOrEqual(32);
  expect(countOf(paths(), '/dags')).toBe(dagsBefore);
});

test('an answer that was under way when something was done is not taken for its effect', async () => {
  const { poller, paths, clock, airflow } = scene();
  poller.watch({ runs: ['orders'] });
  await clock.advance(10 * minute);
  let release: (reply: undefined) => void = () => {};
  airflow.state.fault = ({ url: { pathname } }) =>
    pathname.endsWith('/dagRuns') ? new Promise((resolve) => (release = resolve)) : undefined;
  poller.refresh();
  await clock.advance(0);
  const before = countOf(paths(), '/dagRuns');
  airflow.state.fault = () => undefined;
  poller.refresh();
  release(undefined);
  await clock.advance(0);
  expect(countOf(paths(), '/dagRuns') - before).toBe(1);
});

test('after failures it comes back later and later, at moments left to chance, and recovers alone', async () => {
  const { poller, web, clock, snapshot, airflow } = scene();
  poller.watch({ running: true });
  await clock.advance(0);
  airflow.state.fault = () => page('Bad Gateway', 502);
  await clock.advance(minute);
  const { connection } = snapshot();
  expect(connection).toMatchObject({
    kind: 'failing',
    problem: { kind: 'server-error', status: 502 },
    retryAt: expect.any(Number),
  });
  const before = web.requests.length;
  await clock.advance(hour);
  // Once a minute in the end: half of two minutes, with chance in the middle.
  expect(web.requests.length - before).toBeGreaterThan(40);
  expect(web.requests.length - before).toBeLessThan(130);
  airflow.state.fault = () => undefined;
  await clock.advance(2 * minute);
  expect(snapshot().connection).toMatchObject({ kind: 'connected' });
});

test.each<[string, Reply]>([
  ['429 that names no time', json({}, 429)],
  ['429 that names no time to wait', json({}, 429, { 'retry-after': '0' })],
  [
    '429 until a date that has passed',
    json({}, 429, { 'retry-after': 'Thu, 01 Jan 1970 00:00:00 GMT' }),
  ],
  ['401', json({}, 401)],
  ['403', json({}, 403)],
  ['404', json({}, 404)],
  ['500', json({}, 500)],
  ['a web page', page('Welcome')],
  ['a redirect', { status: 302, headers: { location: '/login' }, body: '' }],
  ['connections that end', 'reset'],
  ['answers that are cut', 'cut'],
  ['JSON of another kind', json({ dags: 'all of them' })],
])('%s is no reason to ask all the time', async (_, reply) => {
  for (const isEverything of [true, false]) {
    const { poller, web, clock, snapshot } = scene({
      fault: ({ url: { pathname } }) =>
        isEverything || !/version|token/.test(pathname) ? reply : undefined,
    });
    poller.watch({ running: true, dags: true, health: true, runs: ['orders'] });
    await clock.advance(20 * minute);
    // About twenty polls, with two questions for the version and four for the rest.
    expect(web.requests.length).toBeLessThan(20 * 12);
    expect(web.mostPending).toBe(1);
    expect(snapshot().connection.kind).not.toBe('connecting');
  }
});

test('even where chance gives the shortest waits there is a second between two polls', async () => {
  const { poller, web, clock } = scene({ fault: () => 'reset' }, () => 0);
  poller.watch({ running: true, dags: true });
  await clock.advance(minute);
  expect(web.requests.length).toBeLessThanOrEqual(61);
});

test('a server that names a time is left alone until then', async () => {
  const { poller, web, clock, snapshot } = scene({
    fault: () => json({}, 429, { 'retry-after': '600' }),
  });
  poller.watch({ running: true, dags: true });
  await clock.advance(0);
  const start = clock.now();
  const asked = web.requests.length;
  expect(snapshot().connection).toMatchObject({
    kind: 'failing',
    problem: { kind: 'rate-limited', retryAt: start + 600_000 },
  });
  await clock.advance(600_000);
  expect(web.requests).toHaveLength(asked);
  await clock.advance(5_000);
  expect(web.requests.length).toBeGreaterThan(asked);
});

test('a server that never answers is asked once in half a minute at most', async () => {
  const { poller, web, clock } = scene({ fault: () => 'silence' });
  poller.watch({ running: true, dags: true });
  await clock.advance(20 * minute);
  expect(web.requests.length).toBeLessThan(80);
  expect(web.requests.length).toBeGreaterThan(8);
});

test('a wrong password is tried no more often than every ten minutes, and at once when asked to', async () => {
  const { poller, paths, clock, snapshot, airflow } = scene({
    user: { username: 'ada', password: 'another' },
  });
  poller.watch({ running: true, dags: true, health: true });
  await clock.advance(hour);
  expect(countOf(paths(), '/auth/token')).toBeLessThanOrEqual(6);
  expect(snapshot().connection).toMatchObject({
    kind: 'failing',
    problem: { kind: 'wrong-credentials' },
  });
  airflow.state.user = { username: 'ada', password: secrets.password };
  poller.refresh();
  await clock.advance(0);
  expect(snapshot().connection).toMatchObject({ kind: 'connected' });
});

test('a password that is mended while the answer to the wrong one is under way is tried at once', async () => {
  const { poller, clock, snapshot, airflow } = scene();
  let release: (reply: Reply) => void = () => {};
  airflow.state.fault = ({ url: { pathname } }) =>
    pathname === '/auth/token' ? new Promise((resolve) => (release = resolve)) : undefined;
  poller.watch({ running: true });
  await clock.advance(0);
  airflow.state.fault = () => undefined;
  poller.refresh();
  release(json({ detail: 'Invalid credentials' }, 401));
  await clock.advance(0);
  expect(snapshot().connection).toMatchObject({ kind: 'connected' });
});

test('a URL that is none is never asked', async () => {
  const clock = new FakeClock();
  const store = createRunStore();
  const client = clientOf({ url: 'ftp://airflow', surroundings: { clock } });
  const poller = createPoller(client, store, { clock, random: () => 0 });
  poller.watch({ dags: true });
  await clock.advance(hour);
  expect(store.snapshot('test').connection).toMatchObject({
    kind: 'failing',
    problem: { kind: 'invalid-url', reason: 'wrong-scheme' },
    retryAt: undefined,
  });
  expect(clock.waiting).toBe(0);
});

test('hiding a view does not shorten the wait after a failure', async () => {
  const { poller, web, clock, snapshot } = scene({
    fault: () => json({}, 429, { 'retry-after': '600' }),
  });
  poller.watch({ running: true }).dispose();
  await clock.advance(0);
  const first = poller.watch({ running: true });
  await clock.advance(0);
  const { connection } = snapshot();
  const asked = web.requests.length;
  first.dispose();
  expect(snapshot().connection).toMatchObject({ kind: 'failing', retryAt: undefined });
  for (let shown = 0; shown < 20; shown++) {
    const watch = poller.watch({ running: true });
    expect(snapshot().connection).toEqual(connection);
    await clock.advance(10_000);
    watch.dispose();
  }
  expect(web.requests).toHaveLength(asked);
});

test('what one may not see, or what is broken, does not keep the rest from being seen', async () => {
  const { poller, clock, snapshot, airflow } = scene({ dags: ['orders', 'stock'] });
  airflow.state.fault = ({ url: { pathname } }) => {
    if (pathname.endsWith('/importErrors')) return json({}, 403);
    if (pathname.endsWith('/orders/dagRuns')) return json({ detail: 'boom' }, 500);
    return undefined;
  };
  poller.watch({ importErrors: true, dag: ['orders', 'gone'], runs: ['orders', 'stock'] });
  await clock.advance(5 * minute);
  const now = snapshot();
  expect(now.connection).toMatchObject({ kind: 'connected' });
  expect(now.problem({ kind: 'import-errors' })).toEqual({
    kind: 'forbidden',
    what: 'import errors',
  });
  expect(now.problem({ kind: 'runs', dagId: 'orders' })).toMatchObject({ kind: 'server-error' });
  expect(now.runs('stock')?.value.items).toEqual([]);
  expect(now.dag('gone')).toMatchObject({ value: undefined });
  expect(now.dag('orders')?.value?.dagId).toBe('orders');
  airflow.state.fault = () => undefined;
  await clock.advance(5 * minute);
  expect(snapshot().problem({ kind: 'import-errors' })).toBeUndefined();
  expect(snapshot().problem({ kind: 'runs', dagId: 'orders' })).toBeUndefined();
});

test('one question that is never answered does not keep the others from being asked', async () => {
  const { poller, clock, snapshot } = scene({
    fault: ({ url: { pathname } }) => (pathname.endsWith('/dagRuns') ? 'silence' : undefined),
  });
  poller.watch({ running: true, dag: ['orders'], health: true });
  await clock.advance(2 * minute);
  expect(snapshot().dag('orders')).toBeDefined();
  expect(snapshot().health).toBeDefined();
});

test.each([
  { what: 'all of it', pattern: /./ },
  { what: 'everything but the version', pattern: /^(?!.*(?:version|token))/ },
])('where $what fails, the next attempt comes when it is said to come', async ({ pattern }) => {
  let calls = 0;
  const { poller, web, clock, snapshot } = scene(
    { fault: ({ url: { pathname } }) => (pattern.test(pathname) ? json({}, 500) : undefined) },
    // Longer for the question than for the whole.
    () => (calls++ % 2 === 0 ? 0.9 : 0.1),
  );
  poller.watch({ dags: true });
  await clock.advance(0);
  for (let attempt = 0; attempt < 8; attempt++) {
    const { connection } = snapshot();
    const retryAt = connection.kind === 'failing' ? (connection.retryAt ?? 0) : 0;
    const asked = web.requests.length;
    await clock.advance(retryAt - clock.now() - 1);
    expect(web.requests).toHaveLength(asked);
    await clock.advance(1);
    expect(web.requests.length).toBeGreaterThan(asked);
  }
});

test('an Airflow that stops and starts again is noticed both times, and what was known stays meanwhile', async () => {
  const { poller, clock, snapshot, airflow } = scene({ runs: [orders] });
  poller.watch({ running: true });
  await clock.advance(0);
  const known = snapshot().running;
  airflow.state.fault = () => 'reset';
  await clock.advance(minute);
  const { connection } = snapshot();
  expect(connection).toMatchObject({ kind: 'failing', problem: { kind: 'unreachable' } });
  expect(snapshot().running?.value).toEqual(known?.value);
  await clock.advance(minute);
  expect(snapshot().connection).toMatchObject({
    since: connection.kind === 'failing' ? connection.since : undefined,
  });
  // Its tokens are worth nothing after the restart.
  airflow.state.tokens.clear();
  airflow.state.fault = () => undefined;
  await clock.advance(3 * minute);
  expect(snapshot().connection).toMatchObject({ kind: 'connected' });
});

test('an upgrade from Airflow 2 to 3 under the same URL is noticed, and what was known of the old one goes', async () => {
  const { poller, clock, snapshot, airflow } = scene({ major: 2, runs: [orders] });
  poller.watch({ running: true, runs: ['orders'] });
  await clock.advance(0);
  expect(snapshot().connection).toMatchObject({ version: { major: 2 } });
  expect(snapshot().runs('orders')?.value.items).toHaveLength(1);
  airflow.state.major = 3;
  airflow.state.dags = ['stock'];
  airflow.state.runs = [];
  await clock.advance(minute);
  expect(snapshot().connection).toEqual({
    kind: 'connected',
    version: { major: 3, text: '3.3.2' },
  });
  expect(snapshot().runs('orders')).toBeUndefined();
  expect(snapshot().running?.value.runs.items).toEqual([]);
});

test('a second look that shows the same is no change', async () => {
  const { poller, clock, changes } = scene({ runs: [orders] });
  poller.watch({ running: true, dags: true, health: true, runs: ['orders', 'unknown'] });
  await clock.advance(0);
  const told = changes.length;
  expect(told).toBeGreaterThan(4);
  await clock.advance(hour);
  expect(changes).toHaveLength(told);
});

test('a poller that is disposed does nothing more', async () => {
  const { poller, web, clock } = scene();
  const watch = poller.watch({ running: true });
  await clock.advance(0);
  poller.dispose();
  const asked = web.requests.length;
  watch.update({ dags: true });
  watch.dispose();
  poller.refresh();
  await clock.advance(hour);
  expect(web.requests).toHaveLength(asked);
  expect(clock.waiting).toBe(0);
});

function scene(changes: Partial<AirflowState> = {}, random: () => number = () => 0.5) {
  const clock = new FakeClock();
  const airflow = scriptedAirflow({
    user: { username: 'ada', password: secrets.password },
    ...changes,
  });
  const web = scriptedFetch(airflow.script);
  const store = createRunStore((error) => {
    throw error;
  });
  const told: StoreChange[] = [];
  store.onDidChange((change) => told.push(change));
  const client = clientOf({ url, surroundings: { fetch: web.fetch, clock } });
  const poller = createPoller(client, store, { clock, random });
  return {
    clock,
    airflow,
    web,
    poller,
    changes: told,
    snapshot: () => store.snapshot('test'),
    paths: () => web.requests.map((asked) => asked.url.pathname),
  };
}

function countOf(paths: readonly string[], end: string): number {
  return paths.filter((path) => path.endsWith(end)).length;
}
