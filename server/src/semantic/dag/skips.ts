// Which tasks branches and short circuits may skip.

import { isBranching, isShortCircuit } from '../../knowledge/branching';
import type { RunGraph, RunScenario } from './graph/run-states';
import type { LoadedTask } from './graph/types';

/**
 * The tasks that something of the DAG may skip, apart from one branch that is looked at by itself. A
 * short circuit skips everything behind it, a branch what is right behind it.
 */
export function skippedBy(graph: RunGraph, except?: LoadedTask): RunScenario['maySkip'] {
  const behindShortCircuits = new Set(
    graph.behind(graph.order.filter(({ operator }) => isShortCircuit(operator))),
  );
  return (task) =>
    behindShortCircuits.has(task) ||
    graph.upstreamOf(task).some((one) => one !== except && isBranching(one.operator));
}
