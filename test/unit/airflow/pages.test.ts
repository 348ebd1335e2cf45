import { expect, test } from 'vitest';
import { allPages, type Page } from '../../../client/src/airflow/pages';
import { answerOf, clientOf, problemOf, secrets, untilEver } from '../../harness/airflow/client';
import { scriptedAirflow } from '../../harness/airflow/scripted-airflow';
import { scriptedFetch } from '../../harness/airflow/scripted-fetch';
import { FakeClock } from '../../harness/clock';

test.each([2, 3] as const)('all DAGs of Airflow %i come, a hundred at a time', async (major) => {
  const dags = Array.from({ length: 1234 }, (_, n) => `dag_${n}`);
  const { script } = scriptedAirflow({
    major,
    dags,
    user: { username: 'ada', password: secrets.password },
  });
  const web = scriptedFetch(script);
  const client = clientOf({
    url: 'https://airflow.example.com',
    surroundings: { fetch: web.fetch },
  });
  const { items, isComplete } = answerOf(await client.dags(untilEver));
  expect(items.map(({ dagId }) => dagId)).toEqual(dags);
  expect(isComplete).toBe(true);
  const pages = web.requests.filter(({ url }) => url.pathname.endsWith('/dags'));
  expect(pages.map(({ url }) => url.searchParams.get('offset'))).toEqual(
    Array.from({ length: 13 }, (_, n) => String(n * 100)),
  );
});

test('slow pages are fetched one after the other, each in its own time, until nobody wants them', async () => {
  const clock = new FakeClock();
  const dags = Array.from({ length: 1000 }, (_, n) => `dag_${n}`);
  const { script } = scriptedAirflow({
    dags,
    user: { username: 'ada', password: secrets.password },
    fault: ({ url }) =>
      url.pathname.endsWith('/dags')
        ? new Promise((resolve) => clock.after(29_000, () => resolve(undefined)))
        : undefined,
  });
  const web = scriptedFetch(script);
  const surroundings = { fetch: web.fetch, clock };
  const client = clientOf({ url: 'https://airflow.example.com', surroundings });
  const patient = client.dags(untilEver);
  await clock.advance(300_000);
  expect(answerOf(await patient).items).toHaveLength(1000);
  expect(web.mostPending).toBe(1);

  const controller = new AbortController();
  const impatient = client.dags(controller.signal);
  await clock.advance(100_000);
  controller.abort();
  expect(problemOf(await impatient)).toEqual({ kind: 'cancelled' });
  const asked = web.requests.length;
  await clock.advance(300_000);
  expect(web.requests).toHaveLength(asked);
});

test('a bound is kept, and it is told that there is more', async () => {
  const { listing, asked } = await pagesOf(250, 1000);
  expect(listing).toMatchObject({ isComplete: false });
  expect(listing.items).toHaveLength(250);
  expect(asked.map(([limit]) => limit)).toEqual([100, 100, 50]);
});

test('a server that gives smaller pages than asked for is asked for the rest', async () => {
  const { listing, asked } = await pagesOf(1000, 75, { largest: 20 });
  expect(listing.items).toHaveLength(75);
  expect(asked.map(([, offset]) => offset)).toEqual([0, 20, 40, 60]);
});

test('a server that gives one at a time is not asked thousands of times', async () => {
  const { listing, asked } = await pagesOf(10_000, 5000, { largest: 1 });
  expect(asked).toHaveLength(200);
  expect(listing.isComplete).toBe(false);
});

test('a server that does not say how many there are is asked until a page is empty', async () => {
  const { listing, asked } = await pagesOf(1000, 250, { tellsTotal: false });
  expect(listing).toMatchObject({ isComplete: true });
  expect(listing.items).toHaveLength(250);
  expect(asked).toHaveLength(4);
});

test('a server that heeds neither limit nor offset ends at the bound', async () => {
  const { listing } = await pagesOf(500, 700, { ignoresLimits: true });
  expect(listing.items).toHaveLength(500);
  expect(listing.isComplete).toBe(false);
  const { asked } = await pagesOf(500, 90, { ignoresLimits: true, tellsTotal: false });
  expect(asked.length).toBeLessThan(10);
});

test('what moves to another page meanwhile counts once', async () => {
  const items = Array.from({ length: 150 }, (_, n) => n);
  const answer = await allPages<number>(1000, String, async (limit, offset) => {
    // One more came in at the front after the first page.
    const now = offset === 0 ? items : [-1, ...items];
    return { ok: true, value: { items: now.slice(offset, offset + limit), total: now.length } };
  });
  const found = answerOf(answer).items;
  expect(new Set(found).size).toBe(found.length);
  expect(found).toHaveLength(150);
});

test('what shrinks meanwhile comes to an end', async () => {
  const answer = await allPages<number>(1000, String, async (_, offset) => ({
    ok: true,
    value: { items: offset === 0 ? Array.from({ length: 100 }, (__, n) => n) : [], total: 300 },
  }));
  expect(answerOf(answer)).toMatchObject({ isComplete: true });
});

test('a page that cannot be had is a problem of the whole', async () => {
  const problem = { kind: 'server-error', what: 'DAGs', status: 500, retryAt: undefined } as const;
  const answer = await allPages<number>(1000, String, async (limit, offset) =>
    offset > 0
      ? { ok: false, problem }
      : { ok: true, value: { items: Array.from({ length: limit }, (_, n) => n), total: 300 } },
  );
  expect(answer).toEqual({ ok: false, problem });
});

interface Server {
  readonly largest?: number;
  readonly tellsTotal?: boolean;
  readonly ignoresLimits?: boolean;
}

async function pagesOf(most: number, length: number, server: Server = {}) {
  const { largest = 100, tellsTotal = true, ignoresLimits = false } = server;
  const all = Array.from({ length }, (_, n) => n);
  const asked: [limit: number, offset: number][] = [];
  const answer = await allPages<number>(most, String, async (limit, offset) => {
    asked.push([limit, offset]);
    const items = ignoresLimits ? all : all.slice(offset, offset + Math.min(limit, largest));
    const page: Page<number> = { items, total: tellsTotal ? length : undefined };
    return { ok: true, value: page };
  });
  return { listing: answerOf(answer), asked };
}
