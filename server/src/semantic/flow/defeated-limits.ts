import { waitsForInterpreter } from '../../knowledge/airflow-objects';
import { argumentNodes, calleeAnchor, keywordValue, positionalValue } from '../../syntax/calls';
import {
  ancestors,
  enclosingFunction,
  isInside,
  nearestAncestor,
  ownCode,
} from '../../syntax/navigate';
import type { SyntaxNode } from '../../syntax/node';
import { methodName } from '../clean-up';
import { withItems } from '../dag/contexts';
import type { Task } from '../dag/types';
import type { FileModel } from '../file-model';
import { bindingAt, usesOf } from '../name-uses';
import { rememberedOfFile } from '../remembered-of-file';
import type { Binding } from '../scopes';
import { runsQuickCommand } from '../shell/quick';
import { runsInChildProcess, runsInThreads } from './background';
import type { BlockingCall } from './blocking';
import { blockOf } from './completion';
import { waitsForEndedProcess } from './process-waits';

/**
 * A place where a task waits on after Airflow's timer has gone off. The timer (`signal.setitimer`,
 * airflow/utils/timeout.py in 2.x, airflow/sdk/execution_time/timeout.py in 3.x) raises once: in
 * Python code of the main thread, when the interpreter gets to run there. What waits on the way out
 * waits without a limit.
 */
export interface DefeatedLimit {
  readonly kind: /** The `with` of an executor, or its `shutdown()` in a `finally`. */
    | 'executor'
    /** The `with` of a `Popen`. */
    | 'process'
    /** `os.system()`, which does not come back to the interpreter. */
    | 'system'
    /** The `with` of an `os.popen()`. */
    | 'pipe'
    /** Work in the threads of the event loop, which `asyncio.run()` waits for. */
    | 'event-loop'
    /** A wait in a `finally`. */
    | 'clean-up';
  readonly call: SyntaxNode;
  /** The smallest node that names the trouble. */
  readonly anchor: SyntaxNode;
  /** What waits when the timer goes off; undefined where that is the call itself. */
  readonly interrupted: SyntaxNode | undefined;
}

/** True where an `execution_timeout` could not end the task while it waits. */
export function defeatsExecutionTimeout(model: FileModel, task: Task): boolean {
  return waitsForInterpreter(task.operator) || defeatingTasks(model).has(task);
}

const defeatingTasks = rememberedOfFile(
  (model: FileModel): ReadonlySet<Task> =>
    new Set([...defeatedLimits(model)].flatMap(({ call }) => model.reach(call).tasks)),
);

/** Every such place of a file, whether or not a timer runs there. */
export function* defeatedLimits(model: FileModel): Generator<DefeatedLimit> {
  for (const found of candidates(model)) {
    // The timer of the task goes off in its main thread.
    const { call } = found;
    if (!runsInThreads(model, call) && !runsInChildProcess(model, call)) yield found;
  }
}

function* candidates(model: FileModel): Generator<DefeatedLimit> {
  for (const statement of model.nodes('with_statement')) yield* ofWith(model, statement);
  for (const clause of model.nodes('finally_clause')) yield* ofFinally(model, clause);
  for (const call of model.callsOf('os.system')) {
    const waiting = model.blocking.of(call);
    if (waiting === undefined || runsQuickCommand(model, waiting)) continue;
    yield { kind: 'system', call, anchor: calleeAnchor(call), interrupted: undefined };
  }
  yield* ofEventLoop(model);
}

const executors: ReadonlySet<string> = new Set([
  'concurrent.futures.ProcessPoolExecutor',
  'concurrent.futures.ThreadPoolExecutor',
]);

function* ofWith(model: FileModel, statement: SyntaxNode): Generator<DefeatedLimit> {
  const body = statement.child('body');
  if (body === undefined) return;
  for (const item of withItems(statement)) {
    const type = model.names.instanceType(item);
    const anchor = item.kind === 'call' ? calleeAnchor(item) : item;
    if (type !== undefined && executors.has(type)) {
      const binding = boundBy(model, item, statement);
      const interrupted = waitIn(model, body, binding);
      if (interrupted === undefined || !worksOn(model, body, binding)) continue;
      yield { kind: 'executor', call: item, anchor, interrupted };
    } else if (type === 'subprocess.Popen' && item.kind === 'call') {
      const binding = boundBy(model, item, statement);
      const interrupted = waitForOutput(model, body, binding) ?? waitIn(model, body, binding);
      if (interrupted === undefined || isEndedOnTheWayOut(statement, binding)) continue;
      const process = model.blocking.of(interrupted);
      if (process !== undefined && runsQuickCommand(model, process)) continue;
      yield { kind: 'process', call: item, anchor, interrupted };
    } else if (item.kind === 'call' && model.names.calleeName(item) === 'os.popen') {
      yield { kind: 'pipe', call: item, anchor, interrupted: undefined };
    }
  }
}

/** The name behind `as`. */
function boundBy(model: FileModel, item: SyntaxNode, statement: SyntaxNode): Binding | undefined {
  const body = statement.child('body');
  if (body === undefined) return undefined;
  if (item.kind === 'identifier') return model.scopes.lookup(item.text, item).at(-1);
  const name =
    item.parent?.kind === 'as_pattern' ? item.parent.child('alias')?.parts[0] : undefined;
  if (name?.kind !== 'identifier') return undefined;
  return bindingAt(model, name);
}

/** The first call of a block that may still wait when the timer goes off. */
function waitIn(
  model: FileModel,
  block: SyntaxNode,
  worker: Binding | undefined,
): SyntaxNode | undefined {
  for (const node of ownCode(block)) {
    if (node.kind !== 'call') continue;
    const known = model.blocking.of(node);
    if (known?.name.endsWith('Executor.map') === true) {
      // `map()` returns at once: who goes through its results waits.
      if (!known.isLimited && isGoneThrough(model, node, block)) return node;
      continue;
    }
    if (known !== undefined && !known.isLimited && known.fact.kind !== 'sleep') return node;
    if (known === undefined && isResultOfFuture(model, node, worker)) return node;
  }
  const [reached] = model.blocking.reachableFrom(block).filter(({ fact, isLimited, name }) => {
    return !isLimited && fact.kind !== 'sleep' && !name.endsWith('Executor.map');
  });
  return reached?.node;
}

/** `for result in executor.map(…)`, `list(executor.map(…))`, and the same behind a name. */
function isGoneThrough(model: FileModel, call: SyntaxNode, block: SyntaxNode): boolean {
  const { parent } = call;
  if (parent?.kind === 'expression_statement' || parent?.kind === 'return_statement') return false;
  const target = parent?.kind === 'assignment' ? parent.child('left') : undefined;
  if (target === undefined) return true;
  const binding = bindingAt(model, target);
  return binding !== undefined && usesOf(model, binding).some((use) => isInside(use, block));
}

/** `future.result()` of a future out of a list or dictionary, beside an executor. */
function isResultOfFuture(
  model: FileModel,
  call: SyntaxNode,
  worker: Binding | undefined,
): boolean {
  const isPlain = methodName(call) === 'result' && argumentNodes(call).length === 0;
  return isPlain && worker !== undefined && model.names.calleeName(call) === undefined;
}

const submittingMethods: ReadonlySet<string> = new Set(['map', 'run_in_executor', 'submit']);

/**
 * True where work that was submitted can still go on for long when the timer has gone off. `map()`
 * takes back what has not begun (`Executor.map`, Lib/concurrent/futures/_base.py); `submit()` in a
 * loop leaves its whole queue to be worked off.
 */
function worksOn(model: FileModel, block: SyntaxNode, executor: Binding | undefined): boolean {
  if (executor === undefined) return false;
  return usesOf(model, executor).some((use) => {
    const call = submissionOf(use);
    if (call === undefined || !isInside(call, block)) return false;
    const isQueue = methodName(call) !== 'map' && isRepeated(call, block);
    return isQueue || mayTakeLong(model, workOf(call));
  });
}

/** `executor.submit(…)`, `executor.map(…)`, `loop.run_in_executor(executor, …)` */
function submissionOf(use: SyntaxNode): SyntaxNode | undefined {
  const call = use.parent?.kind === 'attribute' ? use.parent.parent : nearestAncestor(use, 'call');
  const isSubmission = call?.kind === 'call' && submittingMethods.has(methodName(call) ?? '');
  return isSubmission ? call : undefined;
}

function workOf(call: SyntaxNode): SyntaxNode | undefined {
  const position = methodName(call) === 'run_in_executor' ? 1 : 0;
  return keywordValue(call, 'fn') ?? positionalValue(call, position);
}

function isRepeated(node: SyntaxNode, block: SyntaxNode): boolean {
  for (const above of ancestors(node)) {
    if (above === block) return false;
    if (above.kind === 'for_statement' || above.kind === 'while_statement') return true;
    if (/_comprehension$|^generator_expression$/.test(above.kind)) return true;
  }
  return false;
}

/** False for a function of the project of which everything that can block has a limit. */
function mayTakeLong(model: FileModel, work: SyntaxNode | undefined): boolean {
  const definition = model.names.definition(work);
  const body = definition?.child('body');
  if (body === undefined) return true;
  return model.blocking
    .reachableFrom(body)
    .some((call) => (call.fact.kind === 'sleep' ? isLongSleep(model, call) : !call.isLimited));
}

/** Seconds that a thread sleeps without anyone calling it late. */
const shortSleep = 15;

function isLongSleep(model: FileModel, { node }: BlockingCall): boolean {
  const seconds = positionalValue(node, 0);
  const constant = seconds === undefined ? undefined : model.constants.value(seconds);
  return constant?.type === 'number' && constant.value > shortSleep;
}

/** `process.stdout.read()`, `for line in process.stdout` */
function waitForOutput(
  model: FileModel,
  block: SyntaxNode,
  process: Binding | undefined,
): SyntaxNode | undefined {
  if (process === undefined) return undefined;
  return usesOf(model, process)
    .map((use) => use.parent)
    .find((access) => {
      const name = access?.kind === 'attribute' ? access.child('attribute')?.text : undefined;
      const isOutput = name === 'stdout' || name === 'stderr';
      return isOutput && access !== undefined && isInside(access, block);
    });
}

/** True where a `finally`, or a handler that also catches the timeout, ends the process. */
function isEndedOnTheWayOut(statement: SyntaxNode, process: Binding | undefined): boolean {
  if (process === undefined) return false;
  const body = statement.child('body');
  if (body === undefined) return false;
  return [...ownCode(body)].some((node) => {
    if (node.kind !== 'call') return false;
    const method = methodName(node);
    if (method !== 'kill' && method !== 'terminate') return false;
    const isOwn = node.child('function')?.child('object')?.text === process.name;
    return isOwn && nearestAncestor(node, 'except_clause', 'finally_clause') !== undefined;
  });
}

/** What a `finally` waits for when the timer has gone off in its `try`. */
function* ofFinally(model: FileModel, clause: SyntaxNode): Generator<DefeatedLimit> {
  const block = blockOf(clause);
  const body = clause.parent?.child('body');
  if (block === undefined || body === undefined) return;
  for (const call of ownCode(block)) {
    if (call.kind !== 'call') continue;
    const kind = kindOfFinalWait(model, call, block);
    const interrupted = kind === undefined ? undefined : waitIn(model, body, undefined);
    if (kind === undefined || interrupted === undefined) continue;
    yield { kind, call, anchor: calleeAnchor(call), interrupted };
  }
}

function kindOfFinalWait(
  model: FileModel,
  call: SyntaxNode,
  block: SyntaxNode,
): DefeatedLimit['kind'] | undefined {
  const name = model.names.calleeName(call);
  if (name !== undefined && /^concurrent\.futures\.\w+Executor\.shutdown$/.test(name)) {
    const wait = keywordValue(call, 'wait') ?? positionalValue(call, 0);
    return wait !== undefined && model.constants.truth(wait) !== true ? undefined : 'executor';
  }
  const known = model.blocking.of(call);
  if (known === undefined || known.isLimited) return undefined;
  if (known.fact.kind !== 'process' && known.fact.kind !== 'wait') return undefined;
  if (known.fact.kind === 'process' && runsQuickCommand(model, known)) return undefined;
  return isToldToEnd(call, block) || waitsForEndedProcess(model, call) ? undefined : 'clean-up';
}

/** `stop.set()`, `process.kill()`, `queue.put(None)` in front of it tell what is waited for to end. */
function isToldToEnd(call: SyntaxNode, block: SyntaxNode): boolean {
  for (const other of ownCode(block)) {
    if (other.kind === 'call' && other.end <= call.start && methodName(other) !== 'join') {
      return true;
    }
  }
  return false;
}

/** `asyncio.to_thread(…)` and `loop.run_in_executor(None, …)` under an `asyncio.run()`. */
function* ofEventLoop(model: FileModel): Generator<DefeatedLimit> {
  if (model.whole.callsOf('asyncio.run').length === 0) return;
  for (const call of model.nodes('call')) {
    const isOfLoop = methodName(call) === 'run_in_executor';
    if (!isOfLoop && model.names.calleeName(call) !== 'asyncio.to_thread') continue;
    if (isOfLoop && positionalValue(call, 0)?.kind !== 'none') continue;
    if (enclosingFunction(call) === undefined) continue;
    const work = positionalValue(call, isOfLoop ? 1 : 0);
    if (!mayTakeLong(model, work)) continue;
    yield { kind: 'event-loop', call, anchor: calleeAnchor(call), interrupted: undefined };
  }
}
