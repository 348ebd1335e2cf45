// A sensor or trigger that names a DAG which the workspace does not have.

import type { FileModel } from '../../semantic/file-model';
import type { SyntaxNode } from '../../syntax/node';
import { nearestWord } from '../../text/nearest-word';
import type { Problem, Rule, RuleContext, RuleMeta } from '../rule';

const meta: RuleMeta = {
  id: 'unknown-dag-reference',
  group: 'dag',
  summary: 'The id of a DAG that the workspace does not have',
  severity: 'information',
  profile: 'recommended',
  fix: 'none',
  since: '0.1.0',
};

const messages = {
  found: (id: string, harm: string, meant: string | undefined) =>
    `No file of this workspace defines a DAG \`${id}\`: if there is none elsewhere, ${harm}. ` +
    (meant === undefined ? 'Check the id.' : `Perhaps \`${meant}\` is meant.`),
  waits: 'the sensor waits until its timeout',
  fails: 'the task fails with DagNotFound',
  marks: 'the marker clears nothing',
};

/** The argument that names the other DAG, and what comes of one that is not there. */
const references: Readonly<Record<string, readonly [argument: string, harm: string]>> = {
  'airflow.ExternalTaskMarker': ['external_dag_id', messages.marks],
  'airflow.ExternalTaskSensor': ['external_dag_id', messages.waits],
  'airflow.TriggerDagRunOperator': ['trigger_dag_id', messages.fails],
};

function* check({ model }: RuleContext): Generator<Problem> {
  let ids: ReadonlySet<string> | undefined;
  const spoken = new Set<SyntaxNode>();
  for (const task of model.tasks.all) {
    const [argument, harm] =
      (Object.hasOwn(references, task.operator) ? references[task.operator] : undefined) ?? [];
    if (argument === undefined || harm === undefined) continue;
    for (const { task: loaded } of model.taskInstances.of(task)) {
      const given = loaded.effective(argument);
      if (typeof given === 'string' || given.value.type !== 'string') continue;
      const id = given.value.value;
      const { origin } = given;
      if (/\{\{|\{%/.test(id) || origin.tree !== model.tree || spoken.has(origin)) continue;
      // All files are looked into for this, so it is asked only where a DAG is named.
      ids ??= everyDagId(model);
      if (ids === undefined) return;
      if (ids.has(id)) continue;
      spoken.add(origin);
      const meant = nearestWord(id, ids);
      yield { message: messages.found(id, harm, meant), node: origin, tasks: [task] };
    }
  }
}

/**
 * Undefined where some id is not known, and where no other file of the project defines a DAG: then the
 * DAGs that this one works with are kept elsewhere. A file of no project has to have several.
 */
function everyDagId({ loaded, surroundings }: FileModel): ReadonlySet<string> | undefined {
  const own = new Set(loaded.dags.flatMap(({ dagId }) => dagId ?? []));
  if (surroundings !== undefined) {
    const all = surroundings.dags.everyId();
    return all !== undefined && [...all].some((id) => !own.has(id)) ? all : undefined;
  }
  const isKnown = loaded.isComplete && loaded.dags.every(({ dagId }) => dagId !== undefined);
  return isKnown && own.size > 1 ? own : undefined;
}

export const unknownDagReference: Rule = { meta, check };
