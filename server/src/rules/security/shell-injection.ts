// A text that someone else chose, pasted into a shell command, can be a command itself.

import { passInEnvironment } from '../../fixes/shell-variable';
import type { Task } from '../../semantic/dag/types';
import type { FileModel } from '../../semantic/file-model';
import {
  type JinjaExpression,
  type TemplatePart,
  templateParts,
} from '../../semantic/jinja-expressions';
import { type MappedText, mappedText, sourceRange } from '../../semantic/mapped-text';
import { pastedValues } from '../../semantic/pasted-values';
import { type ShellText, shellTexts } from '../../semantic/shell/shell-calls';
import { isFree, type UserInput } from '../../semantic/user-input/inputs';
import { PythonInputs } from '../../semantic/user-input/python-inputs';
import { templateInputs } from '../../semantic/user-input/template-inputs';
import { isPlainXCom } from '../../semantic/user-input/xcom-producers';
import type { Fix, Problem, Rule, RuleContext, RuleMeta, Severity } from '../rule';

const meta: RuleMeta = {
  id: 'shell-injection',
  group: 'security',
  summary: 'A value from outside that is pasted into a shell command',
  severity: 'warning',
  profile: 'recommended',
  fix: 'unsafe',
  since: '0.1.0',
};

const places: Readonly<Record<ShellText['host'], string>> = {
  bash: 'on the worker',
  docker: 'in the container',
  kubernetes: 'in the pod',
  python: 'on the worker',
  ssh: 'on the remote host',
};

const messages = {
  trigger: (written: string, place: string, advice: string) =>
    `\`${written}\` is pasted into a shell command: whoever may trigger the DAG can have any command ` +
    `run ${place}, since quotes around a value do not keep it inside. ${advice}`,
  xcom: (written: string, place: string, advice: string) =>
    `\`${written}\` is pasted into a shell command: what the other task returned runs as a part of it ` +
    `${place}, quotes, spaces and \`;\` included. ${advice}`,
  environment: 'Pass it through `env`, and read it as `"$NAME"`.',
  schema:
    'Declare a `Param` with a type, `enum` or `pattern` that holds it, or quote it with `shlex.quote`.',
  quote: 'Pass a list of arguments without a shell, or quote it with `shlex.quote`.',
  fix: 'Pass it through `env`',
};

function* check({ model }: RuleContext): Generator<Problem> {
  const spoken = new Set<number>();
  const inputs = new PythonInputs(model);
  for (const text of shellTexts(model)) {
    for (const problem of [...ofTemplate(model, text), ...ofPython(model, text, inputs)]) {
      // A command that several tasks share is written once.
      const start = problem.range?.start ?? problem.node.start;
      if (!spoken.has(start)) yield problem;
      spoken.add(start);
    }
  }
}

function* ofTemplate(model: FileModel, text: ShellText): Generator<Problem> {
  const mapped = text.isTemplate ? mappedText(model, text.text) : undefined;
  if (mapped === undefined || text.task === undefined) return;
  const bindings = new Map<string, JinjaExpression>();
  for (const part of templateParts(mapped.text)) {
    if (part.kind === 'binding') for (const name of part.names) bindings.set(name, part.expression);
    if (part.kind !== 'output' || isJsonInQuotes(mapped, part)) continue;
    const found = templateInputs(part.expression, bindings);
    const input = found.find((one) => isFree(model, one, tasksOf(text)));
    const range = sourceRange(mapped, part.expression.start, part.expression.end);
    if (input === undefined || range === undefined) continue;
    const severity = severityOf(model, input);
    const isMeantAsCommand = input.source === 'xcom' && isWhole(mapped, part);
    if (severity === undefined || isMeantAsCommand) continue;
    const written = mapped.text.slice(part.expression.start, part.expression.end);
    yield {
      message: messageFor(input, written, text, adviceFor(text)),
      node: text.text,
      range,
      severity,
      tasks: [text.task],
      fixes: bindings.size > 0 ? [] : environmentFix(model, text, mapped, part, input),
    };
  }
}

/** A whole command that another task wrote. */
function isWhole({ text }: MappedText, { end, start }: TemplatePart): boolean {
  return (text.slice(0, start) + text.slice(end)).trim() === '';
}

/** `'{{ x | tojson }}'`: Jinja writes `'` as `\u0027` there, so that the quotes hold it. */
function isJsonInQuotes({ text }: MappedText, { end, expression, start }: TemplatePart): boolean {
  const isJson = expression.kind === 'filter' && expression.name === 'tojson';
  return isJson && text[start - 1] === "'" && text[end] === "'";
}

function* ofPython(model: FileModel, text: ShellText, inputs: PythonInputs): Generator<Problem> {
  for (const value of pastedValues(model, text.text)) {
    const tasks = tasksOf(text, model);
    const input = inputs.of(value).find((one) => isFree(model, one, tasks));
    const severity = input === undefined ? undefined : severityOf(model, input);
    if (input === undefined || severity === undefined) continue;
    const written = value.text.replaceAll(/\s+/g, ' ');
    yield { message: messageFor(input, written, text, messages.quote), node: value, severity };
  }
}

function tasksOf({ task, text }: ShellText, model?: FileModel): readonly Task[] {
  return task === undefined ? (model?.reach(text).tasks ?? []) : [task];
}

/** What a task returns is often of its own making; of that only so much can be said. */
function severityOf(model: FileModel, input: UserInput): Severity | undefined {
  if (input.source !== 'xcom') return 'warning';
  return isPlainXCom(model, input) ? undefined : 'information';
}

function messageFor(
  input: UserInput,
  written: string,
  { host }: ShellText,
  advice: string,
): string {
  const short = written.length > 60 ? `${written.slice(0, 57)}...` : written;
  return messages[input.source === 'xcom' ? 'xcom' : 'trigger'](short, places[host], advice);
}

function adviceFor({ host, task }: ShellText): string {
  const takesEnvironment = host === 'bash' || host === 'docker' || host === 'kubernetes';
  return takesEnvironment && task !== undefined ? messages.environment : messages.schema;
}

/** Operators that add `env` to the environment of their command (`append_env`). */
const addsEnvironment: ReadonlySet<string> = new Set(['airflow.BashOperator', 'airflow.task.bash']);

function environmentFix(
  model: FileModel,
  { task }: ShellText,
  mapped: MappedText,
  part: TemplatePart,
  { key, source, taskIds }: UserInput,
): Fix[] {
  if (task === undefined || !addsEnvironment.has(task.operator)) return [];
  const name = key ?? (source === 'xcom' ? taskIds[0] : undefined) ?? source;
  const edits = passInEnvironment(model, task, mapped, part, name);
  return edits === undefined ? [] : [{ title: messages.fix, safety: 'unsafe', edits }];
}

export const shellInjection: Rule = { meta, check };
