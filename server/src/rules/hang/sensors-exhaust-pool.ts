// Sensors that hold every slot leave none for the work that they, or the rest of the DAG, wait for.

import {
  type FilledDag,
  filledDags,
  placeOfLimit,
  type SharedPool,
  sharedPools,
} from '../../semantic/dag/exhausted-slots';
import type { LoadedTask } from '../../semantic/dag/graph/types';
import type { Task } from '../../semantic/dag/types';
import type { FileModel } from '../../semantic/file-model';
import type { Problem, Rule, RuleContext, RuleMeta } from '../rule';

const meta: RuleMeta = {
  id: 'sensors-exhaust-pool',
  group: 'hang',
  summary: 'Sensors that hold all slots which the work they wait for needs',
  severity: 'information',
  profile: 'recommended',
  fix: 'none',
  since: '0.1.0',
};

const messages = {
  dag: ({ sensors, slots, starved }: FilledDag) => {
    const isOne = sensors.length === 1;
    return (
      `${isOne ? 'A sensor' : `${sensors.length} sensors`} in \`mode="poke"\` can hold ` +
      `${slots === 1 ? 'the only slot' : `all ${slots} slots`} of this DAG${isOne ? '' : ' at once'}: ` +
      `${nameOf(starved[0])} does not start until ${isOne ? 'it' : 'one of them'} ends. Use ` +
      '`mode="reschedule"`, or more slots.'
    );
  },
  pool: ({ awaited, awaitedDag, name }: SharedPool) =>
    `This sensor holds a slot of the pool \`${name}\` while it waits for \`${awaitedDag.dagId}\`, whose ` +
    `task \`${awaited.taskId}\` needs one of the same pool: when sensors hold them all, each waits for ` +
    'the other. Use `mode="reschedule"`, or another pool for sensors.',
  task: 'the task',
  awaited: 'It needs slots of the same pool.',
};

function* check({ model }: RuleContext): Generator<Problem> {
  const places = new Map(model.tasks.all.map((task) => [task.node, task]));
  for (const filled of filledDags(model.loaded)) {
    const node = placeOfLimit(filled, model.tree);
    if (node.tree !== model.tree) continue;
    const tasks = filled.sensors.map((sensor) => places.get(sensor.node));
    yield { message: messages.dag(filled), node, tasks: known(tasks) };
  }
  for (const shared of sharedPools(model)) {
    const task = places.get(shared.sensor.node);
    if (task !== undefined) yield sharedProblem(model, shared, task);
  }
}

function sharedProblem(model: FileModel, shared: SharedPool, task: Task): Problem {
  const { awaitedDag, pool } = shared;
  return {
    message: messages.pool(shared),
    node: pool.source === 'task' && pool.origin.tree === model.tree ? pool.origin : task.anchor,
    tasks: [task],
    related: [{ place: awaitedDag.place, message: messages.awaited }],
  };
}

function known(tasks: readonly (Task | undefined)[]): readonly Task[] {
  return [...new Set(tasks.filter((task) => task !== undefined))];
}

function nameOf(task: LoadedTask | undefined): string {
  return task?.taskId === undefined ? messages.task : `\`${task.taskId}\``;
}

export const sensorsExhaustPool: Rule = { meta, check };
