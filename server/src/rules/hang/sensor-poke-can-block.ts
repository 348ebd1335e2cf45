// A sensor's timeout is looked at between two pokes: a poke that does not return is never ended.

import { importedName } from '../../fixes/imports';
import { limitSensor } from '../../fixes/sensor-arguments';
import { suggestedDuration } from '../../fixes/suggested-limit';
import { placeOfTaskArgument } from '../../fixes/task-argument';
import { executionTimeoutOf } from '../../semantic/dag/execution-timeout';
import { runLimitOfTask } from '../../semantic/dag/run-limit';
import { longestSensorWait } from '../../semantic/dag/sensor-limit';
import type { Task } from '../../semantic/dag/types';
import { type Wait, waitsOf, waitsOfCode } from '../../semantic/dag/waits';
import type { FileModel } from '../../semantic/file-model';
import type { Fix, Problem, Rule, RuleContext, RuleMeta } from '../rule';

const meta: RuleMeta = {
  id: 'sensor-poke-can-block',
  group: 'hang',
  summary: 'A sensor whose own look can wait without limit, which its timeout does not end',
  severity: 'warning',
  profile: 'recommended',
  fix: 'unsafe',
  since: '0.1.0',
};

const messages = {
  problem: (cause: string) =>
    `${cause}, and the sensor's \`timeout\` is looked at only between two pokes: it then stays in ` +
    '"running" until someone kills it. Limit the wait itself, or set `execution_timeout`.',
  call: (name: string) => `\`${name}()\` can wait without limit when this sensor pokes`,
  loop: 'What this sensor runs to poke has a loop that is never left',
  relatedCall: 'Nothing limits how long this call waits.',
  relatedLoop: 'Nothing leaves this loop.',
  fix: (given: string) => `Set ${given}`,
};

/** For one look in other modes than `poke`, for all of them in that. */
const suggestedHours = 6;

function* check({ model }: RuleContext): Generator<Problem> {
  for (const task of model.tasks.all) {
    if (!task.isSensor || executionTimeoutOf(model, task).kind !== 'unset') continue;
    if (runLimitOfTask(model, task).kind === 'set') continue;
    const wait = waitsOf(model, task)[0];
    if (wait === undefined) continue;
    const fix = fixFor(model, task);
    yield {
      message: messageOf(wait),
      node: task.anchor,
      subject: task.node,
      tasks: [task],
      related: relatedOf(wait),
      fixes: fix === undefined ? [] : [fix],
    };
  }
  yield* inClasses(model);
}

/** Sensor classes that no task of the project is seen to use: elsewhere, the task is the place. */
function* inClasses(model: FileModel): Generator<Problem> {
  for (const { kind, node } of model.components) {
    if (kind !== 'sensor') continue;
    const poke = model.names.methodOf(node, 'poke');
    const name = poke?.child('name');
    if (poke === undefined || name === undefined || poke.parent?.parent !== node) continue;
    const { tasks, tasksElsewhere } = model.reach(poke.child('body') ?? poke);
    if (tasks.length + tasksElsewhere.length > 0) continue;
    const wait = waitsOfCode(model, poke)[0];
    if (wait === undefined) continue;
    yield { message: messageOf(wait), node: name, related: relatedOf(wait) };
  }
}

function messageOf(wait: Wait): string {
  return messages.problem(wait.kind === 'call' ? messages.call(wait.name) : messages.loop);
}

function relatedOf({ kind, node }: Wait): Problem['related'] {
  const message = kind === 'call' ? messages.relatedCall : messages.relatedLoop;
  return [{ place: node, message }];
}

function fixFor(model: FileModel, task: Task): Fix | undefined {
  const place = placeOfTaskArgument(task);
  const limit = suggestedDuration(model, task, suggestedHours);
  if (place === undefined || limit === undefined) return undefined;
  const timedelta = importedName(model, 'datetime', 'timedelta', place);
  const value = `${timedelta.expression}(${limit.argument})`;
  const seconds = longestSensorWait(model, task) ?? limit.seconds;
  const given = limitSensor(model, task, [['execution_timeout', value]], seconds);
  return (
    given && {
      title: messages.fix(given.title),
      safety: 'unsafe',
      edits: [...timedelta.edits, ...given.edits],
    }
  );
}

export const sensorPokeCanBlock: Rule = { meta, check };
