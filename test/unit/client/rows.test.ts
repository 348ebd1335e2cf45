import { expect, test } from 'vitest';
import { knownRunStates, knownTaskStates } from '../../../client/src/airflow/model';
import { instanceRow, manyRow } from '../../../client/src/panel/rows';
import { lookOf, stateOfAll } from '../../../client/src/panel/states';
import { contributes } from '../../../package.json';
import { instance } from './instances';

const now = new Date(2026, 10, 21, 14, 0, 0).getTime();
const minute = 60_000;

test('a running task says since when, for how long and in which try', () => {
  const row = instanceRow(
    instance({ taskId: 'hang', state: 'running', startedAt: now - 125 * minute, maxTries: 3 }),
    now,
    'in-run',
  );
  expect(row.label).toBe('hang');
  expect(row.description).toBe('running since 11:55 · 2 h 5 min · try 1 of 3');
  expect(row.isTicking).toBe(true);
});

test('a task that has ended says how long it took', () => {
  const row = instanceRow(
    instance({
      taskId: 'load.check',
      groups: ['load'],
      state: 'failed',
      startedAt: 0,
      durationSeconds: 12,
      tryNumber: 2,
      maxTries: 2,
    }),
    now,
    'in-run',
  );
  expect(row.label).toBe('check');
  expect(row.description).toBe('failed · 12 s · try 2 of 2');
  expect(row.isTicking).toBe(false);
});

test('how long the try before took is not told of one that waits', () => {
  const row = instanceRow(
    instance({
      taskId: 'ask',
      state: 'queued',
      startedAt: 0,
      durationSeconds: 12,
      tryNumber: 2,
      maxTries: 3,
    }),
    now,
    'in-run',
  );
  expect(row.description).toBe('queued · try 2 of 3');
});

test('instances of a mapped task are told apart by their index and name', () => {
  const mapped = instance({ taskId: 'load', mapIndex: 2, mapName: 'customers' });
  expect(instanceRow(mapped, now, 'in-task').label).toBe('[2] customers');
  expect(instanceRow(mapped, now, 'in-run').label).toBe('load [2] customers');
});

test('a mapped task and a group show what needs attention, and count the rest', () => {
  const instances = (['success', 'failed', 'success', 'running'] as const).map((state, mapIndex) =>
    instance({ taskId: 'load.all.check', groups: ['load', 'load.all'], state, mapIndex }),
  );
  const task = manyRow({ kind: 'task', taskId: 'load.all.check', instances });
  expect(task).toMatchObject({ label: 'check', description: '1 failed, 1 running, 2 success' });
  expect(task.icon).toBe(lookOf('failed').icon);
  const group = manyRow({ kind: 'group', groupId: 'load.all', entries: [], instances });
  expect(group.label).toBe('all');
});

test('every state that Airflow has looks like itself alone and has words of its own', () => {
  const states = [...new Set([...knownTaskStates, ...knownRunStates])];
  const looks = states.map(lookOf);
  expect(new Set(looks.map(({ icon }) => icon)).size).toBe(states.length);
  expect(new Set(looks.map(({ words }) => words)).size).toBe(states.length);
  const colors = contributes.colors.map(({ id }) => id);
  expect([...new Set(looks.map(({ color }) => color))].sort()).toEqual([...colors].sort());
});

test('a state that a later Airflow has invented is shown in its own word, and not passed over', () => {
  expect(lookOf('waiting_for_godot').words).toBe('waiting for godot');
  expect(stateOfAll(['success', 'waiting_for_godot'])).toBe('waiting_for_godot');
});
