import type { WorkerFact } from '../knowledge/workers';
import { descendants } from '../syntax/navigate';
import type { SyntaxNode } from '../syntax/node';
import { methodName } from './clean-up';
import type { FileModel } from './file-model';
import { bindingAt, statementIn, usesOf } from './name-uses';
import type { Binding } from './scopes';

/** Workers of one kind that a list holds, as far as code of the function goes through it. */
export interface WorkerGroup {
  /** The statement beside the list in which they are started. */
  readonly start: SyntaxNode;
  /** Calls of methods that end each of them or wait for it. */
  readonly endings: readonly SyntaxNode[];
}

/**
 * What becomes of the workers that a creation puts into a list: `[Process(…) for …]`,
 * `workers.append(Process(…))`, or `worker = Process(…)` and `workers.append(worker)`. Undefined
 * where the list, or a worker, goes somewhere else as well.
 */
export function workerGroup(
  model: FileModel,
  creation: SyntaxNode,
  fact: WorkerFact,
): WorkerGroup | undefined {
  const worker = nameOf(model, creation);
  const list = listOf(model, creation, worker);
  const block = list?.node.parent?.parent?.parent;
  if (list === undefined || block === undefined || list.scope.kind === 'module') return undefined;
  const visits = visitsOf(model, list);
  if (visits === undefined) return undefined;
  const accesses = visits.flatMap(({ code, name }) =>
    [...descendants(code)].filter(
      (node) => node.kind === 'attribute' && node.child('object')?.text === name,
    ),
  );
  const own = worker === undefined ? [] : usesOf(model, worker).map((use) => use.parent);
  if ([...accesses, ...own].some(isDaemonFlag)) return undefined;
  const calls = accesses.flatMap((access) => calledBy(access) ?? []);
  const starts = fact.startsAtOnce ? [creation] : calls.filter(isStart);
  starts.push(...own.flatMap((access) => calledBy(access) ?? []).filter(isStart));
  const start = starts
    .map((node) => statementIn(block, node))
    .find((statement) => statement !== undefined);
  if (start === undefined) return undefined;
  return { start, endings: calls.filter((call) => fact.endingMethods.has(methodName(call) ?? '')) };
}

/** The `worker` of `worker = Process(…)`. */
function nameOf(model: FileModel, creation: SyntaxNode): Binding | undefined {
  const { parent } = creation;
  const target = parent?.kind === 'assignment' ? parent.child('left') : undefined;
  return target?.kind === 'identifier' ? bindingAt(model, target) : undefined;
}

/** The list in which the worker ends up, and which nothing but this function fills. */
function listOf(
  model: FileModel,
  creation: SyntaxNode,
  worker: Binding | undefined,
): Binding | undefined {
  const { parent } = creation;
  if (parent?.kind === 'list_comprehension' && creation.field === 'body') {
    const assignment = parent.parent?.kind === 'assignment' ? parent.parent : undefined;
    const target = assignment?.child('left');
    return target?.kind === 'identifier' ? bindingAt(model, target) : undefined;
  }
  const appended = worker === undefined ? [creation] : usesOf(model, worker);
  const [call, ...others] = appended.flatMap((node) => appendAround(node) ?? []);
  const list = call?.child('function')?.child('object');
  if (list?.kind !== 'identifier' || others.length > 0) return undefined;
  const [binding, ...rest] = model.scopes.lookup(list.text, list);
  const isEmpty = binding?.value?.kind === 'list' && binding.value.parts.length === 0;
  return isEmpty && rest.length === 0 ? binding : undefined;
}

function appendAround(node: SyntaxNode): SyntaxNode | undefined {
  const call = node.parent?.kind === 'argument_list' ? node.parent.parent : undefined;
  return call?.kind === 'call' && methodName(call) === 'append' ? call : undefined;
}

/** Code that is run for each worker of a list, and its name there. */
interface Visit {
  readonly code: SyntaxNode;
  readonly name: string;
}

/** Undefined where something else than going through it and counting it happens to the list. */
function visitsOf(model: FileModel, list: Binding): readonly Visit[] | undefined {
  const visits: Visit[] = [];
  for (const use of usesOf(model, list)) {
    const around = use.parent;
    const isAppended = around?.kind === 'attribute' && around.child('attribute')?.text === 'append';
    if (isAppended || countsOnly(use)) continue;
    if (around === undefined || use.field !== 'right') return undefined;
    const target = around.child('left');
    const code =
      around.kind === 'for_statement'
        ? around.child('body')
        : around.kind === 'for_in_clause'
          ? around.parent
          : undefined;
    if (code === undefined || target?.kind !== 'identifier') return undefined;
    visits.push({ code, name: target.text });
  }
  return visits;
}

/** `len(workers)`, `while workers:`, `if not workers:` */
function countsOnly({ parent }: SyntaxNode): boolean {
  if (parent?.kind === 'argument_list') return parent.parent?.child('function')?.text === 'len';
  const kind = parent?.kind ?? '';
  return kind === 'not_operator' || kind === 'if_statement' || kind === 'while_statement';
}

function calledBy(access: SyntaxNode | undefined): SyntaxNode | undefined {
  const call = access?.kind === 'attribute' ? access.parent : undefined;
  return call?.kind === 'call' && call.child('function') === access ? call : undefined;
}

function isStart(call: SyntaxNode): boolean {
  return methodName(call) === 'start';
}

/** `worker.daemon = True` before the start; a daemon ends with its parent. */
function isDaemonFlag(access: SyntaxNode | undefined): boolean {
  return access?.kind === 'attribute' && access.child('attribute')?.text === 'daemon';
}
