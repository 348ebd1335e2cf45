// A failure that is turned into a skip leaves the run green, and nobody looks.

import type { Task } from '../../semantic/dag/types';
import type { FileModel } from '../../semantic/file-model';
import { handlersThatSkip } from '../../semantic/flow/error-skips';
import { headOf } from '../../semantic/flow/handlers';
import { sourceRange } from '../../semantic/mapped-text';
import { type ErrorSkip, errorSkips } from '../../semantic/shell/error-skips';
import { type CommandLine, taskCommands } from '../../semantic/shell/task-commands';
import type { SyntaxNode } from '../../syntax/node';
import type { Problem, Rule, RuleContext, RuleMeta } from '../rule';

const meta: RuleMeta = {
  id: 'error-becomes-skip',
  group: 'failure',
  summary: 'A failure that is turned into a skip, so that the run turns green',
  severity: 'warning',
  profile: 'recommended',
  fix: 'none',
  since: '0.1.0',
};

const harm =
  'the task is shown as skipped, its retries and failure callbacks are not used, and the run turns green';

const messages = {
  handler: (head: string) =>
    `\`${head}\` turns every failure of this block into a skip: ${harm}. Skip only where there is ` +
    'nothing to do, and let failures fail.',
  command: (command: string, code: number) =>
    `When \`${command}\` fails, the command ends with ${code}, which Airflow takes for a skip: ${harm}. ` +
    'Skip only where there is nothing to do, and pass the failure on.',
  code: (code: number) =>
    `\`skip_on_exit_code\` takes ${code} for a skip, ${meaningOf(code)}: then ${harm}. Use a code that the ` +
    'program gives for nothing else, such as 99.',
};

function* check({ model }: RuleContext): Generator<Problem> {
  for (const { clause } of handlersThatSkip(model)) {
    if (!model.runsInTask(clause)) continue;
    const range = headOf(clause);
    const head = model.text.slice(range.start, range.end);
    yield { message: messages.handler(head), node: clause, range };
  }
  yield* checkCodes(model);
  yield* checkCommands(model);
}

/** `skip_on_exit_code=1` */
function* checkCodes(model: FileModel): Generator<Problem> {
  const spoken = new Set<SyntaxNode>();
  for (const task of model.tasks.all) {
    for (const { code, node } of givenCodes(model, task) ?? []) {
      if (!isErrorCode(code) || spoken.has(node)) continue;
      spoken.add(node);
      yield { message: messages.code(code), node, tasks: [task] };
    }
  }
}

function* checkCommands(model: FileModel): Generator<Problem> {
  const spoken = new Set<number>();
  for (const line of taskCommands(model)) {
    for (const found of errorSkips(line.script, skipCodes(model, line))) {
      const problem = commandProblem(line, found);
      const start = problem?.range?.start;
      // A command that several tasks share is written once.
      if (problem === undefined || start === undefined || spoken.has(start)) continue;
      spoken.add(start);
      yield problem;
    }
  }
}

function commandProblem(line: CommandLine, found: ErrorSkip): Problem | undefined {
  const range = sourceRange(line.mapped, found.start, found.end);
  if (range === undefined) return undefined;
  const command = found.command.length > 40 ? `${found.command.slice(0, 40)}…` : found.command;
  return {
    message: messages.command(command.replaceAll(/\s+/g, ' '), found.code),
    node: line.node,
    range,
    ...(line.task === undefined ? {} : { tasks: [line.task] }),
  };
}

/** BashOperator skips on 99 unless told otherwise (`airflow/operators/bash.py`, 2.4 to 3.3). */
function skipCodes(model: FileModel, { host, task }: CommandLine): readonly number[] {
  if (task === undefined || host === 'python') return [];
  const given = model.tasks.effectiveArgument(task, 'skip_on_exit_code');
  if (given === undefined) return host === 'bash' ? [99] : [];
  return (givenCodes(model, task) ?? []).map(({ code }) => code);
}

interface GivenCode {
  readonly code: number;
  readonly node: SyntaxNode;
}

function givenCodes(model: FileModel, task: Task): readonly GivenCode[] | undefined {
  const value = model.tasks.effectiveArgument(task, 'skip_on_exit_code')?.value;
  if (value === undefined) return undefined;
  const isList = value.kind === 'list' || value.kind === 'tuple' || value.kind === 'set';
  return (isList ? value.parts : [value]).flatMap((node) => {
    const constant = model.constants.value(node);
    return constant?.type === 'number' ? [{ code: constant.value, node }] : [];
  });
}

/** Codes that programs give for any failure, and the shell for commands that did not run or end. */
function isErrorCode(code: number): boolean {
  return code === 1 || code === 2 || code === 126 || code === 127 || (code > 128 && code < 160);
}

/** Source: Bash reference manual, "Exit Status"; Python library reference, `sys.exit`. */
function meaningOf(code: number): string {
  if (code <= 2) return 'by which Python and most programs say that something went wrong';
  return code <= 128
    ? 'by which the shell says that the command could not be run'
    : 'by which the shell says that a signal ended the command';
}

export const errorBecomesSkip: Rule = { meta, check };
