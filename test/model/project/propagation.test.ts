import { describe, expect, it } from 'vitest';
import { incomingReach } from '../../../server/src/semantic/project/propagation';
import type { FileSummary } from '../../../server/src/semantic/project/summary';
import type { ReachingTask } from '../../../server/src/semantic/project/surroundings';
import { summary } from '../../harness/file-summary';

const place = { path: 'dag', start: { line: 0, column: 0 }, end: { line: 0, column: 1 } };
const task: ReachingTask = {
  names: [{ dagId: 'd', taskId: 'load' }],
  hasExecutionTimeout: 'no',
  place,
};
const other: ReachingTask = {
  names: [{ dagId: 'e', taskId: 'save' }],
  hasExecutionTimeout: 'yes',
  place,
};

/** `from -> path#name`, with `~>` for a function that is handed on. */
function call(text: string): FileSummary['calls'][number] {
  const [from = '', arrow, target = ''] = text.split(' ');
  const [path = '', name = ''] = target.split('#');
  return { from, to: { path, name }, isHandedOn: arrow === '~>' };
}

function runs(target: string, parts: Partial<FileSummary['seeds'][number]> = {}) {
  const [path = '', name = ''] = target.split('#');
  const seed = { phase: 'task', task: 0, ownImage: true, isEntry: false } as const;
  return { ...seed, to: { path, name }, ...parts };
}

function reachOf(path: string, files: Record<string, Partial<FileSummary>>) {
  const summaries = Object.entries(files).map(([name, parts]) => [name, summary(parts)] as const);
  return incomingReach(path, new Map(summaries));
}

describe('what other files make the functions of a file run for', () => {
  it('names the tasks whose own code is the function', () => {
    expect(
      reachOf('helpers', {
        dag: { tasks: [task], seeds: [runs('helpers#fetch', { isEntry: true })] },
        helpers: {},
      }),
    ).toEqual([{ function: 'fetch', phase: 'task', tasks: [task], ownImage: true, isEntry: true }]);
  });

  it('follows calls through several files, circles included', () => {
    const found = reachOf('c', {
      dag: { tasks: [task], seeds: [runs('dag#run')], calls: [call('run -> b#step')] },
      b: { calls: [call('step -> b#step'), call('step -> c#low'), call('back -> b#step')] },
      c: { calls: [call('low -> b#back')] },
    });
    expect(found).toEqual([
      { function: 'low', phase: 'task', tasks: [task], ownImage: true, isEntry: false },
    ]);
  });

  it('collects the tasks of all callers', () => {
    const [found] = reachOf('helpers', {
      one: { tasks: [task], seeds: [runs('one#f')], calls: [call('f -> helpers#fetch')] },
      two: { tasks: [other], seeds: [runs('two#f')], calls: [call('f -> helpers#fetch')] },
      helpers: {},
    });
    expect(found?.tasks).toEqual([task, other]);
  });

  it('does not enter the body of a task function that is only called', () => {
    const found = reachOf('tasks', {
      dag: {
        seeds: [runs('dag#pipeline', { phase: 'parse', task: undefined })],
        calls: [call('pipeline -> tasks#extract')],
      },
      tasks: { taskFunctions: ['extract'] },
    });
    expect(found).toEqual([]);
  });

  it('enters the body of a task function for its task', () => {
    const found = reachOf('tasks', {
      dag: { tasks: [task], seeds: [runs('tasks#extract', { isEntry: true })] },
      tasks: { taskFunctions: ['extract'] },
    });
    expect(found).toHaveLength(1);
  });

  it('takes what is handed on while the file is loaded for something that runs later', () => {
    const files = (phase: 'parse' | 'task') => ({
      dag: {
        tasks: [task],
        seeds: [runs('dag#make', { phase })],
        calls: [call('make ~> helpers#work')],
      },
      helpers: {},
    });
    expect(reachOf('helpers', files('parse'))).toEqual([]);
    expect(reachOf('helpers', files('task'))).toHaveLength(1);
  });

  it('leaves out what only the file itself makes run', () => {
    const found = reachOf('dag', {
      dag: { tasks: [task], seeds: [runs('dag#run')], calls: [call('run -> dag#step')] },
    });
    expect(found).toEqual([]);
  });

  it('keeps other interpreters apart', () => {
    const [found] = reachOf('helpers', {
      dag: { tasks: [task], seeds: [runs('helpers#work', { ownImage: false })] },
      helpers: {},
    });
    expect(found?.ownImage).toBe(false);
  });
});
