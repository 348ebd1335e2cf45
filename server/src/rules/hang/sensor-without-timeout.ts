// A sensor whose condition never comes true waits for seven days.

import { suggestedSeconds } from '../../fixes/suggested-limit';
import { setTaskArgument } from '../../fixes/task-argument';
import { waitsForTime } from '../../knowledge/airflow-objects';
import { isSensorLimited, sensorMode } from '../../semantic/dag/sensor-limit';
import type { Task } from '../../semantic/dag/types';
import type { FileModel } from '../../semantic/file-model';
import type { Fix, Problem, Rule, RuleContext, RuleMeta } from '../rule';

const meta: RuleMeta = {
  id: 'sensor-without-timeout',
  group: 'hang',
  summary: 'A sensor left at its default timeout of seven days',
  severity: 'warning',
  profile: 'recommended',
  fix: 'unsafe',
  since: '0.1.0',
  yieldsTo: ['external-task-sensor-waits-forever'],
};

const messages = {
  problem: (cost: string) =>
    `This sensor has no \`timeout\`: if what it waits for never comes, it waits seven days${cost}. ` +
    'Set `timeout`, in seconds.',
  slot: ' and holds a worker slot all the time',
  fix: (value: string) => `Set \`timeout=${value}\``,
};

/** Longer than most data is late, and still within the day. */
const suggestedHours = 6;

function* check({ model }: RuleContext): Generator<Problem> {
  for (const task of model.tasks.all) {
    if (!task.isSensor || waitsForTime(task.operator)) continue;
    if (isSensorLimited(model, task) !== false) continue;
    const cost = sensorMode(model, task) === 'poke' ? messages.slot : '';
    const fix = fixFor(model, task);
    yield {
      message: messages.problem(cost),
      node: task.anchor,
      subject: task.node,
      tasks: [task],
      fixes: fix === undefined ? [] : [fix],
    };
  }
}

function fixFor(model: FileModel, task: Task): Fix | undefined {
  const value = suggestedSeconds(model, task, suggestedHours);
  const edits = value === undefined ? [] : setTaskArgument(model, task, 'timeout', value);
  if (value === undefined || edits.length === 0) return undefined;
  return { title: messages.fix(value), safety: 'unsafe', edits };
}

export const sensorWithoutTimeout: Rule = { meta, check };
