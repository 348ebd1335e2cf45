import { expect, test } from 'vitest';
import { OpenWork } from '../../../server/src/cli/work/open-work';
import { ProjectChecker } from '../../../server/src/cli/work/project-checker';
import type { ProjectLinks, WorkItem } from '../../../server/src/cli/work/work';
import { summary } from '../../harness/file-summary';
import { testParser } from '../../harness/parser';
import { helper, strict } from './harness';

const user =
  'from airflow.decorators import task\nfrom helper import get\n@task\ndef work():\n    get()\n';

test('what a file beyond the project leads to is known, whichever thread has checked it', async () => {
  const parser = await testParser();
  const project = {
    root: '/p',
    changes: { texts: new Map([['/p/dags/helper.py', helper]]) },
  };
  const items = ['/p/.hidden/a.py', '/p/.hidden/b.py'].map(
    (path): WorkItem => ({ path, configuration: strict, ownText: user }),
  );
  let links: ProjectLinks | undefined;
  const work = new OpenWork({
    project,
    items,
    summaries: [],
    answered: () => {},
    finished: (found) => {
      links = found;
    },
  });
  for (const item of work.take()) {
    // Each by a thread of its own.
    const checker = new ProjectChecker(project, parser);
    const checked = checker.check(item);
    if (checked !== undefined) work.answer(checked.answer);
    work.links.push(checker.links);
  }
  work.finish();
  const pairs = [...(links?.imports ?? [])].flatMap(([path, imported]) =>
    [...imported].map((each) => [path, each]),
  );
  expect([...pairs, ...(links?.beyond ?? [])]).toEqual(
    expect.arrayContaining(items.map(({ path }) => [path, '/p/dags/helper.py'])),
  );
});

test('what is put off waits until nothing else does, and others are taken before it', () => {
  const paths = ['later', 'a', 'b', 'c', 'd'].map((name) => `/p/${name}.py`);
  const texts = new Map(paths.map((path) => [path, '#'.repeat(50_000)]));
  const work = new OpenWork({
    project: { root: '/p', changes: { texts } },
    items: paths.map((path): WorkItem => ({ path, configuration: strict })),
    summaries: [],
    answered: () => {},
    finished: () => {},
  });
  const taken: string[] = [];
  while (work.isWaiting) {
    for (const item of work.take()) {
      if (item.path === '/p/later.py' && item.isPutOff !== true) work.putOff(item);
      else taken.push(item.path);
    }
  }
  expect(taken).toEqual([...paths.slice(1), '/p/later.py']);
});

test('what is known of other files is told before what threads find out', () => {
  const told = summary({ definesDag: true });
  const path = '/p/a.py';
  const work = new OpenWork({
    project: { root: '/p', changes: { texts: new Map([[path, '']]) } },
    items: [{ path, configuration: strict }],
    summaries: [['/p/known.py', told]],
    answered: () => {},
    finished: () => {},
  });
  work.take();
  work.answer({ path, findings: [], faults: [], grounds: undefined }, told);
  expect(work.summariesFrom(0).map(([file]) => file)).toEqual(['/p/known.py', path]);
  expect(work.summariesFrom(1).map(([file]) => file)).toEqual([path]);
});
