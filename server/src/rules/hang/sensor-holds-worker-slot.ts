// A sensor in poke mode holds its worker slot while it sleeps from one look to the next.

import { setTaskArgument } from '../../fixes/task-argument';
import { type HeldSlot, heldSlotOf } from '../../semantic/dag/sensor-mode';
import type { Task } from '../../semantic/dag/types';
import type { FileModel } from '../../semantic/file-model';
import { durationText } from '../../text/durations';
import type { Fix, Problem, Rule, RuleContext, RuleMeta } from '../rule';

const meta: RuleMeta = {
  id: 'sensor-holds-worker-slot',
  group: 'hang',
  summary: 'A sensor that holds a worker slot while it sleeps',
  severity: 'information',
  profile: 'recommended',
  fix: 'unsafe',
  since: '0.1.0',
  yieldsTo: [
    'external-task-sensor-waits-forever',
    'sensor-poke-can-block',
    'sensor-without-timeout',
  ],
};

const reschedule = '"reschedule"';

const messages = {
  problem: ({ interval, longest }: HeldSlot) =>
    `This sensor holds a worker slot ${longest === undefined ? 'until its time has come' : `for up to ${durationText(longest)}`}, ` +
    `and sleeps ${durationText(interval)} from one look to the next: some of them leave no slot for ` +
    'the work that they wait for. Use `mode="reschedule"`, which gives the slot back in between.',
  fix: 'Use `mode="reschedule"`',
};

function* check({ model }: RuleContext): Generator<Problem> {
  for (const task of model.tasks.all) {
    const held = heldSlotOf(model, task);
    if (held === undefined) continue;
    const fix = fixFor(model, task);
    yield {
      message: messages.problem(held),
      node: task.anchor,
      subject: task.node,
      tasks: [task],
      fixes: fix === undefined ? [] : [fix],
    };
  }
}

function fixFor(model: FileModel, task: Task): Fix | undefined {
  const edits = setTaskArgument(model, task, 'mode', reschedule);
  return edits.length === 0 ? undefined : { title: messages.fix, safety: 'unsafe', edits };
}

export const sensorHoldsWorkerSlot: Rule = { meta, check };
