// Two tasks or groups of a DAG with one id: Airflow refuses the second, and the file does not load.

import { ownPlace, placeOfDag, placeOfGroup, placeOfTask } from '../../semantic/dag/graph/places';
import type { LoadedDag } from '../../semantic/dag/graph/types';
import type { FileModel } from '../../semantic/file-model';
import type { SyntaxNode } from '../../syntax/node';
import type { Problem, Rule, RuleContext, RuleMeta } from '../rule';

const meta: RuleMeta = {
  id: 'duplicate-task-id',
  group: 'dag',
  summary: 'Two tasks or groups of one DAG with the same id',
  severity: 'error',
  profile: 'recommended',
  fix: 'none',
  since: '0.1.0',
};

const harm =
  'Airflow raises DuplicateTaskIdFound, loading the file fails, and its DAGs are gone from the UI.';

const messages = {
  taken: (id: string, other: Kind, dag: string) =>
    `The id \`${id}\` belongs to another ${other} of the DAG${dag}: ${harm} Give this one an id of its own.`,
  repeated: (id: string, kind: Kind, dag: string) =>
    `This makes more than one ${kind} with the id \`${id}\` in the DAG${dag}: ${harm} Put what differs ` +
    'into the id.',
  made: (kind: Kind) => `This makes the ${kind}.`,
  first: (kind: Kind, id: string) => `The first ${kind} \`${id}\`.`,
};

type Kind = 'task' | 'group';

/** A task or group of a DAG, as far as its id goes. */
interface Holder {
  readonly id: string;
  readonly kind: Kind;
  /** The operator call, `TaskGroup(...)`, or the function under `@task` or `@task_group`. */
  readonly node: SyntaxNode;
  /** The call that makes it. */
  readonly maker: SyntaxNode;
  /** Where its id is written. */
  readonly place: SyntaxNode;
}

function* check({ model }: RuleContext): Generator<Problem> {
  const seen = new Set<SyntaxNode>();
  for (const dag of model.loaded.dags) {
    for (const [first, second] of collisions(dag)) {
      const place = ownPlace(model.tree, [second.place, second.maker, placeOfDag(dag)]);
      if (place === undefined || seen.has(place)) continue;
      seen.add(place);
      yield problemOf(model, dag, first, second, place);
    }
  }
}

function problemOf(
  model: FileModel,
  { dagId }: LoadedDag,
  first: Holder,
  second: Holder,
  node: SyntaxNode,
): Problem {
  const dag = dagId === undefined ? '' : ` \`${dagId}\``;
  const isSame = first.maker === second.maker;
  const tasks = model.tasks.atAnyOf([second.node]);
  if (isSame) {
    const isElsewhere = second.maker.tree !== model.tree;
    const related = isElsewhere
      ? [{ place: second.place, message: messages.made(second.kind) }]
      : [];
    return { message: messages.repeated(second.id, second.kind, dag), node, tasks, related };
  }
  return {
    message: messages.taken(second.id, first.kind, dag),
    node,
    tasks,
    related: [{ place: first.place, message: messages.first(first.kind, first.id) }],
  };
}

/** What surely takes an id that something else surely has. */
function* collisions(dag: LoadedDag): Generator<readonly [first: Holder, second: Holder]> {
  const known = new Map<string, Holder>();
  for (const holder of holdersOf(dag)) {
    const first = known.get(holder.id);
    if (first === undefined) known.set(holder.id, holder);
    else yield inReadingOrder(first, holder);
  }
}

/** Groups are listed behind the tasks, wherever they stand. */
function inReadingOrder(one: Holder, other: Holder): readonly [Holder, Holder] {
  const isTurned = one.maker.tree === other.maker.tree && one.maker.start > other.maker.start;
  return isTurned ? [other, one] : [one, other];
}

/** Tasks and groups share one space of ids (`used_group_ids` in airflow/utils/task_group.py). */
function holdersOf({ groups, tasks }: LoadedDag): readonly Holder[] {
  const found: Holder[] = [];
  for (const task of tasks) {
    const { call, isCertain, node, taskId } = task;
    if (taskId === undefined || !isCertain) continue;
    found.push({ id: taskId, kind: 'task', node, maker: call, place: placeOfTask(task) });
  }
  for (const group of groups) {
    const { groupId, isCertain, node } = group;
    if (groupId === undefined || !isCertain) continue;
    found.push({ id: groupId, kind: 'group', node, maker: node, place: placeOfGroup(group) });
  }
  return found;
}

export const duplicateTaskId: Rule = { meta, check };
