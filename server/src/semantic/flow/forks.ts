import { isConnectionClass } from '../../knowledge/connections';
import { workerFact } from '../../knowledge/workers';
import { argumentNodes, keywordValue, positionalValue } from '../../syntax/calls';
import {
  ancestors,
  descendants,
  enclosingFunction,
  inSourceOrder,
  isInside,
  ownCode,
} from '../../syntax/navigate';
import type { SyntaxNode } from '../../syntax/node';
import { addTo, groupBy } from '../../text/groups';
import { withItems } from '../dag/contexts';
import type { FileModel } from '../file-model';
import { rememberedOfFile, rememberedOfFileBy } from '../remembered-of-file';
import { callsOfMethod } from '../tree-index';
import { type WorkerGroup, workerGroup } from '../worker-groups';
import { runsInThreads } from './background';
import { isForked } from './deaf-children';

/** A call that forks the process in which it runs. */
export interface Fork {
  readonly call: SyntaxNode;
  /** The functions of the project that the children run, as far as they are seen. */
  readonly works: readonly SyntaxNode[];
}

const forkingClasses = [
  'concurrent.futures.ProcessPoolExecutor',
  'multiprocessing.Pool',
  'multiprocessing.Process',
];

/** Everything in a file that makes child processes of the one it runs in, in source order. */
export function forks(model: FileModel): Fork[] {
  return model.callsOf(...forkingClasses).flatMap((call) => {
    // `mp_context` may be one that makes fresh interpreters.
    if (!isForked(model, call) || keywordValue(call, 'mp_context') !== undefined) return [];
    const isProcess = model.names.calleeName(call) === 'multiprocessing.Process';
    if (isProcess) return [{ call, works: targetOf(model, call) }];
    return [{ call, works: handedOver(model).get(call) ?? [] }];
  });
}

const handingMethods = [
  ...['apply', 'apply_async', 'imap', 'imap_unordered', 'map', 'map_async', 'starmap'],
  ...['starmap_async', 'submit'],
];

function targetOf(model: FileModel, process: SyntaxNode): readonly SyntaxNode[] {
  return definitionsOf(model, keywordValue(process, 'target') ?? positionalValue(process, 1));
}

/** The functions that pools are given to run, by the calls that make the pools. */
const handedOver = rememberedOfFile((model: FileModel) => {
  const works = new Map<SyntaxNode, SyntaxNode[]>();
  const calls = handingMethods.flatMap((method) => callsOfMethod(model.tree, method));
  for (const call of calls.sort(inSourceOrder)) {
    const [work] = definitionsOf(model, positionalValue(call, 0));
    if (work === undefined) continue;
    for (const creation of model.blocking.creationsOfOwner(call) ?? []) {
      addTo(works, creation, work);
    }
  }
  return works;
});

function definitionsOf(model: FileModel, work: SyntaxNode | undefined): SyntaxNode[] {
  const definition = model.names.definition(work);
  return definition === undefined || definition.kind === 'class_definition' ? [] : [definition];
}

/** What started the threads that run beside a fork; undefined where none is seen to. */
export function threadsAround(model: FileModel, { call }: Fork): SyntaxNode | undefined {
  if (runsInThreads(model, call)) return call;
  for (const above of ancestors(call)) {
    if (above.kind === 'function_definition') break;
    if (above.kind !== 'with_statement') continue;
    const executor = withItems(above).find((item) => isThreadPool(model, item));
    if (executor !== undefined && !isInside(call, executor)) return executor;
  }
  const beside = threadsByFunction(model).get(enclosingFunction(call));
  const started = beside?.starts.find(
    (start) => startsBefore(start, call) && !isEndedBetween(model, start, call),
  );
  return started ?? listedThreads(beside?.lists ?? [], call);
}

/** What code of one function does with threads. */
interface ThreadsOfFunction {
  readonly starts: SyntaxNode[];
  /** Threads that are started and waited for through a list. */
  readonly lists: { readonly creation: SyntaxNode; readonly group: WorkerGroup }[];
}

const threadsByFunction = rememberedOfFile((model: FileModel) => {
  const found = new Map<SyntaxNode | undefined, ThreadsOfFunction>();
  const beside = (call: SyntaxNode): ThreadsOfFunction => {
    const owner = enclosingFunction(call);
    const threads = found.get(owner) ?? { starts: [], lists: [] };
    found.set(owner, threads);
    return threads;
  };
  for (const start of model.callsOf('threading.Thread.start', 'threading.Timer.start')) {
    beside(start).starts.push(start);
  }
  const fact = workerFact('threading.Thread');
  for (const creation of model.callsOf('threading.Thread')) {
    const group = fact && workerGroup(model, creation, fact);
    if (group !== undefined) beside(creation).lists.push({ creation, group });
  }
  return found;
});

/** What makes the threads of a list that are started before the fork and not waited for until then. */
function listedThreads(
  lists: ThreadsOfFunction['lists'],
  fork: SyntaxNode,
): SyntaxNode | undefined {
  return lists.find(({ group: { endings, start } }) => {
    if (start.parent === undefined || !isInside(fork, start.parent)) return false;
    return start.end <= fork.start && !endings.some(({ end }) => end <= fork.start);
  })?.creation;
}

function isThreadPool(model: FileModel, item: SyntaxNode): boolean {
  return /\.ThreadPool(?:Executor)?$/.test(model.names.instanceType(item) ?? '');
}

/** True where the thread has certainly been started when code of the same function forks. */
function startsBefore(start: SyntaxNode, fork: SyntaxNode): boolean {
  const block = start.parent?.parent;
  const isSure = start.parent?.kind === 'expression_statement' && block !== undefined;
  return isSure && start.end <= fork.start && isInside(fork, block);
}

function isEndedBetween(model: FileModel, start: SyntaxNode, fork: SyntaxNode): boolean {
  const thread = start.child('function')?.child('object')?.text;
  const joins = thread === undefined ? [] : (joinsByObject(model).get(thread) ?? []);
  return joins.some((call) => start.end <= call.start && call.end <= fork.start);
}

const joinsByObject = rememberedOfFile((model: FileModel) =>
  groupBy(
    callsOfMethod(model.tree, 'join'),
    (call) => call.child('function')?.child('object')?.text,
  ),
);

/** A connection of the parent that the children use, where they use it. */
export function inheritedConnection(
  model: FileModel,
  { call, works }: Fork,
): SyntaxNode | undefined {
  const given = argumentNodes(call).flatMap((argument) => [...descendants(argument)]);
  const passed = given.find((node) => isConnection(model, node));
  if (passed !== undefined) return passed;
  for (const work of works) {
    for (const node of ownCode(work)) {
      if (isConnection(model, node) && isFromOutside(model, node, work)) return node;
    }
  }
  return undefined;
}

function isConnection(model: FileModel, node: SyntaxNode): boolean {
  if (node.kind !== 'identifier') return false;
  const isName = node.parent?.kind !== 'attribute' || node.field === 'object';
  if (!isName || (node.parent?.kind === 'keyword_argument' && node.field === 'name')) return false;
  const type = model.names.instanceType(node);
  return type !== undefined && isConnectionClass(type);
}

/** A variable of the module or of the function around, which the fork copies. */
function isFromOutside(model: FileModel, name: SyntaxNode, work: SyntaxNode): boolean {
  const bindings = model.scopes.lookup(name.text, name);
  return (
    bindings.length > 0 &&
    bindings.every(({ kind, node }) => kind === 'assignment' && !isInside(node, work))
  );
}

/** The fork whose daemonic children make this one, which they may not. */
export function daemonicParent(
  model: FileModel,
  fork: Fork,
  all: readonly Fork[],
): Fork | undefined {
  const owner = enclosingFunction(fork.call);
  if (owner === undefined) return undefined;
  return daemonsByWork(model, all)
    .get(owner)
    ?.find((other) => other !== fork);
}

/** The forks that make daemons, by the functions that these run. */
const daemonsByWork = rememberedOfFileBy((model: FileModel, all: readonly Fork[]) => {
  const found = new Map<SyntaxNode, Fork[]>();
  for (const fork of all) {
    if (!makesDaemons(model, fork.call)) continue;
    for (const work of fork.works) addTo(found, work, fork);
  }
  return found;
});

/** `Process(daemon=True)`; the workers of a `Pool` are daemons, those of an executor are not. */
function makesDaemons(model: FileModel, creation: SyntaxNode): boolean {
  const name = model.names.calleeName(creation);
  if (name !== 'multiprocessing.Process') return name === 'multiprocessing.Pool';
  const daemon = keywordValue(creation, 'daemon');
  return daemon !== undefined && model.constants.truth(daemon) === true;
}
