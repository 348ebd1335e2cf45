import { type TemplateFiles, templateFilesOf } from '../../knowledge/template-files';
import { withoutParentheses } from '../../syntax/navigate';
import type { SyntaxNode } from '../../syntax/node';
import type { FileModel } from '../file-model';
import { type MappedText, mappedText } from '../mapped-text';
import { hole } from '../shell/lexer';
import { baseName } from '../shell/script';
import { returnedBy } from '../shell/task-commands';
import { textsIn } from './templates';
import type { Dag, Task } from './types';

/**
 * Why Airflow cannot find a template file of that name. `command`: the text is no name but a command
 * or program; `template`: the name is not rendered before the file is looked for; `parent`: Jinja
 * refuses `..`; `address`: the name is that of something elsewhere; `system`: an absolute path, which
 * is looked for below the folder of the DAG file; `absent`: there is no such file.
 */
export type MissingReason = 'command' | 'template' | 'parent' | 'address' | 'system' | 'absent';

/** A text that Airflow takes for the name of a template file which it does not find. */
export interface MissingTemplateFile {
  readonly task: Task;
  /** The argument that it is in: `bash_command`. */
  readonly field: string;
  readonly text: MappedText;
  readonly ending: string;
  readonly reason: MissingReason;
  /** True where the text is the argument itself, and not a part of a list or dictionary. */
  readonly isWhole: boolean;
}

/**
 * The template files of a file's tasks that are certainly missing. Airflow looks for them in the
 * folder of the DAG file and in `template_searchpath` (`get_template_env` in airflow/models/dag.py of
 * 2.10.5 and airflow/sdk/definitions/dag.py of 3.3.2), with Jinja's `FileSystemLoader`.
 */
export function* missingTemplateFiles(model: FileModel): Generator<MissingTemplateFile> {
  for (const task of model.tasks.all) {
    const facts = templateFilesOf(task.operator);
    if (facts === undefined || !isPlainOperator(model, task)) continue;
    if (task.contexts.some(({ dag }) => dag?.arguments.entries.has('jinja_environment_kwargs'))) {
      continue;
    }
    for (const { field, isWhole, text } of candidates(model, task, facts)) {
      const ending = facts.endings.find((one) => text.text.endsWith(one));
      if (ending === undefined) continue;
      const reason = reasonFor(model, task, text.text, ending);
      if (reason !== undefined) yield { task, field, text, ending, reason, isWhole };
    }
  }
}

/** A class of the project may take its arguments, fields and endings as it likes. */
function isPlainOperator(model: FileModel, { operatorClass }: Task): boolean {
  if (operatorClass === undefined) return true;
  const own = model.scopes.scopeOpenedBy(operatorClass)?.bindings;
  const changing = ['__init__', 'render_template', 'template_ext', 'template_fields'];
  return own !== undefined && changing.every((name) => !own.has(name));
}

interface Candidate {
  readonly field: string;
  readonly text: MappedText;
  readonly isWhole: boolean;
}

function* candidates(model: FileModel, task: Task, facts: TemplateFiles): Generator<Candidate> {
  const fields: (readonly [string, SyntaxNode])[] = facts.fields.flatMap((field) => {
    const value = task.arguments.entries.get(field);
    return value === undefined ? [] : [[field, value] as const];
  });
  if (task.operator === 'airflow.task.bash') {
    fields.push(...returnedBy(task).map((value) => ['bash_command', value] as const));
  }
  for (const [field, value] of fields) {
    for (const one of model.values.of(value).map(withoutParentheses)) {
      const text = mappedText(model, one);
      if (text !== undefined) yield { field, text, isWhole: true };
      else for (const part of textsIn(model, one)) yield { field, text: part, isWhole: false };
    }
  }
}

function reasonFor(
  model: FileModel,
  task: Task,
  name: string,
  ending: string,
): MissingReason | undefined {
  if (isCommand(name, ending)) return 'command';
  if (/\{\{|\{%/.test(name)) return 'template';
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(name)) return 'address';
  if (/(?:^|\/)\.\.\//.test(name)) return 'parent';
  const folders = searchPath(model, task);
  if (folders === undefined) return undefined;
  if (name.includes(hole)) return undefined;
  const found = folders.map((folder) => fileIn(model, folder, name));
  if (found.includes(true)) return undefined;
  if (found.every((one) => one === false)) return 'absent';
  // Nobody keeps a folder `opt` or `home` beside a DAG file; but `template_searchpath` may be `/`.
  return folders.length === 1 && systemFolder.test(name) ? 'system' : undefined;
}

/** True for a text with what no file's name has: several lines, quotes, a command with arguments. */
function isCommand(text: string, ending: string): boolean {
  if (/[\n"'`]/.test(text)) return true;
  if (ending !== '.sh' && ending !== '.bash') return false;
  const [first = '', ...others] = text.trim().split(/\s+/);
  if (others.length === 0) return false;
  return (
    /[;&|<>$]/.test(text) ||
    runningCommands.has(baseName(first)) ||
    others.some((word) => /^(?:-|\/|\.\/|~)/.test(word))
  );
}

/** Commands whose argument is a script or the path of one. */
const runningCommands: ReadonlySet<string> = new Set([
  '.',
  'bash',
  'cat',
  'cd',
  'chmod',
  'cp',
  'dash',
  'docker',
  'echo',
  'env',
  'exec',
  'kubectl',
  'ksh',
  'mv',
  'nohup',
  'python',
  'python3',
  'rm',
  'sh',
  'source',
  'ssh',
  'sudo',
  'timeout',
  'zsh',
]);

const systemFolder =
  /^\/(?:bin|etc|home|media|mnt|opt|private|root|run|sbin|srv|tmp|Users|usr|var|workspace)\//;

/** The folders that are searched, the DAG file's own first; undefined where they are not known. */
function searchPath(model: FileModel, task: Task): readonly string[] | undefined {
  const dags = task.contexts.map(({ dag }) => dag);
  if (dags.length === 0) return undefined;
  const own = folderOfDagFile(model);
  const found = new Set<string>([own ?? '']);
  for (const dag of dags) {
    const more = dag === undefined ? undefined : additionalFolders(model, dag);
    if (more === undefined) return undefined;
    for (const folder of more) found.add(folder);
  }
  return [...found];
}

/** Airflow takes the folder of the file that it loads; a helper that makes DAGs is not that one. */
function folderOfDagFile({ surroundings }: FileModel): string | undefined {
  if (surroundings === undefined || surroundings.isImportedByDag) return undefined;
  return surroundings.path.slice(0, Math.max(0, surroundings.path.lastIndexOf('/')));
}

function additionalFolders(
  model: FileModel,
  { arguments: given }: Dag,
): readonly string[] | undefined {
  const value = given.entries.get('template_searchpath');
  if (value === undefined) return given.isComplete ? [] : undefined;
  const folders = model.values.of(value).flatMap((one) => {
    const isList = one.kind === 'list' || one.kind === 'tuple';
    return (isList ? one.parts : [one]).map((part) => model.constants.string(part));
  });
  const known = folders.filter((folder) => folder !== undefined);
  return known.length === folders.length && known.length > 0 ? known : undefined;
}

/** Whether a folder has the file, as Jinja joins them: empty parts and `.` are left out. */
function fileIn(model: FileModel, folder: string, name: string): boolean | undefined {
  const parts = name.split('/').filter((part) => part !== '' && part !== '.');
  if (!folder.startsWith('/')) return undefined;
  return model.surroundings?.fileExists(`${folder}/${parts.join('/')}`);
}
