import { fileAccessFact, isWorkerLocal } from '../knowledge/file-access';
import { argumentNodes, argumentValue, keywordValue } from '../syntax/calls';
import {
  ancestors,
  enclosingFunction,
  isInside,
  ownCode,
  withoutParentheses,
} from '../syntax/navigate';
import type { SyntaxNode } from '../syntax/node';
import { contentOf } from '../syntax/strings';
import { methodName } from './clean-up';
import type { Task } from './dag/types';
import type { FileModel } from './file-model';
import { rememberedByUnit } from './remembered-of-file';

/** A place where a task reads or writes a file that exists on its own worker only. */
export interface LocalFileAccess {
  /** `other` is a call that may do anything with the file: a download, a copy, a parser. */
  readonly kind: 'read' | 'write' | 'other';
  /** The path as written, names replaced by their constant values. */
  readonly path: string;
  readonly node: SyntaxNode;
  readonly tasks: readonly Task[];
}

/** All such places of the file's tasks, in source order; shell commands of BashOperators included. */
export function localFileAccesses(model: FileModel): LocalFileAccess[] {
  // Who runs the code of a file without tasks is known to other files only.
  if (model.tasks.all.length === 0) return [];
  const accesses = [
    ...accessesByCalls(model),
    ...model.tasks.all.flatMap((task) => shellAccesses(model, task)),
  ];
  return accesses.sort((a, b) => a.node.start - b.node.start);
}

const accessesByCalls = rememberedByUnit((model): LocalFileAccess[] => {
  const accesses: LocalFileAccess[] = [];
  for (const { node, name } of model.calls) {
    const { tasks } = model.reach(node);
    if (tasks.length === 0) continue;
    const fact = fileAccessFact(name, methodName(node));
    if (fact === undefined) accesses.push(...otherAccesses(model, node, name, tasks));
    else {
      const argument = argumentValue(node, fact.keyword, fact.position);
      const path = argument === undefined ? undefined : pathOf(model, argument);
      if (argument === undefined || path === undefined || !isWorkerLocal(path)) continue;
      const kind = fact.access === 'by-mode' ? kindByMode(model, node) : fact.access;
      accesses.push({ kind, path, node: argument, tasks });
    }
  }
  return accesses;
});

/** Functions that only ask for a file, name it or take it away. */
const inquiries =
  /^(?:os\.path\.|os\.(?:access|remove|stat|unlink)$|pathlib\.|builtins\.|logging\.)/;

function otherAccesses(
  model: FileModel,
  call: SyntaxNode,
  name: string | undefined,
  tasks: readonly Task[],
): LocalFileAccess[] {
  if (name !== undefined && inquiries.test(name)) return [];
  return argumentNodes(call).flatMap((argument) => {
    const node = argument.kind === 'keyword_argument' ? argument.child('value') : argument;
    const path = node === undefined ? undefined : pathOf(model, node);
    if (node === undefined || path === undefined || !isWorkerLocal(path)) return [];
    return [{ kind: 'other', path, node, tasks } as const];
  });
}

/**
 * True where one run of a task reads the file before it writes it, so that what is read comes from
 * an earlier run. Reads and writes in helpers count at the calls that lead to them.
 */
export function isReadFirst(
  model: FileModel,
  read: LocalFileAccess,
  write: LocalFileAccess,
  all: readonly LocalFileAccess[],
): boolean {
  return runsOf(read, write).some((run) => {
    const readAt = leadsTo(model, run, read.node);
    const writeAt = leadsTo(model, run, write.node);
    if (readAt === undefined || writeAt === undefined || readAt.start >= writeAt.start) {
      return false;
    }
    const isMadeBefore = all.some((other) => {
      const otherAt = other.kind === 'read' ? undefined : leadsTo(model, run, other.node);
      return otherAt !== undefined && otherAt.start < readAt.start;
    });
    return !isMadeBefore && !areAlternatives(readAt, writeAt);
  });
}

/** The functions in which the order of two accesses can be seen. */
function runsOf(read: LocalFileAccess, write: LocalFileAccess): SyntaxNode[] {
  const shared = read.tasks.filter((task) => write.tasks.includes(task));
  const runs = [
    ...shared.map((task) => task.callable),
    enclosingFunction(read.node),
    enclosingFunction(write.node),
  ];
  return [...new Set(runs.filter((run) => run !== undefined))];
}

/** How many calls are followed from a function to what a helper does. */
const maximumCalls = 4;

/** The node in a function's own code at which a place is reached: itself or a call that leads there. */
function leadsTo(
  model: FileModel,
  run: SyntaxNode,
  place: SyntaxNode,
  calls = 0,
): SyntaxNode | undefined {
  const holder = enclosingFunction(place);
  if (holder === run) return place;
  const body = run.child('body');
  if (holder === undefined || body === undefined || calls >= maximumCalls) return undefined;
  for (const node of ownCode(body)) {
    const target =
      node.kind === 'call' ? model.names.definition(node.child('function')) : undefined;
    if (target === undefined || target === run) continue;
    if (leadsTo(model, target, place, calls + 1) !== undefined) return node;
  }
  return undefined;
}

/**
 * True where one run makes only one of two accesses: they stand in different branches, or one in
 * the handler of a `try` that holds the other. Then the file is a cache, not a state.
 */
function areAlternatives(a: SyntaxNode, b: SyntaxNode): boolean {
  let below = a;
  for (const above of ancestors(a)) {
    if (isInside(b, above)) {
      const other = above.children.find((child) => isInside(b, child));
      if (other === undefined || other === below) return false;
      return isBranch(below) || isBranch(other);
    }
    below = above;
  }
  return false;
}

function isBranch(node: SyntaxNode): boolean {
  return (
    node.kind === 'except_clause' || node.kind === 'else_clause' || node.kind === 'elif_clause'
  );
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
