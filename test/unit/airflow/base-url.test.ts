import { expect, test } from 'vitest';
import { parseBaseUrl } from '../../../client/src/airflow/base-url';
import { explain } from '../../../client/src/airflow/explain';
import { urlOf } from '../../../client/src/airflow/transport';
import { answerOf, clientOf, problemOf, untilEver } from '../../harness/airflow/client';
import { scriptedAirflow } from '../../harness/airflow/scripted-airflow';
import { scriptedFetch } from '../../harness/airflow/scripted-fetch';

test.each([
  ['https://airflow.example.com', 'https://airflow.example.com'],
  [' https://airflow.example.com/ ', 'https://airflow.example.com'],
  ['https://airflow.example.com:8443/prod/', 'https://airflow.example.com:8443/prod'],
  ['https://airflow.example.com/prod/home', 'https://airflow.example.com/prod'],
  ['https://airflow.example.com/api/v2/', 'https://airflow.example.com'],
  ['HTTP://LOCALHOST:8080', 'http://localhost:8080'],
])('%s is the base %s', (text, href) => {
  expect(answerOf(parseBaseUrl(text)).href).toBe(href);
});

test.each([
  ['airflow.example.com', 'not-a-url'],
  ['', 'not-a-url'],
  ['localhost:8080', 'wrong-scheme'],
  ['file:///etc/passwd', 'wrong-scheme'],
  ['https://ada:hunter2@airflow.example.com', 'has-credentials'],
  ['https://ada@airflow.example.com', 'has-credentials'],
  ['https://airflow.example.com/?token=hunter2', 'has-query'],
  ['https://airflow.example.com/#hunter2', 'has-query'],
])('%s is refused: %s', async (url, reason) => {
  const problem = problemOf(parseBaseUrl(url));
  expect(problem).toEqual({ kind: 'invalid-url', reason });
  expect(JSON.stringify([problem, explain(problem)])).not.toContain('hunter2');
  const client = clientOf({
    url,
    surroundings: { fetch: () => Promise.reject(new Error('asked')) },
  });
  expect(problemOf(await client.connect(untilEver))).toEqual(problem);
});

test.each([
  ['http://airflow.example.com', true],
  ['http://10.0.0.1:8080', true],
  ['http://127.0.0.1.example.com', true],
  ['https://airflow.example.com', false],
  ['http://localhost:8080', false],
  ['http://airflow.localhost', false],
  ['http://127.0.0.1:8080', false],
  ['http://127.8.9.10', false],
  ['http://[::1]:8080', false],
])('%s is a warning: %s', async (url, warns) => {
  const expected = warns ? ['plain-http'] : [];
  expect(answerOf(parseBaseUrl(url)).warnings).toEqual(expected);
  const { state, script } = scriptedAirflow();
  const { fetch } = scriptedFetch(script);
  const client = clientOf({ url, secret: state.user.password, surroundings: { fetch } });
  expect(answerOf(await client.connect(untilEver)).warnings).toEqual(expected);
});

test.each([
  ['manual__2026-01-31T04:05:06+00:00', 'manual__2026-01-31T04%3A05%3A06%2B00%3A00'],
  ['a/b?c#d%', 'a%2Fb%3Fc%23d%25'],
  ['~', '~'],
])('the id %s is written %s', (id, written) => {
  expect(urlOf('https://x', { path: '/dags/{dag_id}', ids: { dag_id: id }, query: {} })).toBe(
    `https://x/dags/${written}`,
  );
});

test.each(['', '.', '..'])('the id %j, which would lead elsewhere, is of nothing', async (id) => {
  const { state, script } = scriptedAirflow();
  const { fetch, requests } = scriptedFetch(script);
  const client = clientOf({
    url: 'https://airflow.example.com',
    secret: state.user.password,
    surroundings: { fetch },
  });
  expect(problemOf(await client.dag(id, untilEver)).kind).toBe('not-found');
  expect(requests.every(({ url }) => /version|token/.test(url.pathname))).toBe(true);
});

test('the name for all is no name that a file can give to its DAG', async () => {
  const { state, script } = scriptedAirflow();
  const { fetch } = scriptedFetch(script);
  const client = clientOf({
    url: 'https://airflow.example.com',
    secret: state.user.password,
    surroundings: { fetch },
  });
  expect(problemOf(await client.dag('~', untilEver)).kind).toBe('not-found');
  expect(problemOf(await client.runs('~', 5, untilEver)).kind).toBe('not-found');
  const run = { dagId: '~', runId: '~' };
  expect(problemOf(await client.taskInstances(run, untilEver)).kind).toBe('not-found');
});
