// Work on another host, or in the background, goes on when the task that started it is killed.

import { addWords } from '../../fixes/command-words';
import { setKeywordArgument } from '../../fixes/keyword-argument';
import { setTaskArgument } from '../../fixes/task-argument';
import { executionTimeoutOf } from '../../semantic/dag/execution-timeout';
import type { Task } from '../../semantic/dag/types';
import type { FileModel } from '../../semantic/file-model';
import { remoteCalls } from '../../semantic/flow/remote-calls';
import { stallAt } from '../../semantic/flow/stalls';
import { sourceRange } from '../../semantic/mapped-text';
import {
  isBrief,
  type LeftBehind,
  leftBehind,
  type RemoteShell,
  remoteShells,
} from '../../semantic/shell/detached';
import type { Invocation } from '../../semantic/shell/script';
import { type CommandLine, pythonCommands, taskCommands } from '../../semantic/shell/task-commands';
import { calleeAnchor, keywordValue } from '../../syntax/calls';
import type { SyntaxNode } from '../../syntax/node';
import type { TextEdit } from '../../text/edit';
import type { Fix, Problem, Rule, RuleContext, RuleMeta } from '../rule';

const meta: RuleMeta = {
  id: 'remote-process-outlives-task',
  group: 'hang',
  summary: 'Work that goes on when the task that started it is killed',
  severity: 'warning',
  profile: 'recommended',
  fix: 'unsafe',
  since: '0.1.0',
};

/** Seconds without any output after which an SSHOperator gives up, until its author says otherwise. */
const silenceSeconds = 3600;

const messages = {
  ssh:
    'When Airflow kills or times out this task, only the local `ssh` ends: the remote command works ' +
    'on, and a retry starts it a second time. Use `ssh -tt`, or `SSHOperator` with `get_pty=True`.',
  operator:
    'Without `get_pty=True` the remote command works on when Airflow kills or times out this task, ' +
    'and a retry starts it a second time. Pass `get_pty=True`.',
  silence:
    'With `cmd_timeout=None` a remote host that falls silent keeps this task in "running" until ' +
    'someone kills it. Give it a number of seconds, and the task an `execution_timeout`.',
  background: (command: string) =>
    `Nobody waits for \`${command}\`: the task does not see how it ends, and it can work on when the ` +
    'task has ended or is retried. Run it in the foreground, or `wait` for it.',
  session: (command: string) =>
    `\`setsid\` takes \`${command}\` out of the process group that Airflow ends with the task: it works ` +
    'on when the task is killed. Run it without `setsid`.',
  container: (tool: string) =>
    `\`${tool} run -d\` leaves the container to the Docker daemon: the task does not see how it ends, and it ` +
    'works on when the task is killed. Run it in the foreground, or use `DockerOperator`.',
  tunnel:
    '`ssh -f` goes into the background by itself and lives on when the task has ended. ' +
    'Run it without `-f`, and end it when it has done its work.',
  fixTerminal: 'Give `ssh` a terminal, so that the remote command ends with it',
  fixOperator: 'Set `get_pty=True`',
  fixSilence: `Give up after ${silenceSeconds} seconds of silence`,
};

function* check({ model }: RuleContext): Generator<Problem> {
  const spoken = new Set<number>();
  const ofTasks = taskCommands(model);
  for (const line of [...ofTasks, ...commandsOfPython(model)]) {
    for (const problem of problemsOf(model, line)) {
      // A command that several tasks share is written once.
      const start = problem.range?.start ?? problem.node.start;
      if (!spoken.has(start)) yield problem;
      spoken.add(start);
    }
  }
  yield* problemsOfCalls(model);
  for (const task of model.tasks.all) {
    if (task.operator !== 'airflow.SSHOperator') continue;
    const own = ofTasks.filter((line) => line.task === task);
    yield* problemsOfOperator(model, task, own);
  }
}

function commandsOfPython(model: FileModel): CommandLine[] {
  return pythonCommands(model).filter(({ node }) => waitsOutsideParsing(model, node));
}

function waitsOutsideParsing(model: FileModel, node: SyntaxNode): boolean {
  const stall = stallAt(model, node);
  return stall !== undefined && stall !== 'parsing';
}

function* problemsOf(model: FileModel, line: CommandLine): Generator<Problem> {
  const left = line.host === 'docker' ? [] : leftBehind(line.script);
  for (const found of left) yield problemAt(line, leftMessage(found), found.start, found.end);
  for (const shell of remoteShells(line.script)) {
    const { command, nameWord } = shell.invocation;
    // What the remote command leaves behind lives on with a terminal, too.
    if (left.some(({ start }) => start >= command.start && start <= command.end)) continue;
    yield {
      ...problemAt(line, messages.ssh, nameWord.start, nameWord.end),
      fixes: terminalFix(model, line, shell),
    };
  }
}

function problemAt(line: CommandLine, message: string, start: number, end: number): Problem {
  const range = sourceRange(line.mapped, start, end);
  const place = range === undefined ? {} : { range };
  const node = line.host === 'python' ? calleeAnchor(line.node) : line.node;
  const { task } = line;
  return task === undefined
    ? { message, node, ...place }
    : { message, node, ...place, subject: task.node, tasks: [task] };
}

function leftMessage({ invocation, kind }: LeftBehind): string {
  switch (kind) {
    case 'background':
      return messages.background(shortened(invocation));
    case 'session':
      return messages.session(shortened(invocation));
    case 'container':
      return messages.container(invocation.name);
    case 'tunnel':
      return messages.tunnel;
  }
}

function shortened({ arguments: given, name }: Invocation): string {
  const text = [name, ...given.map((word) => word.value)].join(' ').replaceAll(/\s+/g, ' ');
  return text.length > 40 ? `${text.slice(0, 37)}...` : text;
}

/** `-tt` and what keeps `ssh` from waiting for a password or a dead host, as far as it is not there. */
function terminalFix(model: FileModel, line: CommandLine, shell: RemoteShell): Fix[] {
  // A terminal turns line breaks into CRLF and echoes its input.
  if (shell.isPiped || writesToFile(line)) return [];
  const words = ['-tt'];
  const given = shell.options.map((word) => word.value).join(' ');
  const usesPassword =
    shell.invocation.wrappers.includes('sshpass') || /PasswordAuth\w*\s*=?\s*yes/i.test(given);
  const wanted = [
    ...(usesPassword ? [] : ['BatchMode=yes']),
    'ConnectTimeout=10',
    'ServerAliveInterval=15',
  ];
  for (const option of wanted) {
    const name = option.slice(0, option.indexOf('='));
    if (!given.toLowerCase().includes(name.toLowerCase())) words.push('-o', option);
  }
  const edits = addWords(model, line.mapped, shell.invocation.nameWord, words, 'behind');
  return fixOf(messages.fixTerminal, edits);
}

function writesToFile(line: CommandLine): boolean {
  const stdout = line.host === 'python' ? keywordValue(line.node, 'stdout') : undefined;
  return stdout !== undefined && !/\b(?:PIPE|DEVNULL|STDOUT)$/.test(stdout.text);
}

/** `client.exec_command(…)` of paramiko, on a client of its own or of Airflow's `SSHHook`. */
function* problemsOfCalls(model: FileModel): Generator<Problem> {
  for (const { node, script, terminal } of remoteCalls(model)) {
    if (!waitsOutsideParsing(model, node)) continue;
    if (terminal !== undefined && model.constants.truth(terminal) !== false) continue;
    const invocations = script?.invocations ?? [];
    const isHeld = script !== undefined && leftBehind(script).length === 0;
    if (invocations.length > 0 && (!isHeld || invocations.every(endsThere))) continue;
    const edits =
      terminal === undefined
        ? setKeywordArgument(model, node, 'get_pty', 'True')
        : [{ start: terminal.start, end: terminal.end, text: 'True' }];
    yield {
      message: messages.operator,
      node: calleeAnchor(node),
      fixes: fixOf(messages.fixOperator, edits),
    };
  }
}

function* problemsOfOperator(
  model: FileModel,
  task: Task,
  commands: readonly CommandLine[],
): Generator<Problem> {
  const about = { subject: task.node, tasks: [task] };
  if (!hasTerminal(model, task, commands) && !isHarmless(commands)) {
    const edits = setTaskArgument(model, task, 'get_pty', 'True');
    yield {
      ...about,
      message: messages.operator,
      node: task.anchor,
      fixes: edits.length === 0 ? [] : fixOf(messages.fixOperator, edits),
    };
  }
  const silence = endlessSilence(model, task);
  if (silence === undefined || executionTimeoutOf(model, task).kind === 'set') return;
  yield {
    ...about,
    message: messages.silence,
    node: silence.parent?.kind === 'keyword_argument' ? silence.parent : silence,
    fixes: fixOf(messages.fixSilence, [
      { start: silence.start, end: silence.end, text: String(silenceSeconds) },
    ]),
  };
}

/** `get_pty`; Airflow sets it by itself for a command that begins with `sudo`. */
function hasTerminal(model: FileModel, task: Task, commands: readonly CommandLine[]): boolean {
  const value = model.tasks.effectiveArgument(task, 'get_pty')?.value;
  if (value !== undefined) return model.constants.truth(value) !== false;
  if (!task.arguments.isComplete || task.operatorClass !== undefined) return true;
  return commands.length > 0 && commands.every((line) => line.mapped.text.startsWith('sudo'));
}

/**
 * True where a terminal would change nothing: the command ends by itself, `timeout` ends it there,
 * or it leaves behind what a terminal does not hold either.
 */
function isHarmless(commands: readonly CommandLine[]): boolean {
  const invocations = commands.flatMap((line) => line.script.invocations);
  if (commands.some((line) => leftBehind(line.script).length > 0)) return true;
  return invocations.length > 0 && invocations.every(endsThere);
}

/** True for a remote command that ends by itself, or that `timeout` ends there. */
function endsThere(found: Invocation): boolean {
  return isBrief(found) || found.isLimited;
}

/** The `None` of `cmd_timeout=None`, in the operator or in the hook that it is given. */
function endlessSilence(model: FileModel, task: Task): SyntaxNode | undefined {
  const own = model.tasks.effectiveArgument(task, 'cmd_timeout')?.value;
  if (own !== undefined) return own.kind === 'none' ? own : undefined;
  const hook = model.tasks.effectiveArgument(task, 'ssh_hook')?.value;
  const made = hook === undefined ? [] : model.values.of(hook);
  const [creation, ...others] = made;
  if (creation?.kind !== 'call' || others.length > 0) return undefined;
  if (model.names.calleeName(creation) !== 'airflow.SSHHook') return undefined;
  const value = keywordValue(creation, 'cmd_timeout');
  return value?.kind === 'none' ? value : undefined;
}

function fixOf(title: string, edits: readonly TextEdit[] | undefined): Fix[] {
  return edits === undefined ? [] : [{ title, safety: 'unsafe', edits }];
}

export const remoteProcessOutlivesTask: Rule = { meta, check };
