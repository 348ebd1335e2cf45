import { expect, test } from 'vitest';
import { createRunStore, type StoreChange } from '../../../client/src/airflow/run-store';

const none = { items: [], isComplete: true } as const;

test('an environment that nobody has asked is idle, and nothing is known of it', () => {
  const snapshot = createRunStore().snapshot('home');
  expect(snapshot.connection).toEqual({ kind: 'idle' });
  expect(snapshot.dags).toBeUndefined();
  expect(snapshot.runs('orders')).toBeUndefined();
  expect(snapshot.problem({ kind: 'dags' })).toBeUndefined();
});

test('a snapshot stays as it was taken', () => {
  const store = createRunStore();
  store.record('home', { kind: 'dags', value: none }, 1);
  const before = store.snapshot('home');
  store.record('home', { kind: 'runs', dagId: 'orders', value: none }, 2);
  store.record('home', { kind: 'connection', value: { kind: 'connecting' } }, 2);
  store.record('home', { kind: 'dags', value: { ...none, isComplete: false } }, 3);
  expect(before.dags).toEqual({ value: none, at: 1 });
  expect(before.runs('orders')).toBeUndefined();
  expect(before.connection).toEqual({ kind: 'idle' });
  expect(store.snapshot('home').dags).toEqual({ value: { ...none, isComplete: false }, at: 3 });
});

test('what is the same is no news, but known to be newer', () => {
  const { store, changes } = watched();
  expect(store.record('home', { kind: 'health', value: health }, 1)).toBe(true);
  expect(store.record('home', { kind: 'health', value: { ...health } }, 2)).toBe(false);
  expect(changes).toEqual([{ environmentId: 'home', topics: [{ kind: 'health' }] }]);
  expect(store.snapshot('home').health?.at).toBe(2);
});

test('environments do not know of each other', () => {
  const { store, changes } = watched();
  store.record('home', { kind: 'dags', value: none }, 1);
  expect(store.snapshot('away').dags).toBeUndefined();
  store.forget('away');
  expect(changes).toHaveLength(1);
});

test('a problem of a topic stays until a look goes well, which is news even where nothing else is', () => {
  const { store, changes } = watched();
  const topic = { kind: 'runs', dagId: 'orders' } as const;
  store.record('home', { ...topic, value: none }, 1);
  store.recordProblem('home', topic, { kind: 'forbidden', what: 'runs' });
  store.recordProblem('home', topic, { kind: 'forbidden', what: 'runs' });
  expect(changes).toHaveLength(2);
  expect(store.snapshot('home').problem(topic)).toEqual({ kind: 'forbidden', what: 'runs' });
  expect(store.snapshot('home').runs('orders')?.value).toEqual(none);
  store.record('home', { ...topic, value: none }, 2);
  expect(changes).toHaveLength(3);
  expect(store.snapshot('home').problem(topic)).toBeUndefined();
});

test('forgetting tells of everything that was known', () => {
  const { store, changes } = watched();
  store.record('home', { kind: 'connection', value: { kind: 'connecting' } }, 1);
  store.record('home', { kind: 'task-instances', dagId: 'a', runId: 'b', value: none }, 1);
  store.recordProblem('home', { kind: 'dags' }, { kind: 'forbidden', what: 'DAGs' });
  store.forget('home');
  expect(changes.at(-1)?.topics).toEqual([
    { kind: 'connection' },
    { kind: 'dags' },
    { kind: 'task-instances', dagId: 'a', runId: 'b' },
  ]);
  expect(store.snapshot('home').connection).toEqual({ kind: 'idle' });
});

test('a listener that throws does not keep the others from hearing', () => {
  const reported: unknown[] = [];
  const store = createRunStore((error) => reported.push(error));
  const heard: StoreChange[] = [];
  const error = new Error('broken view');
  store.onDidChange(() => {
    throw error;
  });
  const listening = store.onDidChange((change) => heard.push(change));
  store.record('home', { kind: 'dags', value: none }, 1);
  expect(heard).toHaveLength(1);
  expect(reported).toEqual([error]);
  listening.dispose();
  store.record('home', { kind: 'health', value: health }, 1);
  expect(heard).toHaveLength(1);
});

test('what is remembered has a bound, and what was looked at last stays', () => {
  const store = createRunStore();
  for (let n = 0; n < 1000; n++) {
    store.record('home', { kind: 'runs', dagId: 'looked at', value: none }, n);
    store.record('home', { kind: 'runs', dagId: `dag ${n}`, value: none }, n);
  }
  const snapshot = store.snapshot('home');
  expect(snapshot.runs('looked at')).toBeDefined();
  expect(snapshot.runs('dag 999')).toBeDefined();
  expect(snapshot.runs('dag 1')).toBeUndefined();
});

const health = {
  metadatabase: 'healthy',
  scheduler: 'healthy',
  triggerer: 'unknown',
  dagProcessor: 'unknown',
  schedulerHeartbeatAt: 1,
} as const;

function watched() {
  const store = createRunStore();
  const changes: StoreChange[] = [];
  store.onDidChange((change) => changes.push(change));
  return { store, changes };
}
