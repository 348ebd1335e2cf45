import { isConnectionClass } from '../../knowledge/connections';
import { workerFact } from '../../knowledge/workers';
import { argumentNodes, keywordValue, positionalValue } from '../../syntax/calls';
import {
  ancestors,
  descendants,
  enclosingFunction,
  isInside,
  ownCode,
} from '../../syntax/navigate';
import type { SyntaxNode } from '../../syntax/node';
import { methodName } from '../clean-up';
import { withItems } from '../dag/contexts';
import type { FileModel } from '../file-model';
import { workerGroup } from '../worker-groups';
import { runsInThreads } from './background';
import { isForked } from './deaf-children';

/** A call that forks the process in which it runs. */
export interface Fork {
  readonly call: SyntaxNode;
  /** The functions of the project that the children run, as far as they are seen. */
  readonly works: readonly SyntaxNode[];
}

const forkingClasses: ReadonlySet<string> = new Set([
  'concurrent.futures.ProcessPoolExecutor',
  'multiprocessing.Pool',
  'multiprocessing.Process',
]);

/** Everything in a file that makes child processes of the one it runs in, in source order. */
export function forks(model: FileModel): Fork[] {
  return model.nodes('call').flatMap((call) => {
    const name = model.names.calleeName(call);
    if (name === undefined || !forkingClasses.has(name)) return [];
    // `mp_context` may be one that makes fresh interpreters.
    if (!isForked(model, call) || keywordValue(call, 'mp_context') !== undefined) return [];
    return [{ call, works: worksOf(model, call, name) }];
  });
}

const handingMethods =
  /^(?:apply|apply_async|imap|imap_unordered|map|map_async|starmap|starmap_async|submit)$/;

function worksOf(model: FileModel, creation: SyntaxNode, name: string): SyntaxNode[] {
  if (name === 'multiprocessing.Process') {
    const target = keywordValue(creation, 'target') ?? positionalValue(creation, 1);
    return definitionsOf(model, target);
  }
  return model.nodes('call').flatMap((call) => {
    if (!handingMethods.test(methodName(call) ?? '')) return [];
    const isOwn = model.blocking.creationsOfOwner(call)?.includes(creation) === true;
    return isOwn ? definitionsOf(model, positionalValue(call, 0)) : [];
  });
}

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
  const started = model
    .callsOf('threading.Thread.start', 'threading.Timer.start')
    .find((start) => startsBefore(start, call) && !isEndedBetween(model, start, call));
  return started ?? listedThreads(model, call);
}

/** What makes the threads of a list that are started before the fork and not waited for until then. */
function listedThreads(model: FileModel, fork: SyntaxNode): SyntaxNode | undefined {
  const fact = workerFact('threading.Thread');
  if (fact === undefined) return undefined;
  return model.callsOf('threading.Thread').find((creation) => {
    const group = workerGroup(model, creation, fact);
    const block = group?.start.parent;
    if (group === undefined || block === undefined || !isInside(fork, block)) return false;
    const isSameCode = enclosingFunction(creation) === enclosingFunction(fork);
    const isBefore = group.start.end <= fork.start;
    return isSameCode && isBefore && !group.endings.some(({ end }) => end <= fork.start);
  });
}

function isThreadPool(model: FileModel, item: SyntaxNode): boolean {
  return /\.ThreadPool(?:Executor)?$/.test(model.names.instanceType(item) ?? '');
}

/** True where the thread has certainly been started when the same function forks. */
function startsBefore(start: SyntaxNode, fork: SyntaxNode): boolean {
  const block = start.parent?.parent;
  const isSure = start.parent?.kind === 'expression_statement' && block !== undefined;
  const isSameCode = enclosingFunction(start) === enclosingFunction(fork);
  return isSure && isSameCode && start.end <= fork.start && isInside(fork, block);
}

function isEndedBetween(model: FileModel, start: SyntaxNode, fork: SyntaxNode): boolean {
  const thread = start.child('function')?.child('object')?.text;
  return model
    .nodes('call')
    .some(
      (call) =>
        start.end <= call.start &&
        call.end <= fork.start &&
        methodName(call) === 'join' &&
        call.child('function')?.child('object')?.text === thread,
    );
}

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
  return all.find(
    (other) => other !== fork && makesDaemons(model, other.call) && other.works.includes(owner),
  );
}

/** `Process(daemon=True)`; the workers of a `Pool` are daemons, those of an executor are not. */
function makesDaemons(model: FileModel, creation: SyntaxNode): boolean {
  const name = model.names.calleeName(creation);
  if (name !== 'multiprocessing.Process') return name === 'multiprocessing.Pool';
  const daemon = keywordValue(creation, 'daemon');
  return daemon !== undefined && model.constants.truth(daemon) === true;
}
