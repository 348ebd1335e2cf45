import { tellsTime } from '../../knowledge/clocks';
import {
  ancestors,
  descendants,
  enclosingFunction,
  isInside,
  ownCode,
  statementsOf,
} from '../../syntax/navigate';
import type { SyntaxNode } from '../../syntax/node';
import type { FileModel } from '../file-model';
import { isRemark } from '../remarks';
import { caughtName } from './exceptions';
import { isUnreadRecord, recordedBy, targetOf } from './failure-records';
import { isTidying } from './handler-purpose';
import type { Handler } from './handlers';
import { loopAround, statementsBehind } from './statement-places';
import { areResultsTested, isNameTested } from './tested';
import { leavesNameUnbound } from './unbound-names';
import { isResultUnread } from './unread-results';

/**
 * True for a handler after which nobody can tell that something went wrong: it does nothing but
 * log, print, pass, continue or return nothing, and nothing behind it looks for a failure.
 */
export function hidesFailure(model: FileModel, handler: Handler): boolean {
  const statements = statementsOf(handler.block);
  if (!statements.every((statement) => isSilent(model, statement, handler))) return false;
  if (isNoticedBehind(model, handler) || isMissedBehind(model, handler)) return false;
  if (isTriedAgain(model, handler)) return false;
  if (failsAnyway(model, handler.statement) || leavesNameUnbound(model, handler)) return false;
  if (hasOtherResult(model, handler)) return false;
  const definition = enclosingFunction(handler.clause);
  const isReported = returnsNothing(model, handler) && definition !== undefined;
  return !(isReported && areResultsTested(model, definition));
}

/** Statements that do nothing about the exception. */
function isSilent(model: FileModel, statement: SyntaxNode, handler: Handler): boolean {
  switch (statement.kind) {
    case 'pass_statement':
    case 'continue_statement':
    case 'import_statement':
    case 'import_from_statement':
      return true;
    case 'return_statement':
      return (
        saysNothing(model, statement.parts[0]) || isUnheard(model, statement.parts[0], handler)
      );
    case 'expression_statement':
      return isSilentExpression(model, statement.parts[0], handler);
    case 'if_statement': {
      const clauses = [statement, ...statement.childrenIn('alternative')];
      return clauses.every((clause) => {
        const block = clause.child('consequence') ?? clause.child('body');
        return statementsOf(block).every((inner) => isSilent(model, inner, handler));
      });
    }
    case 'for_statement':
    case 'with_statement':
      return statementsOf(statement.child('body')).every((inner) =>
        isSilent(model, inner, handler),
      );
    default:
      return false;
  }
}

/** `None`, `False`, `[]` and nothing at all, which a caller can take for a result. */
function saysNothing(model: FileModel, value: SyntaxNode | undefined): boolean {
  if (value === undefined) return true;
  const isCollection = value.kind === 'list' || value.kind === 'dictionary';
  if (isCollection && value.parts.length === 0) return true;
  const constant = model.constants.value(value);
  return constant?.type === 'none' || (constant?.type === 'boolean' && !constant.value);
}

/** `return {"error": str(error)}` from a task, to which nobody listens. */
function isUnheard(model: FileModel, value: SyntaxNode | undefined, { clause }: Handler): boolean {
  const definition = enclosingFunction(clause);
  if (value === undefined || definition === undefined) return false;
  const name = caughtName(clause);
  const tells = [...descendants(value)].some(
    ({ kind, text }) =>
      (kind === 'identifier' && text === name) || (kind === 'string' && reportWords.test(text)),
  );
  return tells && isPlainValue(model, value) && isResultUnread(model, definition);
}

const reportWords = /\b(?:error|fail(?:ed|ure)?)\b/i;

function isSilentExpression(
  model: FileModel,
  expression: SyntaxNode | undefined,
  handler: Handler,
): boolean {
  switch (expression?.kind) {
    case undefined:
    case 'ellipsis':
    case 'string':
    case 'identifier':
      return true;
    case 'call':
      return (
        isRemark(model, expression) ||
        isTidying(expression) ||
        model.blocking.of(expression)?.fact.kind === 'sleep' ||
        isUnreadRecord(model, recordedBy(expression), handler)
      );
    case 'assignment':
    case 'augmented_assignment':
      return (
        isPlainValue(model, expression.child('right')) &&
        isUnreadRecord(model, targetOf(expression), handler)
      );
    default:
      return false;
  }
}

/** A value that is made without doing anything that could replace what failed. */
function isPlainValue(model: FileModel, value: SyntaxNode | undefined): boolean {
  if (value === undefined) return true;
  for (const node of descendants(value)) {
    if (node.kind === 'await' || node.kind === 'yield') return false;
    if (node.kind !== 'call') continue;
    const name = model.names.calleeName(node);
    const isPlain =
      name !== undefined &&
      (plainFunctions.has(name) || tellsTime(name) || name.startsWith('traceback.'));
    const method = node.child('function')?.child('attribute')?.text ?? '';
    if (!isPlain && !plainMethods.has(method)) return false;
  }
  return true;
}

const plainFunctions: ReadonlySet<string> = new Set([
  'builtins.getattr',
  'builtins.hasattr',
  'builtins.isinstance',
  'builtins.len',
  'builtins.repr',
  'builtins.str',
  'builtins.type',
  'sys.exc_info',
]);

const plainMethods: ReadonlySet<string> = new Set([
  'decode',
  'format',
  'get',
  'isoformat',
  'join',
  'lower',
  'replace',
  'split',
  'strip',
]);

/** True where what the `try` sets is tested afterwards, so that its absence is noticed. */
function isNoticedBehind(model: FileModel, { statement }: Handler): boolean {
  const body = statement.child('body');
  for (const node of body === undefined ? [] : descendants(body)) {
    const isTarget = node.kind === 'identifier' && node.field === 'left';
    if (isTarget && isNameTested(model, node, body ?? node)) return true;
  }
  return false;
}

/** `if not rows: raise …` behind a loop whose rounds add to `rows` where they work. */
function isMissedBehind(model: FileModel, { statement }: Handler): boolean {
  const loop = loopAround(statement);
  const body = statement.child('body');
  if (loop === undefined || body === undefined) return false;
  const added = new Set<string>();
  for (const node of ownCode(body)) {
    const name = node.kind === 'call' ? recordedBy(node) : undefined;
    if (name !== undefined) added.add(name.text);
  }
  return statementsBehind(loop).some((next) => {
    const condition = next.kind === 'if_statement' ? next.child('condition') : undefined;
    if (condition === undefined) return false;
    const asks = [...descendants(condition)].some(
      ({ kind, text }) => kind === 'identifier' && added.has(text),
    );
    const { jumps } = model.completions.ofBlock(next.child('consequence'));
    return asks && jumps.some(({ kind }) => kind === 'raise');
  });
}

/** True for one of several attempts: a `try` that leaves its loop when it works. */
export function isAttempt(model: FileModel, { block, clause, statement }: Handler): boolean {
  const loop = loopAround(statement);
  if (loop === undefined || isInside(loop, clause)) return false;
  const { isNormal } = model.completions.ofBlock(block);
  const tried = [statement.child('body'), statement.part('else_clause')?.child('body')];
  return [
    ...tried.flatMap((inner) => model.completions.ofBlock(inner).jumps),
    // A handler that goes on with the next round leaves what follows to the attempts that worked.
    ...(isNormal ? [] : statementsBehind(statement)).flatMap(
      (next) => model.completions.ofStatement(next).jumps,
    ),
  ].some(({ kind }) => kind === 'break' || kind === 'return');
}

/** True for an attempt after the last of which something raises, or which is made for ever. */
function isTriedAgain(model: FileModel, handler: Handler): boolean {
  const loop = loopAround(handler.statement);
  if (loop === undefined || !isAttempt(model, handler)) return false;
  if (loop.kind === 'while_statement' && model.constants.truth(loop.child('condition')) === true) {
    return true;
  }
  const behind = statementsBehind(loop);
  const endings = [
    ...model.completions.ofBlock(loop.child('alternative')?.child('body')).jumps,
    ...behind.flatMap((next) => model.completions.ofStatement(next).jumps),
  ];
  return endings.some(({ kind }) => kind === 'raise');
}

/** True where what follows the `try` raises in any case. */
function failsAnyway(model: FileModel, statement: SyntaxNode): boolean {
  let below = statement;
  for (const above of ancestors(statement)) {
    if (above.kind === 'function_definition') return false;
    // Behind a loop's body comes its next round.
    if (above.kind === 'while_statement' || above.kind === 'for_statement') return false;
    if (above.kind === 'block') {
      for (const next of statementsBehind(below)) {
        const { isNormal, jumps } = model.completions.ofStatement(next);
        if (jumps.some(({ kind }) => kind !== 'raise')) return false;
        if (!isNormal) return true;
      }
    }
    below = above;
  }
  return false;
}

/** True where the function's result shows the failure: `None` or `False` instead of a value. */
function returnsNothing(model: FileModel, { block, statement }: Handler): boolean {
  const handling = block === undefined ? [] : [...descendants(block)];
  if (handling.some(({ kind }) => kind === 'return_statement')) return true;
  const body = model.completions.ofBlock(statement.child('body'));
  const returnsValue = body.jumps.some(
    ({ kind, node }) => kind === 'return' && !saysNothing(model, node.parts[0]),
  );
  const next = statementsBehind(statement)[0];
  const isLast = next === undefined && statement.parent === enclosingBody(statement);
  return returnsValue && (isLast || next?.kind === 'return_statement');
}

function enclosingBody(statement: SyntaxNode): SyntaxNode | undefined {
  return enclosingFunction(statement)?.child('body');
}

/** True where the `try` returns its result, and what stands behind it returns another one. */
function hasOtherResult(model: FileModel, { statement }: Handler): boolean {
  const returns = (block: SyntaxNode | undefined) =>
    model.completions.ofBlock(block).jumps.filter(({ kind }) => kind === 'return');
  if (returns(statement.child('body')).length === 0) return false;
  return statementsBehind(statement)
    .flatMap((next) => model.completions.ofStatement(next).jumps)
    .some(({ kind, node }) => kind === 'return' && !saysNothing(model, node.parts[0]));
}
