import { describe, expect, test } from 'vitest';
import type { SignIn } from '../../../client/src/airflow/environment';
import type { CommandResult, RunCommand } from '../../../client/src/airflow/surroundings';
import {
  answerOf,
  clientOf,
  problemOf,
  secrets,
  Told,
  untilEver,
} from '../../harness/airflow/client';
import { json, type Script } from '../../harness/airflow/replies';
import {
  type AirflowState,
  expiredToken,
  invalidToken,
  scriptedAirflow,
} from '../../harness/airflow/scripted-airflow';
import { type ScriptedFetch, scriptedFetch } from '../../harness/airflow/scripted-fetch';
import { FakeClock } from '../../harness/clock';

const url = 'https://airflow.example.com/prod';
const password: SignIn = { kind: 'password', username: 'ada' };
const wrongPassword = 'a guess';

describe('a user name and a password', () => {
  test('are sent as Basic to Airflow 2, in UTF-8', async () => {
    const { client, web } = signedIn(password, { major: 2 }, 'grün & 秘密');
    answerOf(await client.dags(untilEver));
    const [header = ''] = authorizations(web).slice(-1);
    expect(Buffer.from(header.replace('Basic ', ''), 'base64').toString()).toBe('ada:grün & 秘密');
  });

  test('are not sent before the version is known', async () => {
    const { client, web } = signedIn(password, { major: 2 });
    answerOf(await client.dags(untilEver));
    expect(
      web.requests.map(({ url: { pathname }, headers }) => [pathname, 'authorization' in headers]),
    ).toEqual([
      ['/prod/api/v2/version', false],
      ['/prod/api/v1/version', false],
      ['/prod/api/v1/dags', true],
    ]);
  });

  test('get one token from Airflow 3 for many requests', async () => {
    const { client, web } = signedIn(password);
    await Promise.all([
      client.dags(untilEver),
      client.health(untilEver),
      client.running(untilEver),
    ]);
    answerOf(await client.dags(untilEver));
    expect(tokenRequests(web)).toHaveLength(1);
    expect(tokenRequests(web)[0]).toMatchObject({
      method: 'POST',
      body: JSON.stringify({ username: 'ada', password: secrets.password }),
    });
    expect(new Set(authorizations(web))).toEqual(new Set(['Bearer token-1']));
  });

  test('get a new token before the old one ends', async () => {
    const clock = new FakeClock();
    const { client, web, airflow } = signedIn(password, {}, secrets.password, clock);
    airflow.state.makeToken = (n) => jwt(n, clock.now() / 1000, 3600);
    answerOf(await client.dags(untilEver));
    await clock.advance(3500_000);
    answerOf(await client.dags(untilEver));
    expect(tokenRequests(web)).toHaveLength(1);
    await clock.advance(50_000);
    answerOf(await client.dags(untilEver));
    expect(tokenRequests(web)).toHaveLength(2);
  });

  test("get a token that serves its time, however far the server's clock is off", async () => {
    for (const offset of [-86_400, 86_400]) {
      const clock = new FakeClock();
      const { client, web, airflow } = signedIn(password, {}, secrets.password, clock);
      airflow.state.makeToken = (n) => jwt(n, clock.now() / 1000 + offset, 3600);
      for (let asked = 0; asked < 5; asked++) {
        answerOf(await client.dags(untilEver));
        await clock.advance(600_000);
      }
      expect(tokenRequests(web)).toHaveLength(1);
    }
  });

  test.each([
    { why: 'it has ended', refusal: expiredToken },
    { why: 'Airflow has restarted with another secret', refusal: invalidToken },
  ])('get a new token when $why, once for all requests', async ({ refusal }) => {
    const { client, web, airflow } = signedIn(password, { refusal });
    answerOf(await client.dags(untilEver));
    airflow.state.tokens.clear();
    const answers = await Promise.all([client.dags(untilEver), client.health(untilEver)]);
    expect(answers.map(({ ok }) => ok)).toEqual([true, true]);
    expect(tokenRequests(web)).toHaveLength(2);
  });

  test('are wrong where no token is given for them, which is asked for once', async () => {
    const { client, web } = signedIn(password, {}, wrongPassword);
    expect(problemOf(await client.dags(untilEver))).toEqual({
      kind: 'wrong-credentials',
      scheme: 'password',
    });
    expect(tokenRequests(web)).toHaveLength(1);
  });

  test('do not help where fresh tokens are refused, which is tried once', async () => {
    const { client, web } = signedIn(password, {
      fault: (asked) => (asked.url.pathname.endsWith('/dags') ? json({}, 401) : undefined),
    });
    expect(problemOf(await client.dags(untilEver))).toMatchObject({ kind: 'wrong-credentials' });
    expect(tokenRequests(web)).toHaveLength(2);
  });

  test('that worked before and work no longer are a sign-in that has ended', async () => {
    const { client, airflow } = signedIn(password, { major: 2 });
    answerOf(await client.dags(untilEver));
    airflow.state.user = { username: 'ada', password: 'changed' };
    expect(problemOf(await client.dags(untilEver))).toEqual({
      kind: 'signed-out',
      scheme: 'password',
    });
  });

  test('are asked for where there is no secret, and nothing is sent but the question for the version', async () => {
    const { client, web } = signedIn(password, {}, null);
    expect(problemOf(await client.dags(untilEver))).toEqual({
      kind: 'signed-out',
      scheme: 'password',
    });
    expect(web.requests.every((asked) => asked.url.pathname.endsWith('/version'))).toBe(true);
  });

  test('are of no use to an auth manager that gives no tokens for them', async () => {
    const { client } = signedIn(password, {
      fault: (asked) => (asked.url.pathname.endsWith('/auth/token') ? json({}, 404) : undefined),
    });
    expect(problemOf(await client.dags(untilEver))).toEqual({
      kind: 'refused-request',
      what: 'a token',
      status: 404,
    });
  });

  test('survive an upgrade from Airflow 2 to 3, and a way back', async () => {
    const { client, airflow } = signedIn(password, { major: 2 });
    answerOf(await client.dags(untilEver));
    airflow.state.major = 3;
    answerOf(await client.dags(untilEver));
    expect(client.version).toEqual({ major: 3, text: '3.3.2' });
    airflow.state.major = 2;
    answerOf(await client.dag('orders', untilEver));
    expect(client.version).toEqual({ major: 2, text: '2.10.5' });
  });
});

test('Basic is sent as such whatever the version, to the version as well', async () => {
  const { client, web } = signedIn({ kind: 'basic', username: 'ada' }, { major: 3 });
  expect(problemOf(await client.dags(untilEver))).toEqual({
    kind: 'wrong-credentials',
    scheme: 'basic',
  });
  expect(authorizations(web).every((value) => value.startsWith('Basic '))).toBe(true);
  expect(tokenRequests(web)).toEqual([]);
});

describe('a token that was entered', () => {
  test('is sent without the space around it', async () => {
    const { client, web } = signedIn(
      { kind: 'bearer' },
      { tokens: new Set([secrets.token]) },
      `  ${secrets.token}\n`,
    );
    answerOf(await client.dags(untilEver));
    expect(new Set(authorizations(web))).toEqual(new Set([`Bearer ${secrets.token}`]));
  });

  test('with a line break in it is not sent at all', async () => {
    const { client, web } = signedIn({ kind: 'bearer' }, {}, `${secrets.token}\nX-Evil: 1`);
    expect(problemOf(await client.dags(untilEver))).toEqual({
      kind: 'malformed-secret',
      scheme: 'bearer',
    });
    expect(web.requests).toEqual([]);
  });

  test('that ends is told from one that never worked', async () => {
    const { client, airflow } = signedIn(
      { kind: 'bearer' },
      { tokens: new Set([secrets.token]) },
      secrets.token,
    );
    answerOf(await client.dags(untilEver));
    airflow.state.tokens.clear();
    expect(problemOf(await client.dags(untilEver))).toEqual({
      kind: 'signed-out',
      scheme: 'bearer',
    });
  });
});

describe('a command that prints a token', () => {
  const signIn: SignIn = { kind: 'command', command: ['gcloud', 'auth', 'print-access-token'] };

  test('is run with its arguments and limits when the token is needed, once for many requests', async () => {
    const runs: unknown[][] = [];
    const { client } = withCommand(async (command, { milliseconds, bytes }) => {
      runs.push([command, milliseconds, bytes]);
      return printed(`${secrets.token}\n`);
    });
    expect(runs).toEqual([]);
    await Promise.all([client.dags(untilEver), client.health(untilEver)]);
    answerOf(await client.dags(untilEver));
    expect(runs).toEqual([[signIn.command, 30_000, 64 * 1024]]);
  });

  test('is run again when the server refuses its token', async () => {
    let runs = 0;
    const { client, airflow } = withCommand(async () => {
      runs += 1;
      airflow.state.tokens = new Set([`token-${runs}`]);
      return printed(`token-${runs}`);
    });
    answerOf(await client.dags(untilEver));
    airflow.state.tokens.clear();
    answerOf(await client.dags(untilEver));
    expect(runs).toBe(2);
  });

  test('is run again before a token ends that says when, but not all the time for one that has ended', async () => {
    const clock = new FakeClock();
    let runs = 0;
    let age = 0;
    const { client, airflow } = withCommand(async () => {
      runs += 1;
      const token = jwt(runs, clock.now() / 1000 - age, 3600);
      airflow.state.tokens = new Set([token]);
      return printed(token);
    }, clock);
    age = 3000;
    answerOf(await client.dags(untilEver));
    await clock.advance(500_000);
    answerOf(await client.dags(untilEver));
    expect(runs).toBe(1);
    await clock.advance(60_000);
    age = 9000;
    for (let asked = 0; asked < 10; asked++) answerOf(await client.dags(untilEver));
    expect(runs).toBe(2);
  });

  test.each<[string, () => Promise<CommandResult>, object]>([
    ['is not there', async () => ({ kind: 'not-found' }), { reason: 'not-found' }],
    ['does not end', async () => ({ kind: 'timed-out' }), { reason: 'timed-out' }],
    ['prints too much', async () => ({ kind: 'too-much-output' }), { reason: 'too-much-output' }],
    ['prints nothing', async () => printed(' \n'), { reason: 'no-output' }],
    [
      'prints more than a token',
      async () => printed(`Hello!\n${secrets.token}`),
      { reason: 'not-a-token' },
    ],
    [
      'fails',
      async () => ({ kind: 'ended', exitCode: 3, stdout: secrets.token }),
      { reason: 'failed', exitCode: 3 },
    ],
    ['cannot be started', () => Promise.reject(new Error(secrets.token)), { reason: 'failed' }],
  ])('that %s', async (_, run, problem) => {
    const told = new Told();
    const { client, web } = withCommand(run, new FakeClock(), told);
    const found = problemOf(await client.dags(untilEver));
    told.problem(found);
    expect(found).toEqual({ kind: 'token-command', ...problem });
    expect(web.requests).toEqual([]);
    expect(told.leaks).toEqual([]);
  });

  test('is not run where no command can be', async () => {
    const { client } = signedIn(signIn);
    expect(problemOf(await client.dags(untilEver))).toEqual({
      kind: 'token-command',
      reason: 'not-available',
    });
  });

  test('does not hold up a question that is cancelled', async () => {
    const { client } = withCommand(() => new Promise(() => {}));
    const controller = new AbortController();
    const answer = client.dags(controller.signal);
    controller.abort();
    expect(problemOf(await answer)).toEqual({ kind: 'cancelled' });
  });

  function withCommand(runCommand: RunCommand, clock = new FakeClock(), told = new Told()) {
    const airflow = scriptedAirflow({ tokens: new Set([secrets.token]) });
    const web = scriptedFetch(below(airflow.script));
    const surroundings = { fetch: web.fetch, clock, runCommand };
    return { client: clientOf({ url, signIn, surroundings, told }), web, airflow };
  }
});

describe('no sign-in', () => {
  test('is enough for an Airflow 3 that gives everyone a token', async () => {
    const { client, web } = signedIn(
      { kind: 'none' },
      {
        tokens: new Set(['open']),
        fault: (asked) =>
          asked.url.pathname.endsWith('/auth/token')
            ? json({ access_token: 'open' }, 201)
            : undefined,
      },
    );
    answerOf(await client.dags(untilEver));
    answerOf(await client.dags(untilEver));
    expect(tokenRequests(web)).toMatchObject([{ method: 'GET', body: '' }]);
  });

  test('is not enough for others', async () => {
    for (const major of [2, 3] as const) {
      const { client } = signedIn({ kind: 'none' }, { major });
      expect(problemOf(await client.dags(untilEver))).toEqual({
        kind: 'wrong-credentials',
        scheme: 'none',
      });
    }
  });
});

test('a store of secrets that fails, or never answers, is as good as none', async () => {
  const { script } = scriptedAirflow();
  const told = new Told();
  const { fetch } = scriptedFetch(below(script));
  const failing = { get: () => Promise.reject(new Error(`locked: ${secrets.password}`)) };
  const client = clientOf({ url, told, surroundings: { fetch, secrets: failing } });
  const found = problemOf(await client.dags(untilEver));
  told.problem(found);
  expect(found).toEqual({ kind: 'signed-out', scheme: 'password' });
  expect(told.leaks).toEqual([]);

  const silent = { get: () => new Promise<undefined>(() => {}) };
  const controller = new AbortController();
  const waiting = clientOf({ url, surroundings: { fetch, secrets: silent } }).dags(
    controller.signal,
  );
  controller.abort();
  expect(problemOf(await waiting)).toEqual({ kind: 'cancelled' });
});

function signedIn(
  signIn: SignIn,
  changes: Partial<AirflowState> = {},
  secret: string | null = secrets.password,
  clock = new FakeClock(),
) {
  const right = secret === null || secret === wrongPassword ? secrets.password : secret;
  const airflow = scriptedAirflow({ user: { username: 'ada', password: right }, ...changes });
  const web = scriptedFetch(below(airflow.script));
  const surroundings = { fetch: web.fetch, clock };
  const client = clientOf({ url, signIn, secret: secret ?? undefined, surroundings });
  return { client, web, airflow };
}

/** The environment's URL has a path of its own, before that of the API. */
function below(script: Script): Script {
  return (asked) => script({ ...asked, url: new URL(asked.url.href.replace('/prod/', '/')) });
}

function authorizations(web: ScriptedFetch): string[] {
  return web.requests.flatMap(({ headers }) => headers.authorization ?? []);
}

function tokenRequests(web: ScriptedFetch) {
  return web.requests.filter((asked) => asked.url.pathname.endsWith('/auth/token'));
}

function printed(stdout: string): CommandResult {
  return { kind: 'ended', exitCode: 0, stdout };
}

/** A JSON Web Token that nobody has signed. */
function jwt(n: number, iat: number, lifetime: number): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  return [part({ alg: 'none' }), part({ n, iat, exp: iat + lifetime }), 'signature'].join('.');
}
