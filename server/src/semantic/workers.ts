import { type WorkerFact, workerFact } from '../knowledge/workers';
import { keywordValue } from '../syntax/calls';
import { ancestors, isInside, ownCode, statementOf, statementsOf } from '../syntax/navigate';
import type { SyntaxNode } from '../syntax/node';
import { methodName } from './clean-up';
import type { FileModel } from './file-model';
import { bindingAt, statementIn, usesOf } from './name-uses';
import type { Binding } from './scopes';
import { workerGroup } from './worker-groups';

/** A process, thread or pool that code starts, and what becomes of it. */
export interface StartedWorker {
  readonly fact: WorkerFact;
  /** The call that makes it. */
  readonly creation: SyntaxNode;
  /** The call that starts it: `start()` or the creation; the statement with it for those of a list. */
  readonly start: SyntaxNode;
  /** The name that holds it; undefined where no name does, or a list. */
  readonly name: Binding | undefined;
  /** Calls of methods that end it or wait for it, in source order. */
  readonly endings: readonly SyntaxNode[];
}

/** The workers that code of the file starts and keeps to itself. */
export function* startedWorkers(model: FileModel): Generator<StartedWorker> {
  for (const creation of model.nodes('call')) {
    const type = model.names.instanceType(creation);
    const fact = type === undefined ? undefined : workerFact(type);
    if (fact === undefined || isDaemonThread(model, creation, fact)) continue;
    const worker = describe(model, creation, fact) ?? describeGroup(model, creation, fact);
    if (worker !== undefined && !isAskedForResults(model, worker)) yield worker;
  }
}

/** Who waits for all that an executor of threads has to do leaves nothing but idle threads. */
function isAskedForResults(model: FileModel, { fact, name }: StartedWorker): boolean {
  if (fact.kind !== 'threads' || name === undefined) return false;
  return usesOf(model, name).some((use) => {
    const call = use.parent?.parent;
    const isSubmission = call?.kind === 'call' && /^(?:map|submit)$/.test(methodName(call) ?? '');
    return isSubmission && call.parent?.kind !== 'expression_statement';
  });
}

function describe(
  model: FileModel,
  creation: SyntaxNode,
  fact: WorkerFact,
): StartedWorker | undefined {
  const parent = creation.parent;
  if (parent?.kind === 'attribute' && parent.child('attribute')?.text === 'start') {
    const start = parent.parent;
    const isAlone = start?.parent?.kind === 'expression_statement';
    return start?.kind === 'call' && isAlone
      ? { fact, creation, start, name: undefined, endings: [] }
      : undefined;
  }
  if (parent?.kind === 'expression_statement' && fact.startsAtOnce) {
    return { fact, creation, start: creation, name: undefined, endings: [] };
  }
  const target = parent?.kind === 'assignment' ? parent.child('left') : undefined;
  if (target?.kind !== 'identifier' || parent?.child('right') !== creation) return undefined;
  const binding = bindingAt(model, target);
  if (binding === undefined || binding.scope.kind === 'module') return undefined;
  return describeNamed(model, creation, fact, binding);
}

/** The workers of a list are no one's to end by name. */
function describeGroup(
  model: FileModel,
  creation: SyntaxNode,
  fact: WorkerFact,
): StartedWorker | undefined {
  const group = workerGroup(model, creation, fact);
  return group && { fact, creation, name: undefined, ...group };
}

function describeNamed(
  model: FileModel,
  creation: SyntaxNode,
  fact: WorkerFact,
  name: Binding,
): StartedWorker | undefined {
  const endings: SyntaxNode[] = [];
  let start = fact.startsAtOnce ? creation : undefined;
  for (const use of usesOf(model, name)) {
    const access = use.parent;
    if (access?.kind !== 'attribute' || use.field !== 'object') {
      if (isOnlyLookedAt(use)) continue;
      // Returned, stored, collected in a list or handed on: someone else may end it.
      return undefined;
    }
    // In a pipeline it ends with the process that reads from it.
    if (isPipe(access) && access.parent?.kind === 'keyword_argument') return undefined;
    if (access.parent?.kind === 'assignment') {
      const isDaemon = access.child('attribute')?.text === 'daemon' && fact.kind === 'thread';
      if (isDaemon) return undefined;
      continue;
    }
    const call = access.parent;
    if (call?.kind !== 'call' || call.child('function') !== access) continue;
    const method = methodName(call) ?? '';
    if (method === 'start') start ??= call;
    else if (fact.endingMethods.has(method)) endings.push(call);
  }
  return start === undefined ? undefined : { fact, creation, start, name, endings };
}

/** `process.stdout`, which is read and written as long as the process lives. */
function isPipe(object: SyntaxNode | undefined): boolean {
  const name = object?.kind === 'attribute' ? object.child('attribute')?.text : undefined;
  return name === 'stdin' || name === 'stdout' || name === 'stderr';
}

/** A test of the name's truth or a comparison keeps nothing. */
function isOnlyLookedAt(use: SyntaxNode): boolean {
  const kind = use.parent?.kind;
  return (
    kind === 'if_statement' ||
    kind === 'not_operator' ||
    kind === 'comparison_operator' ||
    kind === 'interpolation' ||
    kind === 'delete_statement'
  );
}

function isDaemonThread(model: FileModel, creation: SyntaxNode, fact: WorkerFact): boolean {
  if (fact.kind !== 'thread') return false;
  const daemon = keywordValue(creation, 'daemon');
  return daemon !== undefined && model.constants.truth(daemon) !== false;
}

/** The statement through which an exception can leave before the worker is ended; if any. */
export function unguardedStatement(
  model: FileModel,
  worker: StartedWorker,
): SyntaxNode | undefined {
  if (worker.endings.some((ending) => isInHandler(ending))) return undefined;
  const start = statementOf(worker.start);
  const block = start?.parent;
  if (start === undefined || block === undefined) return undefined;
  const siblings = statementsOf(block);
  for (const statement of siblings.slice(siblings.indexOf(start) + 1)) {
    if (worker.endings.some((ending) => isInside(ending, statement))) {
      // What stands in front of the ending inside one statement is not told apart.
      return undefined;
    }
    if (mayRaise(model, statement)) return statement;
  }
  return undefined;
}

/** The statements of the worker's block from behind its start to its last ending there. */
export function guardedRun(worker: StartedWorker): readonly SyntaxNode[] {
  const start = statementOf(worker.start);
  const block = start?.parent;
  if (start === undefined || block === undefined) return [];
  const siblings = statementsOf(block);
  const lastEnding = worker.endings
    .map((ending) => statementIn(block, ending))
    .findLast((holder) => holder !== undefined);
  if (lastEnding === undefined) return [];
  return siblings.slice(siblings.indexOf(start) + 1, siblings.indexOf(lastEnding) + 1);
}

function isInHandler(ending: SyntaxNode): boolean {
  for (const above of ancestors(ending)) {
    if (above.kind === 'finally_clause' || above.kind === 'except_clause') return true;
    if (above.kind === 'function_definition') return false;
  }
  return false;
}

/** Methods and functions between a start and its ending that are not the work that fails. */
const harmlessNames: ReadonlySet<string> = new Set([
  'add',
  'append',
  'apply_async',
  'close',
  'debug',
  'endswith',
  'enumerate',
  'extend',
  'imap',
  'imap_unordered',
  'info',
  'is_alive',
  'items',
  'iter',
  'join',
  'keys',
  'len',
  'list',
  'lower',
  'map_async',
  'print',
  'put',
  'range',
  'rstrip',
  'shutdown',
  'sleep',
  'sorted',
  'split',
  'splitlines',
  'starmap_async',
  'start',
  'startswith',
  'str',
  'strip',
  'submit',
  'upper',
  'values',
  'warning',
  'zip',
]);

/** True for a statement with a `raise`, or a call that is no mere remark, start or hand-over. */
export function mayRaise(model: FileModel, statement: SyntaxNode): boolean {
  for (const node of ownCode(statement)) {
    if (node.kind === 'raise_statement') return true;
    if (node.kind !== 'call') continue;
    const callee = node.child('function');
    const name = callee?.child('attribute')?.text ?? callee?.text ?? '';
    if (harmlessNames.has(name) || isPipe(callee?.child('object'))) continue;
    const type = model.names.instanceType(node);
    if (type !== undefined && workerFact(type) !== undefined) continue;
    return true;
  }
  return false;
}
