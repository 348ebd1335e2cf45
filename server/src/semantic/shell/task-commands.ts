import { argumentValue, keywordValue } from '../../syntax/calls';
import { ownCode } from '../../syntax/navigate';
import type { SyntaxNode } from '../../syntax/node';
import type { Task } from '../dag/types';
import { isListLike } from '../elements';
import type { FileModel } from '../file-model';
import { type MappedText, mappedCommand } from '../mapped-text';
import { rememberedOfFile } from '../remembered-of-file';
import { readScript, type ShellScript } from './script';

/** Who runs a command line. */
export type CommandHost = 'bash' | 'ssh' | 'docker' | 'python';

/** A command line that the file shows, with who runs it. */
export interface CommandLine {
  readonly host: CommandHost;
  /** The task whose operator runs it; undefined for a call in Python code. */
  readonly task: Task | undefined;
  /** The expression that is the command, or the call that runs it. */
  readonly node: SyntaxNode;
  readonly mapped: MappedText;
  readonly script: ShellScript;
}

/** The argument of each operator that holds its command. */
const commandArguments: Readonly<Record<string, readonly [CommandHost, string]>> = {
  'airflow.BashOperator': ['bash', 'bash_command'],
  'airflow.BashSensor': ['bash', 'bash_command'],
  'airflow.DockerOperator': ['docker', 'command'],
  'airflow.DockerSwarmOperator': ['docker', 'command'],
  'airflow.SSHOperator': ['ssh', 'command'],
};

/** The command lines of the operators and `@task.bash` functions of a file; many rules read them. */
export const taskCommands = rememberedOfFile(findTaskCommands);

function findTaskCommands(model: FileModel): readonly CommandLine[] {
  return model.tasks.all.flatMap((task) => {
    if (task.operator === 'airflow.task.bash') {
      return returnedBy(task).flatMap((value) => commandLines(model, 'bash', task, value));
    }
    const found = Object.hasOwn(commandArguments, task.operator)
      ? commandArguments[task.operator]
      : undefined;
    if (found === undefined) return [];
    const [host, name] = found;
    const value = model.tasks.effectiveArgument(task, name)?.value;
    const values = value === undefined ? mappedValues(model, task, name) : [value];
    return values.flatMap((one) => commandLines(model, host, task, one));
  });
}

/** The elements of `.partial(…).expand(name=[…])`: the commands of the mapped tasks. */
function mappedValues(model: FileModel, { node }: Task, name: string): readonly SyntaxNode[] {
  const access = node.parent;
  const call =
    access?.kind === 'attribute' && access.field === 'function' ? access.parent : undefined;
  if (call?.kind !== 'call' || access?.child('attribute')?.text !== 'expand') return [];
  const given = keywordValue(call, name);
  const lists = given === undefined ? [] : model.values.of(given);
  return lists.flatMap((list) => (isListLike(list) ? list.parts : []));
}

/** The command lines that Python code hands to `subprocess` and `os.system`. */
export const pythonCommands = rememberedOfFile(findPythonCommands);

function findPythonCommands(model: FileModel): readonly CommandLine[] {
  return model.callsOf(...runningCalls).flatMap((call) => {
    const value = argumentValue(call, 'args', 0) ?? argumentValue(call, 'command', 0);
    const mapped = mappedCommand(model, value);
    if (mapped === undefined) return [];
    const script = readScript(mapped.text);
    return [{ host: 'python', task: undefined, node: call, mapped, script }];
  });
}

const runningCalls = [
  'asyncio.create_subprocess_shell',
  'os.popen',
  'os.system',
  'subprocess.Popen',
  'subprocess.call',
  'subprocess.check_call',
  'subprocess.check_output',
  'subprocess.getoutput',
  'subprocess.getstatusoutput',
  'subprocess.run',
] as const;

/** What the function of a task returns, which `@task.bash` runs as its command. */
export function returnedBy(task: Task): SyntaxNode[] {
  const body = task.callable?.child('body');
  if (body === undefined) return [];
  return [...ownCode(body)].flatMap((node) => {
    const value = node.kind === 'return_statement' ? node.parts[0] : undefined;
    return value === undefined ? [] : [value];
  });
}

function commandLines(
  model: FileModel,
  host: CommandHost,
  task: Task,
  expression: SyntaxNode,
): CommandLine[] {
  return model.values.of(expression).flatMap((node) => {
    const mapped = mappedCommand(model, node);
    if (mapped === undefined || isTemplateFile(mapped.text)) return [];
    return [{ host, task, node, mapped, script: readScript(mapped.text) }];
  });
}

/**
 * Airflow loads a string with such an ending as a template file (AIRFLOW.md, 16). A text of several
 * words was meant as a command all the same, of which `missing-template-file` speaks.
 */
function isTemplateFile(text: string): boolean {
  return /^\S+\.(?:sh|bash)$/.test(text);
}
