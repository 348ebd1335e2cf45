// A task that waits for its own past run waits for ever once that run has failed.

import { isAirflowsOwn } from '../../semantic/dag/dags';
import { scheduleOf } from '../../semantic/dag/schedules';
import type { Dag, Task } from '../../semantic/dag/types';
import type { FileModel } from '../../semantic/file-model';
import type { SyntaxNode } from '../../syntax/node';
import type { Problem, Rule, RuleContext, RuleMeta } from '../rule';

const meta: RuleMeta = {
  id: 'depends-on-past-deadlock',
  group: 'dag',
  summary: '`depends_on_past` or `wait_for_downstream` in a DAG whose runs have no time limit',
  severity: 'information',
  profile: 'recommended',
  fix: 'none',
  since: '0.1.0',
};

const messages = {
  waits: (name: string, what: string) =>
    `\`${name}\` lets a task wait for the success of ${what} in the run before. Once that fails, ` +
    'every later run stays "running" for ever and does nothing, until no more may start. Set ' +
    '`dagrun_timeout` on the DAG, which ends a run that waits.',
  past: 'the same task',
  downstream: 'the same task and those behind it',
};

const names = ['depends_on_past', 'wait_for_downstream'] as const;

function* check({ model }: RuleContext): Generator<Problem> {
  const waiting = new Map<SyntaxNode, { name: (typeof names)[number]; tasks: Task[] }>();
  for (const task of model.tasks.all) {
    const [dag, ...others] = task.dags;
    if (dag === undefined || others.length > 0 || !isEndless(model, dag)) continue;
    const argument = names
      .map((name) => ({ name, found: model.tasks.effectiveArgument(task, name) }))
      .find(({ found }) => model.constants.truth(found?.value) === true);
    if (argument?.found === undefined || model.tasks.mayBeSetLater(argument.name)) continue;
    const node = argument.found.value.tree === model.tree ? argument.found.value : task.anchor;
    const known = waiting.get(node);
    if (known === undefined) waiting.set(node, { name: argument.name, tasks: [task] });
    else known.tasks.push(task);
  }
  for (const [node, { name, tasks }] of waiting) {
    const what = name === 'depends_on_past' ? messages.past : messages.downstream;
    yield { message: messages.waits(name, what), node, tasks };
  }
}

/** True for a DAG that runs again and again, and whose runs nothing ends. */
function isEndless(model: FileModel, dag: Dag): boolean {
  if (!isAirflowsOwn(dag, model.names) || !dag.arguments.isComplete) return false;
  const limit = dag.arguments.entries.get('dagrun_timeout');
  if (limit !== undefined && !model.constants.isNone(limit)) return false;
  const schedule = scheduleOf(model, dag);
  return schedule !== undefined && (schedule === 'unset' || !runsOnce.has(schedule.kind));
}

/** Manual runs wait for each other, too, but someone looks at them. */
const runsOnce: ReadonlySet<string> = new Set(['none', 'once', 'other']);

export const dependsOnPastDeadlock: Rule = { meta, check };
