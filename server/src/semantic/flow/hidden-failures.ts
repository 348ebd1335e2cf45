import {
  ancestors,
  descendants,
  enclosingFunction,
  isInside,
  isSimpleStatement,
  isStatement,
  ownCode,
  statementsOf,
} from '../../syntax/navigate';
import type { SyntaxNode } from '../../syntax/node';
import { contains } from '../../text/range';
import type { FileModel } from '../file-model';
import { isRemark, isWithinRemark } from '../remarks';
import { isTidying } from './handler-purpose';
import type { Handler } from './handlers';
import { areResultsTested, isNameTested } from './tested';

/**
 * True for a handler after which nobody can tell that something went wrong: it does nothing but
 * log, print, pass, continue or return nothing, and nothing behind it looks for a failure.
 */
export function hidesFailure(model: FileModel, handler: Handler): boolean {
  const statements = statementsOf(handler.block);
  if (!statements.every((statement) => isSilent(model, statement, handler))) return false;
  if (isNoticedBehind(model, handler) || isTriedAgain(model, handler)) return false;
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
      return saysNothing(model, statement.parts[0]);
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

/** `errors` in `errors.append(error)`: the name to which a call adds something. */
function recordedBy(call: SyntaxNode): SyntaxNode | undefined {
  const callee = call.child('function');
  const method = callee?.child('attribute')?.text ?? '';
  const object = callee?.child('object');
  return addingMethods.has(method) && object?.kind === 'identifier' ? object : undefined;
}

const addingMethods: ReadonlySet<string> = new Set(['add', 'append', 'extend', 'update']);

/** `failures` in `failures += 1`, `message` in `message = str(error)`, `errors` in `errors[k] = 1`. */
function targetOf(assignment: SyntaxNode): SyntaxNode | undefined {
  const target = assignment.child('left');
  const name = target?.kind === 'subscript' ? target.child('value') : target;
  return name?.kind === 'identifier' ? name : undefined;
}

/** A value that is made without doing anything that could replace what failed. */
function isPlainValue(model: FileModel, value: SyntaxNode | undefined): boolean {
  if (value === undefined) return true;
  for (const node of descendants(value)) {
    if (node.kind === 'await' || node.kind === 'yield') return false;
    if (node.kind !== 'call') continue;
    const name = model.names.calleeName(node);
    const isPlain =
      name !== undefined && (plainFunctions.has(name) || name.startsWith('traceback.'));
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
  'datetime.datetime.now',
  'datetime.datetime.utcnow',
  'sys.exc_info',
  'time.time',
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

/** True for a name that the handler writes to and that nothing but a remark ever reads. */
function isUnreadRecord(model: FileModel, name: SyntaxNode | undefined, handler: Handler): boolean {
  if (name === undefined) return false;
  const bindings = model.scopes.lookup(name.text, name);
  const scope = bindings[0]?.scope;
  // What another function can see may be read by anyone.
  if (scope === undefined || scope.kind !== 'function') return false;
  if (bindings.some(({ kind }) => kind === 'parameter')) return false;
  for (const use of model.identifiersNamed(name.text)) {
    if (!contains(scope.node, use) || isOnlyWritten(use)) continue;
    if (use.parent?.kind === 'keyword_argument' && use.field === 'name') continue;
    const isOwn =
      handler.block !== undefined && isInside(use, handler.block) && !isInside(use, name);
    if (isWithinRemark(model, use) || (isOwn && !isReturned(use))) continue;
    return false;
  }
  return true;
}

function isReturned(use: SyntaxNode): boolean {
  return use.parent?.kind === 'return_statement' || use.parent?.kind === 'raise_statement';
}

/** True for an occurrence that only gives the name a value or adds to it. */
function isOnlyWritten(use: SyntaxNode): boolean {
  const parent = use.parent;
  if (use.field === 'left') return true;
  if (parent?.kind === 'subscript' && parent.field === 'left' && use.field === 'value') return true;
  const call = parent?.kind === 'attribute' ? parent.parent : undefined;
  return (
    call?.kind === 'call' &&
    recordedBy(call) === use &&
    call.parent?.kind === 'expression_statement'
  );
}

/** True where what the `try` sets is tested afterwards, so that its absence is noticed. */
function isNoticedBehind(model: FileModel, { statement }: Handler): boolean {
  const body = statement.child('body');
  for (const node of body === undefined ? [] : descendants(body)) {
    const isTarget = node.kind === 'identifier' && node.field === 'left';
    if (isTarget && isNameTested(model, node, body ?? node)) return true;
  }
  return false;
}

/**
 * True for a failed attempt: the `try` leaves its loop when it works, and when the loop has come to
 * its end something raises, or the loop goes on for ever.
 */
function isTriedAgain(model: FileModel, { clause, statement }: Handler): boolean {
  const loop = loopAround(statement);
  if (loop === undefined) return false;
  const tried = [statement.child('body'), statement.part('else_clause')?.child('body')];
  const leaves = tried
    .flatMap((block) => model.completions.ofBlock(block).jumps)
    .some(({ kind }) => kind === 'break' || kind === 'return');
  if (!leaves || isInside(loop, clause)) return false;
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

/** How many statements behind a `try` are looked at; what matters to it stands near. */
const maximumStatements = 60;

function statementsBehind(statement: SyntaxNode): readonly SyntaxNode[] {
  const siblings = statement.parent?.parts ?? [];
  const index = siblings.indexOf(statement);
  return siblings.slice(index + 1, index + 1 + maximumStatements).filter(isStatement);
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

/**
 * True where what only the `try` binds is used behind it whatever happened, so that a failure comes
 * out as an `UnboundLocalError`.
 */
function leavesNameUnbound(model: FileModel, { block, statement }: Handler): boolean {
  const { isNormal, jumps } = model.completions.ofBlock(block);
  // A round of a loop may find the name that an earlier one has bound.
  if (!isNormal || jumps.length > 0 || loopAround(statement) !== undefined) return false;
  for (const next of statementsBehind(statement)) {
    if (usedAtOnce(next).some((use) => isBoundOnlyIn(model, use, statement.child('body')))) {
      return true;
    }
    if (!isPlainStep(model, next)) return false;
  }
  return false;
}

/** True for a statement that is run past whatever happens, but for what it may raise. */
function isPlainStep(model: FileModel, statement: SyntaxNode): boolean {
  const { isNormal, jumps } = model.completions.ofStatement(statement);
  return isNormal && jumps.length === 0;
}

/** The names that a statement reads before it can do anything else: of a block only its header. */
function usedAtOnce(statement: SyntaxNode): SyntaxNode[] {
  const header =
    statement.child('condition') ?? statement.child('right') ?? statement.part('with_clause');
  const read = header ?? (isSimpleStatement(statement) ? statement : undefined);
  if (read === undefined) return [];
  return [...ownCode(read)].filter(
    (node) =>
      node.kind === 'identifier' &&
      node.field !== 'left' &&
      node.field !== 'attribute' &&
      !(node.parent?.kind === 'keyword_argument' && node.field === 'name') &&
      !isConditional(node, read),
  );
}

/** True for a part of an expression that may not be evaluated, or has a scope of its own. */
function isConditional(node: SyntaxNode, outer: SyntaxNode): boolean {
  for (const above of ancestors(node)) {
    if (above === outer) return false;
    if (partlyEvaluated.has(above.kind)) return true;
  }
  return false;
}

const partlyEvaluated: ReadonlySet<string> = new Set([
  'boolean_operator',
  'conditional_expression',
  'dictionary_comprehension',
  'generator_expression',
  'list_comprehension',
  'set_comprehension',
]);

function isBoundOnlyIn(model: FileModel, use: SyntaxNode, body: SyntaxNode | undefined): boolean {
  const bindings = model.scopes.lookup(use.text, use);
  return (
    body !== undefined &&
    bindings.length > 0 &&
    bindings.every(
      ({ kind, node, scope }) =>
        scope.kind === 'function' && kind !== 'parameter' && isInside(node, body),
    )
  );
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

function loopAround(statement: SyntaxNode): SyntaxNode | undefined {
  for (let above = statement.parent; above !== undefined; above = above.parent) {
    if (above.kind === 'while_statement' || above.kind === 'for_statement') return above;
    if (above.kind === 'function_definition') return undefined;
  }
  return undefined;
}
