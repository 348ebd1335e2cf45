// Many tries right after each other: they are over before what failed can work again.

import { setDefaultArgument, setTaskArgument } from '../../fixes/task-argument';
import { type Retries, retriesOf } from '../../semantic/dag/retries';
import type { Task } from '../../semantic/dag/types';
import type { FileModel } from '../../semantic/file-model';
import type { SyntaxNode } from '../../syntax/node';
import type { TextEdit } from '../../text/edit';
import type { Fix, Problem, Rule, RuleContext, RuleMeta } from '../rule';

const meta: RuleMeta = {
  id: 'retry-storm',
  group: 'failure',
  summary: 'Many retries with a tiny delay that does not grow',
  severity: 'information',
  profile: 'recommended',
  fix: 'unsafe',
  since: '0.1.0',
};

/** Fewer retries are no storm. */
const manyRetries = 5;

/** A delay, in seconds, up to which nothing that was down is likely to be up again. */
const tinyDelay = 30;

const messages = {
  problem: (count: number, delay: number) =>
    `${count} retries with ${seconds(delay)} between them are over within about ${duration(count * delay)}: ` +
    'a service that is down for longer fails the task all the same, and one that is overloaded is ' +
    'asked again and again. Let the time grow with `retry_exponential_backoff=True`.',
  atOnce: (count: number) =>
    `${count} retries with no time between them are over at once: a service that is down for a minute ` +
    'fails the task all the same, and one that is overloaded is asked again and again. Set a ' +
    '`retry_delay`, and let it grow with `retry_exponential_backoff=True`.',
  count: 'The number of retries.',
  fix: 'Set `retry_exponential_backoff=True`',
};

function* check({ model }: RuleContext): Generator<Problem> {
  const storms = new Map<SyntaxNode, { retries: Retries; tasks: Task[] }>();
  for (const task of model.tasks.all) {
    const retries = retriesOf(model, task);
    const origin = retries?.delayFrom?.origin;
    if (retries === undefined || origin === undefined || !isStorm(retries)) continue;
    const node = origin.tree === model.tree ? origin : task.anchor;
    const known = storms.get(node);
    if (known === undefined) storms.set(node, { retries, tasks: [task] });
    else known.tasks.push(task);
  }
  for (const [node, { retries, tasks }] of storms) {
    const place = retries.countFrom?.origin;
    yield {
      message:
        retries.delay === 0
          ? messages.atOnce(retries.count)
          : messages.problem(retries.count, retries.delay),
      node,
      tasks,
      related: place === undefined ? [] : [{ place, message: messages.count }],
      fixes: fixFor(model, retries, tasks),
    };
  }
}

function isStorm({ count, delay, grows }: Retries): boolean {
  return count >= manyRetries && delay >= 0 && delay <= tinyDelay && !grows;
}

/** Where the delay is set, the growth is, too. No delay would stay none, doubled as it may be. */
function fixFor(
  model: FileModel,
  { delay, delayFrom }: Retries,
  tasks: readonly Task[],
): readonly Fix[] {
  const [task, ...others] = tasks;
  if (task === undefined || delay === 0) return [];
  let edits: readonly TextEdit[] = [];
  if (delayFrom?.source === 'task' && others.length === 0) {
    edits = setTaskArgument(model, task, 'retry_exponential_backoff', 'True');
  }
  const [dag, ...otherDags] = new Set(tasks.flatMap(({ dags }) => dags));
  const literal = dag?.defaultArgs?.literal;
  const areDefaultsShared = otherDags.every(({ defaultArgs }) => defaultArgs?.literal === literal);
  if (delayFrom?.source === 'dag' && dag !== undefined && areDefaultsShared) {
    edits = setDefaultArgument(model, dag, 'retry_exponential_backoff', 'True');
  }
  return edits.length === 0 ? [] : [{ title: messages.fix, safety: 'unsafe', edits }];
}

function seconds(count: number): string {
  return count === 1 ? 'a second' : `${count} seconds`;
}

function duration(total: number): string {
  if (total < 60) return seconds(total);
  const minutes = Math.round(total / 60);
  return minutes === 1 ? 'a minute' : `${minutes} minutes`;
}

export const retryStorm: Rule = { meta, check };
