import type { Task } from '../semantic/dag/types';
import type { FileModel } from '../semantic/file-model';
import { isWrittenPlainly, type MappedText, sourceRange } from '../semantic/mapped-text';
import { readScript } from '../semantic/shell/script';
import { keywordValue } from '../syntax/calls';
import { isInside } from '../syntax/navigate';
import type { SyntaxNode } from '../syntax/node';
import { quotingOf, stringValue } from '../syntax/strings';
import type { TextEdit } from '../text/edit';
import type { TextRange } from '../text/range';
import { setDictionaryEntry } from './dictionary-entry';
import { setTaskArguments } from './task-argument';

/**
 * Hands a template expression of a Bash command over in an environment variable, and reads that in
 * the command, quoted. Undefined where the expression is more than an argument of a plain command:
 * within a nested shell, a here-document, or as the command's name.
 *
 * @param braces where the expression with its braces stands in the command's text
 */
export function passInEnvironment(
  model: FileModel,
  task: Task,
  command: MappedText,
  braces: TextRange,
  wantedName: string,
): readonly TextEdit[] | undefined {
  const [literal, ...others] = command.literals;
  const { call, callable } = task;
  if (literal === undefined || others.length > 0) return undefined;
  // A text outside the task may be the command of other tasks as well.
  const holder = call !== undefined && isInside(literal, call) ? call : callable;
  if (holder === undefined || !isInside(literal, holder)) return undefined;
  const range = sourceRange(command, braces.start, braces.end);
  const quoting = quotingAt(command.text, braces);
  if (range === undefined || quoting === undefined) return undefined;
  if (!isWrittenPlainly(model, command, braces.start, braces.end)) return undefined;
  const value = valueText(literal, command.text.slice(braces.start, braces.end));
  if (value === undefined) return undefined;
  const variable = variableFor(model, task, command.text, wantedName, value);
  const setting = variable === undefined ? [] : setVariable(model, task, variable, value);
  if (variable === undefined || setting === undefined) return undefined;
  // Where no quote follows, a letter behind the name would be a part of it.
  const needsBraces = quoting === 'double' && /\w/.test(command.text[braces.end] ?? '');
  const reading = needsBraces ? `\${${variable}}` : `$${variable}`;
  const text = inLiteral(literal, range, quotedFor[quoting](reading));
  return text === undefined ? undefined : [{ ...range, text }, ...setting];
}

type ShellQuoting = 'none' | 'double' | 'single';

const quotedFor: Readonly<Record<ShellQuoting, (reading: string) => string>> = {
  none: (reading) => `"${reading}"`,
  double: (reading) => reading,
  single: (reading) => `'"${reading}"'`,
};

/** How the shell quotes a place that lies in an argument of a plain command. */
function quotingAt(text: string, { end, start }: TextRange): ShellQuoting | undefined {
  const holds = (word: TextRange) => word.start <= start && end <= word.end;
  const { invocations } = readScript(text);
  const around = invocations.filter(({ arguments: words, nameWord }) =>
    [nameWord, ...words].some(holds),
  );
  const [invocation, ...others] = around;
  const word = invocation?.arguments.find(holds);
  if (invocation === undefined || word === undefined || others.length > 0) return undefined;
  if (word.substitutions.length > 0 || readsScripts.has(invocation.name)) return undefined;
  let quote = '';
  for (let at = word.start; at < start; at++) {
    const character = text[at] ?? '';
    if (character === '\\' && quote !== "'") at++;
    else if (quote === '' && (character === '"' || character === "'")) quote = character;
    else if (character === quote) quote = '';
  }
  return quote === '"' ? 'double' : quote === "'" ? 'single' : 'none';
}

/** Commands that read an argument as code, in which a variable of the shell is none. */
const readsScripts: ReadonlySet<string> = new Set([
  'awk',
  'bash',
  'eval',
  'kubectl',
  'node',
  'perl',
  'python',
  'python3',
  'ruby',
  'sed',
  'sh',
  'ssh',
  'su',
  'trap',
  'xargs',
]);

/** The expression as a literal of its own, in the quotes of the command's. */
function valueText(command: SyntaxNode, expression: string): string | undefined {
  if (/[\\\r\n]/.test(expression)) return undefined;
  const preferred = quotingOf(command).quote.slice(0, 1);
  const quote = [preferred, '"', "'"].find((mark) => !expression.includes(mark));
  return quote === undefined ? undefined : quote + expression + quote;
}

/** The text as the command's literal must write it. */
function inLiteral(literal: SyntaxNode, range: TextRange, text: string): string | undefined {
  const { prefix, quote } = quotingOf(literal);
  const mark = quote.slice(0, 1);
  const isLast = literal.part('string_end')?.start === range.end;
  if (!text.includes(mark) || (quote.length === 3 && !isLast)) return text;
  return prefix.includes('r') ? undefined : text.replaceAll(mark, `\\${mark}`);
}

/** Variables that have a meaning of their own to the shell or to programs. */
const reserved =
  /^(?:_|AIRFLOW_.*|BASH.*|EDITOR|ENV|HOME|HOST(?:NAME)?|IFS|LANG|LC_.*|LD_.*|LOGNAME|MAIL|PATH|PS\d|PWD|PYTHON.*|SHELL|TERM|TMPDIR|TZ|UID|USER)$/;

function variableFor(
  model: FileModel,
  task: Task,
  text: string,
  wanted: string,
  value: string,
): string | undefined {
  const base = wanted
    .replaceAll(/([a-z\d])([A-Z])/g, '$1_$2')
    .replaceAll(/[^A-Za-z\d]+/g, '_')
    .replaceAll(/^_+|_+$/g, '')
    .toUpperCase();
  const name = /^[A-Z]/.test(base) && !reserved.test(base) ? base : `PARAM_${base || 'VALUE'}`;
  const given = environmentOf(model, task);
  for (let number = 1; number < 100; number++) {
    const candidate = number === 1 ? name : `${name}_${number}`;
    const present = given?.get(candidate);
    if (present?.text === value) return candidate;
    const isUsed = new RegExp(`\\b${candidate}\\b`).test(text);
    if (present === undefined && !isUsed) return candidate;
  }
  return undefined;
}

function environmentOf(model: FileModel, task: Task): ReadonlyMap<string, SyntaxNode> | undefined {
  return model.arguments.read(task.arguments.entries.get('env'))?.entries;
}

/** Adds the variable to the task's `env`, which then no longer replaces the whole environment. */
function setVariable(
  model: FileModel,
  task: Task,
  variable: string,
  value: string,
): readonly TextEdit[] | undefined {
  const { arguments: given, call } = task;
  const present = call === undefined ? undefined : keywordValue(call, 'env');
  if (present?.kind === 'dictionary') {
    const isThere = present.parts.some((pair) => {
      const key = pair.child('key');
      return key !== undefined && stringValue(key) === variable;
    });
    return isThere ? [] : setDictionaryEntry(model, present, variable, value);
  }
  const isElsewhere = given.entries.has('env') || !given.isComplete;
  if (present?.kind !== 'none' && isElsewhere) return undefined;
  if (model.tasks.effectiveArgument(task, 'env') !== undefined && present === undefined) {
    return undefined;
  }
  const quote = value.slice(0, 1);
  const dictionary = `{${quote}${variable}${quote}: ${value}}`;
  const edits = setTaskArguments(model, task, [
    ['env', dictionary],
    ['append_env', 'True'],
  ]);
  return edits.length === 0 ? undefined : edits;
}
