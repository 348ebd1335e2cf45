// A sensor whose condition never comes true waits for seven days.

import { limitSensor } from '../../fixes/sensor-arguments';
import { suggestedSeconds } from '../../fixes/suggested-limit';
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
  yieldsTo: ['external-task-sensor-waits-forever', 'sensor-poke-can-block'],
};

const messages = {
  problem: (cost: string) =>
    `This sensor has no \`timeout\`: if what it waits for never comes, it waits seven days${cost}. ` +
    'Set `timeout`, in seconds.',
  slot: ' and holds a worker slot all the time',
  fix: (given: string) => `Set ${given}`,
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
  if (value === undefined) return undefined;
  const given = limitSensor(model, task, [['timeout', value.text]], value.seconds);
  return given && { title: messages.fix(given.title), safety: 'unsafe', edits: given.edits };
}

export const sensorWithoutTimeout: Rule = { meta, check };
