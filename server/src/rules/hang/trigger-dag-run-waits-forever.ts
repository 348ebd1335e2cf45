// Waiting for the run of another DAG lasts as long as that run, and in Airflow 3 no task limit ends it.

import { parseAirflowVersion } from '../../knowledge/airflow-versions';
import { executionTimeoutOf } from '../../semantic/dag/execution-timeout';
import { runLimitOfDagNamed, runLimitOfTask } from '../../semantic/dag/run-limit';
import { waitsForTriggeredRun } from '../../semantic/dag/triggered-runs';
import type { Task } from '../../semantic/dag/types';
import type { FileModel } from '../../semantic/file-model';
import type { Problem, Rule, RuleContext, RuleMeta } from '../rule';

const meta: RuleMeta = {
  id: 'trigger-dag-run-waits-forever',
  group: 'hang',
  summary: 'A task that triggers another DAG and waits for its run without limit',
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
};

function* check({ model, airflowVersion }: RuleContext): Generator<Problem> {
  const major =
    airflowVersion === undefined ? undefined : parseAirflowVersion(airflowVersion)?.major;
  for (const task of model.tasks.all) {
    if (!waitsForTriggeredRun(model, task)) continue;
    const dagId = triggeredDag(model, task);
    if (runLimitOfTask(model, task).kind !== 'unset' || isRunLimited(model, dagId)) continue;
    const limit = executionTimeoutOf(model, task).kind;
    const dag = dagId === undefined ? messages.unknownDag : `\`${dagId}\``;
    if (major === 2) {
      if (limit !== 'unset') continue;
      yield { message: messages.two(dag), node: task.anchor, tasks: [task] };
    } else if (major !== undefined || limit === 'unset') {
      yield { message: messages.three(dag), node: task.anchor, tasks: [task] };
    } else {
      const message = messages.later(dag);
      yield { message, node: task.anchor, severity: 'information', tasks: [task] };
    }
  }
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
