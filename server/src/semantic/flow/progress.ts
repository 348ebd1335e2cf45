import { argumentNodes } from '../../syntax/calls';
import { ancestors, descendants, isInside, ownCode } from '../../syntax/navigate';
import type { SyntaxNode } from '../../syntax/node';
import type { FileModel } from '../file-model';
import { isRemark, isWithinRemark } from '../remarks';
import type { Loop } from './loops';

/** True where a round of the loop does work, or the next one asks for something else. */
export function makesProgress(model: FileModel, loop: Loop): boolean {
  const { node, body } = loop;
  if (body === undefined) return true;
  const written = writtenNames(body);
  const fetched = new Set([...written.keys(), ...elementNames(body, written)]);
  for (const call of ownCode(node)) {
    if (call.kind !== 'call' || isOnWayOut(model, call, node)) continue;
    if (takesFromQueue(model, call)) return true;
    if (isHarmless(model, call)) {
      // Following the address of the next page is progress, whatever the call is named.
      if (isNetworkRequest(model, call) && asksForNext(call, written, node)) return true;
      continue;
    }
    if (consumes(model, call, written)) return true;
    if (isWork(call, fetched) || asksForNext(call, written, node)) return true;
  }
  return [...ownCode(body)].some((statement) => keepsFetched(statement, node, fetched));
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

/** Names that inner loops give one element after the other of what the loop has fetched. */
function elementNames(body: SyntaxNode, written: ReadonlyMap<string, SyntaxNode>): string[] {
  return [...ownCode(body)].flatMap((node) => {
    if (node.kind !== 'for_statement') return [];
    const isFetched = namesIn(node.child('right')).some(({ text }) => written.has(text));
    return isFetched ? namesIn(node.child('left')).map(({ text }) => text) : [];
  });
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
function isWork(call: SyntaxNode, fetched: ReadonlySet<string>): boolean {
  const statement = call.parent?.kind === 'await' ? call.parent.parent : call.parent;
  if (statement?.kind !== 'expression_statement') return false;
  return argumentNames(call).some((name) => fetched.has(name.text));
}

/** A question that depends on the last answer: `fetch(page)` with `page += 1` behind it. */
function asksForNext(
  call: SyntaxNode,
  written: ReadonlyMap<string, SyntaxNode>,
  loop: SyntaxNode,
): boolean {
  if (!isInside(call, loop)) return false;
  return argumentNames(call).some((name) => {
    const place = written.get(name.text);
    if (place === undefined || isIdentity(name)) return false;
    if (name.start < place.end) return true;
    // `options = {"token": token} if token else {}` in front of `fetch(**options)`.
    return namesIn(place.child('right')).some((source) => {
      const writtenLater = written.get(source.text);
      return writtenLater !== undefined && source.start < writtenLater.start && !isIdentity(source);
    });
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
  return argumentNodes(call).flatMap(namesIn);
}

function namesIn(expression: SyntaxNode | undefined): SyntaxNode[] {
  if (expression === undefined) return [];
  return [...descendants(expression)].filter(
    (node) => node.kind === 'identifier' && node.field !== 'attribute' && !isKeywordName(node),
  );
}

function isKeywordName(node: SyntaxNode): boolean {
  return node.parent?.kind === 'keyword_argument' && node.field === 'name';
}

/** `results[key] = value` and `rows += [row["id"] for row in page]` keep what a round has brought. */
function keepsFetched(
  statement: SyntaxNode,
  loop: SyntaxNode,
  fetched: ReadonlySet<string>,
): boolean {
  const value = statement.child('right');
  if (statement.kind === 'augmented_assignment') {
    // What is only counted up (`waited += delay`) is nothing that was fetched.
    const isCount = value === undefined || plainNumbers.has(value.kind);
    return !isCount && namesIn(value).some(({ text }) => fetched.has(text));
  }
  const target = statement.kind === 'assignment' ? statement.child('left') : undefined;
  return target?.kind === 'subscript' && isInside(statement, loop);
}

const plainNumbers: ReadonlySet<string> = new Set([
  'binary_operator',
  'float',
  'identifier',
  'integer',
]);
