// The clock says which data a task reads, so that a retry or a backfill reads other data.

import { parseAirflowVersion } from '../../knowledge/airflow-versions';
import { type Schedule, scheduleOf } from '../../semantic/dag/schedules';
import type { Dag } from '../../semantic/dag/types';
import { type ClockScope, clockScopes } from '../../semantic/data-scope';
import type { FileModel } from '../../semantic/file-model';
import { writtenCallee } from '../../syntax/calls';
import type { SyntaxNode } from '../../syntax/node';
import type { Problem, Rule, RuleContext, RuleMeta } from '../rule';

const meta: RuleMeta = {
  id: 'now-in-task',
  group: 'dag',
  summary: 'The time of the clock that decides which data a task reads',
  severity: 'information',
  profile: 'recommended',
  fix: 'none',
  since: '0.1.0',
};

const messages = {
  found: (call: string, what: ClockScope['what'], advice: string) =>
    `\`${call}()\` decides ${messages.what[what]}: a retry after midnight, a late run or a backfill ` +
    `reads other data than the run is for. ${advice}`,
  what: {
    query: 'which rows this query reads',
    request: 'what this request asks for',
    file: 'which file is read',
    range: 'which range of data is read',
  },
  interval: 'Use `data_interval_start` and `data_interval_end` of the context.',
  logicalDate:
    'Use `logical_date` of the context: a cron schedule has no data interval in Airflow 3 by default.',
  either:
    'Use `data_interval_start` of the context; in Airflow 3, where a cron schedule has no data interval ' +
    'by default, `logical_date`.',
};

function* check({ airflowVersion, model }: RuleContext): Generator<Problem> {
  const spoken = new Set<SyntaxNode>();
  for (const { time, what } of clockScopes(model)) {
    const { call } = time;
    if (spoken.has(call) || call.tree !== model.tree) continue;
    const dags = model.reach(call).phases.has('task') ? dagsAt(model, call) : [];
    const schedules = dags.map((dag) => scheduleOf(model, dag));
    if (!schedules.some((schedule) => hasPeriods(schedule, airflowVersion))) continue;
    spoken.add(call);
    const isCron = schedules.some((schedule) => isCronSchedule(schedule));
    const advice = adviceFor(isCron, airflowVersion);
    yield {
      message: messages.found(writtenCallee(call), what, advice),
      node: call.child('function') ?? call,
    };
  }
}

function dagsAt(model: FileModel, node: SyntaxNode): readonly Dag[] {
  return [...new Set(model.reach(node).tasks.flatMap((task) => task.dags))];
}

/** True where runs stand for periods, so that each has data of its own. */
function hasPeriods(
  schedule: Schedule | 'unset' | undefined,
  version: string | undefined,
): boolean {
  if (schedule === undefined) return false;
  // Unset means daily in Airflow 2 and never in Airflow 3.
  if (schedule === 'unset') return majorOf(version) === 2;
  return schedule.kind === 'cron' || schedule.kind === 'interval';
}

function isCronSchedule(schedule: Schedule | 'unset' | undefined): boolean {
  return schedule !== undefined && schedule !== 'unset' && schedule.kind === 'cron';
}

function adviceFor(isCron: boolean, version: string | undefined): string {
  const major = majorOf(version);
  if (!isCron || major === 2) return messages.interval;
  return major === undefined ? messages.either : messages.logicalDate;
}

function majorOf(version: string | undefined): number | undefined {
  return version === undefined ? undefined : parseAirflowVersion(version)?.major;
}

export const nowInTask: Rule = { meta, check };
