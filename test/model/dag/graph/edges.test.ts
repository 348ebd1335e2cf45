/** Which edges the ways of writing dependencies make. Each was run in Airflow 2.10.5 and 3.3.2. */

import { describe, expect, it } from 'vitest';
import { edgesOf, idsOf, inDag } from './loaded';

const four = `
a = EmptyOperator(task_id="a")
b = EmptyOperator(task_id="b")
c = EmptyOperator(task_id="c")
d = EmptyOperator(task_id="d")
`;

/** The same two tasks in a group `g`, with one before and one behind. */
const grouped = `
a = EmptyOperator(task_id="a")
with TaskGroup("g") as g:
    one = EmptyOperator(task_id="one")
    two = EmptyOperator(task_id="two")
d = EmptyOperator(task_id="d")
`;

describe('dependencies', () => {
  it.each([
    ['a >> b >> c', ['a >> b', 'b >> c']],
    ['c << b << a', ['a >> b', 'b >> c']],
    ['a >> [b, c] >> d', ['a >> b', 'a >> c', 'b >> d', 'c >> d']],
    ['d << [b, c] << a', ['a >> b', 'a >> c', 'b >> d', 'c >> d']],
    ['a >> (b, c)', ['a >> b', 'a >> c']],
    ['a.set_downstream([b, c])', ['a >> b', 'a >> c']],
    ['a.set_upstream(b)', ['b >> a']],
    ['chain(a, [b, c], d)', ['a >> b', 'a >> c', 'b >> d', 'c >> d']],
    ['chain([a, b], [c, d])', ['a >> c', 'b >> d']],
    ['chain(*[a, b, c])', ['a >> b', 'b >> c']],
    ['chain_linear([a, b], [c, d])', ['a >> c', 'a >> d', 'b >> c', 'b >> d']],
    ['cross_downstream([a, b], [c, d])', ['a >> c', 'a >> d', 'b >> c', 'b >> d']],
    ['a >> Label("yes") >> b', ['a >> yes >> b']],
    ['b << Label("yes") << a', ['a >> yes >> b']],
    ['for task in [b, c]:\n    a >> task', ['a >> b', 'a >> c']],
    ['a >> b\na >> b', ['a >> b']],
    [
      'previous = None\nfor t in [a, b, c]:\n    if previous:\n        previous >> t\n    previous = t',
      ['a >> b', 'b >> c'],
    ],
  ])('of `%s`', async (statement, expected) => {
    const dag = await inDag(`${four.trim()}\n${statement}`);
    expect(edgesOf(dag)).toEqual(expected);
    expect(dag.isComplete).toBe(true);
  });

  it('go to the first and from the last tasks of a group', async () => {
    const dag = await inDag(`${grouped.trim()}\none >> two\na >> g >> d`);
    expect(edgesOf(dag)).toEqual(['a >> g.one', 'g.one >> g.two', 'g.two >> d']);
  });

  it('of a group are those that it has when they are written', async () => {
    const dag = await inDag(`${grouped.trim()}\na >> g >> d\none >> two`);
    expect(edgesOf(dag)).toEqual([
      'a >> g.one',
      'a >> g.two',
      'g.one >> d',
      'g.one >> g.two',
      'g.two >> d',
    ]);
  });

  it('between two groups go from every last to every first task', async () => {
    const dag = await inDag(`
with TaskGroup("one") as one:
    EmptyOperator(task_id="x")
    EmptyOperator(task_id="y")
with TaskGroup("two") as two:
    EmptyOperator(task_id="z")
one >> two
`);
    expect(edgesOf(dag)).toEqual(['one.x >> two.z', 'one.y >> two.z']);
  });

  it('of an empty group go through it in Airflow 3, and end there in Airflow 2', async () => {
    const body = `
a = EmptyOperator(task_id="a")
with TaskGroup("g") as g:
    pass
d = EmptyOperator(task_id="d")
a >> g >> d
`;
    expect(edgesOf(await inDag(body, '3.3'))).toEqual(['a >> d']);
    expect(edgesOf(await inDag(body, '2.10'))).toEqual([]);
  });

  it('with a label between groups stand between the groups since 2.5', async () => {
    const body = `
a = EmptyOperator(task_id="a")
with TaskGroup("g") as g:
    one = EmptyOperator(task_id="one")
    two = EmptyOperator(task_id="two")
one >> Label("yes") >> a
`;
    expect(edgesOf(await inDag(body, '3.3'))).toEqual(['g.one >> a', 'g.two >> a']);
    expect(edgesOf(await inDag(body, '2.4'))).toEqual(['g.one >> yes >> a']);
  });

  it('under a condition that nobody knows are not certain', async () => {
    const dag = await inDag(`${four.trim()}\nimport os\nif os.getenv("X"):\n    a >> b\na >> c`);
    expect(edgesOf(dag)).toEqual(['a >> b?', 'a >> c']);
  });

  it('on one of two tasks are not certain', async () => {
    const dag = await inDag(`${four.trim()}\nimport os\nx = a if os.getenv("X") else b\nx >> c`);
    expect(edgesOf(dag)).toEqual(['a >> c?', 'b >> c?']);
  });

  it('that other code may add leave the DAG incomplete', async () => {
    const dag = await inDag(`${four.trim()}\nfrom company import link\nlink(a, b)\na >> b`);
    expect(edgesOf(dag)).toEqual(['a >> b']);
    expect(dag.isComplete).toBe(false);
    expect(idsOf(dag)).toEqual(['a', 'b', 'c', 'd']);
  });
});
