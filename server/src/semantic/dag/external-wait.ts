import type { SyntaxNode } from '../../syntax/node';
import type { FileModel } from '../file-model';
import type { FilePlace } from '../project/surroundings';
import { type AwaitedDag, awaitedDag } from './awaited-dags';
import { type CronSchedule, canMeet, scheduleOfCron } from './cron/calendar';
import { readCron } from './cron/expression';
import { zoneIn } from './rhythm';
import type { Dag, Task } from './types';

/** The states that an `ExternalTaskSensor` argument lists, or `unknown`. */
export type States = ReadonlySet<string> | 'unknown';

/** The states of an argument: literals and members of `State`, `DagRunState`, `TaskInstanceState`. */
export function statesOf(model: FileModel, task: Task, name: string): States {
  const argument = model.tasks.effectiveArgument(task, name);
  if (argument === undefined) return new Set();
  const states = new Set<string>();
  for (const value of model.values.of(argument.value)) {
    if (value.kind === 'none') continue;
    if (value.kind !== 'list' && value.kind !== 'tuple' && value.kind !== 'set') return 'unknown';
    for (const part of value.parts) {
      const state = stateOf(model, part);
      if (state === undefined) return 'unknown';
      states.add(state);
    }
  }
  return states;
}

function stateOf(model: FileModel, expression: SyntaxNode): string | undefined {
  const constant = model.constants.string(expression);
  if (constant !== undefined) return constant;
  const name = model.names.qualifiedName(expression);
  const member = /(?:^|\.)(?:DagRun|TaskInstance|Job)?State\.([A-Z_]+)(?:\.value)?$/.exec(
    name ?? '',
  );
  return member?.[1]?.toLowerCase();
}

/** What a sensor waits for: tasks of the other DAG, or its whole run. Undefined where unknown. */
export function externalTarget(model: FileModel, task: Task): 'dag' | 'tasks' | undefined {
  let target: 'dag' | 'tasks' | undefined = 'dag';
  for (const name of ['external_task_id', 'external_task_ids', 'external_task_group_id']) {
    const argument = model.tasks.effectiveArgument(task, name);
    if (argument === undefined || model.constants.isNone(argument.value)) continue;
    const isLiteral = model.values
      .of(argument.value)
      .every((value) => literalKinds.has(value.kind));
    if (isLiteral) return 'tasks';
    target = undefined;
  }
  return target;
}

const literalKinds: ReadonlySet<string> = new Set([
  'concatenated_string',
  'list',
  'set',
  'string',
  'tuple',
]);

/** A task that the awaited DAG does not have. */
export interface MissingTask {
  readonly taskId: string;
  readonly dag: AwaitedDag;
  /** What names the task. */
  readonly node: SyntaxNode;
}

/**
 * A task that a sensor waits for in vain: its id, with the ids of its groups in front, is none of
 * the other DAG's, so that it never has a state. Undefined where a check of its own may tell.
 */
export function missingTask(model: FileModel, task: Task): MissingTask | undefined {
  const id = model.tasks.effectiveArgument(task, 'external_dag_id');
  const dagId = model.constants.string(id?.value);
  const mayCheck = model.tasks.effectiveArgument(task, 'check_existence');
  if (dagId === undefined || mayCheck !== undefined) return undefined;
  const named = ['external_task_id', 'external_task_ids'].flatMap((name) =>
    writtenIds(model, task, name),
  );
  const dag = named.length === 0 ? undefined : awaitedDag(model, dagId);
  if (dag === undefined) return undefined;
  const known = new Set(dag.tasks.map(({ taskId }) => taskId));
  const missing = named.find(({ taskId }) => !known.has(taskId));
  return missing && { ...missing, dag };
}

/** The ids of an argument that are written as constants; what a template makes of one is not known. */
function writtenIds(
  model: FileModel,
  task: Task,
  name: string,
): readonly Pick<MissingTask, 'taskId' | 'node'>[] {
  const value = model.tasks.effectiveArgument(task, name)?.value;
  const nodes = value === undefined || value.kind === 'string' ? [value] : [value, ...value.parts];
  return nodes.flatMap((node) => {
    const taskId = node && model.constants.string(node);
    const isKnown = node?.tree === model.tree && taskId?.includes('{{') === false;
    return isKnown && taskId !== undefined ? [{ taskId, node }] : [];
  });
}

/** Two schedules of which no run of the one meets a run of the other. */
export interface MissedSchedules {
  readonly ownText: string;
  readonly otherText: string;
  readonly otherDagId: string;
  /** The other schedule in this file, or what names the other DAG in its own. */
  readonly other: SyntaxNode | FilePlace;
  /** Whether the sensor looks back by an `execution_delta` of its own. */
  readonly looksBack: boolean;
}

/**
 * The sensor looks for a run of the other DAG with its own logical date, less `execution_delta`.
 * Undefined where the schedules can meet, or are not known.
 */
export function missedSchedules(model: FileModel, task: Task): MissedSchedules | undefined {
  const [ownDag, ...others] = task.dags;
  const id = model.tasks.effectiveArgument(task, 'external_dag_id');
  const otherDagId = model.constants.string(id?.value);
  if (ownDag === undefined || others.length > 0 || otherDagId === undefined) return undefined;
  if (otherDagId === ownDag.dagId) return undefined;
  const own = timesOf(model, ownDag);
  const other = timesOfNamed(model, otherDagId);
  const minutesBack = deltaOf(model, task);
  if (own === undefined || other === undefined || minutesBack === undefined) return undefined;
  if (own.zone !== other.zone || canMeet(own.cron, other.cron, minutesBack)) return undefined;
  return {
    ownText: own.text,
    otherText: other.text,
    otherDagId,
    other: other.place,
    looksBack: minutesBack !== 0,
  };
}

/** When the runs of a DAG begin, and where that is written. */
interface Times {
  readonly place: SyntaxNode | FilePlace;
  readonly text: string;
  readonly cron: CronSchedule;
  readonly zone: string;
}

/** Of the one DAG of the project that has the id. */
function timesOfNamed(model: FileModel, dagId: string): Times | undefined {
  const here = model.dags.all.filter((dag) => dag.dagId === dagId);
  const elsewhere = model.surroundings?.dags.named(dagId) ?? [];
  const [dag] = here;
  const [found] = elsewhere;
  if (here.length + elsewhere.length !== 1) return undefined;
  if (dag !== undefined) return timesOf(model, dag);
  if (found?.rhythm === undefined || !found.isCertain) return undefined;
  const { cron: text, zone } = found.rhythm;
  const cron = cronSchedule(text);
  return cron && { place: found.place, text, cron, zone };
}

function timesOf(model: FileModel, dag: Dag): Times | undefined {
  const { entries } = dag.arguments;
  const place = entries.get('schedule') ?? entries.get('schedule_interval');
  const text = model.constants.string(place);
  if (place === undefined || text === undefined) return undefined;
  const cron = cronSchedule(text);
  return cron && { place, text, cron, zone: zoneOf(model, dag) };
}

function cronSchedule(text: string): CronSchedule | undefined {
  const { cron } = readCron(text);
  return cron && scheduleOfCron(cron);
}

/** Minutes by which the sensor looks back; undefined for a function or an unknown value. */
function deltaOf(model: FileModel, task: Task): number | undefined {
  for (const name of ['execution_date_fn', 'logical_date_fn']) {
    if (model.tasks.effectiveArgument(task, name) !== undefined) return undefined;
  }
  const delta = model.tasks.effectiveArgument(task, 'execution_delta');
  if (delta === undefined) return model.tasks.knowsAllArguments(task) ? 0 : undefined;
  const constant = model.constants.value(delta.value);
  if (constant?.type === 'none') return 0;
  if (constant?.type !== 'duration' || constant.seconds % 60 !== 0) return undefined;
  return constant.seconds / 60;
}

/** How the start date writes its time zone; schedules of different zones are not compared. */
function zoneOf(model: FileModel, dag: Dag): string {
  const start =
    dag.arguments.entries.get('start_date') ?? dag.defaultArgs?.entries.get('start_date');
  if (start === undefined) return '';
  const [value] = model.values.of(start);
  return (value && zoneIn(value)) ?? value?.text ?? '';
}
