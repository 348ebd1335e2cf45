// Tasks that wait for each other in a circle: Airflow refuses the DAG.

import { cyclesOf } from '../../semantic/dag/graph/cycles';
import { ownPlace, placeOfDag } from '../../semantic/dag/graph/places';
import type { LoadedDag, LoadedEdge, LoadedTask } from '../../semantic/dag/graph/types';
import type { FileModel } from '../../semantic/file-model';
import type { SyntaxNode } from '../../syntax/node';
import type { Problem, Rule, RuleContext, RuleMeta } from '../rule';

const meta: RuleMeta = {
  id: 'dependency-cycle',
  group: 'dag',
  summary: 'Tasks that wait for each other in a circle',
  severity: 'error',
  profile: 'recommended',
  fix: 'none',
  since: '0.1.0',
};

const messages = {
  cycle: (path: string) =>
    `These tasks wait for each other: ${path}. Airflow raises AirflowDagCycleException, and the DAG ` +
    'is gone from the UI. Take one of the dependencies out.',
  itself: (task: string) =>
    `The task ${task} waits for itself. Airflow raises AirflowDagCycleException, and the DAG is gone ` +
    'from the UI. Take this dependency out.',
  edge: (from: string, to: string) => `${from} comes before ${to}.`,
};

/** More tasks than these are named by the first and the last of them. */
const namedTasks = 8;

function* check({ model }: RuleContext): Generator<Problem> {
  for (const dag of model.loaded.dags) {
    for (const cycle of cyclesOf(dag.edges.filter((edge) => edge.isCertain))) {
      const problem = problemOf(model, dag, cycle);
      if (problem !== undefined) yield problem;
    }
  }
}

function problemOf(
  model: FileModel,
  dag: LoadedDag,
  cycle: readonly LoadedEdge[],
): Problem | undefined {
  const own = cycle.filter(({ place }) => place.tree === model.tree);
  // The dependency that is written last closes the circle.
  const last = [...own].sort((a, b) => a.place.start - b.place.start).at(-1);
  const place = last?.place ?? ownPlace(model.tree, [placeOfDag(dag)]);
  if (place === undefined) return undefined;
  const first = last === undefined ? 0 : cycle.indexOf(last) + 1;
  const ordered = [...cycle.slice(first), ...cycle.slice(0, first)];
  const tasks = new Set(cycle.map(({ from }) => from.node));
  return {
    message: messageFor(ordered),
    node: anchorOf(place),
    tasks: model.tasks.atAnyOf(tasks),
    related: ordered
      .filter((edge) => edge !== last)
      .map((edge) => ({
        place: anchorOf(edge.place),
        message: messages.edge(labelOf(edge.from), labelOf(edge.to)),
      })),
  };
}

function messageFor(cycle: readonly LoadedEdge[]): string {
  const [only, ...others] = cycle;
  if (only !== undefined && others.length === 0) return messages.itself(labelOf(only.from));
  const names = cycle.map(({ from }) => labelOf(from));
  const [firstName = ''] = names;
  const shown =
    names.length > namedTasks
      ? [...names.slice(0, namedTasks - 2), '…', ...names.slice(-1), firstName]
      : [...names, firstName];
  return messages.cycle(shown.join(' → '));
}

function labelOf({ operator, taskId }: LoadedTask): string {
  return `\`${taskId ?? operator.slice(operator.lastIndexOf('.') + 1)}\``;
}

/** The `>>` of `a >> b`, or what a call calls. */
function anchorOf(place: SyntaxNode): SyntaxNode {
  if (place.kind === 'binary_operator') return place.child('operator') ?? place;
  return place.kind === 'call' ? (place.child('function') ?? place) : place;
}

export const dependencyCycle: Rule = { meta, check };
