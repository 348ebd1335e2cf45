// A task without execution_timeout runs for as long as its code waits.

import { importedName } from '../../fixes/imports';
import { suggestedDuration } from '../../fixes/suggested-limit';
import {
  placeOfDefaultArgument,
  placeOfTaskArgument,
  setDefaultArgument,
  setTaskArgument,
} from '../../fixes/task-argument';
import { doesNothing, waitsForPeople } from '../../knowledge/airflow-objects';
import { takesDefaultsOf } from '../../semantic/dag/dag-defaults';
import { executionTimeoutOf } from '../../semantic/dag/execution-timeout';
import { runLimitOf, runLimitOfTask } from '../../semantic/dag/run-limit';
import { tasksByDag } from '../../semantic/dag/tasks-of-dags';
import { waitsForTriggeredRun } from '../../semantic/dag/triggered-runs';
import type { Dag, EffectiveArgument, Task } from '../../semantic/dag/types';
import { isNeverMade } from '../../semantic/dag/unmade-tasks';
import { type Wait, waitsOf } from '../../semantic/dag/waits';
import type { FileModel } from '../../semantic/file-model';
import { defeatsExecutionTimeout } from '../../semantic/flow/defeated-limits';
import type { SyntaxNode } from '../../syntax/node';
import type { TextEdit } from '../../text/edit';
import type { Fix, Problem, Rule, RuleContext, RuleMeta } from '../rule';

const meta: RuleMeta = {
  id: 'missing-execution-timeout',
  group: 'hang',
  summary: 'A task that nothing ends when its code waits for ever',
  severity: 'information',
  profile: 'recommended',
  fix: 'unsafe',
  since: '0.1.0',
};

const messages = {
  task: (unset: string, cause: string, harm: string, remedy: string) =>
    `${unset}, and ${cause}: ${harm} ${remedy}`,
  endless: 'the task then stays in "running" until someone kills it.',
  untilRunEnds:
    'it then hangs until `dagrun_timeout` fails the whole run and marks it as skipped, without a ' +
    'retry.',
  anywhere: 'Set `execution_timeout=timedelta(...)` on the task or in `default_args`.',
  onlyAtTask:
    'Set `execution_timeout=timedelta(...)` on the task itself: it is made outside the DAG, whose ' +
    '`default_args` do not reach it.',
  missing: 'This task has no `execution_timeout`',
  none: 'This task turns its `execution_timeout` off with `None`',
  zero: 'This task has an `execution_timeout` of zero, which Airflow takes for no limit',
  call: (name: string) => `\`${name}()\` can wait without limit`,
  loop: 'its code has a loop that is never left',
  relatedCall: 'Nothing limits how long this call waits.',
  relatedLoop: 'Nothing leaves this loop.',
  dag: (count: number, remedy: string) =>
    `${count === 1 ? 'A task' : `${count} tasks`} of this DAG ${count === 1 ? 'has' : 'have'} no ` +
    `\`execution_timeout\`: if ${count === 1 ? 'it' : 'one of them'} hangs, it stays in "running" until someone kills it. ${remedy}`,
  inDefaults: 'Set `execution_timeout` in `default_args`.',
  alsoAtTasks: (count: number) =>
    `Set \`execution_timeout\` in \`default_args\`, and on the ${count === 1 ? 'task that is' : `${count} tasks that are`} ` +
    'made outside the DAG, which `default_args` do not reach.',
  onlyAtTasks: (count: number) =>
    `Set \`execution_timeout\` on ${count === 1 ? 'the task itself: it is' : 'the tasks themselves: they are'} made outside the DAG, ` +
    `whose \`default_args\` do not reach ${count === 1 ? 'it' : 'them'}.`,
  fixTask: (value: string) => `Set \`execution_timeout=${value}\` on this task`,
  fixAll: (tasks: number, inDefaults: boolean) =>
    `Set \`execution_timeout\` ${inDefaults ? 'in `default_args` and ' : ''}` +
    `on ${tasks === 1 ? 'a task' : `${tasks} tasks`} made outside the DAG`,
  fixDag: (value: string) => `Set \`execution_timeout\` to \`${value}\` in \`default_args\``,
};

/** What most tasks keep to; the author is meant to change it. */
const suggestedHours = 1;

/** A task without a limit, and what the file itself says about that. */
interface Unlimited {
  readonly task: Task;
  readonly argument: EffectiveArgument | undefined;
}

function* check({ model }: RuleContext): Generator<Problem> {
  const silent: Unlimited[] = [];
  for (const unlimited of unlimitedTasks(model)) {
    const wait = waitsOf(model, unlimited.task)[0];
    if (wait === undefined) silent.push(unlimited);
    else yield problemAtTask(model, unlimited, wait);
  }
  // Who writes `None` or zero at a task that waits for nothing knows what it does.
  const unset = silent.filter(({ argument }) => argument === undefined);
  const unsetOf = tasksByDag(unset.map(({ task }) => task));
  for (const dag of model.dags.all) {
    // A run that is ended takes the hanging task with it.
    if (runLimitOf(model, dag).kind === 'set') continue;
    const tasks = unsetOf(dag);
    if (tasks.length > 0) yield problemAtDag(model, dag, tasks);
  }
}

function unlimitedTasks(model: FileModel): readonly Unlimited[] {
  return model.tasks.all.flatMap((task) => {
    // Of sensors, and of waiting for the runs of other DAGs, other rules speak.
    if (task.isSensor || waitsForTriggeredRun(model, task)) return [];
    if (doesNothing(task.operator) || waitsForPeople(task.operator)) return [];
    if (isNeverMade(model, task)) return [];
    const timeout = executionTimeoutOf(model, task);
    return timeout.kind === 'unset' ? [{ task, argument: timeout.argument }] : [];
  });
}

function problemAtTask(model: FileModel, { task, argument }: Unlimited, wait: Wait): Problem {
  const unset =
    argument === undefined
      ? messages.missing
      : model.constants.isNone(argument.value)
        ? messages.none
        : messages.zero;
  const cause = wait.kind === 'call' ? messages.call(wait.name) : messages.loop;
  const message = wait.kind === 'call' ? messages.relatedCall : messages.relatedLoop;
  const isRunLimited = runLimitOfTask(model, task).kind === 'set';
  const takesDefaults = task.dags.every((dag) => takesDefaultsOf(model, task, dag));
  return {
    message: messages.task(
      unset,
      cause,
      isRunLimited ? messages.untilRunEnds : messages.endless,
      takesDefaults ? messages.anywhere : messages.onlyAtTask,
    ),
    node: task.anchor,
    severity: isRunLimited ? 'information' : 'warning',
    tasks: [task],
    related: [{ place: wait.node, message }],
    fixes: [taskFix(model, task), defaultArgsFix(model, task, argument)].filter(
      (fix) => fix !== undefined,
    ),
  };
}

function problemAtDag(model: FileModel, dag: Dag, tasks: readonly Task[]): Problem {
  const outside = tasks.filter((task) => !takesDefaultsOf(model, task, dag));
  const reached = tasks.length - outside.length;
  const fix = fixForAll(model, dag, outside, reached > 0);
  return {
    message: messages.dag(tasks.length, remedyFor(reached, outside.length)),
    node: dag.anchor,
    fixes: fix === undefined ? [] : [fix],
  };
}

function remedyFor(reached: number, outside: number): string {
  if (outside === 0) return messages.inDefaults;
  return reached === 0 ? messages.onlyAtTasks(outside) : messages.alsoAtTasks(outside);
}

/** One fix for all tasks, or none: a part of them would leave the finding. */
function fixForAll(
  model: FileModel,
  dag: Dag,
  outside: readonly Task[],
  isDefaultNeeded: boolean,
): Fix | undefined {
  const found = outside.map((task) => taskFix(model, task));
  if (isDefaultNeeded) found.unshift(dagFix(model, dag));
  const fixes = found.filter((fix) => fix !== undefined);
  const [first, ...others] = fixes;
  if (first === undefined || fixes.length < found.length) return undefined;
  if (others.length === 0) return first;
  return {
    title: messages.fixAll(outside.length, isDefaultNeeded),
    safety: 'unsafe',
    edits: distinct(fixes.flatMap(({ edits }) => edits)),
  };
}

/** Several fixes add the same import. */
function distinct(edits: readonly TextEdit[]): readonly TextEdit[] {
  return [
    ...new Map(edits.map((edit) => [`${edit.start} ${edit.end} ${edit.text}`, edit])).values(),
  ];
}

/** None for a task that its limit would not end. */
function taskFix(model: FileModel, task: Task): Fix | undefined {
  if (defeatsExecutionTimeout(model, task)) return undefined;
  return fixAt(model, task, placeOfTaskArgument(task), messages.fixTask, (value) =>
    setTaskArgument(model, task, 'execution_timeout', value),
  );
}

/** The DAG's default reaches the task only where nothing nearer to it says something else. */
function defaultArgsFix(
  model: FileModel,
  task: Task,
  argument: EffectiveArgument | undefined,
): Fix | undefined {
  const [dag, ...others] = task.dags;
  const isReached = argument === undefined || argument.source === 'dag';
  if (dag === undefined || others.length > 0 || !isReached) return undefined;
  return takesDefaultsOf(model, task, dag) ? dagFix(model, dag) : undefined;
}

/** By DAG: it is offered at each of its tasks. */
const dagFixes = new WeakMap<Dag, { readonly fix: Fix | undefined }>();

function dagFix(model: FileModel, dag: Dag): Fix | undefined {
  const known = dagFixes.get(dag) ?? { fix: makeDagFix(model, dag) };
  dagFixes.set(dag, known);
  return known.fix;
}

function makeDagFix(model: FileModel, dag: Dag): Fix | undefined {
  const tasks = model.tasks.ofDag(dag);
  if (tasks.some((task) => defeatsExecutionTimeout(model, task))) return undefined;
  const place = placeOfDefaultArgument(model, dag);
  return fixAt(model, { dags: [dag] }, place, messages.fixDag, (value) =>
    setDefaultArgument(model, dag, 'execution_timeout', value),
  );
}

function fixAt(
  model: FileModel,
  about: Task | { readonly dags: readonly Dag[] },
  place: SyntaxNode | undefined,
  title: (value: string) => string,
  edit: (value: string) => readonly TextEdit[],
): Fix | undefined {
  const limit = suggestedDuration(model, about, suggestedHours);
  if (place === undefined || limit === undefined) return undefined;
  const timedelta = importedName(model, 'datetime', 'timedelta', place);
  const edits = edit(`${timedelta.expression}(${limit.argument})`);
  if (edits.length === 0) return undefined;
  return {
    title: title(`timedelta(${limit.argument})`),
    safety: 'unsafe',
    edits: [...timedelta.edits, ...edits],
  };
}

export const missingExecutionTimeout: Rule = { meta, check };
