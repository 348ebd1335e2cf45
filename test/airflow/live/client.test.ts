/** Whether what the client tells of a real Airflow is what its REST API says, at every step of real runs. */

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AirflowClient, createAirflowClient } from '../../../client/src/airflow/client';
import type { Environment } from '../../../client/src/airflow/environment';
import { explain } from '../../../client/src/airflow/explain';
import type { RunKey } from '../../../client/src/airflow/model';
import { createPoller } from '../../../client/src/airflow/poller';
import type { Answer } from '../../../client/src/airflow/problem';
import { createRunStore } from '../../../client/src/airflow/run-store';
import type { Surroundings } from '../../../client/src/airflow/surroundings';
import { type AirflowInstance, startAirflow } from '../../../scripts/airflow/instance.mjs';
import { processesOf } from '../../../scripts/airflow/processes.mjs';
import { freePort } from '../../../scripts/vscode/server.mjs';
import { realClock } from '../../harness/clock';
import {
  expectedDag,
  expectedImportError,
  expectedInstance,
  expectedRun,
  expectedTry,
} from './rest-truth';

const minutes = 60_000;
/**
 * What becomes of the runs, and stays so: a state that passes is gone, on a busy machine, before
 * anybody has looked.
 */
const lasting: Readonly<Record<string, readonly string[]>> = {
  collect_parcels: ['hand_over.by_van skipped', 'hand_over.by_train success', 'run success'],
  ask_suppliers: [
    'ask_lost_supplier failed',
    'order_from_lost_supplier upstream_failed',
    'ask_slow_supplier success',
    'write_report success',
    'run success',
  ],
  await_ferry: ['cross success', 'unload success', 'run success'],
  await_spring: ['call_harbor up_for_retry', 'thaw deferred', 'open_harbor none', 'run running'],
  guard_warehouse: ['watch_doors running', 'unlock_doors none', 'run running'],
};
const dagIds = Object.keys(lasting);
const never = new AbortController().signal;

const environment: Environment = {
  id: 'live',
  name: 'live',
  url: `http://127.0.0.1:${await freePort()}/`,
  signIn: { kind: 'password', username: 'admin' },
};
const port = Number(new URL(environment.url).port);
let password = '';

const store = createRunStore();
const client = clientFor();
/** Watches from before the first Airflow starts until after the last has ended. */
const poller = createPoller(client, store, surroundings());
const watch = poller.watch({ running: true, dags: true, importErrors: true, health: true });

let airflow: AirflowInstance;

afterAll(async () => {
  watch.dispose();
  poller.dispose();
  await airflow?.stop();
});

describe.each([
  { major: 2, version: '2.10.5' },
  // Under the same URL: the poller that watched Airflow 2 finds itself before an upgrade.
  { major: 3, version: '3.3.2' },
] as const)('Airflow $version', ({ major, version }) => {
  const runs = new Map<string, string>();
  const seen = new Set<string>();

  beforeAll(async () => {
    airflow = await startAirflow(major, {
      port,
      variables: { AIRFLOW__API_AUTH__JWT_EXPIRATION_TIME: '20' },
    });
    password = airflow.password;
    poller.refresh();
    for (const dagId of dagIds) runs.set(dagId, await airflow.trigger(dagId));
  }, 5 * minutes);

  it('is found where the old one was, by the poller that was watching', async () => {
    await until(() => {
      const { connection } = store.snapshot(environment.id);
      return connection.kind === 'connected' && connection.version.text === version;
    });
  });

  it('lists the DAGs as the REST API does', async () => {
    const raw = await airflow.rest('/dags?limit=100');
    const listing = value(await client.dags(never));
    expect(listing.items).toEqual(raw.dags.map(expectedDag(major)));
    expect(listing.items.map(({ dagId }) => dagId).sort()).toEqual([...dagIds].sort());
    for (const dag of listing.items) {
      expect(value(await client.dag(dag.dagId, never))).toEqual(dag);
    }
  });

  it('tells which files cannot be loaded', async () => {
    const raw = await airflow.rest('/importErrors');
    const { items } = value(await client.importErrors(never));
    expect(items).toEqual(raw.import_errors.map(expectedImportError(major)));
    expect(items.map(({ stackTrace }) => stackTrace).join()).toContain(
      'abacus_of_the_old_warehouse',
    );
  });

  it('tells how Airflow itself is', async () => {
    expect(value(await client.health(never))).toMatchObject({
      metadatabase: 'healthy',
      scheduler: 'healthy',
      triggerer: 'healthy',
      dagProcessor: major === 3 ? 'healthy' : 'unknown',
    });
  });

  it(
    'tells at every step of the runs what the REST API says',
    async () => {
      const missing = () =>
        Object.entries(lasting).flatMap(([dagId, states]) =>
          states.map((state) => `${dagId}.${state}`).filter((state) => !seen.has(state)),
        );
      const deadline = Date.now() + 4 * minutes;
      let steps = 0;
      while (missing().length > 0 || steps <= 10) {
        expect(Date.now(), `not seen: ${missing().join(', ')}`).toBeLessThan(deadline);
        for (const [dagId, runId] of runs) {
          const foundRuns = await same(
            `/dags/${dagId}/dagRuns`,
            (raw) => raw.dag_runs.map(expectedRun(major)),
            () => client.runs(dagId, 10, never),
          );
          for (const { state } of foundRuns ?? []) seen.add(`${dagId}.run ${state}`);
          const found = await same(
            instancesOf({ dagId, runId }),
            (raw) => raw.task_instances.map(expectedInstance),
            () => client.taskInstances({ dagId, runId }, never),
          );
          for (const { state, taskId } of found ?? []) {
            seen.add(`${dagId}.${taskId} ${state}`);
          }
          if (found !== undefined) steps += 1;
        }
        const running = await same(
          '/dags/~/dagRuns/~/taskInstances?state=running&limit=100',
          (raw) => raw.task_instances.map(expectedInstance),
          async () => {
            const answer = await client.running(never);
            return answer.ok ? { ok: true, value: answer.value.tasks } : answer;
          },
        );
        for (const task of running ?? []) expect(task.startedAt).toBeDefined();
      }
    },
    5 * minutes,
  );

  it('tells every try of a task that was tried again', async () => {
    const run = runOf('ask_suppliers');
    for (const taskId of ['ask_slow_supplier', 'ask_lost_supplier']) {
      const raw = await airflow.rest(`${instancesOf(run)}/${taskId}/tries`);
      const tries = value(await client.tries({ ...run, taskId, mapIndex: undefined }, never));
      expect(tries).toEqual(raw.task_instances.map(expectedTry));
      expect(tries.map((one) => one.tryNumber)).toEqual([1, 2]);
    }
    const mapped = { ...runOf('collect_parcels'), taskId: 'prepare.weigh', mapIndex: 2 };
    expect(value(await client.tries(mapped, never))).toMatchObject([
      { tryNumber: 1, state: 'success' },
    ]);
  });

  it('shows the log of every try', async () => {
    const task = { ...runOf('ask_suppliers'), taskId: 'ask_slow_supplier', mapIndex: undefined };
    const first = await logText(task, 1);
    expect(first).toContain('The slow supplier has hung up');
    expect(first).toContain('Traceback (most recent call last):');
    expect(first).not.toContain('has 12 crates');
    const second = await logText(task, 2);
    expect(second).toContain('The slow supplier has 12 crates');
    expect(second).not.toContain('hung up');
    expect(await client.log(task, 7, never)).toMatchObject(
      major === 3 ? { ok: false, problem: { kind: 'not-found' } } : { ok: true },
    );
  });

  it('shows the log of an instance of a mapped task, with when and how it was said', async () => {
    const task = { ...runOf('collect_parcels'), taskId: 'prepare.weigh', mapIndex: 1 };
    const { lines, isTruncated } = value(await client.log(task, 1, never));
    const said = lines.find(({ text }) => text.includes('Weighing the parcels of south'));
    expect(said).toMatchObject({ level: 'info', at: expect.any(Number) });
    expect(lines.some(({ text }) => text.includes('parcels of north'))).toBe(false);
    expect(isTruncated).toBe(false);
  });

  it('shows the log of a task that runs, as far as it is written', async () => {
    const task = { ...runOf('guard_warehouse'), taskId: 'watch_doors', mapIndex: undefined };
    await expect
      .poll(() => logText(task, 1), { timeout: 60_000, interval: 500 })
      .toContain('Round 2: nobody there');
  });

  it('keeps the store up to date, with a token that is renewed when it ends', async () => {
    const run = runOf('guard_warehouse');
    watch.update({ running: true, dags: true, runs: [run.dagId], taskInstances: [run] });
    await until(() => {
      const snapshot = store.snapshot(environment.id);
      const tasks = snapshot.running?.value.tasks.items.map(({ taskId }) => taskId) ?? [];
      return (
        tasks.join() === 'watch_doors' &&
        snapshot.runs(run.dagId)?.value.items[0]?.state === 'running' &&
        snapshot.taskInstances(run)?.value.items.length === 3
      );
    });
    const known = store.snapshot(environment.id).taskInstances(run);
    const raw = await airflow.rest(instancesOf(run));
    expect(known?.value.items).toEqual(raw.task_instances.map(expectedInstance));
  });

  it('says that a DAG, a run and a log are not there', async () => {
    const run = { dagId: 'no_such_dag', runId: 'no_such_run' };
    const missing = { ok: false, problem: { kind: 'not-found' } };
    expect(await client.dag(run.dagId, never)).toMatchObject(missing);
    expect(await client.log({ ...run, taskId: 'x', mapIndex: undefined }, 1, never)).toMatchObject(
      missing,
    );
  });

  it('says that the password is wrong', async () => {
    const problem = problemOf(await clientFor({ secret: 'guess' }).connect(never));
    expect(problem).toEqual({ kind: 'wrong-credentials', scheme: 'password' });
    expect(explain(problem).message).toBe('Airflow does not accept this user name and password.');
  });

  it('says that a sign-in is wanted, and that a token is wrong', async () => {
    const none = problemOf(await clientFor({ signIn: { kind: 'none' } }).connect(never));
    expect(none).toEqual({ kind: 'wrong-credentials', scheme: 'none' });
    const bearer = clientFor({ signIn: { kind: 'bearer' }, secret: 'abc.def.ghi' });
    expect(problemOf(await bearer.connect(never))).toEqual({
      kind: 'wrong-credentials',
      scheme: 'bearer',
    });
  });

  it('says that nothing answers at a wrong port, and that there is no API at a wrong path', async () => {
    const elsewhere = clientFor({ url: `http://127.0.0.1:${await freePort()}` });
    expect(problemOf(await elsewhere.connect(never))).toMatchObject({
      kind: 'unreachable',
      reason: 'refused',
    });
    const wrongPath = clientFor({ url: `${airflow.url}/prod` });
    expect(['no-api', 'not-airflow']).toContain(problemOf(await wrongPath.connect(never)).kind);
  });

  it(
    'ends with all its processes, and the poller says that nothing answers',
    async () => {
      const { home } = airflow;
      expect(processesOf(home).length).toBeGreaterThan(3);
      await airflow.stop();
      expect(processesOf(home)).toEqual([]);
      await until(() => {
        const { connection } = store.snapshot(environment.id);
        return connection.kind === 'failing' && connection.problem.kind === 'unreachable';
      });
      const { connection, dags } = store.snapshot(environment.id);
      expect(connection).toMatchObject({
        problem: { reason: 'refused' },
        retryAt: expect.any(Number),
      });
      // What was known stays, with its age.
      expect(dags?.value.items).toHaveLength(dagIds.length);
    },
    2 * minutes,
  );

  function runOf(dagId: string): RunKey {
    return { dagId, runId: runs.get(dagId) ?? '' };
  }
});

it(
  'an Airflow that is started again, with other secrets, is found and signed in to again',
  async () => {
    airflow = await startAirflow(3, { port });
    watch.update({ dags: true });
    await until(() => store.snapshot(environment.id).connection.kind === 'connected');
    expect(value(await client.dags(never)).items).toHaveLength(dagIds.length);
  },
  5 * minutes,
);

/**
 * Compares an answer of the client with what the API says just before and just after it. Where that
 * changed in between, nothing can be said of this step.
 */
async function same<Item>(
  path: string,
  expected: (raw: Awaited<ReturnType<AirflowInstance['rest']>>) => Item[],
  ask: () => Promise<Answer<{ readonly items: readonly Item[] }>>,
): Promise<readonly Item[] | undefined> {
  const before = expected(await airflow.rest(path));
  const answer = value(await ask()).items;
  const after = expected(await airflow.rest(path));
  if (JSON.stringify(before) !== JSON.stringify(after)) return undefined;
  expect(answer).toEqual(after);
  return answer;
}

function clientFor(
  changes: Partial<Pick<Environment, 'url' | 'signIn'>> & { secret?: string } = {},
) {
  const { secret, ...other } = changes;
  return createAirflowClient({ ...environment, ...other }, surroundings(secret));
}

function surroundings(secret?: string): Surroundings {
  return {
    fetch: (url, init) => fetch(url, init),
    clock: realClock,
    // As if by chance the shortest wait, so that the tests do not wait for long.
    random: () => 0,
    secrets: { get: async () => secret ?? password },
  };
}

async function logText(task: Parameters<AirflowClient['log']>[0], tryNumber: number) {
  const { lines } = value(await client.log(task, tryNumber, never));
  return lines.map(({ text }) => text).join('\n');
}

function instancesOf({ dagId, runId }: RunKey): string {
  return `/dags/${dagId}/dagRuns/${encodeURIComponent(runId)}/taskInstances`;
}

function value<T>(answer: Answer<T>): T {
  if (!answer.ok) throw new Error(JSON.stringify(answer.problem));
  return answer.value;
}

function problemOf(answer: Answer<unknown>) {
  if (answer.ok) throw new Error('There is no problem.');
  return answer.problem;
}

async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  await expect.poll(condition, { timeout: 90_000, interval: 250 }).toBe(true);
}
