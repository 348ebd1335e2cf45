// A last task that runs whatever happened before marks a run with failed tasks as a success.

import type { LoadedTask } from '../../semantic/dag/graph/types';
import { type HidingTask, hidingTasks } from '../../semantic/dag/hidden-failures';
import type { FileModel } from '../../semantic/file-model';
import type { SyntaxNode } from '../../syntax/node';
import type { Problem, Rule, RuleContext, RuleMeta } from '../rule';

const meta: RuleMeta = {
  id: 'failure-hidden-by-trigger-rule',
  group: 'failure',
  summary: 'A trigger rule by which a run with failed tasks is marked success',
  severity: 'information',
  profile: 'recommended',
  fix: 'none',
  since: '0.1.0',
};

const messages = {
  hidden: (causes: string, task: string, rule: string, advice: string) =>
    `When ${causes} fails, ${task} still runs (\`${rule}\`), and as nothing else comes last, the ` +
    `run is marked success: its failure callback is not called, and what waits for this DAG goes on. ${advice}`,
  cleanUp:
    'If it cleans up, make it a teardown (`.as_teardown()`, Airflow 2.7 and later); otherwise let a ' +
    'last task without this trigger rule wait for the others, too.',
  join:
    'Use `none_failed_min_one_success`, which passes failures on, or let a last task wait for the ' +
    'others, too.',
  cause: (task: string) => `When ${task} fails, the run is a success all the same.`,
};

/** Rules that speak of the success of others, which no clean-up asks for. */
const rulesOfJoins: ReadonlySet<string> = new Set([
  'all_done_min_one_success',
  'none_skipped',
  'one_success',
]);

/** More tasks than these are counted rather than named. */
const namedTasks = 3;

function* check({ model }: RuleContext): Generator<Problem> {
  const seen = new Set<SyntaxNode>();
  for (const dag of model.loaded.dags) {
    for (const hiding of hidingTasks(model, dag)) {
      const problem = problemOf(model, hiding);
      if (problem === undefined || seen.has(problem.node)) continue;
      seen.add(problem.node);
      yield problem;
    }
  }
}

function problemOf(model: FileModel, hiding: HidingTask): Problem | undefined {
  const { hidden, joinsBranch, rule, task } = hiding;
  const found = model.tasks.all.find(({ node }) => node === task.node);
  const given = task.effective('trigger_rule');
  if (found === undefined || typeof given === 'string') return undefined;
  const isShown = given.origin.tree === model.tree;
  const isJoin = joinsBranch || rulesOfJoins.has(rule);
  const advice = isJoin ? messages.join : messages.cleanUp;
  return {
    message: messages.hidden(namesOf(hidden), labelOf(task), rule, advice),
    node: isShown ? given.origin : found.anchor,
    tasks: [found],
    related: hidden.slice(0, namedTasks).flatMap((cause) => {
      const place = model.tasks.all.find(({ node }) => node === cause.node)?.anchor;
      return place === undefined ? [] : [{ place, message: messages.cause(labelOf(cause)) }];
    }),
  };
}

function namesOf(tasks: readonly LoadedTask[]): string {
  const names = tasks.map(labelOf);
  if (names.length > namedTasks) {
    return `${names.slice(0, namedTasks - 1).join(', ')} or another of ${names.length} tasks`;
  }
  const last = names.pop() ?? '';
  return names.length === 0 ? last : `${names.join(', ')} or ${last}`;
}

function labelOf({ taskId }: LoadedTask): string {
  return `\`${taskId}\``;
}

export const failureHiddenByTriggerRule: Rule = { meta, check };
