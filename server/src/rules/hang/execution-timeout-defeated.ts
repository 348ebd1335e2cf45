// An `execution_timeout` that goes off and cannot end its task.

import { runInSession } from '../../fixes/run-in-session';
import { waitsForInterpreter } from '../../knowledge/airflow-objects';
import { executionTimeoutOf } from '../../semantic/dag/execution-timeout';
import type { FileModel } from '../../semantic/file-model';
import { type DefeatedLimit, defeatedLimits } from '../../semantic/flow/defeated-limits';
import { isTimeLimited, mayHaveExecutionTimeout } from '../../semantic/flow/time-limits';
import { calleeAnchor } from '../../syntax/calls';
import type { SyntaxNode } from '../../syntax/node';
import type { Fix, Problem, Rule, RuleContext, RuleMeta, Severity } from '../rule';

const meta: RuleMeta = {
  id: 'execution-timeout-defeated',
  group: 'hang',
  summary: 'An `execution_timeout` that cannot end the task',
  severity: 'warning',
  profile: 'recommended',
  fix: 'unsafe',
  since: '0.1.0',
};

const consequence = 'the task stays in "running" until then, whatever its `execution_timeout` says';

const messages: Readonly<Record<DefeatedLimit['kind'] | 'interpreter', (code: string) => string>> =
  {
    executor: (code) =>
      `When \`execution_timeout\` ends this task, \`${code}\` first waits for all the work that was ` +
      `submitted: ${consequence}. Give that work a time limit of its own.`,
    process: (code) =>
      `When \`execution_timeout\` ends this task, leaving \`with ${code}\` first waits for the process: ` +
      `${consequence}. End the process in a \`finally\` inside the \`with\`.`,
    system: (code) =>
      `\`execution_timeout\` cannot interrupt \`${code}()\`, which comes back when the command has ended: ` +
      `${consequence}. Use \`subprocess.run(…, timeout=…)\`.`,
    pipe: (code) =>
      `When \`execution_timeout\` ends this task, leaving \`with ${code}\` first waits for the command: ` +
      `${consequence}. Use \`subprocess.run(…, timeout=…)\`.`,
    'event-loop': () =>
      'When `execution_timeout` ends this task, `asyncio.run()` first waits for this thread (up to five ' +
      'minutes from Python 3.12 on, before that without a limit). Give the work a time limit of its own.',
    'clean-up': (code) =>
      `\`execution_timeout\` goes off only once: when it ends the \`try\`, \`${code}()\` waits here without ` +
      'a limit, and the task can stay in "running". Wait with a timeout.',
    interpreter: (code) =>
      `When \`execution_timeout\` ends this task, Airflow first waits for the Python process that \`${code}\` ` +
      `has started: ${consequence}. Limit what the function waits for.`,
  };

const fixTitle = 'Limit it to an hour, then end the process group';

const severities: Partial<Record<DefeatedLimit['kind'], Severity>> = {
  'event-loop': 'information',
};

function* check({ model }: RuleContext): Generator<Problem> {
  for (const limit of defeatedLimits(model)) {
    const { anchor, call, interrupted, kind } = limit;
    if (!mayHaveExecutionTimeout(model, call) || isTimeLimited(model, call)) continue;
    yield {
      message: messages[kind](anchor.text),
      node: anchor,
      severity: severities[kind] ?? meta.severity,
      subject: interrupted?.kind === 'call' ? calleeAnchor(interrupted) : anchor,
      related: relatedTo(interrupted),
      fixes: kind === 'system' ? systemFix(model, call) : [],
    };
  }
  yield* ofInterpreters(model);
}

function relatedTo(interrupted: SyntaxNode | undefined): Problem['related'] {
  return interrupted === undefined
    ? []
    : [{ place: interrupted, message: 'Airflow interrupts the task here' }];
}

function systemFix(model: FileModel, call: SyntaxNode): Fix[] {
  const edits = runInSession(model, call);
  if (edits === undefined || edits.length === 0) return [];
  return [{ title: fixTitle, safety: 'unsafe', edits }];
}

/**
 * They read the output of a `with Popen(…)` (`execute_in_subprocess`, airflow/utils/process_utils.py
 * in 2.10.5, airflow/providers/standard/utils/python_virtualenv.py since).
 */
function* ofInterpreters(model: FileModel): Generator<Problem> {
  for (const task of model.tasks.all) {
    if (!waitsForInterpreter(task.operator)) continue;
    if (executionTimeoutOf(model, task).kind !== 'set') continue;
    const written = task.kind === 'taskflow' ? task.decorator : task.anchor;
    const name = written?.kind === 'call' ? written.child('function') : written;
    if (name === undefined) continue;
    yield {
      message: messages.interpreter(`${task.kind === 'taskflow' ? '@' : ''}${name.text}`),
      node: task.anchor,
      subject: task.node,
      tasks: [task],
    };
  }
}

export const executionTimeoutDefeated: Rule = { meta, check };
