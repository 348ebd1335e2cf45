// Code that names a task which its DAG does not have gets nothing from it, or fails.

import type { LoadedDag } from '../../semantic/dag/graph/types';
import { type TaskReference, taskReferences } from '../../semantic/dag/task-references';
import { nearestWord } from '../../text/nearest-word';
import type { TextRange } from '../../text/range';
import { rememberedBy } from '../../text/remembered';
import type { Fix, Problem, Rule, RuleContext, RuleMeta } from '../rule';

const meta: RuleMeta = {
  id: 'unknown-task-reference',
  group: 'dag',
  summary: 'The id of a task that the DAG does not have',
  severity: 'warning',
  profile: 'recommended',
  fix: 'unsafe',
  since: '0.1.0',
};

const messages = {
  found: (id: string, dag: string, use: TaskReference['use'], advice: string) =>
    `The DAG${dag} has no task \`${id}\`: ${messages.harm[use]}. ${advice}`,
  harm: {
    xcom: '`xcom_pull` silently gives None',
    branch: 'the branch fails as soon as it is taken',
    lookup: 'loading the file fails, and its DAGs are gone from the UI',
  } satisfies Record<TaskReference['use'], string>,
  meant: (id: string) => `Perhaps \`${id}\` is meant.`,
  correct: 'Name a task by its whole id, with those of its groups in front.',
  fix: (id: string) => `Replace it with \`${id}\``,
};

function* check({ model }: RuleContext): Generator<Problem> {
  const spoken = new Set<number>();
  for (const reference of taskReferences(model)) {
    const { dags, id, node, use } = reference;
    const known = dags.map((dag) => namesIn(dag, use));
    if (known.some((names) => names === undefined || names.has(id))) continue;
    const range = reference.range();
    const place = range ?? node;
    if (spoken.has(place.start)) continue;
    spoken.add(place.start);
    const meant = meantBy(id, [...new Set(known.flatMap((names) => [...(names ?? [])]))]);
    const dagId = dags.length === 1 ? dags[0]?.dagId : undefined;
    const advice = meant === undefined ? messages.correct : messages.meant(meant);
    yield {
      message: messages.found(id, dagId === undefined ? '' : ` \`${dagId}\``, use, advice),
      node,
      ...(range === undefined ? {} : { range }),
      fixes: fixFor(id, range, model.text, meant),
    };
  }
}

/** All that a reference may name; undefined where the DAG may have tasks that are not seen. */
const namesIn = rememberedBy(
  (dag: LoadedDag, use: TaskReference['use']): ReadonlySet<string> | undefined => {
    if (!dag.isComplete) return undefined;
    const ids = dag.tasks.map(({ taskId }) => taskId);
    // A branch may go on with a whole group.
    if (use === 'branch') ids.push(...dag.groups.map(({ groupId }) => groupId));
    const known = ids.filter((id) => id !== undefined);
    return known.length === ids.length ? new Set(known) : undefined;
  },
);

/** A task whose groups were left out, or one with a name that is nearly the same. */
function meantBy(id: string, known: readonly string[]): string | undefined {
  const inGroups = known.filter((candidate) => candidate.endsWith(`.${id}`));
  if (inGroups.length > 0) return inGroups.length === 1 ? inGroups[0] : undefined;
  // Names of tasks have words in common; only a slip of the pen is what was meant.
  return nearestWord(id, known, Math.max(2, id.length / 6));
}

function fixFor(
  id: string,
  range: TextRange | undefined,
  text: string,
  meant: string | undefined,
): Fix[] {
  if (meant === undefined || range === undefined) return [];
  if (text.slice(range.start, range.end) !== id) return [];
  return [{ title: messages.fix(meant), safety: 'unsafe', edits: [{ ...range, text: meant }] }];
}

export const unknownTaskReference: Rule = { meta, check };
