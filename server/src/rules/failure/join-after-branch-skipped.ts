// A join that waits for the success of tasks of which its branch always skips one.

import { setTaskArgument } from '../../fixes/task-argument';
import { doesNothing } from '../../knowledge/airflow-objects';
import { triggerRuleOf } from '../../semantic/dag/graph/run-states';
import type { LoadedTask } from '../../semantic/dag/graph/types';
import { type SkippedJoin, skippedJoins } from '../../semantic/dag/skipped-joins';
import type { Task } from '../../semantic/dag/types';
import type { FileModel } from '../../semantic/file-model';
import type { SyntaxNode } from '../../syntax/node';
import type { Fix, Problem, Rule, RuleContext, RuleMeta } from '../rule';

const meta: RuleMeta = {
  id: 'join-after-branch-skipped',
  group: 'failure',
  summary: 'A task behind a branch that is skipped whatever the branch decides',
  severity: 'warning',
  profile: 'recommended',
  fix: 'unsafe',
  since: '0.1.0',
};

const joiningRule = 'none_failed_min_one_success';

const messages = {
  always: (join: string, rule: string, branch: string) =>
    `${join} runs only if ${rule}, and the branch ${branch} always skips one of them: it is skipped ` +
    'in every run, with all that comes after it, and the run is still marked success. Use ' +
    `\`trigger_rule="${joiningRule}"\`.`,
  whenChosen: (join: string, rule: string, branch: string) =>
    `${join} runs only if ${rule}, and the branch ${branch} skips one of them when it goes on with ` +
    `${join} itself: it is skipped then, with all that comes after it, and the run is still marked ` +
    `success. Use \`trigger_rule="${joiningRule}"\`.`,
  allSucceed: 'all of its upstream tasks succeed',
  noneSkipped: 'none of its upstream tasks is skipped',
  branch: 'The branch that skips what it does not choose.',
  fix: `Set \`trigger_rule="${joiningRule}"\``,
};

function* check({ model }: RuleContext): Generator<Problem> {
  const seen = new Set<SyntaxNode>();
  const all = model.loaded.dags.flatMap((dag) => skippedJoins(model, dag));
  const joins = new Set(all.map(({ join }) => join));
  for (const found of all) {
    const problem = problemOf(model, found, joins);
    if (problem === undefined || seen.has(problem.node)) continue;
    seen.add(problem.node);
    yield problem;
  }
}

function problemOf(
  model: FileModel,
  found: SkippedJoin,
  joins: ReadonlySet<LoadedTask>,
): Problem | undefined {
  const { branch, isLast, join, when } = found;
  const rule = triggerRuleOf(join);
  const reason =
    rule === 'all_success'
      ? messages.allSucceed
      : rule === 'none_skipped'
        ? messages.noneSkipped
        : undefined;
  const task = model.tasks.all.find(({ node }) => node === join.node);
  if (reason === undefined || task === undefined) return undefined;
  const given = join.effective('trigger_rule');
  const isOwn = typeof given !== 'string' && given.source !== 'group' && given.source !== 'dag';
  const node = isOwn && given.origin.tree === model.tree ? given.origin : task.anchor;
  const message = when === 'always' ? messages.always : messages.whenChosen;
  const choosing = model.tasks.all.find((one) => one.node === branch.node);
  return {
    message: message(labelOf(join), reason, labelOf(branch)),
    node,
    // The end of a DAG that does nothing is missed by no one who does not wait for it.
    ...(isLast && doesNothing(join.operator) ? { severity: 'information' as const } : {}),
    tasks: [task],
    related: choosing === undefined ? [] : [{ place: choosing.anchor, message: messages.branch }],
    fixes: fixFor(model, task, joins),
  };
}

function fixFor(model: FileModel, task: Task, joins: ReadonlySet<LoadedTask>): Fix[] {
  // A place that makes several tasks would change those that are right, too.
  if (model.taskInstances.of(task).some((instance) => !joins.has(instance.task))) return [];
  const edits = setTaskArgument(model, task, 'trigger_rule', `"${joiningRule}"`);
  return edits.length === 0 ? [] : [{ title: messages.fix, safety: 'unsafe', edits }];
}

function labelOf({ taskId }: LoadedTask): string {
  return `\`${taskId}\``;
}

export const joinAfterBranchSkipped: Rule = { meta, check };
