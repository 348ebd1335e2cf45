import type { FileModel } from '../semantic/file-model';
import { statementOf, statementsOf } from '../syntax/navigate';
import type { SyntaxNode } from '../syntax/node';
import type { TextEdit } from '../text/edit';
import { lineBreakOf } from '../text/lines';
import { freshName } from './fresh-name';
import { insertBehind } from './insert-statement';
import { ownLines } from './own-lines';

/**
 * Calls a method that raises on the response of a request: at the end of a statement that is the
 * request, behind the assignment that keeps it, first in the `with` block that holds it, and between
 * the request and what a longer expression makes of it.
 */
export function raiseForStatus(
  model: FileModel,
  call: SyntaxNode,
  method: string,
): TextEdit[] | undefined {
  const request = call.parent?.kind === 'await' ? call.parent : call;
  const statement = statementOf(request);
  if (statement === undefined) return undefined;
  if (statement.kind === 'with_statement') return inWith(model, request, statement, method);
  if (statement.kind === 'expression_statement' && statement.parts[0] === request) {
    if (request === call) return [{ start: call.end, end: call.end, text: `.${method}` }];
    return [
      { start: request.start, end: request.start, text: '(' },
      { start: request.end, end: request.end, text: `).${method}` },
    ];
  }
  const assignment = request.parent?.kind === 'assignment' ? request.parent : undefined;
  const target = assignment?.child('left');
  if (assignment?.parent === statement && target !== undefined) {
    const isName = target.kind === 'identifier' || target.kind === 'attribute';
    return isName ? insertBehind(model, statement, [`${target.text}.${method}`]) : undefined;
  }
  return taken(model, request, statement, method);
}

function inWith(
  model: FileModel,
  request: SyntaxNode,
  statement: SyntaxNode,
  method: string,
): TextEdit[] | undefined {
  const pattern = request.parent?.kind === 'as_pattern' ? request.parent : undefined;
  const name = pattern?.child('alias')?.parts[0];
  const first = statementsOf(statement.child('body'))[0];
  if (name?.kind !== 'identifier' || first === undefined) return undefined;
  const place = ownLines(model, first, first);
  const text = `${name.text}.${method}${lineBreakOf(model.text)}${place.indentation}`;
  return [...place.before, { start: first.start, end: first.start, text }];
}

/** `data = request(…).json()` becomes three statements, where the request comes first in its own. */
function taken(
  model: FileModel,
  request: SyntaxNode,
  statement: SyntaxNode,
  method: string,
): TextEdit[] | undefined {
  const value = leadingValue(statement);
  if (value === undefined || !isEvaluatedFirst(request, value)) return undefined;
  const name = freshName(model, statement, 'response', 'http_response');
  const place = ownLines(model, statement, statement);
  // A call that spans lines would have to be indented anew.
  if (model.lines.lineAt(request.start) !== model.lines.lineAt(request.end)) {
    if (model.lines.lineAt(request.start) !== model.lines.lineAt(statement.start)) return undefined;
  }
  const nextLine = lineBreakOf(model.text) + place.indentation;
  const before = `${name} = ${request.text}${nextLine}${name}.${method}${nextLine}`;
  return [
    ...place.before,
    { start: statement.start, end: statement.start, text: before },
    { start: request.start, end: request.end, text: name },
  ];
}

/** What a statement that is one line of work evaluates first. */
function leadingValue(statement: SyntaxNode): SyntaxNode | undefined {
  const first = statement.parts[0];
  if (statement.kind === 'return_statement') return first;
  if (statement.kind !== 'expression_statement') return undefined;
  return first?.kind === 'assignment' ? first.child('right') : first;
}

/** True where nothing of the value is evaluated before the request, and nothing decides about it. */
function isEvaluatedFirst(request: SyntaxNode, value: SyntaxNode): boolean {
  let at = request;
  while (at !== value) {
    const above = at.parent;
    const leads =
      (above?.kind === 'attribute' && at.field === 'object') ||
      (above?.kind === 'call' && at.field === 'function') ||
      (above?.kind === 'subscript' && at.field === 'value') ||
      above?.kind === 'parenthesized_expression';
    const isOnlyArgument =
      above?.kind === 'argument_list' &&
      above.parts[0] === at &&
      isPlainName(above.parent?.child('function'));
    if (above === undefined || !(leads || isOnlyArgument)) return false;
    at = isOnlyArgument ? (above.parent ?? above) : above;
  }
  return true;
}

/** A dotted name, which does nothing when it is evaluated. */
function isPlainName(callee: SyntaxNode | undefined): boolean {
  let at = callee;
  while (at?.kind === 'attribute') at = at.child('object');
  return at?.kind === 'identifier';
}
