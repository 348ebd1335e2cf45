// What a row of the tree says. Plain data, so that it can be looked at without an editor.

import type { Dag, DagRun, RunKey, TaskInstance } from '../airflow/model';
import { countedStates, hasNotBegun, lookOf, stateOfAll } from './states';
import type { OutlineEntry } from './task-outline';
import { durationText, instantText, sinceText } from './times';

export interface Row {
  readonly label: string;
  /** In a fainter color behind the label. */
  readonly description: string;
  /** Lines. */
  readonly tooltip: readonly string[];
  readonly icon: string;
  readonly color: string | undefined;
  /** True where the description changes with the time alone. */
  readonly isTicking: boolean;
}

/** @param dag undefined where Airflow has not been asked for it yet, null where it knows none of this id */
export function dagRow(dagId: string, dag: Dag | null | undefined, environment: string): Row {
  const row = { label: dagId, icon: 'type-hierarchy-sub', color: undefined, isTicking: false };
  if (dag === undefined) return { ...row, description: '', tooltip: [dagId] };
  if (dag === null) {
    return {
      ...row,
      icon: 'question',
      description: `not in ${environment}`,
      tooltip: [dagId, `The active file defines this DAG, but ${environment} does not know it.`],
    };
  }
  const facts = [
    ...(dag.isPaused ? ['paused'] : []),
    ...(dag.hasImportErrors ? ['import error'] : []),
    ...(dag.isStale ? ['no longer in its file'] : []),
  ];
  return {
    ...row,
    icon: dag.hasImportErrors ? 'warning' : dag.isPaused ? 'debug-pause' : row.icon,
    description: facts.join(' · ') || (dag.schedule ?? ''),
    tooltip: [
      dagId,
      ...(dag.description ? [dag.description] : []),
      ...(dag.schedule ? [`Schedule: ${dag.schedule}`] : []),
      ...(dag.isPaused ? ['Paused: the scheduler starts no runs of it.'] : []),
      ...(dag.hasImportErrors ? ['Airflow cannot load its file any more.'] : []),
      ...(dag.relativeFileloc ? [`File: ${dag.relativeFileloc}`] : []),
    ],
  };
}

export function runRow(run: DagRun, now: number): Row {
  const look = lookOf(run.state);
  const began = run.startedAt ?? run.runAfter ?? run.logicalDate;
  const isRunning = run.state === 'running';
  return {
    label: began === undefined ? run.runId : instantText(began, now),
    description: [
      look.words,
      ...lasting(run.startedAt, run.endedAt, isRunning, now),
      ...(run.runType ? [run.runType] : []),
    ].join(' · '),
    tooltip: [
      `${run.dagId}`,
      `Run: ${run.runId}`,
      `State: ${look.words}`,
      ...spanLines(run.startedAt, run.endedAt, now),
      ...(run.note ? [`Note: ${run.note}`] : []),
    ],
    icon: look.icon,
    color: look.color,
    isTicking: isRunning,
  };
}

/**
 * A run in the list of all that runs.
 *
 * @param run undefined where it is no longer running itself, though one of its tasks is
 */
export function runningRow(
  key: RunKey,
  run: DagRun | undefined,
  runningTasks: number,
  now: number,
): Row {
  if (run === undefined) {
    const description = 'the run has ended, its task has not';
    const tooltip = [key.dagId, `Run: ${key.runId}`, `State: ${description}`];
    return { ...lookOf('unknown'), label: key.dagId, description, tooltip, isTicking: false };
  }
  const row = runRow(run, now);
  const waiting = runningTasks === 0 ? ' · no task is running' : '';
  return { ...row, label: key.dagId, description: `${row.description}${waiting}` };
}

/** A task instance below its run, below its mapped task, or in the list of all that runs. */
export function instanceRow(
  instance: TaskInstance,
  now: number,
  place: 'in-run' | 'in-task' | 'alone',
): Row {
  const look = lookOf(instance.state);
  const isRunning = instance.state === 'running';
  const index = instance.mapIndex === undefined ? '' : `[${instance.mapIndex}]`;
  // Unless an author names the instances, some versions name them by their index once more.
  const isNamed = instance.mapName && instance.mapName !== String(instance.mapIndex);
  const name = isNamed ? ` ${instance.mapName}` : '';
  const short = instance.taskId.slice((instance.groups.at(-1)?.length ?? -1) + 1);
  const label = {
    'in-task': `${index || '[ ]'}${name}`,
    'in-run': `${short}${index && ` ${index}`}${name}`,
    alone: `${instance.taskId}${index && ` ${index}`}${name}`,
  }[place];
  return {
    label,
    description: [
      isRunning && instance.startedAt !== undefined
        ? `running since ${sinceText(instance.startedAt, now)}`
        : look.words,
      ...(hasNotBegun(instance.state)
        ? []
        : lasting(instance.startedAt, instance.endedAt, isRunning, now, instance.durationSeconds)),
      ...tries(instance),
    ].join(' · '),
    tooltip: [
      `${instance.dagId} › ${instance.taskId}${index && ` ${index}`}${name}`,
      `Run: ${instance.runId}`,
      `State: ${look.words}`,
      `Try: ${instance.tryNumber} of ${instance.maxTries}`,
      ...(instance.queuedAt ? [`Queued: ${instantText(instance.queuedAt, now)}`] : []),
      ...spanLines(instance.startedAt, instance.endedAt, now),
      ...(instance.operator ? [`Operator: ${instance.operator}`] : []),
      ...(instance.hostname ? [`Worker: ${instance.hostname}`] : []),
      ...(instance.pool ? [`Pool: ${instance.pool}`] : []),
      ...(instance.note ? [`Note: ${instance.note}`] : []),
    ],
    icon: look.icon,
    color: look.color,
    isTicking: isRunning && instance.startedAt !== undefined,
  };
}

/** A group, or a mapped task with its instances. */
export function manyRow(entry: Extract<OutlineEntry, { kind: 'group' | 'task' }>): Row {
  const states = entry.instances.map(({ state }) => state);
  const look = lookOf(stateOfAll(states));
  const id = entry.kind === 'group' ? entry.groupId : entry.taskId;
  const groups = entry.instances[0]?.groups ?? [];
  const around = entry.kind === 'task' ? groups.at(-1) : groups[groups.indexOf(id) - 1];
  const counts = countedStates(states);
  return {
    label: id.slice(around === undefined ? 0 : around.length + 1),
    description: counts,
    tooltip: [entry.kind === 'group' ? `Task group ${id}` : `Mapped task ${id}`, counts],
    icon: look.icon,
    color: look.color,
    isTicking: false,
  };
}

function lasting(
  startedAt: number | undefined,
  endedAt: number | undefined,
  isRunning: boolean,
  now: number,
  durationSeconds?: number,
): string[] {
  if (startedAt === undefined) return [];
  if (isRunning) return [durationText((now - startedAt) / 1000)];
  const seconds =
    durationSeconds ?? (endedAt === undefined ? undefined : (endedAt - startedAt) / 1000);
  // Nothing took no time but what was skipped, which is not worth telling.
  return seconds === undefined || seconds === 0 ? [] : [durationText(seconds)];
}

/** The number of the try, where it is not simply the first of one. */
function tries({ tryNumber, maxTries }: TaskInstance): string[] {
  return tryNumber > 1 || (tryNumber === 1 && maxTries > 1)
    ? [`try ${tryNumber} of ${maxTries}`]
    : [];
}

function spanLines(
  startedAt: number | undefined,
  endedAt: number | undefined,
  now: number,
): string[] {
  return [
    ...(startedAt === undefined ? [] : [`Started: ${instantText(startedAt, now)}`]),
    ...(endedAt === undefined ? [] : [`Ended: ${instantText(endedAt, now)}`]),
  ];
}
