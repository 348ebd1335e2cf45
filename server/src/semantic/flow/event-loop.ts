import { ioFact } from '../../knowledge/io-calls';
import { positionalValue } from '../../syntax/calls';
import { enclosingFunction, isAsync } from '../../syntax/navigate';
import type { SyntaxNode } from '../../syntax/node';
import { decoratorsOf } from '../decorators';
import type { FileModel } from '../file-model';
import { rememberedOfFile } from '../remembered-of-file';

/** What a call that does not give the event loop back holds up. */
export type LoopKind =
  /** All triggers of a triggerer, which share one loop. */
  | 'triggers'
  /** The other coroutines of its own task. */
  | 'task';

/** A call that keeps an event loop from running anything else until it returns. */
export interface LoopBlocker {
  readonly call: SyntaxNode;
  readonly kind:
    | 'sleep'
    | 'request'
    | 'network'
    | 'database'
    | 'process'
    | 'wait'
    | 'file'
    | 'metadata'
    | 'input';
  readonly loop: LoopKind;
  /** The coroutine whose code it is; undefined for code that a coroutine calls. */
  readonly coroutine: SyntaxNode | undefined;
}

/** The calls of a file that block an event loop, in source order. */
export function loopBlockersOf(model: FileModel): readonly LoopBlocker[] {
  const found: LoopBlocker[] = [];
  for (const { name, node } of model.calls) {
    const holder = enclosingFunction(node);
    const blocking = blockingKindOf(model, node, name);
    const metadata = metadataKindOf(name);
    // What does not block needs no look at who runs it.
    if (holder === undefined || (blocking ?? metadata) === undefined || isAwaited(node)) continue;
    const isCoroutine = isAsync(holder);
    const loop = functionsOfTriggers(model).has(holder) ? 'triggers' : undefined;
    const isOfTask = loop === undefined && isCoroutine && model.reach(node).phases.has('task');
    const kind = blocking ?? (loop && metadata);
    if ((loop === undefined && !isOfTask) || kind === undefined) continue;
    found.push({
      call: node,
      kind,
      loop: loop ?? 'task',
      coroutine: isCoroutine ? holder : undefined,
    });
  }
  return found;
}

/** The methods of triggers that Airflow awaits, and all that they call themselves, here or elsewhere. */
const functionsOfTriggers = rememberedOfFile((model): ReadonlySet<SyntaxNode> => {
  const waiting = calledByTriggersElsewhere(model);
  for (const { kind, node } of model.components) {
    if (kind !== 'trigger') continue;
    for (const name of awaitedMethods) {
      const method = model.names.methodOf(node, name);
      if (method !== undefined && isAsync(method)) waiting.push(method);
    }
  }
  const found = new Set<SyntaxNode>();
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (found.has(next) || next.tree !== model.tree || runsInThread(model, next)) continue;
    found.add(next);
    waiting.push(...model.callGraph.calledBy(next));
  }
  return found;
});

function calledByTriggersElsewhere(model: FileModel): SyntaxNode[] {
  return (model.surroundings?.incoming ?? []).flatMap((reach) => {
    if (reach.phase !== 'trigger' || reach.isOffLoop === true) return [];
    return model.codeNames.find(reach.function) ?? [];
  });
}

/** `BaseTrigger` in airflow/triggers/base.py; `on_kill` and the shared streams since 3.2 and 3.3. */
const awaitedMethods = ['run', 'cleanup', 'on_kill', 'filter_shared_stream', 'open_shared_stream'];

/** `@sync_to_async` makes a coroutine of a function by running it in a thread. */
function runsInThread(model: FileModel, definition: SyntaxNode): boolean {
  return (
    definition.kind === 'function_definition' &&
    decoratorsOf(definition, model.names).some(({ name }) =>
      /(?:^|\.)sync_to_async$/.test(name ?? ''),
    )
  );
}

/** `await f()`, `async with f()` and `async for x in f()`. */
function isAwaited(call: SyntaxNode): boolean {
  let below = call;
  for (let above = call.parent; above !== undefined; above = above.parent) {
    if (above.kind === 'await') return true;
    if (above.kind === 'with_statement' || above.kind === 'for_statement') {
      return below.field !== 'body' && isAsync(above);
    }
    const isPart = passedThrough.has(above.kind);
    if (!isPart) return false;
    below = above;
  }
  return false;
}

const passedThrough: ReadonlySet<string> = new Set([
  'as_pattern',
  'parenthesized_expression',
  'with_clause',
  'with_item',
]);

function blockingKindOf(
  model: FileModel,
  call: SyntaxNode,
  name: string | undefined,
): LoopBlocker['kind'] | undefined {
  const blocking = model.blocking.of(call);
  if (blocking !== undefined) {
    const isNothing = isOfLoop(blocking.name) || isShortestSleep(model, call, blocking.fact.kind);
    return isNothing ? undefined : blocking.fact.kind;
  }
  if (name === undefined || isOfLoop(name)) return undefined;
  return ioFact(name)?.kind === 'file' ? 'file' : undefined;
}

/**
 * What triggers ask Airflow itself for: its database, and from 3.0 on the triggerer, which answers
 * over the same event loop.
 */
function metadataKindOf(name: string | undefined): LoopBlocker['kind'] | undefined {
  return name !== undefined && metadataReads.has(name) ? 'metadata' : undefined;
}

const metadataReads: ReadonlySet<string> = new Set([
  'airflow.BaseHook.get_connection',
  'airflow.Connection.get',
  'airflow.Connection.get_connection_from_secrets',
  'airflow.Variable.get',
  'airflow.Variable.set',
]);

/** `time.sleep(0)` */
function isShortestSleep(model: FileModel, call: SyntaxNode, kind: LoopBlocker['kind']): boolean {
  const seconds = kind === 'sleep' ? positionalValue(call, 0) : undefined;
  const constant = seconds === undefined ? undefined : model.constants.value(seconds);
  return constant?.type === 'number' && constant.value === 0;
}

/** True for what gives a coroutine and not a result. */
function isOfLoop(name: string): boolean {
  return /^(?:aio|anyio|asyncio|asyncpg|asyncssh|motor|trio)|(?:\.|_)a(?:io|sync)\b|Async/.test(
    name,
  );
}
