import { describe, expect, it } from 'vitest';
import { projectOf } from '../../harness/project';

const helpers = `import contextlib
import logging
import time
from airflow.exceptions import AirflowException, AirflowSkipException


class Broken(AirflowException):
    pass


def check(state):
    if state == "failed":
        raise Broken(state)


def pause():
    time.sleep(5)


def require(rows):
    if not rows:
        raise AirflowSkipException("nothing to do")


@contextlib.contextmanager
def reported(name):
    try:
        yield
    except Broken:
        logging.exception(name)


def ticks():
    while True:
        yield 1


def attempt(client):
    try:
        client.load()
        return True
    except Exception as error:
        logging.error(error)
        return False
`;

/** A DAG file with one task, whose body this is. */
const dag = (body: string) => `from datetime import datetime
from airflow.decorators import dag, task
from helpers import Broken, attempt, check, pause, reported, require, ticks


@dag(schedule=None, start_date=datetime(2024, 1, 1))
def example():
    @task
    def work(client):
${body.replaceAll(/^/gm, '        ')}

    work(1)


example()
`;

async function rulesOf(body: string): Promise<readonly string[]> {
  const project = await projectOf({ 'dags/helpers.py': helpers, 'dags/dag.py': dag(body) });
  const spoken = project.findings('dags/dag.py').map(({ rule }) => rule);
  return spoken.filter((rule) => /^(?:unbounded|swallowed)/.test(rule));
}

describe('what a task does through functions of another file', () => {
  it.each([
    ['a raise leaves the loop', 'while True:\n    check(client.state())', []],
    [
      'a raise is caught by its class',
      'while True:\n    try:\n        check(client.state())\n    except Broken:\n        print(1)',
      ['unbounded-loop'],
    ],
    [
      'a raise is swallowed by a context manager',
      'while True:\n    with reported("x"):\n        check(client.state())',
      ['unbounded-loop'],
    ],
    ['it sleeps', 'while not client.is_done():\n    pause()', ['unbounded-poll']],
    ['it yields for ever', 'for tick in ticks():\n    client.work(tick)', ['unbounded-loop']],
    [
      'it yields until enough',
      'for tick in ticks():\n    if client.work(tick):\n        break',
      [],
    ],
    [
      'it skips, and a handler raises something else',
      'try:\n    require(client.rows())\nexcept Exception as error:\n    raise ValueError(error)',
      ['swallowed-airflow-signal'],
    ],
  ])('%s', async (_, body, expected) => {
    expect(await rulesOf(body)).toEqual(expected);
  });

  it('says that it failed, and nobody listens', async () => {
    const project = await projectOf({
      'dags/helpers.py': helpers,
      'dags/dag.py': dag('attempt(client)'),
    });
    const [finding] = project.findings('dags/helpers.py', 'swallowed-exception');
    expect(finding?.tasks.map(({ taskId }) => taskId)).toEqual(['work']);
  });
});
