import { argumentNodes } from '../../syntax/calls';
import { ancestors, descendants, ownCode, statementsOf } from '../../syntax/navigate';
import type { SyntaxNode } from '../../syntax/node';
import type { FileModel } from '../file-model';
import { isRemark } from '../remarks';
import { blockOf } from './completion';
import type { Loop } from './loops';
import { makesProgress } from './progress';

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
  if (exits.some(({ kind }) => kind === 'yield') || !beginsAgain(model, body)) return false;
  if (node.kind === 'for_statement' && asksUntil(model, node, body)) return true;
  return node.kind === 'while_statement'
    ? endless === undefined || exits.length > 0
    : endless !== undefined && exits.length > 0;
}

/** False where every way through the body leaves the loop, so that there is no second round. */
function beginsAgain(model: FileModel, body: SyntaxNode | undefined): boolean {
  const { isNormal, jumps } = model.completions.ofBlock(body);
  return isNormal || jumps.some(({ kind }) => kind === 'continue');
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
