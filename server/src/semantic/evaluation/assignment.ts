import type { SyntaxNode } from '../../syntax/node';
import { attributeOf, deleteAttribute, setAttribute } from './attributes';
import { extend, updateDict } from './collections';
import type { Environment } from './environment';
import type { Evaluator } from './evaluator';
import { evaluate, evaluateKey } from './expressions';
import type { BinaryOperator } from './host';
import { isNotIterable, someElement } from './iteration';
import { callMethod } from './methods';
import { binaryOperation } from './operators';
import { deleteSubscript, setSubscript, subscriptOf } from './subscripts';
import { list, unknown, type Value } from './values';

/** `a = b = value`, also with a type. */
export function executeAssignment(
  evaluator: Evaluator,
  assignment: SyntaxNode,
  environment: Environment,
): void {
  const targets: SyntaxNode[] = [];
  let right: SyntaxNode | undefined = assignment;
  while (right?.kind === 'assignment') {
    const target = right.child('left');
    if (target !== undefined) targets.push(target);
    right = right.child('right');
  }
  // `name: type` binds nothing.
  if (right === undefined) return;
  const value =
    right.kind === 'augmented_assignment'
      ? unknown('an assignment that cannot be read', right)
      : evaluate(evaluator, right, environment);
  for (const target of targets) assignTo(evaluator, target, value, environment);
}

/** Binds a target: a name, attribute, subscript, or several that unpack the value. */
export function assignTo(
  evaluator: Evaluator,
  target: SyntaxNode,
  value: Value,
  environment: Environment,
): void {
  evaluator.step(target);
  switch (target.kind) {
    case 'identifier':
      evaluator.bind(environment, target.text, value);
      return;
    case 'attribute': {
      const [object, name] = [target.child('object'), target.child('attribute')];
      if (object === undefined || name === undefined) return;
      const owner = evaluate(evaluator, object, environment);
      setAttribute(evaluator, owner, name.text, value, target);
      return;
    }
    case 'subscript': {
      const written = target.child('value');
      if (written === undefined) return;
      const owner = evaluate(evaluator, written, environment);
      setSubscript(evaluator, owner, evaluateKey(evaluator, target, environment), value, target);
      return;
    }
    case 'parenthesized_expression':
      if (target.parts[0] !== undefined) assignTo(evaluator, target.parts[0], value, environment);
      return;
    case 'pattern_list':
    case 'tuple_pattern':
    case 'list_pattern':
    case 'expression_list':
    case 'tuple':
    case 'list':
      if (evaluator.isTooDeep) return;
      evaluator.depth++;
      unpack(evaluator, target, value, environment);
      evaluator.depth--;
      return;
    default:
  }
}

/** `a, *b = value`. */
function unpack(
  evaluator: Evaluator,
  target: SyntaxNode,
  value: Value,
  environment: Environment,
): void {
  const targets = target.parts;
  if (isNotIterable(value))
    evaluator.raise('TypeError', 'cannot unpack what is not iterable', target);
  const elements = evaluator.elements(value);
  const starred = targets.findIndex(isStarred);
  if (elements === undefined || elements.mayHaveMore) {
    evaluator.mayRaise();
    for (const [i, part] of targets.entries()) {
      const known = starred < 0 || i < starred ? elements?.items[i] : undefined;
      const inner = isStarred(part) ? part.parts[0] : part;
      if (inner === undefined) continue;
      const item = isStarred(part) ? list([], part, true) : (known ?? someElement(value, part));
      assignTo(evaluator, inner, item, environment);
    }
    return;
  }
  const { items } = elements;
  const isFitting =
    starred < 0 ? items.length === targets.length : items.length >= targets.length - 1;
  if (!isFitting)
    evaluator.raise('ValueError', 'the number of values to unpack does not fit', target);
  const behind = targets.length - 1 - starred;
  for (const [i, part] of targets.entries()) {
    if (i === starred) {
      const inner = part.parts[0];
      const rest = list(items.slice(i, items.length - behind), part);
      if (inner !== undefined) assignTo(evaluator, inner, rest, environment);
      continue;
    }
    const item = starred >= 0 && i > starred ? items[items.length - targets.length + i] : items[i];
    if (item !== undefined) assignTo(evaluator, part, item, environment);
  }
}

function isStarred(target: SyntaxNode): boolean {
  return target.kind === 'list_splat_pattern' || target.kind === 'list_splat';
}

/** `target += value`, which changes lists, sets and dictionaries in place. */
export function executeAugmented(
  evaluator: Evaluator,
  node: SyntaxNode,
  environment: Environment,
): void {
  const [target, written] = [node.child('left'), node.child('right')];
  const operator = node.child('operator')?.text.slice(0, -1);
  if (target === undefined || written === undefined || operator === undefined) return;
  const place = placeOf(evaluator, target, environment);
  const right = evaluate(evaluator, written, environment);
  evaluator.place = node;
  const result = inPlace(evaluator, operator, place.value, right, node);
  place.assign(result);
}

/** A target of which the parts are evaluated once, though it is read and written. */
function placeOf(
  evaluator: Evaluator,
  target: SyntaxNode,
  environment: Environment,
): { readonly value: Value; assign(value: Value): void } {
  const written = target.child(target.kind === 'attribute' ? 'object' : 'value');
  const name = target.child('attribute')?.text;
  if (target.kind === 'attribute' && written !== undefined && name !== undefined) {
    const owner = evaluate(evaluator, written, environment);
    return {
      value: attributeOf(evaluator, owner, name, target),
      assign: (value) => setAttribute(evaluator, owner, name, value, target),
    };
  }
  if (target.kind === 'subscript' && written !== undefined) {
    const owner = evaluate(evaluator, written, environment);
    const key = evaluateKey(evaluator, target, environment);
    return {
      value: subscriptOf(evaluator, owner, key, target),
      assign: (value) => setSubscript(evaluator, owner, key, value, target),
    };
  }
  return {
    value: evaluate(evaluator, target, environment),
    assign: (value) => assignTo(evaluator, target, value, environment),
  };
}

function inPlace(
  evaluator: Evaluator,
  operator: string,
  left: Value,
  right: Value,
  node: SyntaxNode,
): Value {
  if (left.kind === 'list' && operator === '+') {
    extend(evaluator, left, right);
    return left;
  }
  if (left.kind === 'dict' && operator === '|') {
    updateDict(evaluator, left, right);
    return left;
  }
  if (left.kind === 'unknown') evaluator.escape(left, node);
  if (left.kind === 'set') {
    const result = binaryOperation(evaluator, operator as BinaryOperator, left, right, node);
    if (result.kind === 'set' && !left.isFrozen) {
      evaluator.journal.touch(left);
      left.items = result.items;
      left.mayHaveMore = result.mayHaveMore;
      return left;
    }
    return result;
  }
  if (left.kind === 'instance') {
    const method = inPlaceMethods[operator];
    const answer = method === undefined ? undefined : callMethod(evaluator, left, method, [right]);
    if (answer !== undefined) return answer;
  }
  return binaryOperation(evaluator, operator as BinaryOperator, left, right, node);
}

const inPlaceMethods: Readonly<Record<string, string>> = {
  '+': '__iadd__',
  '-': '__isub__',
  '*': '__imul__',
  '|': '__ior__',
  '&': '__iand__',
  '>>': '__irshift__',
  '<<': '__ilshift__',
};

/** `del a, b[1], c.d`. */
export function executeDelete(
  evaluator: Evaluator,
  target: SyntaxNode,
  environment: Environment,
): void {
  const waiting = [target];
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    // What the parser made up is no name.
    if (next.isMissing) continue;
    const written = next.child(next.kind === 'attribute' ? 'object' : 'value');
    if (next.kind === 'identifier') {
      const held = environment.bound(next.text);
      if (held.value === undefined && !environment.globals.mayHaveMore) {
        evaluator.raise('NameError', `name '${next.text}' is not defined`, next);
      }
      evaluator.setVariable(held, undefined);
    } else if (next.kind === 'subscript' && written !== undefined) {
      const owner = evaluate(evaluator, written, environment);
      evaluator.place = next;
      deleteSubscript(evaluator, owner, evaluateKey(evaluator, next, environment), next);
    } else if (next.kind === 'attribute' && written !== undefined) {
      const owner = evaluate(evaluator, written, environment);
      deleteAttribute(evaluator, owner, next.child('attribute')?.text ?? '', next);
    } else waiting.push(...next.parts);
  }
}
