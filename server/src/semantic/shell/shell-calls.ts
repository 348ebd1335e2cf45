import { argumentValue, keywordValue } from '../../syntax/calls';
import type { SyntaxNode } from '../../syntax/node';
import type { Task } from '../dag/types';
import { isListLike } from '../elements';
import type { FileModel } from '../file-model';
import { mappedText } from '../mapped-text';
import { type CommandHost, returnedBy } from './task-commands';

/** A text that a shell reads, with who runs the shell. */
export interface ShellText {
  readonly host: CommandHost | 'kubernetes';
  /** The task whose operator runs it; undefined for a call in Python code. */
  readonly task: Task | undefined;
  /** The call in Python code that runs it; undefined for a task's operator. */
  readonly call?: SyntaxNode;
  /** The expression that is the text. */
  readonly text: SyntaxNode;
  /** True where Airflow renders the text as a template first. */
  readonly isTemplate: boolean;
}

/** Every text of a file that a shell reads: commands of operators and shells in Python code. */
export function shellTexts(model: FileModel): readonly ShellText[] {
  return [...model.tasks.all.flatMap((task) => textsOfTask(model, task)), ...textsOfCalls(model)];
}

/** Operators whose command a shell reads, here or on another host. */
const shellArguments: Readonly<Record<string, readonly [CommandHost, string]>> = {
  'airflow.BashOperator': ['bash', 'bash_command'],
  'airflow.BashSensor': ['bash', 'bash_command'],
  'airflow.SSHOperator': ['ssh', 'command'],
};

/** Operators that start a container without a shell, so that only `sh -c` makes a text one. */
const containerArguments: Readonly<
  Record<string, readonly [ShellText['host'], readonly string[]]>
> = {
  'airflow.DockerOperator': ['docker', ['entrypoint', 'command']],
  'airflow.DockerSwarmOperator': ['docker', ['entrypoint', 'command']],
  'airflow.GKEStartPodOperator': ['kubernetes', ['cmds', 'arguments']],
  'airflow.KubernetesPodOperator': ['kubernetes', ['cmds', 'arguments']],
};

function textsOfTask(model: FileModel, task: Task): readonly ShellText[] {
  const { operator } = task;
  if (operator === 'airflow.task.bash') {
    return returnedBy(task).map((text) => ({ host: 'bash', task, text, isTemplate: true }));
  }
  const own = Object.hasOwn(shellArguments, operator) ? shellArguments[operator] : undefined;
  if (own !== undefined) {
    const value = model.tasks.effectiveArgument(task, own[1])?.value;
    const values = value === undefined ? [] : model.values.of(value);
    return values.map((text) => ({ host: own[0], task, text, isTemplate: true }));
  }
  const container = Object.hasOwn(containerArguments, operator)
    ? containerArguments[operator]
    : undefined;
  if (container === undefined) return [];
  const words = container[1].flatMap((name) => {
    const value = model.tasks.effectiveArgument(task, name)?.value;
    return value === undefined ? [] : wordsIn(model, value);
  });
  const text = scriptAmong(model, words) ?? shellCommand(model, words);
  return text === undefined ? [] : [{ host: container[0], task, text, isTemplate: true }];
}

/** The words of a list, or one text. */
function wordsIn(model: FileModel, value: SyntaxNode): readonly SyntaxNode[] {
  const [list, ...others] = model.values.of(value);
  return others.length === 0 && list !== undefined && isListLike(list) ? list.parts : [value];
}

/** The script of `sh -c script` among the words of a command. */
function scriptAmong(model: FileModel, words: readonly SyntaxNode[]): SyntaxNode | undefined {
  const shell = model.constants.string(words[0]);
  if (shell === undefined || !/^(?:\/(?:usr\/)?bin\/)?(?:ba|da|k|z)?sh$/.test(shell)) {
    return undefined;
  }
  const at = words.findIndex((word) => /^-\w*c\w*$/.test(model.constants.string(word) ?? ''));
  return at < 0 ? undefined : words[at + 1];
}

/** `"bash -c '…'"`, a text that Docker splits into words as a shell would. */
function shellCommand(model: FileModel, words: readonly SyntaxNode[]): SyntaxNode | undefined {
  const [only, ...others] = words;
  const text = others.length === 0 ? mappedText(model, only)?.text : undefined;
  return text !== undefined && shellStart.test(text) ? only : undefined;
}

const shellStart = /^\s*(?:\/(?:usr\/)?bin\/)?(?:ba|da|k|z)?sh\s+-\w*c\w*\s/;

/** Functions that hand a text to a shell, with the name and position of the text. */
const shellFunctions: Readonly<Record<string, readonly [string, number]>> = {
  'airflow.SSHHook.exec_ssh_client_command': ['cmd', 1],
  'asyncio.create_subprocess_shell': ['cmd', 0],
  'os.popen': ['cmd', 0],
  'os.system': ['command', 0],
  'paramiko.SSHClient.exec_command': ['command', 0],
  'subprocess.getoutput': ['cmd', 0],
  'subprocess.getstatusoutput': ['cmd', 0],
};

/** Functions that start a program, and a shell with `shell=True`. */
const startingFunctions = [
  'airflow.SubprocessHook.run_command',
  'subprocess.Popen',
  'subprocess.call',
  'subprocess.check_call',
  'subprocess.check_output',
  'subprocess.run',
] as const;

function textsOfCalls(model: FileModel): readonly ShellText[] {
  const found: ShellText[] = [];
  for (const [name, [argument, position]] of Object.entries(shellFunctions)) {
    const host = /ssh/i.test(name) ? 'ssh' : 'python';
    for (const call of model.callsOf(name)) {
      const text = argumentValue(call, argument, position);
      if (text === undefined) continue;
      found.push({ host, task: undefined, call, text, isTemplate: false });
    }
  }
  for (const call of model.callsOf(...startingFunctions)) {
    const command = argumentValue(call, 'args', 0) ?? keywordValue(call, 'command');
    if (command === undefined) continue;
    const isShell = model.constants.truth(keywordValue(call, 'shell')) === true;
    const text = isShell ? command : scriptAmong(model, wordsIn(model, command));
    if (text === undefined) continue;
    found.push({ host: 'python', task: undefined, call, text, isTemplate: false });
  }
  return found;
}
