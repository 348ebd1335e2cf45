import { fileAccessFact, isWorkerLocal } from '../knowledge/file-access';
import { argumentNodes, argumentValue, keywordValue } from '../syntax/calls';
import { withoutParentheses } from '../syntax/navigate';
import type { SyntaxNode } from '../syntax/node';
import { contentOf } from '../syntax/strings';
import { methodName } from './clean-up';
import type { Task } from './dag/types';
import type { FileModel } from './file-model';

/** A place where a task reads or writes a file that exists on its own worker only. */
export interface LocalFileAccess {
  readonly kind: 'read' | 'write';
  /** The path as written, names replaced by their constant values. */
  readonly path: string;
  readonly node: SyntaxNode;
  readonly tasks: readonly Task[];
}

/** All such places of the file's tasks, in source order; shell commands of BashOperators included. */
export function localFileAccesses(model: FileModel): LocalFileAccess[] {
  const accesses: LocalFileAccess[] = [];
  for (const { node, name } of model.calls) {
    const fact = fileAccessFact(name, methodName(node));
    const argument =
      fact === undefined ? undefined : argumentValue(node, fact.keyword, fact.position);
    const path = argument === undefined ? undefined : pathOf(model, argument);
    if (fact === undefined || argument === undefined || path === undefined) continue;
    if (!isWorkerLocal(path)) continue;
    const { tasks } = model.reach(node);
    const kind = fact.access === 'by-mode' ? kindByMode(model, node) : fact.access;
    if (tasks.length > 0) accesses.push({ kind, path, node: argument, tasks });
  }
  for (const task of model.tasks.all) accesses.push(...shellAccesses(model, task));
  return accesses.sort((a, b) => a.node.start - b.node.start);
}

function kindByMode(model: FileModel, call: SyntaxNode): LocalFileAccess['kind'] {
  const mode = model.constants.string(argumentValue(call, 'mode', 1)) ?? 'r';
  return /[wax]/.test(mode) ? 'write' : 'read';
}

/** The path that an expression gives; for f-strings their text, which is equal where they are. */
function pathOf(model: FileModel, expression: SyntaxNode): string | undefined {
  const inner = withoutParentheses(expression);
  const constant = model.constants.string(inner);
  if (constant !== undefined) return constant;
  const value = inner.kind === 'identifier' ? model.names.singleValue(inner) : inner;
  if (value === undefined) return undefined;
  if (value.kind === 'string') return contentOf(value);
  if (value.kind !== 'call') return undefined;
  const name = model.names.calleeName(value);
  if (name !== 'os.path.join' && name !== 'pathlib.Path') return undefined;
  const parts = argumentNodes(value).map((part) => model.constants.string(part));
  return parts.length > 0 && parts.every((part) => part !== undefined)
    ? parts.join('/').replaceAll(/\/+/g, '/')
    : undefined;
}

const shellWriters = /(?:>>?|\btee(?:\s+-a)?|\s-[oO]|--output(?:-document)?[ =])\s*["']?$/;
const shellRemovals = /\b(?:rm|mkdir|test|ls|touch)\b[^;&|\n]*$/;

function shellAccesses(model: FileModel, task: Task): LocalFileAccess[] {
  const argument = task.call === undefined ? undefined : keywordValue(task.call, 'bash_command');
  const command = model.constants.string(argument);
  if (argument === undefined || command === undefined) return [];
  return [...command.matchAll(/\/(?:var\/)?tmp\/[\w./-]*\w/g)].flatMap((match) => {
    const before = command.slice(0, match.index);
    if (shellRemovals.test(before)) return [];
    const kind = shellWriters.test(before) ? 'write' : 'read';
    return [{ kind, path: match[0], node: argument, tasks: [task] } as const];
  });
}
