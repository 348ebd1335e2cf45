import { isInside, nearestAncestor, ownCode, statementsOf } from '../../syntax/navigate';
import type { SyntaxNode } from '../../syntax/node';
import type { FileModel } from '../file-model';
import { identifiersWithin } from '../name-uses';
import { isRemark, isWithinRemark } from '../remarks';
import type { Handler } from './handlers';
import { loopAround } from './statement-places';

/** True where a handler notes the failure in something that is read behind it. */
export function recordsFailure(model: FileModel, handler: Handler): boolean {
  if (handler.block === undefined) return false;
  for (const node of ownCode(handler.block)) {
    if (node.kind === 'call') {
      const callee = node.child('function');
      const adds = addingMethods.has(callee?.child('attribute')?.text ?? '');
      // What hangs on an object may be read by anyone who has it.
      if (adds && callee?.child('object')?.kind === 'attribute') return true;
    }
    const name =
      node.kind === 'call'
        ? recordedBy(node)
        : node.kind === 'assignment' || node.kind === 'augmented_assignment'
          ? targetOf(node)
          : undefined;
    if (name !== undefined && !isUnreadRecord(model, name, handler)) return true;
  }
  return false;
}

/** `errors` in `errors.append(error)`: the name to which a call adds something. */
export function recordedBy(call: SyntaxNode): SyntaxNode | undefined {
  const callee = call.child('function');
  const method = callee?.child('attribute')?.text ?? '';
  const object = callee?.child('object');
  return addingMethods.has(method) && object?.kind === 'identifier' ? object : undefined;
}

const addingMethods: ReadonlySet<string> = new Set(['add', 'append', 'extend', 'update']);

/** `failures` in `failures += 1`, `message` in `message = str(error)`, `errors` in `errors[k] = 1`. */
export function targetOf(assignment: SyntaxNode): SyntaxNode | undefined {
  const target = assignment.child('left');
  const name = target?.kind === 'subscript' ? target.child('value') : target;
  return name?.kind === 'identifier' ? name : undefined;
}

/** True for a name that the handler writes to and that nothing but a remark ever reads. */
export function isUnreadRecord(
  model: FileModel,
  name: SyntaxNode | undefined,
  handler: Handler,
): boolean {
  if (name === undefined) return false;
  const bindings = model.scopes.lookup(name.text, name);
  const scope = bindings[0]?.scope;
  // What another function can see may be read by anyone.
  if (scope === undefined || scope.kind !== 'function') return false;
  if (bindings.some(({ kind }) => kind === 'parameter')) return false;
  for (const use of identifiersWithin(model, name.text, scope)) {
    if (isOnlyWritten(use)) continue;
    if (use.parent?.kind === 'keyword_argument' && use.field === 'name') continue;
    const isOwn =
      handler.block !== undefined && isInside(use, handler.block) && !isInside(use, name);
    if (isWithinRemark(model, use) || (isOwn && !isReturned(use))) continue;
    if (decidesRemarks(model, use) || decidesRounds(use, handler)) continue;
    return false;
  }
  return true;
}

/** `if errors: logger.warning(…)`: whether something is said of the failures is all that it decides. */
function decidesRemarks(model: FileModel, use: SyntaxNode): boolean {
  const statement = nearestAncestor(use, 'if_statement', 'elif_clause', 'block');
  const condition = statement?.child('condition');
  if (statement?.kind !== 'if_statement' || condition === undefined) return false;
  if (!isInside(use, condition)) return false;
  return [statement, ...statement.childrenIn('alternative')].every((clause) => {
    const block = clause.child('consequence') ?? clause.child('body');
    return statementsOf(block).every(({ kind, parts: [expression] }) => {
      const isCall = kind === 'expression_statement' && expression?.kind === 'call';
      return isCall && isRemark(model, expression);
    });
  });
}

/** `while attempts < 3:` around the `try`: how often it is tried is all that the name decides. */
function decidesRounds(use: SyntaxNode, { statement }: Handler): boolean {
  const loop = loopAround(statement);
  const condition = loop?.kind === 'while_statement' ? loop.child('condition') : undefined;
  return condition !== undefined && isInside(use, condition);
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
