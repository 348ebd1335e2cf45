import type { SyntaxNode } from '../../syntax/node';
import { evaluateAlternatives } from './branching';
import { makeDict, makeSet, updateDict } from './collections';
import { isNumber, numberOf } from './equality';
import type { Evaluator } from './evaluator';
import { interpolated } from './formatting';
import type { BinaryOperator } from './host';
import { callMethod } from './methods';
import { divideTexts } from './paths';
import {
  duration,
  float,
  hostObjectOf,
  integer,
  list,
  remembered,
  string,
  tuple,
  unknown,
  unknownText,
  type Value,
} from './values';

/** The longest text or list that an operation makes. */
const longest = 200_000;

/** The special methods behind the operators. */
const methods: Readonly<Record<BinaryOperator, string>> = {
  '+': 'add',
  '-': 'sub',
  '*': 'mul',
  '/': 'truediv',
  '//': 'floordiv',
  '%': 'mod',
  '**': 'pow',
  '@': 'matmul',
  '&': 'and',
  '|': 'or',
  '^': 'xor',
  '<<': 'lshift',
  '>>': 'rshift',
};

export function binaryOperation(
  evaluator: Evaluator,
  operator: BinaryOperator,
  left: Value,
  right: Value,
  node: SyntaxNode,
): Value {
  if (!Object.hasOwn(methods, operator)) return unknown('an operator that cannot be read', node);
  const own = ownOperation(evaluator, operator, left, right, node);
  if (own !== undefined) return own;
  if (isNumber(left) && isNumber(right)) {
    return arithmetic(evaluator, operator, left, right, node);
  }
  const plain = plainOperation(evaluator, operator, left, right, node);
  if (plain !== undefined) return plain;
  if (isOpaque(left) || isOpaque(right)) {
    evaluator.mayRaise();
    return opaqueOperation(evaluator, operator, left, right, node);
  }
  return evaluator.raise('TypeError', `unsupported operand types for ${operator}`, node);
}

/** Operators of project classes and of the host's objects. */
function ownOperation(
  evaluator: Evaluator,
  operator: BinaryOperator,
  left: Value,
  right: Value,
  node: SyntaxNode,
): Value | undefined {
  const name = methods[operator];
  if (left.kind === 'instance') {
    const answer = callMethod(evaluator, left, `__${name}__`, [right]);
    if (answer !== undefined && !isNotImplemented(answer)) return answer;
  }
  const answer = hostObjectOf(left)?.binary?.(operator, right, false, node, evaluator);
  if (answer !== undefined) return answer;
  if (right.kind === 'instance') {
    const reflected = callMethod(evaluator, right, `__r${name}__`, [left]);
    if (reflected !== undefined && !isNotImplemented(reflected)) return reflected;
  }
  return hostObjectOf(right)?.binary?.(operator, left, true, node, evaluator);
}

function isNotImplemented(value: Value): boolean {
  return value.kind === 'outside' && value.name === 'builtins.NotImplemented';
}

function isOpaque(value: Value): boolean {
  switch (value.kind) {
    case 'unknown':
    case 'outside':
    case 'result':
    case 'host':
    case 'instance':
    case 'class':
    case 'names':
    case 'super':
      return true;
    case 'list':
      return value.isView === true;
    default:
      return false;
  }
}

function opaqueOperation(
  evaluator: Evaluator,
  operator: BinaryOperator,
  left: Value,
  right: Value,
  node: SyntaxNode,
): Value {
  const path = operator === '/' ? divideTexts(evaluator, left, right, node) : undefined;
  if (path !== undefined) return path;
  if (left.kind === 'unknown' && left.isOneOfChoices && right.kind !== 'unknown') {
    return evaluateAlternatives(
      evaluator,
      left.choices.map((choice) => () => binaryOperation(evaluator, operator, choice, right, node)),
    );
  }
  if (right.kind === 'unknown' && right.isOneOfChoices && left.kind !== 'unknown') {
    return evaluateAlternatives(
      evaluator,
      right.choices.map((choice) => () => binaryOperation(evaluator, operator, left, choice, node)),
    );
  }
  // `list + unknown` keeps what comes first.
  if (operator === '+' && left.kind === 'list' && right.kind === 'unknown') {
    return list([...left.items], node, true);
  }
  return unknown('an operation with what is not known', node);
}

function arithmetic(
  evaluator: Evaluator,
  operator: BinaryOperator,
  left: Value & { kind: 'integer' | 'float' | 'boolean' },
  right: Value & { kind: 'integer' | 'float' | 'boolean' },
  node: SyntaxNode,
): Value {
  const isFloat = left.kind === 'float' || right.kind === 'float';
  const [one, other] = [numberOf(left), numberOf(right)];
  if (other === 0 && (operator === '/' || operator === '//' || operator === '%')) {
    return evaluator.raise('ZeroDivisionError', 'division by zero', node);
  }
  if (left.kind === 'boolean' && right.kind === 'boolean' && '&|^'.includes(operator)) {
    return unknown('an operation of truth values', node);
  }
  switch (operator) {
    case '+':
      return made(one + other);
    case '-':
      return made(one - other);
    case '*':
      return made(one * other);
    case '/':
      return float(one / other, node);
    case '//':
      return isFloat && !Number.isFinite(one / other)
        ? unknown('an endless number', node)
        : made(floorDivision(one, other));
    case '%':
      return made(remainder(one, other));
    case '**':
      if (other < 0 && one === 0)
        return evaluator.raise('ZeroDivisionError', '0 to a negative power', node);
      if (one < 0 && !Number.isInteger(other)) return unknown('a complex number', node);
      // Powers of floats may differ in the last digit from one library to another.
      if (isFloat || other < 0) return unknown('a power with a fraction', node);
      return made(one ** other);
    default:
      return isFloat
        ? evaluator.raise('TypeError', 'unsupported operand types', node)
        : bitwise(evaluator, operator, one, other, node);
  }

  function made(value: number): Value {
    if (isFloat)
      return Number.isFinite(value) ? float(value, node) : unknown('an endless number', node);
    return integer(value, node);
  }
}

/** Source: `float_divmod` of CPython, which starts from the remainder. */
function floorDivision(one: number, other: number): number {
  const quotient = (one - remainder(one, other)) / other;
  const floor = Math.floor(quotient);
  return quotient - floor > 0.5 ? floor + 1 : floor;
}

function remainder(one: number, other: number): number {
  const rest = one % other;
  return rest !== 0 && rest < 0 !== other < 0 ? rest + other : rest;
}

function bitwise(
  evaluator: Evaluator,
  operator: BinaryOperator,
  one: number,
  other: number,
  node: SyntaxNode,
): Value {
  if (!Number.isSafeInteger(one) || !Number.isSafeInteger(other))
    return unknown('a large number', node);
  const [left, right] = [BigInt(one), BigInt(other)];
  const isShift = operator === '<<' || operator === '>>';
  if (isShift && other < 0) evaluator.raise('ValueError', 'negative shift count', node);
  if (isShift && other > 60) return unknown('a large shift', node);
  switch (operator) {
    case '&':
      return integer(Number(left & right), node);
    case '|':
      return integer(Number(left | right), node);
    case '^':
      return integer(Number(left ^ right), node);
    case '<<':
      return integer(Number(left << right), node);
    case '>>':
      return integer(Number(left >> right), node);
    default:
      return evaluator.raise('TypeError', 'unsupported operand types', node);
  }
}

/** Operations of texts, collections and durations; undefined for what these do not have. */
function plainOperation(
  evaluator: Evaluator,
  operator: BinaryOperator,
  left: Value,
  right: Value,
  node: SyntaxNode,
): Value | undefined {
  if (operator === '%' && left.kind === 'string') {
    const text = interpolated(evaluator, left.value, right);
    return text === undefined
      ? unknownText('a text with parts that are not known', node)
      : string(text, node);
  }
  if (operator === '%' && left.kind === 'bytes') return unknown('bytes with parts', node);
  if (operator === '+') return concatenation(evaluator, left, right, node);
  if (operator === '*')
    return repetition(evaluator, left, right, node) ?? durations(operator, left, right, node);
  if (left.kind === 'duration' || right.kind === 'duration') {
    return durations(operator, left, right, node);
  }
  if (left.kind === 'dict' && right.kind === 'dict' && operator === '|') {
    const merged = makeDict(node, left.makeMissing);
    updateDict(evaluator, merged, left);
    updateDict(evaluator, merged, right);
    return merged;
  }
  if (left.kind === 'set' && right.kind === 'set')
    return setOperation(evaluator, operator, left, right, node);
  // `int | None` in an annotation.
  if (
    operator === '|' &&
    (left.kind === 'none' || right.kind === 'none') &&
    (isOpaque(left) || isOpaque(right))
  ) {
    return unknown('a union of types', node);
  }
  return undefined;
}

function concatenation(
  evaluator: Evaluator,
  left: Value,
  right: Value,
  node: SyntaxNode,
): Value | undefined {
  if (
    (left.kind === 'string' && right.kind === 'string') ||
    (left.kind === 'bytes' && right.kind === 'bytes')
  ) {
    const text = left.value + right.value;
    evaluator.step(node, 1 + text.length / 256);
    if (text.length > longest) return unknown('a very long text', node);
    return left.kind === 'string'
      ? string(text, node)
      : { kind: 'bytes', value: text, origin: node };
  }
  if (left.kind === 'duration' && right.kind === 'duration') {
    return duration(sum(left.seconds, right.seconds), node);
  }
  const areLists = left.kind === 'list' && right.kind === 'list';
  const areTuples = left.kind === 'tuple' && right.kind === 'tuple';
  if (!areLists && !areTuples) return undefined;
  const items = left.mayHaveMore ? [...left.items] : [...left.items, ...right.items];
  evaluator.step(node, items.length);
  if (items.length > longest) return unknown('a very long list', node);
  const mayHaveMore = left.mayHaveMore || right.mayHaveMore;
  if (!areLists) return tuple(items, node, mayHaveMore);
  const made = list(items, node, mayHaveMore);
  made.perhaps = remembered(left.perhaps, left.mayHaveMore ? right.items : [], right.perhaps);
  return made;
}

function repetition(
  evaluator: Evaluator,
  left: Value,
  right: Value,
  node: SyntaxNode,
): Value | undefined {
  const [value, times] =
    left.kind === 'integer' || left.kind === 'boolean' ? [right, left] : [left, right];
  if (times.kind !== 'integer' && times.kind !== 'boolean') return undefined;
  const count = Math.max(0, Number(times.value));
  switch (value.kind) {
    case 'string':
    case 'bytes': {
      if (value.value.length * count > longest) return unknown('a very long text', node);
      const text = value.value.repeat(count);
      return value.kind === 'string'
        ? string(text, node)
        : { kind: 'bytes', value: text, origin: node };
    }
    case 'list':
    case 'tuple': {
      const length = value.items.length * count;
      if (length > longest || value.mayHaveMore)
        return unknown('a very long list', node, value.items);
      evaluator.step(node, length);
      const items: Value[] = [];
      for (let i = 0; i < count; i++) items.push(...value.items);
      return value.kind === 'list' ? list(items, node) : tuple(items, node);
    }
    default:
      return undefined;
  }
}

function durations(
  operator: BinaryOperator,
  left: Value,
  right: Value,
  node: SyntaxNode,
): Value | undefined {
  if (left.kind === 'duration' && right.kind === 'duration') {
    if (operator === '-') return duration(sum(left.seconds, -right.seconds), node);
    if (operator === '/' && right.seconds !== 0) return float(left.seconds / right.seconds, node);
    if (operator === '//' && right.seconds !== 0) {
      return integer(Math.floor(left.seconds / right.seconds), node);
    }
    return undefined;
  }
  const [length, factor] = left.kind === 'duration' ? [left, right] : [right, left];
  if (length.kind !== 'duration' || (factor.kind !== 'integer' && factor.kind !== 'float'))
    return undefined;
  if (operator === '*') return duration(rounded(length.seconds * factor.value), node);
  if (operator === '/' && left.kind === 'duration' && factor.value !== 0) {
    return duration(rounded(length.seconds / factor.value), node);
  }
  return undefined;
}

/** A `timedelta` counts whole microseconds. */
function rounded(seconds: number): number {
  return Math.round(seconds * 1e6) / 1e6;
}

function sum(one: number, other: number): number {
  return rounded(one + other);
}

function setOperation(
  evaluator: Evaluator,
  operator: BinaryOperator,
  left: Value & { kind: 'set' },
  right: Value & { kind: 'set' },
  node: SyntaxNode,
): Value | undefined {
  const mayHaveMore = left.mayHaveMore || right.mayHaveMore;
  const all = [...left.items, ...right.items];
  evaluator.step(node, all.length);
  const kept = (keeps: (key: string) => boolean) =>
    makeSet(
      evaluator,
      all.filter(([key]) => keeps(key)).map(([, item]) => item),
      mayHaveMore,
      node,
      left.isFrozen,
    );
  switch (operator) {
    case '|':
      return kept(() => true);
    case '&':
      return kept((key) => left.items.has(key) && right.items.has(key));
    case '-':
      return right.mayHaveMore
        ? unknown('a difference of what is not known', node)
        : kept((key) => left.items.has(key) && !right.items.has(key));
    case '^':
      return mayHaveMore
        ? unknown('a difference of what is not known', node)
        : kept((key) => left.items.has(key) !== right.items.has(key));
    default:
      return undefined;
  }
}

/** `-x`, `+x`, `~x`. */
export function unaryOperation(
  evaluator: Evaluator,
  operator: string,
  value: Value,
  node: SyntaxNode,
): Value {
  if (isNumber(value)) {
    const number = numberOf(value);
    if (operator === '~') {
      return value.kind === 'float'
        ? evaluator.raise('TypeError', 'bad operand type for ~', node)
        : integer(-number - 1, node);
    }
    const result = operator === '-' ? -number : number;
    return value.kind === 'float' ? float(result, node) : integer(result, node);
  }
  if (value.kind === 'duration' && operator !== '~') {
    return duration(operator === '-' ? -value.seconds : value.seconds, node);
  }
  if (value.kind === 'instance') {
    const name = { '-': '__neg__', '+': '__pos__', '~': '__invert__' }[operator];
    const answer = name === undefined ? undefined : callMethod(evaluator, value, name, []);
    if (answer !== undefined) return answer;
  }
  if (isOpaque(value)) return unknown('an operation with what is not known', node);
  return evaluator.raise('TypeError', `bad operand type for ${operator}`, node);
}
