// A task's time limit that is longer than its run may last never ends the task.

import type { LoadedDag } from '../../semantic/dag/graph/types';
import { type AllowedTime, allowedTimes } from '../../semantic/dag/task-time';
import { timeBudgetOf } from '../../semantic/dag/time-budget';
import type { Task } from '../../semantic/dag/types';
import type { FileModel } from '../../semantic/file-model';
import type { SyntaxNode } from '../../syntax/node';
import { durationText } from '../../text/durations';
import type { Problem, Rule, RuleContext, RuleMeta } from '../rule';

const meta: RuleMeta = {
  id: 'timeout-exceeds-dagrun-timeout',
  group: 'hang',
  summary: 'A time limit of a task that is longer than its run may last',
  severity: 'warning',
  profile: 'recommended',
  fix: 'none',
  since: '0.1.0',
};

const messages = {
  longer: ({ kind, seconds }: AllowedTime, run: number) =>
    `\`${kind === 'sensor' ? 'timeout' : 'execution_timeout'}\` is ${durationText(seconds)} here, ` +
    `longer than the \`dagrun_timeout\` of ${durationText(run)}: ${messages.harm} ` +
    'Make the limit of the task the shorter one.',
  retries: ({ seconds, secondsOfTry, tries }: AllowedTime, run: number) =>
    `${tries} tries of up to ${durationText(secondsOfTry)} make ${durationText(seconds)} with their ` +
    `pauses, longer than the \`dagrun_timeout\` of ${durationText(run)}: ${messages.harmOfTries} ` +
    'Shorten the tries, or give the run more time.',
  harm:
    'when it takes that long, the run fails first and Airflow marks the task as skipped, without a ' +
    'retry and without its `on_failure_callback`.',
  harmOfTries:
    'when they take that long, the run fails before the last one is over, and Airflow marks the task as ' +
    'skipped instead of failed.',
  interval: ({ kind, seconds }: AllowedTime, interval: number) =>
    `\`${kind === 'sensor' ? 'timeout' : 'execution_timeout'}\` lets this task take ` +
    `${durationText(seconds)}, and a run is due every ${durationText(interval)}: with ` +
    '`max_active_runs=1` the next ones wait as long as it does. Make the limit shorter than ' +
    'the interval.',
  limit: 'The run may last this long.',
};

/** Tasks that share a limit are one finding. */
interface Finding {
  readonly message: string;
  readonly node: SyntaxNode;
  readonly severity: 'warning' | 'information';
  readonly limit: SyntaxNode | undefined;
  readonly tasks: Task[];
}

function* check({ model }: RuleContext): Generator<Problem> {
  const findings = new Map<SyntaxNode, Finding>();
  const places = new Map(model.tasks.all.map((task) => [task.node, task]));
  for (const dag of model.loaded.dags) {
    for (const made of dag.tasks) {
      const task = places.get(made.node);
      const found = task && findingFor(model, dag, allowedTimes(made), task);
      if (found === undefined) continue;
      const known = findings.get(found.node);
      if (known === undefined) findings.set(found.node, found);
      else if (task !== undefined && !known.tasks.includes(task)) known.tasks.push(task);
    }
  }
  for (const { limit, message, node, severity, tasks } of findings.values()) {
    const related = limit === undefined ? [] : [{ place: limit, message: messages.limit }];
    yield { message, node, severity, tasks, related };
  }
}

function findingFor(
  model: FileModel,
  dag: LoadedDag,
  times: readonly AllowedTime[],
  task: Task,
): Finding | undefined {
  const budget = timeBudgetOf(model, dag);
  if (budget === undefined) return undefined;
  const { seconds } = budget;
  const isRun = budget.kind === 'run';
  const time = times.find((one) => one.seconds > seconds && (isRun || one.kind !== 'retries'));
  if (time === undefined) return undefined;
  const limit = isRun && budget.origin.tree === model.tree ? budget.origin : undefined;
  const say = !isRun
    ? messages.interval
    : time.kind === 'retries'
      ? messages.retries
      : messages.longer;
  return {
    message: say(time, seconds),
    node: placeOf(model, time, task),
    severity: isRun ? 'warning' : 'information',
    limit,
    tasks: [task],
  };
}

function placeOf(model: FileModel, { origin }: AllowedTime, task: Task): SyntaxNode {
  return origin.tree === model.tree ? origin : task.anchor;
}

export const timeoutExceedsDagrunTimeout: Rule = { meta, check };
