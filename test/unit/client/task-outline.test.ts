import { expect, test } from 'vitest';
import { groupIn, type OutlineEntry, outlineOf } from '../../../client/src/panel/task-outline';
import { instance } from './instances';

test('groups hold their tasks and groups, mapped tasks their instances in order', () => {
  const outline = outlineOf([
    instance({ taskId: 'load.check', groups: ['load'], mapIndex: 1, startedAt: 30 }),
    instance({ taskId: 'load.check', groups: ['load'], mapIndex: 0, startedAt: 31 }),
    instance({ taskId: 'load.deep.last', groups: ['load', 'load.deep'], startedAt: 40 }),
    instance({ taskId: 'extract', startedAt: 10 }),
  ]);
  expect(outline.map(shape)).toEqual([
    'extract',
    { load: [{ 'load.check': [0, 1] }, { 'load.deep': ['load.deep.last'] }] },
  ]);
  expect(groupIn(outline, 'load.deep')?.instances).toHaveLength(1);
  expect(groupIn(outline, 'load.shallow')).toBeUndefined();
});

test('what began first stands first, what has not begun stands last, by its id', () => {
  const outline = outlineOf([
    instance({ taskId: 'c' }),
    instance({ taskId: 'b' }),
    instance({ taskId: 'late', startedAt: 20 }),
    instance({ taskId: 'early', startedAt: 10 }),
  ]);
  expect(outline.map(shape)).toEqual(['early', 'late', 'b', 'c']);
});

test('a task that is mapped stays one also with a single instance', () => {
  expect(outlineOf([instance({ taskId: 'a', mapIndex: 0 })]).map(shape)).toEqual([{ a: [0] }]);
});

/** Ids and map indexes, which is enough to see what is where. */
function shape(entry: OutlineEntry): unknown {
  switch (entry.kind) {
    case 'group':
      return { [entry.groupId]: entry.entries.map(shape) };
    case 'task':
      return { [entry.taskId]: entry.instances.map(({ mapIndex }) => mapIndex) };
    case 'instance':
      return entry.instance.taskId;
  }
}
