import { keywordValue } from '../../syntax/calls';
import type { SyntaxNode } from '../../syntax/node';
import type { FileModel } from '../file-model';
import { type CronSchedule, canMeet, scheduleOfCron } from './cron/calendar';
import { readCron } from './cron/expression';
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

/** Two schedules, both in this file, of which no run of the one meets a run of the other. */
export interface MissedSchedules {
  readonly own: SyntaxNode;
  readonly other: SyntaxNode;
  readonly ownText: string;
  readonly otherText: string;
  readonly otherDag: Dag;
}

/**
 * The sensor looks for a run of the other DAG with its own logical date, less `execution_delta`.
 * Undefined where the schedules can meet, or are not known.
 */
export function missedSchedules(model: FileModel, task: Task): MissedSchedules | undefined {
  const [ownDag, ...others] = task.dags;
  const id = model.tasks.effectiveArgument(task, 'external_dag_id');
  const otherId = model.constants.string(id?.value);
  const named = model.dags.all.filter((dag) => dag.dagId === otherId);
  const otherDag = named.length === 1 ? named[0] : undefined;
  if (ownDag === undefined || others.length > 0) return undefined;
  if (otherId === undefined || otherDag === undefined || otherDag === ownDag) return undefined;
  if (zoneOf(model, ownDag) !== zoneOf(model, otherDag)) return undefined;
  const own = scheduleOf(model, ownDag);
  const other = scheduleOf(model, otherDag);
  const minutesBack = deltaOf(model, task);
  if (own === undefined || other === undefined || minutesBack === undefined) return undefined;
  if (canMeet(own.cron, other.cron, minutesBack)) return undefined;
  return {
    own: own.node,
    other: other.node,
    ownText: own.text,
    otherText: other.text,
    otherDag,
  };
}

function scheduleOf(
  model: FileModel,
  dag: Dag,
): { node: SyntaxNode; text: string; cron: CronSchedule } | undefined {
  const { entries } = dag.arguments;
  const node = entries.get('schedule') ?? entries.get('schedule_interval');
  const text = model.constants.string(node);
  const expression = text === undefined ? undefined : readCron(text).cron;
  const cron = expression && scheduleOfCron(expression);
  return node === undefined || text === undefined || cron === undefined
    ? undefined
    : { node, text, cron };
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
  if (value?.kind !== 'call') return value?.text ?? '';
  return (keywordValue(value, 'tz') ?? keywordValue(value, 'tzinfo'))?.text ?? '';
}
