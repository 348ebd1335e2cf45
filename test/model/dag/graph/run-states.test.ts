import { describe, expect, it } from 'vitest';
import {
  failed,
  isOnly,
  RunGraph,
  type StateSet,
  skipped,
  succeeded,
  upstreamFailed,
} from '../../../../server/src/semantic/dag/graph/run-states';
import type { LoadedDag } from '../../../../server/src/semantic/dag/graph/types';
import { inDag, loadDag, taskOf } from './loaded';
import { idOf, outcomes, triggerRuleDag } from './trigger-rule-cases';

/** The states of all tasks by their ids, where those of some are given. */
function statesWith(
  dag: LoadedDag,
  given: Readonly<Record<string, StateSet>>,
  maySkip: (id: string) => boolean = () => false,
): Record<string, StateSet> {
  const graph = new RunGraph(dag);
  const states = graph.statesOf(graph.order, {
    given: new Map(Object.entries(given).map(([id, set]) => [taskOf(dag, id), set])),
    outcomes: () => succeeded,
    maySkip: ({ taskId }) => maySkip(taskId ?? ''),
  });
  return Object.fromEntries([...states].map(([task, set]) => [task.taskId, set]));
}

describe('what tasks come to', () => {
  const given = { done: succeeded, broken: failed, passed_over: skipped };

  it.each([
    ['all_success', ['done'], succeeded],
    ['all_success', ['done', 'broken'], upstreamFailed],
    ['all_success', ['done', 'passed_over'], skipped],
    ['all_success', ['broken', 'passed_over'], upstreamFailed | skipped],
    ['all_failed', ['broken', 'behind_broken'], succeeded],
    ['all_failed', ['broken', 'passed_over'], skipped],
    ['all_done', ['broken', 'passed_over'], succeeded],
    ['one_success', ['passed_over'], skipped],
    ['one_success', ['broken', 'passed_over'], upstreamFailed],
    ['one_failed', ['done'], skipped],
    ['one_done', ['behind_broken'], skipped],
    ['none_failed', ['passed_over'], succeeded],
    ['none_failed_min_one_success', ['passed_over'], skipped],
    ['none_skipped', ['broken'], succeeded],
    ['all_skipped', ['passed_over'], succeeded],
    ['all_done_min_one_success', ['done', 'broken'], succeeded],
  ])('with %s behind %s', async (rule, mix, expected) => {
    const dag = await loadDag(triggerRuleDag(3));
    expect(Object.keys(outcomes)).toEqual(expect.arrayContaining(mix));
    expect(statesWith(dag, given)[idOf(rule, mix)]).toBe(expected);
  });

  it('is every way that choices can go', async () => {
    const dag = await inDag(`
      one = EmptyOperator(task_id="one")
      two = EmptyOperator(task_id="two")
      both = EmptyOperator(task_id="both")
      some = EmptyOperator(task_id="some", trigger_rule="one_success")
      [one, two] >> both
      [one, two] >> some
    `);
    const states = statesWith(dag, {}, (id) => id === 'one' || id === 'two');
    expect(states.both).toBe(succeeded | skipped);
    expect(states.some).toBe(succeeded | skipped);
    expect(isOnly(states.both ?? 0, succeeded | skipped)).toBe(true);
    expect(isOnly(states.both ?? 0, succeeded)).toBe(false);
  });

  it('is anything where the trigger rule is not known', async () => {
    const dag = await inDag(`
      from project import rule
      one = EmptyOperator(task_id="one")
      one >> EmptyOperator(task_id="two", trigger_rule=rule)
    `);
    expect(statesWith(dag, {}).two).toBe(succeeded | failed | upstreamFailed | skipped);
  });
});

describe('the tasks that decide the state of a run', () => {
  it('are the last ones, and those that only teardowns follow', async () => {
    const dag = await inDag(`
      start = EmptyOperator(task_id="start")
      work = EmptyOperator(task_id="work")
      stop = EmptyOperator(task_id="stop").as_teardown(setups=start)
      start >> work >> stop
    `);
    const graph = new RunGraph(dag);
    const deciding = dag.tasks.filter((task) => graph.decidesRun(task));
    expect(deciding.map(({ taskId }) => taskId)).toEqual(['work']);
  });

  it('are teardowns, too, where these say so', async () => {
    const dag = await inDag(`
      work = EmptyOperator(task_id="work")
      stop = EmptyOperator(task_id="stop").as_teardown(on_failure_fail_dagrun=True)
      work >> stop
    `);
    const graph = new RunGraph(dag);
    const deciding = dag.tasks.filter((task) => graph.decidesRun(task));
    expect(deciding.map(({ taskId }) => taskId)).toEqual(['stop']);
  });
});
