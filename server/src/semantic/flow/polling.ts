import { argumentNodes } from '../../syntax/calls';
import { ancestors, descendants, isInside, ownCode, statementsOf } from '../../syntax/navigate';
import type { SyntaxNode } from '../../syntax/node';
import type { FileModel } from '../file-model';
import { isRemark, isWithinRemark } from '../remarks';
import { blockOf } from './completion';
import type { Loop } from './loops';

/**
 * True for a loop that does nothing but wait: it sleeps, or asks again at once, until something
 * outside has changed. A loop that works through pages, items or messages makes progress instead.
 */
export function waitsForOutside(model: FileModel, loop: Loop): boolean {
  if (!canBeLeft(model, loop) || asksOwnProcess(loop)) return false;
  if (!sleeps(model, loop) && !isBusyWait(model, loop)) return false;
  return !makesProgress(model, loop);
}

function canBeLeft(model: FileModel, { body, node, endless, exits }: Loop): boolean {
  if (exits.some(({ kind }) => kind === 'yield')) return false;
  if (node.kind === 'for_statement' && asksUntil(model, node, body)) return true;
  return node.kind === 'while_statement'
    ? endless === undefined || exits.length > 0
    : endless !== undefined && exits.length > 0;
}

/** `for _ in iter(job.is_done, True):`, whose answers nobody looks at. */
function asksUntil(model: FileModel, loop: SyntaxNode, body: SyntaxNode | undefined): boolean {
  const iterable = loop.child('right');
  const target = loop.child('left');
  if (iterable?.kind !== 'call' || target?.kind !== 'identifier' || body === undefined)
    return false;
  const isAsking =
    model.names.calleeName(iterable) === 'builtins.iter' && argumentNodes(iterable).length === 2;
  return isAsking && ![...descendants(body)].some(({ text }) => text === target.text);
}

/** `while not event.is_set():` waits for another thread of the task, which has its own limits. */
function asksOwnProcess({ node }: Loop): boolean {
  const condition = node.child('condition');
  if (condition === undefined) return false;
  return [...descendants(condition)].some((part) => {
    const method = part.kind === 'call' ? part.child('function')?.child('attribute')?.text : '';
    return method === 'is_set' || method === 'wait' || method === 'empty';
  });
}

function sleeps(model: FileModel, { node }: Loop): boolean {
  if (model.blocking.reachableFrom(node).some(({ fact }) => fact.kind === 'sleep')) return true;
  return [...ownCode(node)].some((call) => call.kind === 'call' && isPause(model, call, node));
}

/** Waiting for something for a while is a sleep that can end earlier, if the loop then goes on. */
function isPause(model: FileModel, call: SyntaxNode, loop: SyntaxNode): boolean {
  const blocking = model.blocking.of(call);
  const isWait = blocking?.fact.kind === 'wait' && blocking.isLimited;
  if (!isWait && model.names.calleeName(call) !== 'asyncio.wait_for') return false;
  if (returningWaits.has(call.child('function')?.child('attribute')?.text ?? '')) return true;
  let below = call;
  for (const above of ancestors(call)) {
    if (above === loop) return false;
    if (above.kind === 'try_statement' && below.field === 'body') {
      const clauses = above.parts.filter((part) => part.kind === 'except_clause');
      const handler = clauses.find((clause) =>
        timeouts.some((type) => model.completions.catches(clause, type)),
      );
      const { isNormal, jumps } = model.completions.ofBlock(
        handler === undefined ? undefined : blockOf(handler),
      );
      if (handler !== undefined) return isNormal || jumps.some(({ kind }) => kind === 'continue');
    }
    below = above;
  }
  return false;
}

/** What such waits raise; one class since Python 3.11. */
const timeouts = ['TimeoutError', 'asyncio.TimeoutError', 'concurrent.futures.TimeoutError'];

/** Methods that return when their time has passed, and raise nothing. */
const returningWaits: ReadonlySet<string> = new Set(['acquire', 'join', 'wait']);

/** `while not ready(): pass` */
function isBusyWait(model: FileModel, { node, body }: Loop): boolean {
  const condition = node.child('condition');
  const asks =
    condition !== undefined && [...descendants(condition)].some(({ kind }) => kind === 'call');
  return (
    asks &&
    statementsOf(body).every((statement) => {
      const call = statement.kind === 'expression_statement' ? statement.parts[0] : undefined;
      return (
        statement.kind === 'pass_statement' ||
        statement.kind === 'continue_statement' ||
        (call?.kind === 'call' && isRemark(model, call))
      );
    })
  );
}

/** True where a round of the loop does work, or the next one asks for something else. */
function makesProgress(model: FileModel, loop: Loop): boolean {
  const { node, body } = loop;
  if (body === undefined) return true;
  const written = writtenNames(body);
  for (const call of ownCode(node)) {
    if (call.kind !== 'call' || isOnWayOut(model, call, node)) continue;
    if (takesFromQueue(model, call)) return true;
    if (isHarmless(model, call)) {
      // Following the address of the next page is progress, whatever the call is named.
      if (isNetworkRequest(model, call) && asksForNext(call, written, node)) return true;
      continue;
    }
    if (consumes(model, call, written)) return true;
    if (isWork(call, written) || asksForNext(call, written, node)) return true;
  }
  return [...ownCode(body)].some((statement) => storesElsewhere(statement, node));
}

const queues =
  /^(?:queue|multiprocessing|asyncio|janus)\.(?:\w+\.)*(?:Joinable|Lifo|Priority|Simple)?Queue\.get(?:_nowait)?$/;

/** `queue.get()`, and `q.get(timeout=1)` of something that is not known: no look-up takes that. */
function takesFromQueue(model: FileModel, call: SyntaxNode): boolean {
  const name = model.names.calleeName(call);
  if (name !== undefined) return queues.test(name);
  const isGet = call.child('function')?.child('attribute')?.text === 'get';
  return isGet && argumentNodes(call).every((argument) => isQueueArgument(argument));
}

function isQueueArgument(argument: SyntaxNode): boolean {
  const name = argument.kind === 'keyword_argument' ? argument.child('name')?.text : undefined;
  return name === 'timeout' || name === 'block';
}

/** A call of a library that talks to another host, whose arguments say what is asked for. */
function isNetworkRequest(model: FileModel, call: SyntaxNode): boolean {
  const kind = model.blocking.of(call)?.fact.kind;
  return kind === 'request' || kind === 'network';
}

/** Names that the loop gives a value, with where it first does. */
function writtenNames(body: SyntaxNode): Map<string, SyntaxNode> {
  const written = new Map<string, SyntaxNode>();
  for (const node of ownCode(body)) {
    const target =
      node.kind === 'assignment' || node.kind === 'augmented_assignment'
        ? node.child('left')
        : node.kind === 'named_expression'
          ? node.child('name')
          : undefined;
    if (target === undefined) continue;
    for (const part of descendants(target)) {
      const isName = part.kind === 'identifier' && part.field !== 'attribute';
      if (isName && !written.has(part.text)) written.set(part.text, node);
    }
  }
  return written;
}

/** Remarks, sleeps and conversions say nothing of progress. */
function isHarmless(model: FileModel, call: SyntaxNode): boolean {
  if (isRemark(model, call) || isWithinRemark(model, call)) return true;
  if (model.blocking.of(call)?.fact.kind === 'sleep') return true;
  const name = model.names.calleeName(call);
  if (name !== undefined && /^(?:builtins|json|datetime|time|asyncio)\./.test(name)) {
    return name !== 'builtins.next';
  }
  const written = call.child('function')?.child('attribute') ?? call.child('function');
  return harmlessNames.test(written?.text ?? '');
}

const harmlessNames =
  /^(?:sleep|get|json|items|keys|values|lower|upper|strip|split|startswith|endswith|format|total_seconds|isoformat|xcom_push|heartbeat|raise_for_status)$|^_?(?:check|raise|assert|validate|ensure|log|print|report|is|has)(?:_|$)/;

/** True in a branch that ends by leaving the loop: what is done there is done once. */
function isOnWayOut(model: FileModel, call: SyntaxNode, loop: SyntaxNode): boolean {
  let below = call;
  for (const above of ancestors(call)) {
    if (above === loop) return false;
    const isTest = below.field === 'condition';
    if (isTest && above.kind !== 'conditional_expression') return true;
    if (above.kind === 'return_statement' || above.kind === 'raise_statement') return true;
    if (above.kind === 'block') {
      const { isNormal, jumps } = model.completions.ofBlock(above);
      if (!isNormal && jumps.every(({ kind }) => kind !== 'continue')) return true;
    }
    below = above;
  }
  return false;
}

const consumingMethods: ReadonlySet<string> = new Set([
  'ack',
  'commit',
  'delete_message',
  'fetchmany',
  'get_nowait',
  'pop',
  'popleft',
  'put',
  'read',
  'readline',
  'recv',
  'send',
  'write',
]);

/** True for a call that takes something away or hands something on, each time another one. */
function consumes(
  model: FileModel,
  call: SyntaxNode,
  written: ReadonlyMap<string, SyntaxNode>,
): boolean {
  if (model.names.calleeName(call) === 'builtins.next') return true;
  const callee = call.child('function');
  const method = callee?.child('attribute')?.text;
  if (method === undefined || !consumingMethods.has(method)) return false;
  // What is read from something that each round makes anew is an answer, not the next part.
  const owner = callee?.child('object')?.text ?? '';
  return !written.has(owner);
}

/** A statement of its own that hands on what the loop has fetched: `process(rows)`. */
function isWork(call: SyntaxNode, written: ReadonlyMap<string, SyntaxNode>): boolean {
  const statement = call.parent?.kind === 'await' ? call.parent.parent : call.parent;
  if (statement?.kind !== 'expression_statement') return false;
  return argumentNames(call).some((name) => written.has(name.text));
}

/** A question that depends on the last answer: `fetch(page)` with `page += 1` behind it. */
function asksForNext(
  call: SyntaxNode,
  written: ReadonlyMap<string, SyntaxNode>,
  loop: SyntaxNode,
): boolean {
  return argumentNames(call).some((name) => {
    const place = written.get(name.text);
    if (place === undefined || !isInside(call, loop)) return false;
    const isEarlier = name.start < place.end;
    return isEarlier && !isIdentity(name);
  });
}

/** `job.id`, `operation["name"]`: what stays the same for as long as the thing is asked about. */
function isIdentity(name: SyntaxNode): boolean {
  const access = name.parent;
  if (access?.kind === 'attribute' && name.field === 'object') {
    return identityNames.test(access.child('attribute')?.text ?? '');
  }
  if (access?.kind === 'subscript' && name.field === 'value') {
    return identityNames.test(access.child('subscript')?.text.replaceAll(/["']/g, '') ?? '');
  }
  return false;
}

const identityNames = /^(?:name|key|arn|uuid|self_link)$|id$|Id$|Arn$|_name$|Name$/;

function argumentNames(call: SyntaxNode): SyntaxNode[] {
  return argumentNodes(call).flatMap((argument) =>
    [...descendants(argument)].filter(
      (node) => node.kind === 'identifier' && node.field !== 'attribute' && !isKeywordName(node),
    ),
  );
}

function isKeywordName(node: SyntaxNode): boolean {
  return node.parent?.kind === 'keyword_argument' && node.field === 'name';
}

/** `results[key] = value` and `total += value` keep what a round has brought. */
function storesElsewhere(statement: SyntaxNode, loop: SyntaxNode): boolean {
  const target = statement.kind === 'assignment' ? statement.child('left') : undefined;
  return target?.kind === 'subscript' && isInside(statement, loop);
}
