// A DAG with a schedule and no start date: Airflow 2 refuses it, Airflow 3 does when it catches up.

import { importedName } from '../../fixes/imports';
import { setKeywordArguments } from '../../fixes/keyword-argument';
import { type AirflowVersion, parseAirflowVersion } from '../../knowledge/airflow-versions';
import { isReached } from '../../knowledge/removals';
import { isAirflowsOwn } from '../../semantic/dag/dags';
import { dagDate } from '../../semantic/dag/dates';
import { type Schedule, scheduleOf } from '../../semantic/dag/schedules';
import type { Dag } from '../../semantic/dag/types';
import type { FileModel } from '../../semantic/file-model';
import type { Fix, Problem, Rule, RuleContext, RuleMeta } from '../rule';

const meta: RuleMeta = {
  id: 'missing-start-date',
  group: 'dag',
  summary: 'A DAG without the `start_date` that its schedule needs',
  severity: 'warning',
  profile: 'recommended',
  fix: 'unsafe',
  since: '0.1.0',
};

const messages = {
  schedule: (version: string) =>
    `This DAG has a schedule and no \`start_date\`, and ${version} refuses that: loading the file ` +
    'fails, and its DAGs are gone from the UI. Set `start_date`.',
  tasks: (version: string) =>
    `Neither this DAG nor its tasks have a \`start_date\`, and ${version} refuses the first task: ` +
    'loading the file fails, and its DAGs are gone from the UI. Set `start_date`.',
  catchup:
    'With `catchup=True` Airflow has to know where to begin, and this DAG has no `start_date`: ' +
    'loading the file fails, and its DAGs are gone from the UI. Set `start_date`.',
  fix: (added: string) => `Set ${added}`,
};

function* check({ model, airflowVersion }: RuleContext): Generator<Problem> {
  const version = airflowVersion === undefined ? undefined : parseAirflowVersion(airflowVersion);
  for (const dag of model.dags.all.filter((one) => isAirflowsOwn(one, model.names))) {
    if (dagDate(model, dag, 'start_date').kind !== 'unset') continue;
    const found = problemOf(model, dag, version);
    if (found === undefined) continue;
    const fix = fixFor(model, dag, version);
    yield { ...found, node: dag.anchor, fixes: fix === undefined ? [] : [fix] };
  }
}

function problemOf(
  model: FileModel,
  dag: Dag,
  version: AirflowVersion | undefined,
): Pick<Problem, 'message' | 'severity'> | undefined {
  const schedule = scheduleOf(model, dag);
  const catchesUp = model.constants.truth(dag.arguments.entries.get('catchup')) === true;
  const isScheduled = schedule !== undefined && schedule !== 'unset' && makesRuns(schedule);
  if (isScheduled && catchesUp && (version === undefined || version.major >= 3)) {
    return { message: messages.catchup };
  }
  if (version !== undefined && version.major >= 3) return undefined;
  // Since 2.8 the constructor of a scheduled DAG raises, before that the first task.
  if (version !== undefined && !isReached(version, '2.8')) {
    if (!hasTaskWithoutStart(model, dag)) return undefined;
    return { message: messages.tasks(`Airflow ${version.major}.${version.minor}`) };
  }
  if (!isScheduled) return undefined;
  return {
    message: messages.schedule('Airflow 2'),
    severity: version === undefined ? 'information' : 'warning',
  };
}

/** What is no schedule to Airflow, or refused anyway, needs no start. */
function makesRuns(schedule: Schedule): boolean {
  return schedule.kind !== 'none' && schedule.kind !== 'other' && schedule.kind !== 'unknown';
}

function hasTaskWithoutStart(model: FileModel, dag: Dag): boolean {
  return model.tasks
    .ofDag(dag)
    .some(
      (task) =>
        task.dags.length === 1 &&
        model.tasks.effectiveArgument(task, 'start_date') === undefined &&
        model.tasks.knowsAllArguments(task),
    );
}

/**
 * A fixed date, and no catching up, so that the date makes no more runs. Where the author wants to
 * catch up, only the author knows from where.
 */
function fixFor(model: FileModel, dag: Dag, version: AirflowVersion | undefined): Fix | undefined {
  const { call } = dag;
  if (call === undefined) return undefined;
  const catchup = dag.arguments.entries.get('catchup');
  if (catchup !== undefined && model.constants.truth(catchup) !== false) return undefined;
  const mayCatchUp = catchup === undefined && (version === undefined || version.major < 3);
  const addsCatchup = mayCatchUp && goesByTime(scheduleOf(model, dag));
  const datetime = importedName(model, 'datetime', 'datetime', call);
  const start = `${datetime.expression}(2024, 1, 1)`;
  const edits = setKeywordArguments(model, call, [
    ['start_date', start],
    ...(addsCatchup ? [['catchup', 'False'] as const] : []),
  ]);
  if (edits.length === 0) return undefined;
  const added = [`\`start_date=${start}\``, ...(addsCatchup ? ['`catchup=False`'] : [])];
  return {
    title: messages.fix(added.join(' and ')),
    safety: 'unsafe',
    edits: [...datetime.edits, ...edits],
  };
}

function goesByTime(schedule: Schedule | 'unset' | undefined): boolean {
  if (schedule === undefined || schedule === 'unset') return true;
  return schedule.kind === 'cron' || schedule.kind === 'interval' || schedule.kind === 'unknown';
}

export const missingStartDate: Rule = { meta, check };
