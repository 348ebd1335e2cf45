// Without dagrun_timeout a run that never ends stays active, and no more than max_active_runs may.

import { placeOfDagArgument, setDagArgument } from '../../fixes/dag-argument';
import { importedName } from '../../fixes/imports';
import { isAirflowsOwn } from '../../semantic/dag/dags';
import { runLimitOf } from '../../semantic/dag/run-limit';
import { allowedTimes } from '../../semantic/dag/task-time';
import type { Dag } from '../../semantic/dag/types';
import type { FileModel } from '../../semantic/file-model';
import type { Fix, Problem, Rule, RuleContext, RuleMeta } from '../rule';

const meta: RuleMeta = {
  id: 'missing-dagrun-timeout',
  group: 'hang',
  summary: 'A DAG whose runs may last for ever',
  severity: 'information',
  profile: 'strict',
  fix: 'unsafe',
  since: '0.1.0',
};

const messages = {
  problem:
    'This DAG has no `dagrun_timeout`: a run in which something never ends stays "running" for ' +
    'ever, and after `max_active_runs` of them no new one starts. Set ' +
    '`dagrun_timeout=timedelta(...)` on the DAG.',
  fix: (value: string) => `Set \`dagrun_timeout=${value}\``,
};

const secondsPerDay = 86_400;

function* check({ model }: RuleContext): Generator<Problem> {
  for (const dag of model.dags.all) {
    // Who writes `None` knows of it.
    if (!isAirflowsOwn(dag, model.names) || dag.arguments.entries.has('dagrun_timeout')) continue;
    if (runLimitOf(model, dag).kind !== 'unset') continue;
    const fix = fixFor(model, dag);
    yield { message: messages.problem, node: dag.anchor, fixes: fix === undefined ? [] : [fix] };
  }
}

/** A day, or as many as the limits of the tasks need. */
function fixFor(model: FileModel, dag: Dag): Fix | undefined {
  const place = placeOfDagArgument(model, dag);
  if (place === undefined) return undefined;
  const tasks = model.loaded.dags
    .filter(({ node }) => node === dag.node)
    .flatMap((one) => one.tasks);
  const longest = Math.max(0, ...tasks.flatMap(allowedTimes).map(({ seconds }) => seconds));
  const days = Math.max(1, Math.ceil(longest / secondsPerDay));
  const timedelta = importedName(model, 'datetime', 'timedelta', place);
  const edits = setDagArgument(
    model,
    dag,
    'dagrun_timeout',
    `${timedelta.expression}(days=${days})`,
  );
  if (edits.length === 0) return undefined;
  return {
    title: messages.fix(`timedelta(days=${days})`),
    safety: 'unsafe',
    edits: [...timedelta.edits, ...edits],
  };
}

export const missingDagrunTimeout: Rule = { meta, check };
