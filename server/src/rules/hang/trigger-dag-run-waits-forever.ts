// Waiting for another DAG's run, or deferred for a job, lasts as long as that; in Airflow 3 no task limit ends it.

import { parseAirflowVersion } from '../../knowledge/airflow-versions';
import { executionTimeoutOf } from '../../semantic/dag/execution-timeout';
import { runLimitOfDagNamed, runLimitOfTask } from '../../semantic/dag/run-limit';
import { deferredForJob, waitsForTriggeredRun } from '../../semantic/dag/triggered-runs';
import type { Task } from '../../semantic/dag/types';
import type { FileModel } from '../../semantic/file-model';
import type { Problem, Rule, RuleContext, RuleMeta } from '../rule';

const meta: RuleMeta = {
  id: 'trigger-dag-run-waits-forever',
  group: 'hang',
  summary: 'A task that waits for the run of another DAG, or deferred for a job, without limit',
  severity: 'warning',
  profile: 'recommended',
  fix: 'none',
  since: '0.1.0',
};

const messages = {
  two: (dag: string) =>
    `This task waits for the run of ${dag} for as long as that lasts: when something in it hangs, ` +
    'so does this one. Set `execution_timeout` here, or `dagrun_timeout` on the triggered DAG.',
  three: (dag: string) =>
    `This task waits for the run of ${dag} for as long as that lasts, and from Airflow 3.0 on ` +
    '`execution_timeout` does not end this wait: when something in that run hangs, so does this ' +
    'task. Set `dagrun_timeout` on the triggered DAG or on this one.',
  later: (dag: string) =>
    `From Airflow 3.0 on \`execution_timeout\` does not end the wait for the run of ${dag}: when ` +
    'something in that run hangs, so does this task. Set `dagrun_timeout` on the triggered DAG or ' +
    'on this one.',
  unknownDag: 'the triggered DAG',
  job:
    'This task is deferred for as long as its job lasts, and nothing limits that: when the end of the ' +
    'job is never seen, it stays "deferred" for ever. Set `execution_timeout`, which also ends the deferral.',
  jobWithoutTimeout:
    'This task is deferred for as long as its job lasts, and from Airflow 3.0 on `execution_timeout` ' +
    'does not count meanwhile: when the end of the job is never seen, it stays "deferred" for ever. Set ' +
    '`dagrun_timeout` on this DAG.',
};

function* check({ model, airflowVersion }: RuleContext): Generator<Problem> {
  const major =
    airflowVersion === undefined ? undefined : parseAirflowVersion(airflowVersion)?.major;
  for (const task of model.tasks.all) {
    if (runLimitOfTask(model, task).kind !== 'unset') continue;
    const problem = waitsForTriggeredRun(model, task)
      ? runProblem(model, task, major)
      : jobProblem(model, task, major);
    if (problem !== undefined) yield { ...problem, node: task.anchor, tasks: [task] };
  }
}

type TaskProblem = Pick<Problem, 'message' | 'severity'>;

function runProblem(
  model: FileModel,
  task: Task,
  major: number | undefined,
): TaskProblem | undefined {
  const dagId = triggeredDag(model, task);
  if (isRunLimited(model, dagId)) return undefined;
  const isUnlimited = executionTimeoutOf(model, task).kind === 'unset';
  const dag = dagId === undefined ? messages.unknownDag : `\`${dagId}\``;
  if (major === 2) return isUnlimited ? { message: messages.two(dag) } : undefined;
  if (major !== undefined || isUnlimited) return { message: messages.three(dag) };
  return { message: messages.later(dag), severity: 'information' };
}

/** Systems that run jobs mostly have limits of their own; only a limit that does not count is a trap. */
function jobProblem(
  model: FileModel,
  task: Task,
  major: number | undefined,
): TaskProblem | undefined {
  const timeout = deferredForJob(model, task);
  if (timeout === undefined) return undefined;
  const limit = executionTimeoutOf(model, task).kind;
  if (timeout === 'execution_timeout' || major === 2) {
    return limit === 'unset' ? { message: messages.job, severity: 'information' } : undefined;
  }
  const isTrap = limit === 'set' && major !== undefined;
  return { message: messages.jobWithoutTimeout, severity: isTrap ? 'warning' : 'information' };
}

function triggeredDag(model: FileModel, task: Task): string | undefined {
  const id = model.tasks.effectiveArgument(task, 'trigger_dag_id');
  const text = model.constants.string(id?.value);
  // What a template makes of it is known when the task runs.
  return text?.includes('{{') === true ? undefined : text;
}

/** What the project does not show, nobody can say to be without a limit: it may be anywhere. */
function isRunLimited(model: FileModel, dagId: string | undefined): boolean {
  return dagId !== undefined && runLimitOfDagNamed(model, dagId) !== 'no';
}

export const triggerDagRunWaitsForever: Rule = { meta, check };
