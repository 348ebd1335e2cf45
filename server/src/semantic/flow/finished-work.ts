import { ancestors, isInside, ownCode, statementsOf } from '../../syntax/navigate';
import type { SyntaxNode, SyntaxTree } from '../../syntax/node';
import { groupBy } from '../../text/groups';
import { remembered } from '../../text/remembered';
import { callsBeside, callsBesideOf } from '../code-around';
import { withItems } from '../dag/contexts';
import type { FileModel } from '../file-model';
import { callsOfMethod } from '../tree-index';
import { runsDetached, runsInChildProcess, runsInThreads } from './background';
import type { BlockingCall } from './blocking';
import { waitsForEndingWork } from './pooled-work';
import { waitsForEndedProcess } from './process-waits';

/** Questions that tell whether a wait would return at once, by the kind of what is waited for. */
const readyQuestions = [
  'done',
  'empty',
  'exitcode',
  'full',
  'is_alive',
  'is_set',
  'poll',
  'qsize',
  'ready',
];

/** How many callers are followed from a wait to the block of an executor. */
const maximumCalls = 4;

/** True where what a call waits for has happened before, has been asked about, or ends by itself. */
export function waitsForFinished(model: FileModel, call: BlockingCall): boolean {
  const { name, node } = call;
  if (isAskedBefore(node) || waitsForEndingWork(model, call)) return true;
  const method = name.slice(name.lastIndexOf('.') + 1);
  if (name.endsWith('.Process.join')) return waitsForEndedProcess(model, node);
  if (name.startsWith('concurrent.futures.Future.')) {
    return (
      hasAnswered(node) ||
      isBehindWaiting(model, node, futureWaits) ||
      isBehindExecutor(model, node)
    );
  }
  if (name.startsWith('multiprocessing.pool.AsyncResult.')) {
    return isBehindWaiting(model, node, poolWaits);
  }
  const isPoolJoin = method === 'join' && name.startsWith('multiprocessing.') && isPool(name);
  return isPoolJoin && isPoolIdle(model, node);
}

/** True for a thread or process that waits for work or for the sign to stop, beside the task. */
export function isWorkerAtRest(model: FileModel, { name, node }: BlockingCall): boolean {
  const isForWork =
    /\.(?:Queue|SimpleQueue|LifoQueue|PriorityQueue|JoinableQueue)\.get$|\.Connection\.recv/.test(
      name,
    );
  const isForSign = /\.(?:Event|Condition)\.wait(?:_for)?$/.test(name);
  if (runsDetached(model, node)) return true;
  return (
    (isForWork || isForSign) && (runsInThreads(model, node) || runsInChildProcess(model, node))
  );
}

/**
 * True where a call stands in the `with` of an executor, itself or through the function it is in:
 * leaving that block waits for all the work, whatever limit the call has.
 */
export function isInExecutorBlock(model: FileModel, call: SyntaxNode, calls = 0): boolean {
  for (const above of ancestors(call)) {
    if (above.kind === 'function_definition') {
      const sites = calls < maximumCalls ? model.callSites.of(above) : [];
      return sites.length > 0 && sites.every((site) => isInExecutorBlock(model, site, calls + 1));
    }
    if (above.kind !== 'with_statement') continue;
    if (withItems(above).some((item) => isExecutor(model, item))) return true;
  }
  return false;
}

/** True inside the block of `with Pool() as pool:`, which ends its workers by `terminate()`. */
export function isInPoolBlock(model: FileModel, call: SyntaxNode): boolean {
  for (const above of ancestors(call)) {
    if (above.kind === 'function_definition') return false;
    if (above.kind !== 'with_statement') continue;
    if (withItems(above).some((item) => isPool(`${model.names.instanceType(item)}.`))) return true;
  }
  return false;
}

const executors: ReadonlySet<string> = new Set([
  'concurrent.futures.ProcessPoolExecutor',
  'concurrent.futures.ThreadPoolExecutor',
]);

function isExecutor(model: FileModel, item: SyntaxNode): boolean {
  return executors.has(model.names.instanceType(item) ?? '');
}

function isPool(name: string): boolean {
  return /^multiprocessing\.(?:pool\.Thread)?Pool\./.test(name);
}

/** `if future.done():`, `while not queue.empty():`, `while thread.is_alive(): …` in front of it. */
function isAskedBefore(call: SyntaxNode): boolean {
  const object = call.child('function')?.child('object')?.text;
  if (object === undefined) return false;
  const asks = (condition: SyntaxNode | undefined) =>
    condition !== undefined &&
    readyQuestions.some((question) => condition.text.includes(`${object}.${question}`));
  for (const above of ancestors(call)) {
    if (above.kind === 'function_definition') return false;
    const isTest = above.kind === 'if_statement' || above.kind === 'while_statement';
    if ((isTest || above.kind === 'elif_clause') && asks(above.child('condition'))) return true;
    if (above.parent?.kind !== 'block') continue;
    for (const before of statementsOf(above.parent)) {
      if (before === above) break;
      if (before.kind === 'while_statement' && asks(before.child('condition'))) return true;
    }
  }
  return false;
}

/** `if future.exception(): …` in front of `future.result()`: the first has waited for both. */
function hasAnswered(call: SyntaxNode): boolean {
  const object = call.child('function')?.child('object')?.text;
  const waits = (node: SyntaxNode | undefined) =>
    node !== undefined &&
    [...ownCode(node)].some((inner) => {
      const callee = inner.kind === 'call' ? inner.child('function') : undefined;
      const isAnswer = answers.has(callee?.child('attribute')?.text ?? '');
      return isAnswer && inner.end <= call.start && callee?.child('object')?.text === object;
    });
  for (const above of [call, ...ancestors(call)]) {
    if (above.kind === 'function_definition') return false;
    if (waits(above.child('condition'))) return true;
    if (above.parent?.kind !== 'block') continue;
    for (const before of statementsOf(above.parent)) {
      if (before === above) break;
      if (before.kind === 'expression_statement' && waits(before)) return true;
    }
  }
  return false;
}

const answers: ReadonlySet<string> = new Set(['exception', 'result']);

const futureWaits = ['concurrent.futures.as_completed', 'concurrent.futures.wait'];

const poolWaits = ['multiprocessing.Pool.join', 'multiprocessing.pool.ThreadPool.join'];

/** True where the same function has waited for the whole work before. */
function isBehindWaiting(model: FileModel, call: SyntaxNode, waits: readonly string[]): boolean {
  return callsBesideOf(model, call, ...waits).some((wait) => wait.start < call.start);
}

/** True where the executor that runs the work has been left or shut down, which waits for it. */
function isBehindExecutor(model: FileModel, call: SyntaxNode): boolean {
  const submits = model.blocking.creationsOfOwner(call) ?? [];
  return submits.some((submit) => {
    const executor = submit.child('function')?.child('object');
    const binding = executor === undefined ? undefined : model.names.bindingsOf(executor)?.[0];
    const block = binding?.kind === 'with' ? withAround(binding.node) : undefined;
    if (block !== undefined) return block.end <= call.start && !isInside(call, block);
    const shutdowns = shutdownsIn(model.tree).get(executor?.text ?? '') ?? [];
    return shutdowns.some((ending) => ending.start < call.start);
  });
}

/** The calls of `shutdown()` that wait, by how what is shut down is written. */
const shutdownsIn = remembered((tree: SyntaxTree) =>
  groupBy(callsOfMethod(tree, 'shutdown'), (call) =>
    call.text.includes('wait=False') ? undefined : call.child('function')?.child('object')?.text,
  ),
);

function withAround(node: SyntaxNode): SyntaxNode | undefined {
  for (const above of ancestors(node)) if (above.kind === 'with_statement') return above;
  return undefined;
}

/** True for a pool that has nothing left to do: its results have been asked for, or it was ended. */
function isPoolIdle(model: FileModel, join: SyntaxNode): boolean {
  const pool = join.child('function')?.child('object')?.text;
  return callsBeside(join).some((call) => {
    if (call.start >= join.start) return false;
    const callee = call.child('function');
    const method = callee?.child('attribute')?.text ?? '';
    const isOfPool = callee?.child('object')?.text === pool;
    if (isOfPool) return idleMethods.has(method);
    return method === 'get' && model.names.calleeName(call)?.includes('AsyncResult') === true;
  });
}

const idleMethods: ReadonlySet<string> = new Set(['apply', 'map', 'starmap', 'terminate']);
