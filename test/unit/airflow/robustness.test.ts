// What must hold whatever a server sends and however the network fails.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { AirflowClient } from '../../../client/src/airflow/client';
import { explain } from '../../../client/src/airflow/explain';
import { networkProblem } from '../../../client/src/airflow/network-problem';
import { clientOf, secrets, Told, untilEver } from '../../harness/airflow/client';
import type { Reply } from '../../harness/airflow/replies';
import { scriptedAirflow } from '../../harness/airflow/scripted-airflow';
import { scriptedFetch } from '../../harness/airflow/scripted-fetch';
import { tries } from '../../harness/tries';

const task = { dagId: 'orders', runId: 'one', taskId: 'load', mapIndex: undefined };

const questions: ((client: AirflowClient) => Promise<{ readonly ok: boolean }>)[] = [
  (client) => client.connect(untilEver),
  (client) => client.dags(untilEver),
  (client) => client.dag('orders', untilEver),
  (client) => client.runs('orders', 10, untilEver),
  (client) => client.taskInstances(task, untilEver),
  (client) => client.tries(task, untilEver),
  (client) => client.running(untilEver),
  (client) => client.log(task, 1, untilEver),
  (client) => client.importErrors(untilEver),
  (client) => client.health(untilEver),
];

/** Servers repeat what they were sent, in whichever place. */
const leaking = fc.constantFrom(...Object.values(secrets));
const bodies = fc.oneof(
  fc.json({ maxDepth: 4 }),
  fc.string({ unit: 'binary' }),
  leaking.map((secret) => JSON.stringify({ detail: secret, dags: secret, access_token: secret })),
  leaking.map((secret) =>
    JSON.stringify({ dags: [{ dag_id: secret, [secret]: 1 }], [secret]: secret }),
  ),
  leaking.map((secret) => `${secret} is not JSON`),
);
const replies: fc.Arbitrary<Reply> = fc.oneof(
  fc.constantFrom<Reply>('cut', 'reset'),
  fc.record({
    status: fc.oneof(
      fc.constantFrom(200, 201, 301, 302, 400, 401, 403, 404, 429, 500, 503),
      fc.integer({ min: 200, max: 599 }),
    ),
    headers: fc.oneof(
      fc.record({ 'content-type': fc.constantFrom('application/json', 'text/html', 'x') }),
      fc.record({ 'retry-after': fc.constantFrom('5', '-1', 'never', '1e99', 'Sat, 31 Jan 2026') }),
      leaking.map((secret) => ({ location: `/elsewhere?token=${encodeURIComponent(secret)}` })),
      leaking.map((secret) => ({ location: `//${encodeURIComponent(secret)}%%` })),
    ),
    body: bodies,
  }),
);

test('no question rejects, and nothing secret is told, whatever the server answers', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(replies, { minLength: 1, maxLength: 6 }),
      fc.constantFrom(2, 3),
      fc.constantFrom(...questions),
      fc.constantFrom('password', 'basic', 'bearer', 'none'),
      async (script, major, question, kind) => {
        const airflow = scriptedAirflow({
          major: major === 2 ? 2 : 3,
          user: { username: 'ada', password: secrets.password },
        });
        let asked = 0;
        const { fetch } = scriptedFetch((one) => script[asked++] ?? airflow.script(one));
        const told = new Told();
        const signIn =
          kind === 'password' || kind === 'basic'
            ? ({ kind, username: 'ada' } as const)
            : ({ kind } as const);
        const secret = kind === 'bearer' ? secrets.token : secrets.password;
        const url = 'https://airflow.example.com';
        const answer = await question(
          clientOf({ url, signIn, secret, told, surroundings: { fetch } }),
        );
        if (!answer.ok && 'problem' in answer) told.add(answer);
        expect(told.leaks).toEqual([]);
      },
    ),
    tries(500, 50_000),
  );
});

test('nothing in the error of a fetch is told but what kind of error it is', () => {
  const errors = fc.letrec<{ error: unknown }>((tie) => ({
    error: fc.oneof(
      { maxDepth: 6 },
      leaking.map((secret) => new TypeError(`invalid header value Bearer ${secret}`)),
      leaking,
      fc.constant(undefined),
      fc.record({ code: leaking, message: leaking, cause: tie('error') }),
      fc.record({ errors: fc.array(tie('error')), cause: tie('error') }),
      fc.record({ code: fc.constantFrom('ECONNREFUSED', 'CERT_HAS_EXPIRED', '__proto__') }),
    ),
  })).error;
  fc.assert(
    fc.property(errors, (error) => {
      const told = new Told();
      told.problem(networkProblem(error, 'airflow.example.com', 30));
      expect(told.leaks).toEqual([]);
    }),
  );
  const circle: { cause?: unknown; errors?: unknown[] } = {};
  circle.cause = circle;
  circle.errors = [circle, circle];
  expect(networkProblem(circle, 'x', 30)).toMatchObject({ kind: 'unreachable', reason: 'unknown' });
});

test.each([
  ['ENOTFOUND', { kind: 'unreachable', reason: 'unknown-host' }],
  ['ECONNREFUSED', { kind: 'unreachable', reason: 'refused' }],
  ['UND_ERR_CONNECT_TIMEOUT', { kind: 'timed-out' }],
  ['EHOSTUNREACH', { kind: 'unreachable', reason: 'no-route' }],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', { kind: 'certificate', reason: 'unknown-authority' }],
  ['CERT_HAS_EXPIRED', { kind: 'certificate', reason: 'expired' }],
  ['ERR_TLS_CERT_ALTNAME_INVALID', { kind: 'certificate', reason: 'wrong-host' }],
  ['CERT_REVOKED', { kind: 'certificate', reason: 'other' }],
  ['ERR_SSL_WRONG_VERSION_NUMBER', { kind: 'unreachable', reason: 'tls' }],
])('%s in Node', (code, problem) => {
  const cause = Object.assign(new Error(code), { code });
  const aggregate = Object.assign(new AggregateError([cause]), { code });
  for (const error of [
    new TypeError('fetch failed', { cause }),
    new TypeError('fetch failed', { cause: aggregate }),
    new TypeError('fetch failed', { cause: new AggregateError([cause]) }),
  ]) {
    const found = networkProblem(error, 'airflow.example.com', 30);
    expect(found).toMatchObject(problem);
    expect(explain(found).message).toContain('airflow.example.com');
  }
});

test.each([
  ['net::ERR_NAME_NOT_RESOLVED', { kind: 'unreachable', reason: 'unknown-host' }],
  ['net::ERR_CERT_AUTHORITY_INVALID', { kind: 'certificate', reason: 'unknown-authority' }],
  ['net::ERR_CERT_DATE_INVALID', { kind: 'certificate', reason: 'expired' }],
  ['net::ERR_CONNECTION_TIMED_OUT', { kind: 'timed-out' }],
  ['Failed to fetch', { kind: 'unreachable', reason: 'unknown' }],
])('%s in Electron and in browsers', (message, problem) => {
  expect(networkProblem(new TypeError(message), 'airflow.example.com', 30)).toMatchObject(problem);
});
