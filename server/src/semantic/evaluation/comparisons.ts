import type { SyntaxNode } from '../../syntax/node';
import type { Environment } from './environment';
import { compare, equals, isNone, isNumber, keyOf } from './equality';
import type { Evaluator } from './evaluator';
import { evaluate } from './expressions';
import { elementsOf } from './iteration';
import { isSame } from './join';
import { callMethod, lookUp } from './methods';
import { boolean, unknown, type Value } from './values';

/** `a < b <= c`, `x in y`, `x is None`. */
export function evaluateComparison(
  evaluator: Evaluator,
  node: SyntaxNode,
  environment: Environment,
): Value {
  const { parts } = node;
  const [first] = parts;
  if (first === undefined || parts.length < 2) return unknown('an unfinished condition', node);
  const operators = operatorsOf(node);
  let left = evaluate(evaluator, first, environment);
  let isKnown = true;
  for (let i = 1; i < parts.length; i++) {
    const operand = parts[i];
    if (operand === undefined) continue;
    const right = evaluate(evaluator, operand, environment);
    const operator = operators[i - 1] ?? '';
    evaluator.place = node;
    const answer = comparison(evaluator, operator, left, right);
    if (answer === false) return boolean(false, node);
    if (answer === undefined) isKnown = false;
    left = right;
  }
  return isKnown ? boolean(true, node) : unknown('a comparison of what is not known', node);
}

/** As they are written, with single spaces. */
function operatorsOf(node: SyntaxNode): readonly string[] {
  const operators: string[] = [];
  for (const child of node.children) {
    if (child.field !== 'operators') continue;
    // A token is of the kind that it is written as, but for the spaces in those of two words.
    const { kind } = child;
    const operator = kind.includes(' ') ? child.text.replace(/\s+/g, ' ') : kind;
    if (child.end > child.start) operators.push(operator);
  }
  return operators;
}

export function comparison(
  evaluator: Evaluator,
  operator: string,
  left: Value,
  right: Value,
): boolean | undefined {
  switch (operator) {
    case '==':
      return equals(evaluator, left, right);
    case '!=':
    case '<>':
      return negated(equals(evaluator, left, right));
    case 'is':
      return isIdentical(left, right);
    case 'is not':
      return negated(isIdentical(left, right));
    case 'in':
      return contains(evaluator, right, left);
    case 'not in':
      return negated(contains(evaluator, right, left));
    default:
      return ordered(evaluator, operator, left, right);
  }
}

function ordered(
  evaluator: Evaluator,
  operator: string,
  left: Value,
  right: Value,
): boolean | undefined {
  if (left.kind === 'set' || right.kind === 'set') return undefined;
  const order = compare(evaluator, left, right);
  if (order === undefined) {
    const isRefused = isPlain(left) && isPlain(right) && left.kind !== right.kind;
    if (isRefused && !(isNumber(left) && isNumber(right))) {
      evaluator.raise('TypeError', 'the values cannot be compared', evaluator.place);
    }
    return undefined;
  }
  if (operator === '<') return order < 0;
  if (operator === '<=') return order <= 0;
  if (operator === '>') return order > 0;
  return operator === '>=' ? order >= 0 : undefined;
}

function isPlain(value: Value): boolean {
  return (
    isNumber(value) || value.kind === 'string' || value.kind === 'none' || value.kind === 'list'
  );
}

function isIdentical(left: Value, right: Value): boolean | undefined {
  if (left.kind === 'none' || right.kind === 'none') return isNone(left, right);
  if (left === right) return left.kind === 'unknown' ? undefined : true;
  if (left.kind === 'boolean' && right.kind === 'boolean') return left.value === right.value;
  if (left.kind === 'boolean' || right.kind === 'boolean') {
    const other = left.kind === 'boolean' ? right : left;
    return other.kind === 'unknown' || other.kind === 'outside' || other.kind === 'result'
      ? undefined
      : false;
  }
  switch (left.kind) {
    case 'list':
    case 'dict':
    case 'instance':
    case 'class':
    case 'function':
      // Two objects of which each has an identity of its own.
      return right.kind === left.kind ? false : undefined;
    case 'outside':
    case 'host':
    case 'ellipsis':
      return isSame(left, right) ? true : undefined;
    default:
      return undefined;
  }
}

/** Python's `item in container`. */
export function contains(evaluator: Evaluator, container: Value, item: Value): boolean | undefined {
  switch (container.kind) {
    case 'string':
      if (item.kind === 'string') return container.value.includes(item.value);
      return undefined;
    case 'dict':
    case 'set': {
      const key = keyOf(evaluator, item);
      if (key === undefined) return undefined;
      const isThere =
        container.kind === 'dict' ? container.entries.has(key) : container.items.has(key);
      return isThere ? true : container.mayHaveMore ? undefined : false;
    }
    case 'names': {
      if (item.kind !== 'string') return undefined;
      const held = container.environment.variables.get(item.value);
      if (held?.mayBeUnbound === true || container.environment.mayHaveMore) return undefined;
      if (held?.value === undefined) evaluator.misses++;
      return held?.value !== undefined;
    }
    case 'instance': {
      const answer = callMethod(evaluator, container, '__contains__', [item]);
      if (answer !== undefined) return evaluator.truth(answer);
      if (lookUp(container.class, '__contains__') !== undefined) return undefined;
      break;
    }
    case 'iterator':
      return undefined;
    default:
  }
  const elements = elementsOf(evaluator, container);
  if (elements === undefined) return undefined;
  let answer: boolean | undefined = elements.mayHaveMore ? undefined : false;
  for (const element of elements.items) {
    if (element === item && item.kind !== 'unknown') return true;
    const isEqual = equals(evaluator, element, item);
    if (isEqual === true) return true;
    if (isEqual === undefined) answer = undefined;
  }
  return answer;
}

function negated(answer: boolean | undefined): boolean | undefined {
  return answer === undefined ? undefined : !answer;
}
