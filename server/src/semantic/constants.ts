import { argumentNodes, positionalValue } from '../syntax/calls';
import { withoutParentheses } from '../syntax/navigate';
import type { SyntaxNode } from '../syntax/node';
import { quotingOf, stringValue, withoutEscapes } from '../syntax/strings';
import type { Names } from './names';

/** A value that is known without running the file. Durations are in seconds. */
export type Constant =
  | { readonly type: 'none' }
  | { readonly type: 'boolean'; readonly value: boolean }
  | { readonly type: 'number'; readonly value: number; readonly isFloat: boolean }
  | { readonly type: 'string'; readonly value: string }
  | { readonly type: 'duration'; readonly seconds: number };

/** How deep an expression may nest before its value counts as unknown. */
const maximumDepth = 40;

/** Evaluates literals, arithmetic, `timedelta(...)` and names that are assigned once. */
export class Constants {
  constructor(private readonly names: Names) {}

  value(expression: SyntaxNode | undefined, depth = 0): Constant | undefined {
    if (expression === undefined || depth > maximumDepth) return undefined;
    const inner = withoutParentheses(expression);
    switch (inner.kind) {
      case 'none':
        return { type: 'none' };
      case 'true':
        return { type: 'boolean', value: true };
      case 'false':
        return { type: 'boolean', value: false };
      case 'integer':
      case 'float':
        return numberOf(inner);
      case 'string':
      case 'concatenated_string': {
        const value = stringValue(inner) ?? this.#formatted(inner, depth);
        return value === undefined ? undefined : { type: 'string', value };
      }
      case 'unary_operator':
        return this.#negated(inner, depth);
      case 'not_operator': {
        const truth = this.truth(inner.child('argument'), depth + 1);
        return truth === undefined ? undefined : { type: 'boolean', value: !truth };
      }
      case 'binary_operator':
        return this.#arithmetic(inner, depth);
      case 'comparison_operator':
        return this.#comparison(inner, depth);
      case 'identifier':
        return this.value(this.names.singleValue(inner), depth + 1);
      case 'call':
        return this.#call(inner, depth);
      default:
        return undefined;
    }
  }

  /** The truth value of a condition, as Python sees it. */
  truth(expression: SyntaxNode | undefined, depth = 0): boolean | undefined {
    if (expression === undefined || depth > maximumDepth) return undefined;
    const inner = withoutParentheses(expression);
    if (inner.kind === 'boolean_operator') return this.#booleanTruth(inner, depth);
    const constant = this.value(inner, depth + 1);
    return constant === undefined ? undefined : isTruthy(constant);
  }

  number(expression: SyntaxNode | undefined): number | undefined {
    const constant = this.value(expression);
    return constant?.type === 'number' ? constant.value : undefined;
  }

  string(expression: SyntaxNode | undefined): string | undefined {
    const constant = this.value(expression);
    return constant?.type === 'string' ? constant.value : undefined;
  }

  isNone(expression: SyntaxNode | undefined): boolean {
    return this.value(expression)?.type === 'none';
  }

  /** An f-string whose fields are all known texts or whole numbers. */
  #formatted(string: SyntaxNode, depth: number): string | undefined {
    if (string.kind === 'concatenated_string') {
      const parts = string.parts.map((part) => this.string(part));
      return parts.every((part) => part !== undefined) ? parts.join('') : undefined;
    }
    const { prefix } = quotingOf(string);
    if (!prefix.includes('f')) return undefined;
    let text = '';
    for (const part of string.parts) {
      if (part.kind === 'string_content') {
        const written = part.text.replaceAll('{{', '{').replaceAll('}}', '}');
        text += prefix.includes('r') ? written : withoutEscapes(written);
      } else if (part.kind === 'interpolation') {
        const isPlain = part.parts.length === 1 && !part.text.includes('=');
        const value = isPlain ? this.value(part.child('expression'), depth + 1) : undefined;
        if (value?.type === 'string') text += value.value;
        else if (value?.type === 'number' && !value.isFloat) text += value.value;
        else return undefined;
      }
    }
    return text;
  }

  #booleanTruth(expression: SyntaxNode, depth: number): boolean | undefined {
    const left = this.truth(expression.child('left'), depth + 1);
    const right = this.truth(expression.child('right'), depth + 1);
    const isAnd = expression.child('operator')?.kind === 'and';
    if (isAnd) {
      if (left === false || right === false) return false;
      return left === undefined || right === undefined ? undefined : true;
    }
    if (left === true || right === true) return true;
    return left === undefined || right === undefined ? undefined : false;
  }

  #negated(expression: SyntaxNode, depth: number): Constant | undefined {
    const operand = this.value(expression.child('argument'), depth + 1);
    if (expression.child('operator')?.kind !== '-') return undefined;
    if (operand?.type === 'number') return { ...operand, value: -operand.value };
    if (operand?.type === 'duration') return { type: 'duration', seconds: -operand.seconds };
    return undefined;
  }

  #arithmetic(expression: SyntaxNode, depth: number): Constant | undefined {
    const left = this.value(expression.child('left'), depth + 1);
    const right = this.value(expression.child('right'), depth + 1);
    const operator = expression.child('operator')?.kind;
    if (left === undefined || right === undefined || operator === undefined) return undefined;
    if (left.type === 'number' && right.type === 'number') {
      const value = calculate(left.value, operator, right.value);
      if (value === undefined) return undefined;
      const isFloat = left.isFloat || right.isFloat || operator === '/';
      return { type: 'number', value, isFloat };
    }
    if (left.type === 'string' && right.type === 'string' && operator === '+') {
      return { type: 'string', value: left.value + right.value };
    }
    if (left.type === 'duration' || right.type === 'duration') {
      return durationArithmetic(left, operator, right);
    }
    return undefined;
  }

  #comparison(expression: SyntaxNode, depth: number): Constant | undefined {
    const [first, second, ...others] = expression.parts;
    const left = this.value(first, depth + 1);
    const right = this.value(second, depth + 1);
    if (others.length > 0 || left?.type !== 'number' || right?.type !== 'number') return undefined;
    const value = compare(left.value, expression.child('operators')?.kind, right.value);
    return value === undefined ? undefined : { type: 'boolean', value };
  }

  #call(call: SyntaxNode, depth: number): Constant | undefined {
    const name = this.names.calleeName(call);
    if (name === 'datetime.timedelta') return this.#timedelta(call, depth);
    if (name === 'pendulum.duration' || name === 'pendulum.Duration') {
      return this.#timedelta(call, depth);
    }
    if (name === 'builtins.int' || name === 'builtins.float') {
      const operand = this.value(positionalValue(call, 0), depth + 1);
      if (operand?.type !== 'number') return undefined;
      const isFloat = name === 'builtins.float';
      return {
        type: 'number',
        value: isFloat ? operand.value : Math.trunc(operand.value),
        isFloat,
      };
    }
    return this.#totalSeconds(call, depth);
  }

  /** `timedelta(minutes=10).total_seconds()` */
  #totalSeconds(call: SyntaxNode, depth: number): Constant | undefined {
    const callee = call.child('function');
    if (callee?.child('attribute')?.text !== 'total_seconds') return undefined;
    const duration = this.value(callee.child('object'), depth + 1);
    return duration?.type === 'duration'
      ? { type: 'number', value: duration.seconds, isFloat: true }
      : undefined;
  }

  #timedelta(call: SyntaxNode, depth: number): Constant | undefined {
    let seconds = 0;
    for (const [position, argument] of argumentNodes(call).entries()) {
      const isKeyword = argument.kind === 'keyword_argument';
      const unit = isKeyword ? argument.child('name')?.text : timedeltaUnits[position];
      const amount = this.value(isKeyword ? argument.child('value') : argument, depth + 1);
      const length = unit === undefined ? undefined : secondsIn[unit];
      if (amount?.type !== 'number' || length === undefined) return undefined;
      seconds += amount.value * length;
    }
    return { type: 'duration', seconds };
  }
}

export function isTruthy(constant: Constant): boolean {
  switch (constant.type) {
    case 'none':
      return false;
    case 'boolean':
      return constant.value;
    case 'number':
      return constant.value !== 0;
    case 'string':
      return constant.value !== '';
    case 'duration':
      return constant.seconds !== 0;
  }
}

/** The order of the positional parameters of `datetime.timedelta` (Python library reference). */
const timedeltaUnits = [
  'days',
  'seconds',
  'microseconds',
  'milliseconds',
  'minutes',
  'hours',
  'weeks',
];

const secondsIn: Readonly<Record<string, number>> = {
  weeks: 604_800,
  days: 86_400,
  hours: 3_600,
  minutes: 60,
  seconds: 1,
  milliseconds: 0.001,
  microseconds: 0.000_001,
};

function numberOf(literal: SyntaxNode): Constant | undefined {
  const text = literal.text.replaceAll('_', '').toLowerCase();
  if (text.endsWith('j')) return undefined;
  const value = Number(text);
  // `Number` knows the prefixes 0x, 0o and 0b of Python, too.
  if (Number.isNaN(value)) return undefined;
  return { type: 'number', value, isFloat: literal.kind === 'float' };
}

function calculate(left: number, operator: string, right: number): number | undefined {
  switch (operator) {
    case '+':
      return left + right;
    case '-':
      return left - right;
    case '*':
      return left * right;
    case '/':
      return right === 0 ? undefined : left / right;
    case '//':
      return right === 0 ? undefined : Math.floor(left / right);
    case '%':
      return right === 0 ? undefined : left - right * Math.floor(left / right);
    case '**':
      return finite(left ** right);
    default:
      return undefined;
  }
}

function finite(value: number): number | undefined {
  return Number.isFinite(value) ? value : undefined;
}

function compare(left: number, operator: string | undefined, right: number): boolean | undefined {
  switch (operator) {
    case '<':
      return left < right;
    case '<=':
      return left <= right;
    case '>':
      return left > right;
    case '>=':
      return left >= right;
    case '==':
      return left === right;
    case '!=':
      return left !== right;
    default:
      return undefined;
  }
}

function durationArithmetic(
  left: Constant,
  operator: string,
  right: Constant,
): Constant | undefined {
  if (left.type === 'duration' && right.type === 'duration') {
    if (operator === '+') return { type: 'duration', seconds: left.seconds + right.seconds };
    if (operator === '-') return { type: 'duration', seconds: left.seconds - right.seconds };
    return undefined;
  }
  if (operator === '*') {
    const factor = left.type === 'number' ? left : right;
    const duration = left.type === 'duration' ? left : right;
    if (factor.type !== 'number' || duration.type !== 'duration') return undefined;
    return { type: 'duration', seconds: duration.seconds * factor.value };
  }
  if (
    operator === '/' &&
    left.type === 'duration' &&
    right.type === 'number' &&
    right.value !== 0
  ) {
    return { type: 'duration', seconds: left.seconds / right.value };
  }
  return undefined;
}
