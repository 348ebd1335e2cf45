import { expect, test } from 'vitest';
import { projectOf } from '../harness/project';

async function clientFindings(code: string, packages?: Readonly<Record<string, string>>) {
  const text = `
import mysql.connector
import redis
from airflow.decorators import dag, task

@dag()
def flow():
    @task
    def ask():
        ${code}
    ask()

flow()
`;
  const project = await projectOf(
    { 'dags/a.py': text },
    packages === undefined ? {} : { packages },
  );
  return project.findings('dags/a.py', 'client-without-timeout');
}

const cache = 'redis.Redis("cache").get("a")';

test('where no version is pinned, the message names the version that has limits', async () => {
  const [found] = await clientFindings(cache);
  expect(found?.message).toMatch(/^Before redis 8\.0\.0, `redis\.Redis\(\)` sets no timeout/);
});

test.each(['7.4.1', '5.0', '4'])('redis %s waits without limit', async (redis) => {
  const [found] = await clientFindings(cache, { redis });
  expect(found?.message).toMatch(/^`redis\.Redis\(\)` sets no timeout/);
});

test.each(['8.0.0', '8.1', '10.0.0'])('redis %s has limits of its own', async (redis) => {
  expect(await clientFindings(cache, { redis })).toEqual([]);
  // What lifts them is no less a wait without limit.
  const lifted = 'redis.Redis("cache", socket_timeout=None).get("a")';
  expect(await clientFindings(lifted, { redis })).toHaveLength(1);
});

test('an argument is only written where the pinned version takes it', async () => {
  const code = 'mysql.connector.connect(host="a")';
  const fixes = async (version: string | undefined) => {
    const packages: Record<string, string> = {};
    if (version !== undefined) packages['mysql-connector-python'] = version;
    return (await clientFindings(code, packages)).map((found) => found.fixes.length);
  };
  expect(await fixes(undefined)).toEqual([0]);
  expect(await fixes('9.1.0')).toEqual([0]);
  expect(await fixes('9.2.0')).toEqual([1]);
});
