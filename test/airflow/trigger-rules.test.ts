/** What tasks come to by their trigger rules is what `RunGraph` says. */

import { expect, it } from 'vitest';
import {
  failed,
  RunGraph,
  type StateSet,
  skipped,
  succeeded,
  upstreamFailed,
} from '../../server/src/semantic/dag/graph/run-states';
import { loadDag } from '../model/dag/graph/loaded';
import {
  idOf,
  mixes,
  outcomes,
  rulesOf,
  triggerRuleDag,
} from '../model/dag/graph/trigger-rule-cases';
import { runDag } from './run-dag';

const bits: Readonly<Record<string, StateSet>> = {
  success: succeeded,
  failed,
  skipped,
  upstream_failed: upstreamFailed,
};

it.each([2, 3] as const)(
  'Airflow %i decides on every trigger rule and mix of outcomes as the model does',
  async (major) => {
    const source = triggerRuleDag(major);
    const { states } = await runDag(major, source, { seconds: 240 });
    const dag = await loadDag(source);
    const graph = new RunGraph(dag);
    const given = new Map(
      dag.tasks.flatMap((task) => {
        const state = Object.entries(outcomes).find(([id]) => id === task.taskId)?.[1];
        return state === undefined ? [] : [[task, bits[state] ?? 0] as const];
      }),
    );
    const said = graph.statesOf(graph.order, {
      given,
      outcomes: () => succeeded,
      maySkip: () => false,
    });
    const byId = new Map([...said].map(([task, set]) => [task.taskId, set]));
    const contradictions = rulesOf(major).flatMap((rule) =>
      mixes.flatMap((mix) => {
        const id = idOf(rule, mix);
        const seen = states?.[id] ?? 'nothing';
        const isSaid = ((byId.get(id) ?? 0) & (bits[seen] ?? 0)) !== 0;
        return isSaid ? [] : [`${id}: ${seen}, not ${byId.get(id)}`];
      }),
    );
    expect(contradictions).toEqual([]);
  },
  300_000,
);
