// Airflow 2 catches up unless told otherwise: a past start date makes a run for every interval since.

import { setKeywordArgument } from '../../fixes/keyword-argument';
import { parseAirflowVersion } from '../../knowledge/airflow-versions';
import { isAirflowsOwn } from '../../semantic/dag/dags';
import { dagDate } from '../../semantic/dag/dates';
import { dayOf, roughly, runsBetween } from '../../semantic/dag/run-count';
import { type Schedule, scheduleOf } from '../../semantic/dag/schedules';
import type { Dag } from '../../semantic/dag/types';
import type { FileModel } from '../../semantic/file-model';
import type { Fix, Problem, Rule, RuleContext, RuleMeta } from '../rule';

const meta: RuleMeta = {
  id: 'implicit-catchup',
  group: 'dag',
  summary: 'A DAG that leaves `catchup` to the default, which is to catch up in Airflow 2',
  severity: 'information',
  profile: 'recommended',
  fix: 'unsafe',
  since: '0.1.0',
};

const messages = {
  implicit: (since: string, count: string) =>
    `This DAG leaves \`catchup\` out, and Airflow 2 then makes every run since ${since} when it is ` +
    `switched on: ${count} by now. Set \`catchup=False\`, or \`True\` where that is wanted.`,
  many: (count: string) => `more than ${count}`,
  fix: 'Set `catchup=False`',
};

/** A few runs to catch up with are no trouble, and what a start date of yesterday makes. */
const fewRuns = 3;
/** Airflow 2 runs a DAG without a schedule every day (`DEFAULT_SCHEDULE_INTERVAL`, models/dag.py). */
const defaultSchedule: Schedule = { kind: 'interval', seconds: 86_400 };

function* check(context: RuleContext): Generator<Problem> {
  const { model, airflowVersion } = context;
  const version = airflowVersion === undefined ? undefined : parseAirflowVersion(airflowVersion);
  if (version !== undefined && version.major !== 2) return;
  for (const dag of model.dags.all.filter((one) => isAirflowsOwn(one, model.names))) {
    const { entries, isComplete } = dag.arguments;
    if (entries.has('catchup') || !isComplete || runsOnlyLatest(model, dag)) continue;
    const start = dagDate(model, dag, 'start_date');
    if (start.kind !== 'date') continue;
    const known = scheduleOf(model, dag);
    const schedule = known === 'unset' && version !== undefined ? defaultSchedule : known;
    if (schedule === undefined || schedule === 'unset') continue;
    const end = dagDate(model, dag, 'end_date');
    if (end.kind !== 'unset' && end.kind !== 'date') continue;
    const { now } = context;
    const last = end.kind === 'date' && end.date < now ? end.date : now;
    const count = runsBetween(schedule, start.date, last);
    if (count === undefined || count <= fewRuns) continue;
    const fix = fixFor(model, dag);
    yield {
      message: messages.implicit(dayOf(start.date), messages.many(roughly(count - 1))),
      node: dag.anchor,
      fixes: fix === undefined ? [] : [fix],
    };
  }
}

/** `LatestOnlyOperator` is for DAGs whose older runs do nothing. */
function runsOnlyLatest(model: FileModel, dag: Dag): boolean {
  return model.tasks.ofDag(dag).some(({ operator }) => operator === 'airflow.LatestOnlyOperator');
}

/** Unsafe: the runs that Airflow would have caught up with are gone. */
function fixFor(model: FileModel, { call }: Dag): Fix | undefined {
  const edits = call === undefined ? [] : setKeywordArgument(model, call, 'catchup', 'False');
  return edits.length === 0 ? undefined : { title: messages.fix, safety: 'unsafe', edits };
}

export const implicitCatchup: Rule = { meta, check };
