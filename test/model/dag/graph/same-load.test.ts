import { expect, test } from 'vitest';
import { loadFile } from '../../../../server/src/semantic/dag/graph/load';
import { isSameLoad } from '../../../../server/src/semantic/dag/graph/same-load';
import { updateParsed } from '../../../../server/src/semantic/project/parsed-files';
import { Scopes } from '../../../../server/src/semantic/scopes';
import { testParser } from '../../../harness/parser';

const before = `from datetime import timedelta

from airflow import DAG
from airflow.decorators import task
from airflow.operators.bash import BashOperator
from airflow.utils.task_group import TaskGroup


def helper():
    return 1


def other():
    return 2


with DAG("d", schedule="@daily", default_args={"retries": 2}) as dag:
    helper()
    rows = [1]
    with TaskGroup("g") as group:
        inner = BashOperator(task_id="inner", bash_command="true", pool="p")
    outer = BashOperator(task_id="outer", bash_command="true", execution_timeout=timedelta(hours=1))
    inner >> outer
`;

/** Whether the load of the file is the same after an edit of it, and after that was taken back. */
async function isSameAfter(written: string, replaced: string): Promise<readonly boolean[]> {
  expect(before).toContain(written);
  const parser = await testParser();
  const tree = parser.parse(before);
  const scopes = new Scopes(tree);
  const load = () =>
    loadFile({ tree, scopes, path: undefined, surroundings: undefined, version: undefined });
  const first = load();
  const again = isSameLoad(first, load());
  updateParsed({ tree, scopes }, before.replace(written, replaced), parser);
  return [again, isSameLoad(first, load())];
}

test.each([
  ['a list', 'rows = [1]', 'rows = [1, 2]'],
  ['a new statement', 'rows = [1]', 'rows = [1]\n    count = len(rows)'],
  ['the body of a function', 'return 1', 'return 100'],
  ['a comment', '    rows', '    # what there is\n    rows'],
  ['what comes before the DAG', '\n\ndef helper', '\nlimit = 3\n\n\ndef helper'],
])('%s is nothing to Airflow', async (_, written, replaced) => {
  expect(await isSameAfter(written, replaced)).toEqual([true, true]);
});

test.each([
  ['an id', 'task_id="outer"', 'task_id="out"'],
  ['an argument of a task', 'pool="p"', 'pool="q"'],
  ['a limit', 'hours=1', 'hours=2'],
  ['an argument that goes', ', pool="p"', ''],
  ['a default', '"retries": 2', '"retries": 3'],
  ['an argument of the DAG', '"@daily"', '"@hourly"'],
  ['an edge that goes', '    inner >> outer\n', ''],
  ['an edge that turns round', 'inner >> outer', 'outer >> inner'],
  ['a group', 'TaskGroup("g")', 'TaskGroup("h")'],
  ['another task', 'rows = [1]', 'rows = BashOperator(task_id="rows", bash_command="true")'],
  [
    'a task without a DAG',
    'def helper',
    'BashOperator(task_id="x", bash_command="x")\n\ndef helper',
  ],
  ['a function that is called', 'helper()\n', 'other()\n'],
  ['code that nobody knows', 'rows = [1]', 'rows = unknown(dag)'],
])('%s is another load', async (_, written, replaced) => {
  expect(await isSameAfter(written, replaced)).toEqual([true, false]);
});
