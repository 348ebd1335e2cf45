// Catching up from a start date long ago makes thousands of runs at once.

import { isAirflowsOwn } from '../../semantic/dag/dags';
import { dagDate } from '../../semantic/dag/dates';
import { dayOf, roughly, runsBetween } from '../../semantic/dag/run-count';
import { scheduleOf } from '../../semantic/dag/schedules';
import type { Problem, Rule, RuleContext, RuleMeta } from '../rule';

const meta: RuleMeta = {
  id: 'catchup-from-distant-start',
  group: 'dag',
  summary: '`catchup=True` with a start date so long ago that it makes over a thousand runs',
  severity: 'warning',
  profile: 'recommended',
  fix: 'none',
  since: '0.1.0',
};

const messages = {
  many: (since: string, until: string, count: string) =>
    `With \`catchup=True\` Airflow makes every run since ${since} when the DAG is switched on, ` +
    `more than ${count} ${until}, and the newest come last. Move \`start_date\` nearer, or set ` +
    '`catchup=False` and backfill what is needed.',
  now: 'by now',
  end: (day: string) => `up to its end on ${day}`,
  start: 'The start date.',
};

const manyRuns = 1000;

function* check(context: RuleContext): Generator<Problem> {
  const { model } = context;
  for (const dag of model.dags.all.filter((one) => isAirflowsOwn(one, model.names))) {
    const catchup = dag.arguments.entries.get('catchup');
    if (catchup === undefined || model.constants.truth(catchup) !== true) continue;
    const schedule = scheduleOf(model, dag);
    const start = dagDate(model, dag, 'start_date');
    const end = dagDate(model, dag, 'end_date');
    if (schedule === undefined || schedule === 'unset' || start.kind !== 'date') continue;
    if (end.kind !== 'unset' && end.kind !== 'date') continue;
    const { now } = context;
    const isOver = end.kind === 'date' && end.date < now;
    const count = runsBetween(schedule, start.date, isOver ? end.date : now);
    if (count === undefined || count <= manyRuns) continue;
    const until = isOver ? messages.end(dayOf(end.date)) : messages.now;
    const { node } = start;
    yield {
      message: messages.many(dayOf(start.date), until, roughly(count - 1)),
      node: catchup.tree === model.tree ? catchup : dag.anchor,
      related: [{ place: node, message: messages.start }],
    };
  }
}

export const catchupFromDistantStart: Rule = { meta, check };
