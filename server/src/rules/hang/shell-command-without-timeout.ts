// A shell command that never ends keeps the task that runs it in "running" for ever.

import { addWords } from '../../fixes/command-words';
import { importedName } from '../../fixes/imports';
import { placeOfTaskArgument, setTaskArgument } from '../../fixes/task-argument';
import type { ShellWait } from '../../knowledge/shell-commands';
import { executionTimeoutOf } from '../../semantic/dag/execution-timeout';
import type { Task } from '../../semantic/dag/types';
import type { FileModel } from '../../semantic/file-model';
import { sourceRange } from '../../semantic/mapped-text';
import {
  type EndlessCommand,
  type EndlessLoop,
  endlessCommands,
  endlessLoops,
} from '../../semantic/shell/endless';
import { hasOption } from '../../semantic/shell/options';
import { type CommandLine, taskCommands } from '../../semantic/shell/task-commands';
import type { TextEdit } from '../../text/edit';
import type { Fix, Problem, Rule, RuleContext, RuleMeta } from '../rule';

const meta: RuleMeta = {
  id: 'shell-command-without-timeout',
  group: 'hang',
  summary: 'A Bash, SSH or Docker command that nothing ends',
  severity: 'warning',
  profile: 'recommended',
  fix: 'unsafe',
  since: '0.1.0',
};

/** How long a command may take, in seconds, until its author says otherwise. */
const limitSeconds = 3600;

const consequence = 'the task stays in "running" until someone kills it';

const messages = {
  server: (command: string, advice: string) =>
    `\`${command}\` has no time limit: if the server stops answering, ${consequence}. ${advice}`,
  partly: (command: string, advice: string) =>
    `\`${command}\` limits only a part of its work: if the server stops answering later, ${consequence}. ${advice}`,
  slow: (command: string, limit: string, advice: string) =>
    `\`${command}\` waits ${limit}: if the server stops answering, the task holds its slot for ` +
    `hours. ${advice}`,
  output: (command: string) =>
    `\`${command}\` never ends by itself: ${consequence}. ` +
    `Put \`timeout ${limitSeconds}\` in front of it.`,
  person: (command: string) =>
    `\`${command}\` wants someone at a terminal: in a task it fails or waits, and then ${consequence}. ` +
    'Use a command that needs nobody.',
  endless: (header: string) =>
    `\`${header}\` is never left: ${consequence}. ` +
    'Leave the loop on a condition, and give the task an `execution_timeout`.',
  poll: (header: string) =>
    `\`${header}\` waits without a limit: if what it waits for never comes, ${consequence}. ` +
    'Count the attempts, or use a sensor with a `timeout`.',
  pass: (options: string) => `Pass \`${options}\`.`,
  fixOptions: (command: string, options: string) => `Limit \`${command}\` with \`${options}\``,
  fixPrefix: (command: string) => `Limit \`${command}\` to ${limitSeconds} seconds`,
  fixTask: 'Limit the task to one hour with `execution_timeout`',
};

function* check({ model }: RuleContext): Generator<Problem> {
  const spoken = new Set<number>();
  for (const line of taskCommands(model)) {
    if (line.task === undefined || isEndedByAirflow(model, line.task)) continue;
    for (const problem of problemsOf(model, line, line.task)) {
      // A command that several tasks share is written once.
      const start = problem.range?.start ?? problem.node.start;
      if (spoken.has(start)) continue;
      spoken.add(start);
      yield problem;
    }
  }
}

/**
 * On `execution_timeout`, BashOperator kills the process group and DockerOperator stops the
 * container. What an SSHOperator started may live on, of which `remote-process-outlives-task` speaks.
 */
function isEndedByAirflow(model: FileModel, task: Task): boolean {
  return executionTimeoutOf(model, task).kind === 'set';
}

function* problemsOf(model: FileModel, line: CommandLine, task: Task): Generator<Problem> {
  const about = { node: line.node, subject: task.node, tasks: [task] };
  const loops = endlessLoops(line.script);
  for (const endless of loops) {
    yield {
      ...about,
      message: loopMessage(line, endless),
      ...rangeOf(line, endless.loop.command.start, endless.headerEnd),
      fixes: taskFix(model, line, task),
    };
  }
  const text = (start: number, end: number) => seenText(model, line, start, end);
  for (const command of endlessCommands(line.script, text)) {
    if (endsOnSilence(model, task, line, command.fact.waits)) continue;
    const { nameWord } = command.invocation;
    // Inside such a loop, the loop is the trouble.
    if (
      loops.some(
        ({ loop }) => loop.command.start <= nameWord.start && nameWord.end <= loop.command.end,
      )
    ) {
      continue;
    }
    yield {
      ...about,
      message: commandMessage(command),
      ...rangeOf(line, nameWord.start, namedEnd(command), nameWord.end),
      fixes: commandFix(model, line, command),
    };
  }
}

/** An SSHOperator gives up after ten seconds without output, unless `cmd_timeout` says otherwise. */
function endsOnSilence(model: FileModel, task: Task, line: CommandLine, waits: ShellWait): boolean {
  if (line.host !== 'ssh' || waits === 'output') return false;
  const limit = model.tasks.effectiveArgument(task, 'cmd_timeout')?.value;
  return limit === undefined || !model.constants.isNone(limit);
}

/** What the file says in place of a word, with the source of what is not known. */
function seenText(model: FileModel, line: CommandLine, start: number, end: number): string {
  const from = line.mapped.offsets[start] ?? -1;
  const to = line.mapped.offsets[end - 1] ?? -1;
  const written = from < 0 || to < 0 ? '' : model.text.slice(from, Math.max(from, to) + 40);
  return line.mapped.text.slice(start, end) + (/^\{[^}]*\}/.exec(written)?.[0] ?? '');
}

/** The first of the spans that is written in one piece; the whole command where none is. */
function rangeOf(
  line: CommandLine,
  start: number,
  ...ends: readonly number[]
): Pick<Problem, 'range'> {
  const ranges = ends.map((end) => sourceRange(line.mapped, start, end));
  const range = ranges.find((found) => found !== undefined);
  return range === undefined ? {} : { range };
}

function loopMessage(line: CommandLine, { headerEnd, kind, loop }: EndlessLoop): string {
  const header = line.script.text.slice(loop.command.start, headerEnd).replaceAll(/\s+/g, ' ');
  const short = header.length > 60 ? `${header.slice(0, 57)}...` : header;
  return kind === 'never-left' ? messages.endless(short) : messages.poll(short);
}

/** `tail -f` rather than `tail`: the option is the trouble where it stands right behind. */
function namedEnd({ fact, invocation }: EndlessCommand): number {
  const option = invocation.arguments[0];
  const isNamed = option !== undefined && hasOption([option], fact.onlyWith, fact.lettersWithValue);
  return isNamed ? option.end : invocation.nameWord.end;
}

function commandMessage(command: EndlessCommand): string {
  const { fact, invocation, isPartlyLimited } = command;
  const follows = fact.onlyWith[0];
  const name = follows === undefined ? invocation.name : `${invocation.name} ${follows}`;
  if (fact.waits === 'output') return messages.output(name);
  if (fact.waits === 'person') return messages.person(name);
  const advice = messages.pass((fact.suggested ?? []).join(' '));
  if (fact.defaultLimit !== undefined) return messages.slow(name, fact.defaultLimit, advice);
  return isPartlyLimited ? messages.partly(name, advice) : messages.server(name, advice);
}

function commandFix(model: FileModel, line: CommandLine, command: EndlessCommand): Fix[] {
  const { fact, invocation } = command;
  if (fact.waits === 'person') return [];
  const { suggested } = fact;
  const edits =
    suggested === undefined
      ? addWords(
          model,
          line.mapped,
          invocation.nameWord,
          ['timeout', String(limitSeconds)],
          'before',
        )
      : addWords(model, line.mapped, invocation.nameWord, suggested, 'behind');
  const title =
    suggested === undefined
      ? messages.fixPrefix(invocation.name)
      : messages.fixOptions(invocation.name, suggested.join(' '));
  return fixOf(title, edits);
}

/** A loop cannot be put under `timeout` without quoting it anew; the task can be limited. */
function taskFix(model: FileModel, line: CommandLine, task: Task): Fix[] {
  const place = placeOfTaskArgument(task);
  if (line.host === 'ssh' || place === undefined) return [];
  const { edits, expression } = importedName(model, 'datetime', 'timedelta', place);
  const argument = setTaskArgument(model, task, 'execution_timeout', `${expression}(hours=1)`);
  return argument.length === 0 ? [] : fixOf(messages.fixTask, [...edits, ...argument]);
}

function fixOf(title: string, edits: readonly TextEdit[] | undefined): Fix[] {
  return edits === undefined ? [] : [{ title, safety: 'unsafe', edits }];
}

export const shellCommandWithoutTimeout: Rule = { meta, check };
