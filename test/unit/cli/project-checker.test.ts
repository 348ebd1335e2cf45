import fc from 'fast-check';
import { expect, test } from 'vitest';
import { OpenWork } from '../../../server/src/cli/work/open-work';
import { ProjectChecker } from '../../../server/src/cli/work/project-checker';
import type { ItemAnswer, WorkItem } from '../../../server/src/cli/work/work';
import type { OwnBlockingCall } from '../../../server/src/knowledge/blocking-calls';
import { testParser } from '../../harness/parser';
import { paths, text } from '../../harness/random-project';
import { tries } from '../../harness/tries';
import { strict } from './harness';

const helper = 'import requests\ndef get():\n    requests.get("https://example.org")\n';
const dag = `from airflow import DAG
from airflow.decorators import task
from helper import get
from airflow.utils.task_group import TaskGroup
with DAG("d"):
    @task
    def work():
        get()
    with TaskGroup("outer", default_args={"retries": 3}):
        with TaskGroup("inner", default_args={"pool": "p"}):
            work()
`;
const [dagPath, helperPath] = ['/p/dags/dag.py', '/p/dags/helper.py'];
const configuration = { ...strict, select: ['request-without-timeout'] };

async function checkerOf(files: Readonly<Record<string, string>>): Promise<ProjectChecker> {
  const changes = { texts: new Map(Object.entries(files)) };
  return new ProjectChecker({ root: '/p', changes }, await testParser());
}

/** Checks it when its turn has come: the rules that have spoken, and what it tells others. */
function checked(checker: ProjectChecker, path: string, airflowVersion?: string) {
  const found = checker.check({
    path,
    configuration: { ...configuration, airflowVersion },
    isPutOff: true,
  });
  return {
    rules: found?.answer.findings.map(({ rule }) => rule),
    summary: found?.summary,
  };
}

test('what other files may run is put off until they are checked, which tell what they run', async () => {
  const checker = await checkerOf({ [dagPath]: dag, [helperPath]: helper });
  expect(checker.check({ path: helperPath, configuration })).toBeUndefined();
  expect(checker.check({ path: dagPath, configuration })?.summary?.tasks).toHaveLength(1);
  expect(checked(checker, helperPath).rules).toEqual(['request-without-timeout']);
});

test('a thread counts on what another one has learned of a file', async () => {
  const idle = 'from airflow import DAG\nfrom helper import get\n';
  const files = { [dagPath]: idle, [helperPath]: helper };
  const other = await checkerOf({ ...files, [dagPath]: dag });
  const { summary } = checked(other, dagPath);
  // By what is written there, the helper is never run.
  expect(checked(await checkerOf(files), helperPath).rules).toEqual([]);
  const checker = await checkerOf(files);
  checker.learn(summary === undefined ? [] : [[dagPath, summary]]);
  expect(checked(checker, helperPath).rules).toEqual(['request-without-timeout']);
});

test('a check whose settings make another file of it says nothing to others', async () => {
  const checker = await checkerOf({ [dagPath]: dag, [helperPath]: helper });
  // Airflow 2.5 gives the task no retries.
  expect(checked(checker, dagPath, '2.5').summary).toBeUndefined();
  const { summary } = checked(checker, dagPath, '2.6');
  expect(summary).toEqual(checked(checker, dagPath).summary);
  expect(summary).toBeDefined();
});

test('files that lead to none, or that others lead to, say nothing', async () => {
  const between = `from base import x\n${helper}`;
  const files = { [dagPath]: dag, [helperPath]: between, '/p/dags/base.py': 'x = 1\n' };
  const checker = await checkerOf({ ...files, '/p/dags/alone.py': dag.replace('helper', 'other') });
  expect(checked(checker, '/p/dags/alone.py').summary).toBeUndefined();
  expect(checked(checker, helperPath).summary).toBeUndefined();
  expect(checked(checker, dagPath).summary).toBeDefined();
});

const files = fc.uniqueArray(fc.tuple(fc.constantFrom(...paths), text), {
  minLength: 3,
  selector: ([path]) => path,
});
const ownCall = { call: 'a.f2', kind: 'network', timeout: undefined } as const;
const settings = fc.record({
  airflowVersion: fc.constantFrom(undefined, '2.4', '2.10', '3.0'),
  blockingCalls: fc.constantFrom<OwnBlockingCall[]>([], [ownCall]),
});

test('two threads that share a project find what a look at each file alone finds', async () => {
  const parser = await testParser();
  fc.assert(
    fc.property(files, settings, fc.infiniteStream(fc.boolean()), (texts, own, turns) => {
      const project = { root: '/p', changes: { texts: new Map(texts) } };
      const items = texts.map(
        ([path]): WorkItem => ({ path, configuration: { ...strict, ...own } }),
      );
      const answers = new Map<string, ItemAnswer>();
      const work = new OpenWork({
        project,
        items,
        summaries: [],
        answered: (answer) => answers.set(answer.path, answer),
        finished: () => {},
      });
      const threads = [0, 1].map(() => ({ checker: new ProjectChecker(project, parser), told: 0 }));
      while (work.isWaiting) {
        for (const item of work.take()) {
          const thread = threads[turns.next().value === true ? 1 : 0];
          if (thread === undefined) throw new Error('two threads');
          const news = work.summariesFrom(thread.told);
          thread.told += news.length;
          thread.checker.learn(news);
          const found = thread.checker.check(item);
          if (found === undefined) work.putOff(item);
          else work.answer(found.answer, found.summary);
        }
      }
      expect(work.isAnswered).toBe(true);
      for (const item of items) {
        const alone = new ProjectChecker(project, parser).check({ ...item, isPutOff: true });
        expect(answers.get(item.path)).toEqual(alone?.answer);
      }
    }),
    tries(40, 4_000),
  );
});
