// An ExternalTaskSensor looks for success only: a failure of the other task leaves it waiting.

import { importedName } from '../../fixes/imports';
import { limitSensor } from '../../fixes/sensor-arguments';
import { suggestedDuration, suggestedSeconds } from '../../fixes/suggested-limit';
import { placeOfTaskArgument, setTaskArgument } from '../../fixes/task-argument';
import { parseAirflowVersion } from '../../knowledge/airflow-versions';
import { executionTimeoutOf } from '../../semantic/dag/execution-timeout';
import {
  externalTarget,
  missedSchedules,
  missingTask,
  statesOf,
} from '../../semantic/dag/external-wait';
import { runLimitOfTask } from '../../semantic/dag/run-limit';
import { isSensorLimited, sensorMode } from '../../semantic/dag/sensor-limit';
import type { Task } from '../../semantic/dag/types';
import type { FileModel } from '../../semantic/file-model';
import type { Fix, Problem, Rule, RuleContext, RuleMeta } from '../rule';

const meta: RuleMeta = {
  id: 'external-task-sensor-waits-forever',
  group: 'hang',
  summary:
    'An `ExternalTaskSensor` that waits on although what it waits for has failed or never runs',
  severity: 'warning',
  profile: 'recommended',
  fix: 'unsafe',
  since: '0.1.0',
};

const messages = {
  failure: (what: string, cost: string) =>
    `This sensor looks for success only: when ${what} fails, it waits on for seven days${cost}. ` +
    'Set `failed_states` and `timeout`.',
  dag: 'the other DAG',
  tasks: 'the other task',
  slot: ' and holds a worker slot all the time',
  deferrable: (version: string) =>
    `In Airflow ${version} a deferrable \`ExternalTaskSensor\` ignores \`timeout\` and ` +
    '`failed_states`: when the other task fails, it waits for ever. Set `execution_timeout`, which ' +
    'ends it.',
  schedules: (own: string, dag: string, other: string) =>
    `This sensor waits for a run of \`${dag}\` with its own logical date, and no run at \`${own}\` ` +
    `meets one at \`${other}\`: it never succeeds. Set \`execution_delta\` to the time between them.`,
  missedWithDelta: (own: string, dag: string, other: string) =>
    `This sensor waits for a run of \`${dag}\` that its \`execution_delta\` does not lead to: no run ` +
    `at \`${own}\`, less that, meets one at \`${other}\`, and it never succeeds. Correct the delta.`,
  missing: (task: string, dag: string) =>
    `The DAG \`${dag}\` has no task \`${task}\`, so that this sensor waits for what never runs. Name a ` +
    'task of it by its whole id, with those of its groups in front.',
  otherDag: 'It has no such task.',
  otherSchedule: 'The schedule that it never meets.',
  fix: (given: string) => `Set ${given}`,
  fixExecutionTimeout: (value: string) => `Set \`execution_timeout=timedelta(${value})\``,
};

/** As in `sensor-without-timeout`: longer than most data is late, and still within the day. */
const suggestedHours = 6;

/** States that end a task of the other DAG, or its run, without success. */
const failures = { dag: ['failed'], tasks: ['failed', 'upstream_failed'] } as const;

function* check({ model, airflowVersion }: RuleContext): Generator<Problem> {
  for (const task of model.tasks.all) {
    if (task.operator !== 'airflow.ExternalTaskSensor') continue;
    const problem =
      taskProblem(model, task) ??
      scheduleProblem(model, task) ??
      deferrableProblem(model, task, airflowVersion) ??
      failureProblem(model, task, airflowVersion);
    if (problem !== undefined) yield { ...problem, subject: task.node, tasks: [task] };
  }
}

function taskProblem(model: FileModel, task: Task): Problem | undefined {
  const missing = missingTask(model, task);
  if (missing === undefined) return undefined;
  const { dag, node, taskId } = missing;
  return {
    message: messages.missing(taskId, dag.dagId),
    node,
    related: [{ place: dag.place, message: messages.otherDag }],
  };
}

function scheduleProblem(model: FileModel, task: Task): Problem | undefined {
  const missed = missedSchedules(model, task);
  if (missed === undefined) return undefined;
  const { looksBack, other, otherDagId, otherText, ownText } = missed;
  const message = looksBack ? messages.missedWithDelta : messages.schedules;
  return {
    message: message(ownText, otherDagId, otherText),
    node: task.anchor,
    related: [{ place: other, message: messages.otherSchedule }],
  };
}

/**
 * `defer(timeout=self.execution_timeout, trigger=WorkflowTrigger(…))` without `failed_states`, in
 * airflow/sensors/external_task.py of 2.7 to 2.11. The sensor of the standard provider passes both.
 */
function deferrableProblem(
  model: FileModel,
  task: Task,
  airflowVersion: string | undefined,
): Problem | undefined {
  const version = airflowVersion === undefined ? undefined : parseAirflowVersion(airflowVersion);
  if (airflowVersion === undefined || version?.major !== 2) return undefined;
  if (sensorMode(model, task) !== 'deferrable' || isOfProvider(model, task)) return undefined;
  if (executionTimeoutOf(model, task).kind !== 'unset') return undefined;
  if (runLimitOfTask(model, task).kind === 'set') return undefined;
  const fix = executionTimeoutFix(model, task);
  return {
    message: messages.deferrable(airflowVersion),
    node: task.anchor,
    fixes: fix === undefined ? [] : [fix],
  };
}

function failureProblem(
  model: FileModel,
  task: Task,
  airflowVersion: string | undefined,
): Problem | undefined {
  if (isSensorLimited(model, task) !== false) return undefined;
  const ends = ['failed_states', 'skipped_states', 'allowed_states'].map((name) =>
    statesOf(model, task, name),
  );
  const [failed, skipped, allowed] = ends;
  // Any state that is listed as failed shows that failures were thought of.
  if (failed === undefined || failed === 'unknown' || failed.size > 0) return undefined;
  if (skipped === 'unknown' || allowed === 'unknown') return undefined;
  if (skipped?.has('failed') || allowed?.has('failed')) return undefined;
  const target = externalTarget(model, task);
  const cost = sensorMode(model, task) === 'poke' ? messages.slot : '';
  // Where the version is not known, the deferrable sensor may be the one that ignores both.
  const mayIgnore =
    airflowVersion === undefined &&
    sensorMode(model, task) !== 'poke' &&
    sensorMode(model, task) !== 'reschedule' &&
    !isOfProvider(model, task);
  const taken = new Set([...(skipped ?? []), ...(allowed ?? [])]);
  const fix = mayIgnore ? undefined : failedStatesFix(model, task, taken);
  return {
    message: messages.failure(target === 'dag' ? messages.dag : messages.tasks, cost),
    node: task.anchor,
    fixes: fix === undefined ? [] : [fix],
  };
}

/**
 * Both arguments: without a timeout the sensor still waits for what never comes. States that belong
 * to tasks are refused for a whole DAG, and no state may be listed twice.
 */
function failedStatesFix(
  model: FileModel,
  task: Task,
  taken: ReadonlySet<string>,
): Fix | undefined {
  const target = externalTarget(model, task) ?? 'dag';
  const states = failures[target].filter((state) => !taken.has(state));
  const list = `[${states.map((state) => `"${state}"`).join(', ')}]`;
  const timeout = suggestedSeconds(model, task, suggestedHours);
  if (timeout === undefined) return undefined;
  const limits = [
    ['failed_states', list],
    ['timeout', timeout.text],
  ] as const;
  const given = limitSensor(model, task, limits, timeout.seconds);
  return given && { title: messages.fix(given.title), safety: 'unsafe', edits: given.edits };
}

function executionTimeoutFix(model: FileModel, task: Task): Fix | undefined {
  const place = placeOfTaskArgument(task);
  const limit = suggestedDuration(model, task, suggestedHours);
  if (place === undefined || limit === undefined) return undefined;
  const timedelta = importedName(model, 'datetime', 'timedelta', place);
  const value = `${timedelta.expression}(${limit.argument})`;
  const edits = setTaskArgument(model, task, 'execution_timeout', value);
  if (edits.length === 0) return undefined;
  return {
    title: messages.fixExecutionTimeout(limit.argument),
    safety: 'unsafe',
    edits: [...timedelta.edits, ...edits],
  };
}

/** True for the class of the standard provider, which 2.x projects can install, too. */
function isOfProvider(model: FileModel, task: Task): boolean {
  const [binding] = model.scopes.lookup(task.anchor.text.split('.')[0] ?? '', task.anchor);
  return binding?.imported?.startsWith('airflow.providers.') === true;
}

export const externalTaskSensorWaitsForever: Rule = { meta, check };
