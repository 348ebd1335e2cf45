// Tasks that talk to other hosts and are not tried again when that fails once.

import {
  placeOfDefaultArgument,
  setDefaultArgument,
  setTaskArgument,
} from '../../fixes/task-argument';
import { takesDefaultsOf } from '../../semantic/dag/dag-defaults';
import { type NetworkUse, networkUses } from '../../semantic/dag/network-use';
import { agreedArgument } from '../../semantic/dag/retries';
import { leavesTimeFor } from '../../semantic/dag/time-budget';
import type { Dag, Task } from '../../semantic/dag/types';
import type { FileModel } from '../../semantic/file-model';
import { wouldAppendAgain } from '../../semantic/flow/repeated-appends';
import type { SyntaxNode } from '../../syntax/node';
import type { TextEdit } from '../../text/edit';
import type { Fix, Problem, Rule, RuleContext, RuleMeta } from '../rule';

const meta: RuleMeta = {
  id: 'missing-retries',
  group: 'failure',
  summary: 'A task that talks to the network and is not tried again',
  severity: 'information',
  profile: 'strict',
  fix: 'unsafe',
  since: '0.1.0',
};

/** Enough for a lost connection, and few enough to tell of a lasting failure soon. */
const suggestedRetries = '2';

const messages = {
  task: (name: string, remedy: string) =>
    `This task talks to the network (\`${name}\`) and has no \`retries\`: the first time that fails, so does the ` +
    `run, until someone clears the task. ${remedy}`,
  anywhere: 'Set `retries` on the task or in `default_args`.',
  onlyAtTask:
    'Set `retries` on the task itself: it is made outside the DAG, whose `default_args` do not reach it.',
  dag: (count: number, name: string) =>
    `${count === 1 ? 'A task' : `${count} tasks`} of this DAG ${count === 1 ? 'talks' : 'talk'} to the ` +
    `network (\`${name}\`${count === 1 ? '' : ' and others'}) and ${count === 1 ? 'has' : 'have'} no ` +
    '`retries`: the first time that fails, so does the run, until someone clears the task. Set `retries` in ' +
    '`default_args`.',
  use: 'Nothing tries this again.',
  fixDag: `Set \`retries\` to \`${suggestedRetries}\` in \`default_args\``,
  fixTask: `Set \`retries=${suggestedRetries}\``,
};

/** More places than these are not shown with a finding. */
const shownUses = 3;

interface Untried {
  readonly task: Task;
  readonly use: NetworkUse;
}

function* check({ model }: RuleContext): Generator<Problem> {
  const byPlace = new Map<SyntaxNode, { dag: Dag | undefined; untried: Untried[] }>();
  const useOf = networkUses(model);
  for (const task of model.tasks.all) {
    const place = placeWithoutRetries(model, task);
    if (place === undefined) continue;
    const use = useOf(task);
    if (use === undefined) continue;
    const known = byPlace.get(place.node);
    if (known === undefined) byPlace.set(place.node, { dag: place.dag, untried: [{ task, use }] });
    else known.untried.push({ task, use });
  }
  for (const [node, { dag, untried }] of byPlace) yield problemAt(model, node, dag, untried);
}

/** Where the retries of a task would best be set; undefined where it has some, or may have. */
function placeWithoutRetries(
  model: FileModel,
  task: Task,
): { node: SyntaxNode; dag: Dag | undefined } | undefined {
  const retries = agreedArgument(model, task, 'retries');
  if (retries === 'unknown') return undefined;
  const [dag, ...others] = task.dags;
  const isOfOwn = others.length === 0 && dag?.node.tree === model.tree;
  const own = isOfOwn && takesDefaultsOf(model, task, dag) ? dag : undefined;
  if (retries === 'unset') return { node: own?.anchor ?? task.anchor, dag: own };
  // Who writes 0 at the task itself knows that it must not run twice.
  const { origin, source, value } = retries;
  const isZero = value.type === 'number' && value.value === 0;
  return isZero && source === 'dag' && own !== undefined && origin.tree === model.tree
    ? { node: origin, dag: own }
    : undefined;
}

function problemAt(
  model: FileModel,
  node: SyntaxNode,
  dag: Dag | undefined,
  untried: readonly Untried[],
): Problem {
  const name = untried[0]?.use.name ?? '';
  const uses = [...new Set(untried.map(({ use }) => use.node))].filter((use) => use !== node);
  return {
    message:
      dag === undefined
        ? messages.task(name, remedyFor(model, untried))
        : messages.dag(untried.length, name),
    node,
    tasks: untried.map(({ task }) => task),
    related: uses.slice(0, shownUses).map((place) => ({ place, message: messages.use })),
    fixes: fixFor(model, dag, untried),
  };
}

function remedyFor(model: FileModel, untried: readonly Untried[]): string {
  const isReached = untried.every(({ task }) =>
    task.dags.every((dag) => takesDefaultsOf(model, task, dag)),
  );
  return isReached ? messages.anywhere : messages.onlyAtTask;
}

/** Not where a task appends, which a second try would do again, nor where the run has no time for it. */
function fixFor(model: FileModel, dag: Dag | undefined, untried: readonly Untried[]): Fix[] {
  const [only, ...others] = untried;
  const triedAgain = dag === undefined ? untried.map(({ task }) => task) : model.tasks.ofDag(dag);
  if (wouldAppendAgain(model, triedAgain)) return [];
  const retries = Number(suggestedRetries);
  if (!triedAgain.every((task) => leavesTimeFor(model, task.dags, retries))) return [];
  let edits: readonly TextEdit[] = [];
  if (dag !== undefined && placeOfDefaultArgument(model, dag) !== undefined) {
    edits = setDefaultArgument(model, dag, 'retries', suggestedRetries);
  } else if (only !== undefined && others.length === 0) {
    edits = setTaskArgument(model, only.task, 'retries', suggestedRetries);
  }
  const title = dag === undefined ? messages.fixTask : messages.fixDag;
  return edits.length === 0 ? [] : [{ title, safety: 'unsafe', edits }];
}

export const missingRetries: Rule = { meta, check };
