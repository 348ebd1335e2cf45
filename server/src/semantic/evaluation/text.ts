import type { Evaluator } from './evaluator';
import { callMethod } from './methods';
import { pathText } from './paths';
import type { Value } from './values';

/** How deep values are written inside each other. */
const deepest = 30;

/** What `str()` gives; undefined where it is not known. */
export function textOf(evaluator: Evaluator, value: Value): string | undefined {
  switch (value.kind) {
    case 'string':
      return value.value;
    case 'duration':
      return durationText(value.seconds);
    case 'result':
      return pathText(value);
    case 'instance': {
      if (value.class.flavor === 'enum' && callable(evaluator, value, '__str__') === undefined) {
        return enumText(value);
      }
      return callable(evaluator, value, '__str__') ?? representation(evaluator, value);
    }
    default:
      return representation(evaluator, value);
  }
}

/** What `repr()` gives; undefined where it is not known. */
export function representation(evaluator: Evaluator, value: Value, depth = 0): string | undefined {
  if (depth > deepest) return undefined;
  evaluator.step(evaluator.place);
  switch (value.kind) {
    case 'none':
      return 'None';
    case 'ellipsis':
      return 'Ellipsis';
    case 'boolean':
      return value.value ? 'True' : 'False';
    case 'integer':
      return String(value.value);
    case 'float':
      return floatText(value.value);
    case 'string':
      return quoted(value.value);
    case 'bytes':
      return `b${quotedBytes(value.value)}`;
    case 'list':
      return value.mayHaveMore || value.isView === true
        ? undefined
        : bracketed(evaluator, '[', value.items, ']', depth);
    case 'tuple': {
      if (value.mayHaveMore || value.names !== undefined) return undefined;
      const end = value.items.length === 1 ? ',)' : ')';
      return bracketed(evaluator, '(', value.items, end, depth);
    }
    case 'dict':
      return value.mayHaveMore || value.makeMissing !== undefined
        ? undefined
        : dictText(evaluator, value, depth);
    case 'range': {
      const step = value.step === 1 ? '' : `, ${value.step}`;
      return `range(${value.start}, ${value.stop}${step})`;
    }
    case 'instance':
      return callable(evaluator, value, '__repr__');
    case 'set': {
      // The order of a set of texts is another one each time; one element has only one order.
      if (value.mayHaveMore || value.isFrozen || value.items.size > 1) return undefined;
      if (value.items.size === 0) return 'set()';
      return bracketed(evaluator, '{', [...value.items.values()], '}', depth);
    }
    default:
      return undefined;
  }
}

function callable(
  evaluator: Evaluator,
  value: Value & { kind: 'instance' },
  name: string,
): string | undefined {
  const text = callMethod(evaluator, value, name, []);
  return text?.kind === 'string' ? text.value : undefined;
}

/** A plain enumeration writes class and member; one that is also a text or number has other rules. */
function enumText(value: Value & { kind: 'instance' }): string | undefined {
  const bases = value.class.order.slice(1);
  const isPlain = bases.every(
    (base) =>
      base.kind === 'class' ||
      (base.kind === 'outside' && (base.name === 'enum.Enum' || base.name === 'builtins.object')),
  );
  const name = value.attributes.get('name')?.value;
  if (name?.kind !== 'string') return undefined;
  if (isPlain) return `${value.class.name}.${name.value}`;
  const isString = bases.some((base) => base.kind === 'outside' && base.name === 'enum.StrEnum');
  const held = value.attributes.get('value')?.value;
  return isString && held?.kind === 'string' ? held.value : undefined;
}

function bracketed(
  evaluator: Evaluator,
  start: string,
  items: readonly Value[],
  end: string,
  depth: number,
): string | undefined {
  const texts: string[] = [];
  for (const item of items) {
    const text = representation(evaluator, item, depth + 1);
    if (text === undefined) return undefined;
    texts.push(text);
  }
  return start + texts.join(', ') + end;
}

function dictText(
  evaluator: Evaluator,
  value: Value & { kind: 'dict' },
  depth: number,
): string | undefined {
  const texts: string[] = [];
  for (const entry of value.entries.values()) {
    const key = representation(evaluator, entry.key, depth + 1);
    const text = representation(evaluator, entry.value, depth + 1);
    if (key === undefined || text === undefined) return undefined;
    texts.push(`${key}: ${text}`);
  }
  return `{${texts.join(', ')}}`;
}

/** CPython's shortest text of a float (`float_repr_style` short), which has an exponent from 1e16 on. */
export function floatText(value: number): string {
  if (Number.isNaN(value)) return 'nan';
  if (!Number.isFinite(value)) return value < 0 ? '-inf' : 'inf';
  if (Object.is(value, -0)) return '-0.0';
  const [digits = '', exponent = '0'] = value.toExponential().split('e');
  const power = Number(exponent);
  if (value !== 0 && (power < -4 || power >= 16)) {
    const sign = power < 0 ? '-' : '+';
    return `${digits}e${sign}${String(Math.abs(power)).padStart(2, '0')}`;
  }
  // JavaScript writes small numbers down to 1e-6 without an exponent, and large ones up to 1e21.
  const plain = String(value);
  return plain.includes('.') ? plain : `${plain}.0`;
}

/** The text of a string literal as `repr` writes it; undefined for what depends on Unicode's tables. */
export function quoted(text: string): string | undefined {
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'";
  let written = '';
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    if (character === quote || character === '\\') written += `\\${character}`;
    else if (character === '\n') written += '\\n';
    else if (character === '\r') written += '\\r';
    else if (character === '\t') written += '\\t';
    else if (code < 0x20 || code === 0x7f) written += `\\x${code.toString(16).padStart(2, '0')}`;
    else if (code < 0x7f || (code >= 0xc0 && code <= 0x17f)) written += character;
    else return undefined;
  }
  return quote + written + quote;
}

function quotedBytes(bytes: string): string {
  const quote = bytes.includes("'") && !bytes.includes('"') ? '"' : "'";
  let written = '';
  for (const character of bytes) {
    const code = character.charCodeAt(0);
    if (character === quote || character === '\\') written += `\\${character}`;
    else if (character === '\n') written += '\\n';
    else if (character === '\r') written += '\\r';
    else if (character === '\t') written += '\\t';
    else if (code >= 0x20 && code < 0x7f) written += character;
    else written += `\\x${code.toString(16).padStart(2, '0')}`;
  }
  return quote + written + quote;
}

/** `str()` of a `timedelta`: `1 day, 2:03:04.000005`. */
function durationText(seconds: number): string {
  const days = Math.floor(seconds / 86_400);
  let micros = Math.round((seconds - days * 86_400) * 1e6);
  const hours = Math.floor(micros / 3.6e9);
  micros -= hours * 3.6e9;
  const minutes = Math.floor(micros / 6e7);
  micros -= minutes * 6e7;
  const whole = Math.floor(micros / 1e6);
  micros -= whole * 1e6;
  const clock = `${hours}:${String(minutes).padStart(2, '0')}:${String(whole).padStart(2, '0')}`;
  const fraction = micros === 0 ? '' : `.${String(micros).padStart(6, '0')}`;
  if (days === 0) return clock + fraction;
  return `${days} day${Math.abs(days) === 1 ? '' : 's'}, ${clock}${fraction}`;
}
