import type { SyntaxNode } from '../../../syntax/node';
import { attributeOf, hasAttribute, setAttribute } from '../attributes';
import { evaluateAlternatives } from '../branching';
import { isNumber, numberOf } from '../equality';
import type { Evaluator } from '../evaluator';
import { isInstanceOf, isSubclassOf } from '../exceptions';
import { formatted } from '../formatting';
import { type NativeFunction, positionalOnly, readArguments } from '../native';
import { binaryOperation } from '../operators';
import { representation, textOf } from '../text';
import {
  boolean,
  float,
  integer,
  none,
  outside,
  string,
  tuple,
  unknown,
  unknownText,
  type Value,
} from '../values';

/** The other functions and classes of the module `builtins`. */
export const builtinFunctions: Readonly<Record<string, NativeFunction>> = {
  'builtins.str': (evaluator, given, node) => {
    const values = positionalOnly(given);
    if (values === undefined || values.length > 1) return unknown('a text', node);
    const [value = string('')] = values;
    const text = textOf(evaluator, value);
    return text === undefined
      ? unknownText('the text of what is not known', node)
      : string(text, node);
  },
  'builtins.repr': (evaluator, given, node) => {
    const [value] = positionalOnly(given) ?? [];
    const text = value === undefined ? undefined : representation(evaluator, value);
    return text === undefined
      ? unknownText('the text of what is not known', node)
      : string(text, node);
  },
  'builtins.format': (evaluator, given, node) => {
    const [value, form = string('')] = positionalOnly(given) ?? [];
    const text =
      value === undefined || form.kind !== 'string'
        ? undefined
        : formatted(evaluator, value, form.value);
    return text === undefined
      ? unknownText('the text of what is not known', node)
      : string(text, node);
  },
  'builtins.int': (evaluator, given, node) => {
    const values = positionalOnly(given);
    if (values === undefined || values.length > 1) return unknown('a number', node);
    return toInteger(evaluator, values[0] ?? integer(0), node);
  },
  'builtins.float': (evaluator, given, node) => {
    const [value = float(0)] = positionalOnly(given) ?? [];
    if (isNumber(value)) return float(numberOf(value), node);
    if (value.kind !== 'string') return unknown('a number', node);
    const text = value.value.trim();
    if (/^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(text)) return float(Number(text), node);
    return /^[-+]?(inf|nan|infinity)$/i.test(text) || text.includes('_')
      ? unknown('a number', node)
      : evaluator.raise('ValueError', 'could not convert string to float', node);
  },
  'builtins.bool': (evaluator, given, node) => {
    const [value = boolean(false)] = positionalOnly(given) ?? [];
    const truth = evaluator.truth(value);
    return truth === undefined ? unknown('a condition', node) : boolean(truth, node);
  },
  'builtins.abs': (_evaluator, given, node) => {
    const [value] = positionalOnly(given) ?? [];
    if (value?.kind === 'float') return float(Math.abs(value.value), node);
    if (value?.kind === 'duration')
      return { ...value, seconds: Math.abs(value.seconds), origin: node };
    return value !== undefined && isNumber(value)
      ? integer(Math.abs(numberOf(value)), node)
      : undefined;
  },
  'builtins.round': (_evaluator, given, node) => {
    const [value, digits] = readArguments(given, 'number', 'ndigits') ?? [];
    if (value?.kind === 'integer' && digits === undefined) return integer(value.value, node);
    if (value?.kind !== 'float' || (digits !== undefined && digits.kind !== 'none')) {
      return unknown('a rounded number', node);
    }
    // Python rounds what lies in the middle to the even neighbor.
    const floor = Math.floor(value.value);
    const rest = value.value - floor;
    const isUp = rest > 0.5 || (rest === 0.5 && floor % 2 !== 0);
    return integer(isUp ? floor + 1 : floor, node);
  },
  'builtins.isinstance': (evaluator, given, node) => {
    const [value, type] = positionalOnly(given) ?? [];
    const answer =
      value === undefined || type === undefined ? undefined : isInstanceOf(evaluator, value, type);
    return answer === undefined ? unknown('a test of a type', node) : boolean(answer, node);
  },
  'builtins.issubclass': (evaluator, given, node) => {
    const [type, base] = positionalOnly(given) ?? [];
    const answer =
      type?.kind === 'class' && base !== undefined && base.kind !== 'tuple'
        ? isSubclassOf(evaluator, type, base)
        : undefined;
    return answer === undefined ? unknown('a test of a class', node) : boolean(answer, node);
  },
  'builtins.callable': (_evaluator, given, node) => {
    const [value] = positionalOnly(given) ?? [];
    const answer = value === undefined ? undefined : callability.get(value.kind);
    return answer === undefined ? unknown('whether it can be called', node) : boolean(answer, node);
  },
  'builtins.getattr': (evaluator, given, node) => {
    const [value, name, fallback] = positionalOnly(given) ?? [];
    if (value === undefined || name?.kind !== 'string') return unknown('an attribute', node);
    if (fallback === undefined) return attributeOf(evaluator, value, name.value, node);
    const has = hasAttribute(evaluator, value, name.value, node);
    if (has === false) return fallback;
    if (has === true) return attributeOf(evaluator, value, name.value, node);
    return evaluateAlternatives(evaluator, [
      () => attributeOf(evaluator, value, name.value, node),
      () => fallback,
    ]);
  },
  'builtins.hasattr': (evaluator, given, node) => {
    const [value, name] = positionalOnly(given) ?? [];
    const has =
      value === undefined || name?.kind !== 'string'
        ? undefined
        : hasAttribute(evaluator, value, name.value, node);
    return has === undefined ? unknown('whether an attribute is there', node) : boolean(has, node);
  },
  'builtins.setattr': (evaluator, given, node) => {
    const [target, name, value] = positionalOnly(given) ?? [];
    if (target === undefined || name?.kind !== 'string' || value === undefined) return undefined;
    setAttribute(evaluator, target, name.value, value, node);
    return none(node);
  },
  'builtins.print': (_evaluator, _given, node) => none(node),
  'builtins.id': (_evaluator, _given, node) => unknown('an identity', node),
  'builtins.hash': (_evaluator, _given, node) => unknown('a hash', node),
  'builtins.chr': (_evaluator, given, node) => {
    const [value] = positionalOnly(given) ?? [];
    const isCharacter = value?.kind === 'integer' && value.value >= 0 && value.value < 0xd800;
    return isCharacter
      ? string(String.fromCodePoint(value.value), node)
      : unknown('a character', node);
  },
  'builtins.ord': (_evaluator, given, node) => {
    const [value] = positionalOnly(given) ?? [];
    const characters = value?.kind === 'string' ? Array.from(value.value) : [];
    const code = characters.length === 1 ? characters[0]?.codePointAt(0) : undefined;
    return code === undefined ? unknown('a character', node) : integer(code, node);
  },
  'builtins.divmod': (evaluator, given, node) => {
    const [one, other] = positionalOnly(given) ?? [];
    if (one === undefined || other === undefined) return undefined;
    return tuple(
      [
        binaryOperation(evaluator, '//', one, other, node),
        binaryOperation(evaluator, '%', one, other, node),
      ],
      node,
    );
  },
  'builtins.pow': (evaluator, given, node) => {
    const [one, other, ...rest] = positionalOnly(given) ?? [];
    if (one === undefined || other === undefined || rest.length > 0) return undefined;
    return binaryOperation(evaluator, '**', one, other, node);
  },
  'builtins.type': (_evaluator, given, node) => {
    const [value, ...others] = positionalOnly(given) ?? [];
    if (value === undefined || others.length > 0) return undefined;
    return typeOf(value, node);
  },
  'builtins.staticmethod': descriptor('static'),
  'builtins.classmethod': descriptor('class'),
  'builtins.property': descriptor('property'),
  'builtins.exec': (evaluator, _given, node) => {
    evaluator.gap(node, 'code in a text');
    evaluator.frame.environment.globals.mayHaveMore = true;
    return undefined;
  },
};

const callability: ReadonlyMap<Value['kind'], boolean> = new Map([
  ['function', true],
  ['class', true],
  ['method', true],
  ['native-method', true],
  ['partial', true],
  ['none', false],
  ['boolean', false],
  ['string', false],
  ['integer', false],
  ['float', false],
  ['list', false],
  ['tuple', false],
  ['dict', false],
]);

function toInteger(evaluator: Evaluator, value: Value, node: SyntaxNode): Value {
  if (value.kind === 'string') {
    const text = value.value.trim();
    if (/^[-+]?\d+(_\d+)*$/.test(text)) return integer(Number(text.replaceAll('_', '')), node);
    // Python also reads digits of other scripts.
    // biome-ignore lint/suspicious/noControlCharactersInRegex: ASCII begins with them.
    if (/^[\x00-\x7f]*$/.test(text))
      evaluator.raise('ValueError', 'invalid literal for int()', node);
    return unknown('a number', node);
  }
  if (isNumber(value)) {
    return Number.isFinite(numberOf(value))
      ? integer(Math.trunc(numberOf(value)), node)
      : unknown('a number', node);
  }
  if (value.kind === 'none' || value.kind === 'list' || value.kind === 'dict') {
    return evaluator.raise('TypeError', 'int() argument must be a string or a number', node);
  }
  return unknown('a number', node);
}

function descriptor(type: 'static' | 'class' | 'property'): NativeFunction {
  return (_evaluator, given, node) => {
    const [callee] = given.positional;
    if (callee === undefined || given.positional.length + given.named.size > 1) return undefined;
    return { kind: 'descriptor', type, function: callee.value, origin: node };
  };
}

function typeOf(value: Value, node: SyntaxNode): Value {
  switch (value.kind) {
    case 'instance':
      return value.class;
    case 'host':
      return outside(value.object.className, node);
    case 'string':
      return outside('builtins.str', node);
    case 'integer':
      return outside('builtins.int', node);
    case 'boolean':
      return outside('builtins.bool', node);
    case 'float':
    case 'list':
    case 'dict':
    case 'bytes':
    case 'range':
      return outside(`builtins.${value.kind}`, node);
    default:
      return unknown('a type', node);
  }
}
