import type { WhenOver } from '../knowledge/blocking-calls';
import { codeAround } from '../semantic/code-around';
import type { FileModel } from '../semantic/file-model';
import type { BlockingCall } from '../semantic/flow/blocking';
import { limitPlaceOf } from '../semantic/flow/limit-place';
import { identifiersInside } from '../semantic/tree-index';
import { ancestors, nearestAncestor, statementOf } from '../syntax/navigate';
import type { SyntaxNode } from '../syntax/node';
import type { TextEdit } from '../text/edit';
import { indentUnit } from './indentation';
import { insertBehind } from './insert-statement';
import { ownIndentation } from './limited-wait';
import { setTimeLimit } from './time-limit';

/**
 * Gives a wait for threads, processes, locks, queues or futures a limit, and raises `TimeoutError`
 * where the call itself would only return. Undefined where what is over would go unseen.
 */
export function boundedWait(
  model: FileModel,
  blocking: BlockingCall,
  seconds: number,
): TextEdit[] | undefined {
  const { fact, node } = blocking;
  const place = limitPlaceOf(model, blocking);
  const limit = place.call === node ? setTimeLimit(model, place, seconds) : undefined;
  if (limit === undefined || fact.whenOver === undefined) return undefined;
  const check = checks[fact.whenOver];
  const more = check(model, blocking, seconds);
  return more === undefined ? undefined : [...limit, ...more];
}

type Check = (
  model: FileModel,
  blocking: BlockingCall,
  seconds: number,
) => readonly TextEdit[] | undefined;

const checks: Readonly<Record<WhenOver, Check>> = {
  raises: () => [],
  false: raiseUnlessTrue,
  rest: (_model, { node }) => (usesTheRest(node) ? [] : undefined),
  silent: raiseBehind,
};

/** `event.wait()` alone becomes the condition of an `if` that raises. */
function raiseUnlessTrue(
  model: FileModel,
  { fact, node }: BlockingCall,
  seconds: number,
): readonly TextEdit[] | undefined {
  const statement = node.parent;
  // A result that is used is looked at already.
  if (statement?.kind !== 'expression_statement') return isUsed(node) ? [] : undefined;
  // Inside a loop that asks again, how often it may ask is the question, which the author answers.
  if (nearestAncestor(node, 'while_statement', 'function_definition')?.kind === 'while_statement') {
    return undefined;
  }
  const exception = timeoutError(model, node, `${fact.waitsFor}`, seconds);
  if (exception === undefined || ownIndentation(model, statement) === undefined) return undefined;
  return [
    { start: node.start, end: node.start, text: 'if not ' },
    { start: node.end, end: node.end, text: ':' },
    ...insertBehind(model, statement, [indentUnit(model) + exception]),
  ];
}

/** `thread.join()` says nothing of its limit: the thread has to be asked. */
function raiseBehind(
  model: FileModel,
  { fact, name, node }: BlockingCall,
  seconds: number,
): readonly TextEdit[] | undefined {
  const statement = node.parent;
  const object = node.child('function')?.child('object');
  const isPlain = object?.kind === 'identifier' || object?.kind === 'attribute';
  if (statement?.kind !== 'expression_statement' || !isPlain) return undefined;
  const exception = timeoutError(model, node, `${fact.waitsFor}`, seconds);
  if (exception === undefined || ownIndentation(model, statement) === undefined) return undefined;
  const unit = indentUnit(model);
  const isResult = name.includes('AsyncResult');
  const question = isResult ? `if not ${object.text}.ready():` : `if ${object.text}.is_alive():`;
  // A process that is left alive would outlive its task; in Airflow 3 it ignores `terminate()`.
  const ending = name.includes('Process') ? [`${object.text}.kill()`, `${object.text}.join()`] : [];
  const lines = [question, ...[...ending, exception].map((line) => unit + line)];
  return insertBehind(model, statement, lines);
}

/** Undefined where the file means something else by `TimeoutError`. */
function timeoutError(
  model: FileModel,
  at: SyntaxNode,
  waitsFor: string,
  seconds: number,
): string | undefined {
  if (model.scopes.lookup('TimeoutError', at).length > 0) return undefined;
  return `raise TimeoutError("Waited ${seconds} seconds for ${waitsFor}")`;
}

function isUsed(call: SyntaxNode): boolean {
  for (const above of ancestors(call)) {
    if (above.kind === 'parenthesized_expression' || above.kind === 'not_operator') continue;
    return above.kind !== 'expression_statement' && above.kind !== 'assignment';
  }
  return false;
}

/** `done, not_done = wait(…)` where the second name is read later. */
function usesTheRest(call: SyntaxNode): boolean {
  const assignment = call.parent?.kind === 'assignment' ? call.parent : undefined;
  const rest = assignment?.child('left')?.parts[1];
  const statement = statementOf(call);
  if (rest?.kind !== 'identifier' || statement === undefined) return false;
  const uses = identifiersInside(codeAround(call), rest.text);
  return uses.some((node) => node.start > statement.end);
}
