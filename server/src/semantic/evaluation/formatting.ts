// Python's format specifications, as f-strings, `format` and `str.format` read them.

import type { Evaluator } from './evaluator';
import { definesMethod } from './methods';
import { floatText, representation, textOf } from './text';
import type { Value } from './values';

interface Specification {
  readonly fill: string;
  readonly align: string | undefined;
  readonly sign: string;
  readonly isAlternate: boolean;
  readonly isZeroPadded: boolean;
  readonly width: number;
  readonly grouping: string | undefined;
  readonly precision: number | undefined;
  readonly type: string | undefined;
}

/** The widest field that is written out. */
const widest = 10_000;

/** What `format(value, specification)` gives; undefined where it is not known. */
export function formatted(evaluator: Evaluator, value: Value, written: string): string | undefined {
  if (value.kind === 'instance' && definesMethod(value.class, '__format__')) return undefined;
  if (written === '') return textOf(evaluator, value);
  const specification = parsed(written);
  if (specification === undefined) return undefined;
  if (value.kind === 'string') return formattedText(value.value, specification);
  if (value.kind === 'integer' && !isFloatType(specification.type)) {
    return formattedInteger(value.value, specification);
  }
  if (value.kind === 'integer' || value.kind === 'float') {
    return formattedFloat(value.value, specification);
  }
  return undefined;
}

/** What `%s`, `%d` and their like make of the text; undefined where it is not known. */
export function interpolated(
  evaluator: Evaluator,
  template: string,
  given: Value,
): string | undefined {
  const positional = given.kind === 'tuple' ? given.items : [given];
  if (given.kind === 'tuple' && given.mayHaveMore) return undefined;
  let used = 0;
  let isKnown = true;
  const text = template.replace(
    /%(?:\(([^)]*)\))?([-+ 0#]*)(\d*)(?:\.(\d+))?([a-zA-Z%])/g,
    (
      _whole,
      key: string | undefined,
      flags: string,
      width: string,
      precision: string | undefined,
      type: string,
    ) => {
      if (type === '%') return '%';
      const value = key === undefined ? positional[used++] : entryOf(given, key);
      const part =
        value === undefined ? undefined : converted(evaluator, value, type, precision, flags);
      if (part === undefined || Number(width) > widest) {
        isKnown = false;
        return '';
      }
      return padded(part, flags, Number(width), type);
    },
  );
  const isWhole = given.kind === 'tuple' ? used === positional.length : true;
  return isKnown && isWhole && !/%$/.test(template.replaceAll('%%', '')) ? text : undefined;
}

/** What `str.format` makes of the template; undefined where it is not known. */
export function formattedTemplate(
  evaluator: Evaluator,
  template: string,
  positional: readonly Value[],
  named: (name: string) => Value | undefined,
  member: (value: Value, path: string) => Value | undefined,
): string | undefined {
  let text = '';
  let next = 0;
  for (let at = 0; at < template.length; ) {
    const character = template[at] ?? '';
    if (character !== '{' && character !== '}') {
      text += character;
      at++;
      continue;
    }
    if (template[at + 1] === character) {
      text += character;
      at += 2;
      continue;
    }
    const end = template.indexOf('}', at);
    if (character === '}' || end < 0) return undefined;
    const field = /^(\w*)((?:\.\w+|\[[^\]{}]*\])*)(?:!([rsa]))?(?::([^{}]*))?$/.exec(
      template.slice(at + 1, end),
    );
    if (field === null) return undefined;
    const [, name = '', path = '', conversion, specification = ''] = field;
    const isPosition = name === '' || /^\d+$/.test(name);
    const position = name === '' ? next++ : Number(name);
    let value = isPosition ? positional[position] : named(name);
    for (const step of path.match(/\.\w+|\[[^\]]*\]/g) ?? []) {
      if (value !== undefined) value = member(value, step);
    }
    if (value === undefined) return undefined;
    const part =
      conversion === undefined
        ? formatted(evaluator, value, specification)
        : convertedText(evaluator, value, conversion, specification);
    if (part === undefined) return undefined;
    text += part;
    at = end + 1;
  }
  return text;
}

/** A value after `!r`, `!s` or `!a`, formatted as a text. */
export function convertedText(
  evaluator: Evaluator,
  value: Value,
  conversion: string,
  specification: string,
): string | undefined {
  const text = conversion === 's' ? textOf(evaluator, value) : representation(evaluator, value);
  if (text === undefined) return undefined;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: ASCII begins with them.
  if (conversion === 'a' && !/^[\x00-\x7f]*$/.test(text)) return undefined;
  const form = parsed(specification);
  return form === undefined ? undefined : formattedText(text, form);
}

function parsed(written: string): Specification | undefined {
  const match =
    /^(?:([\s\S])?([<>=^]))?([-+ ])?(#)?(0)?(\d+)?([,_])?(?:\.(\d+))?([a-zA-Z%])?$/u.exec(written);
  if (match === null) return undefined;
  const [, fill, align, sign = '-', alternate, zero, width, grouping, precision, type] = match;
  if (Number(width ?? 0) > widest || Number(precision ?? 0) > 90) return undefined;
  return {
    fill: fill ?? (zero === undefined || align !== undefined ? ' ' : '0'),
    align,
    sign,
    isAlternate: alternate !== undefined,
    isZeroPadded: zero !== undefined,
    width: Number(width ?? 0),
    grouping,
    precision: precision === undefined ? undefined : Number(precision),
    type,
  };
}

function formattedText(text: string, form: Specification): string | undefined {
  if (form.type !== undefined && form.type !== 's') return undefined;
  if (form.sign !== '-' || form.grouping !== undefined || form.isAlternate) return undefined;
  if (form.align === '=') return undefined;
  const characters = Array.from(text);
  const shown = form.precision === undefined ? text : characters.slice(0, form.precision).join('');
  const fill = form.align === undefined && form.isZeroPadded ? '0' : form.fill;
  return aligned(shown, form.align ?? '<', fill, form.width);
}

function formattedInteger(value: number, form: Specification): string | undefined {
  const base = { d: 10, b: 2, o: 8, x: 16, X: 16 }[form.type ?? 'd'];
  if (base === undefined || form.precision !== undefined) return undefined;
  if (form.grouping !== undefined && base !== 10) return undefined;
  let digits = Math.abs(value).toString(base);
  if (form.type === 'X') digits = digits.toUpperCase();
  if (form.isAlternate && base !== 10) digits = `0${form.type}${digits}`;
  return signed(value < 0, digits, form);
}

function formattedFloat(value: number, form: Specification): string | undefined {
  if (!Number.isFinite(value) || form.isAlternate) return undefined;
  const size = Math.abs(value);
  const precision = form.precision ?? 6;
  const isNegative = value < 0 || Object.is(value, -0);
  switch (form.type) {
    case 'f':
    case 'F':
      // JavaScript writes an exponent from 1e21 on.
      return signed(isNegative, fixed(size, precision), form);
    case '%':
      return signed(isNegative, fixed(size * 100, precision), form, '%');
    case undefined:
      return form.precision === undefined ? signed(isNegative, floatText(size), form) : undefined;
    default:
      return undefined;
  }
}

/** Undefined for what lies exactly between two texts: JavaScript and Python round it differently. */
function fixed(size: number, precision: number): string | undefined {
  // JavaScript writes an exponent from 1e21 on.
  if (size >= 1e21 || (size * 10 ** precision) % 1 === 0.5) return undefined;
  return size.toFixed(precision);
}

function signed(
  isNegative: boolean,
  digits: string | undefined,
  form: Specification,
  unit = '',
): string | undefined {
  if (digits === undefined) return undefined;
  const sign = isNegative ? '-' : form.sign === '-' ? '' : form.sign;
  const { grouping } = form;
  const fill = form.align === undefined && form.isZeroPadded ? '0' : form.fill;
  const align = form.align ?? (form.isZeroPadded ? '=' : '>');
  // Zeros that are filled in between thousands get separators themselves.
  if (grouping !== undefined && align === '=' && fill === '0') return undefined;
  const body = (grouping === undefined ? digits : grouped(digits, grouping)) + unit;
  if (align !== '=') return aligned(sign + body, align, fill, form.width);
  return sign + body.padStart(form.width - sign.length, fill);
}

function grouped(digits: string, separator: string): string {
  const [whole = '', ...rest] = digits.split('.');
  return [whole.replace(/\B(?=(\d{3})+$)/g, separator), ...rest].join('.');
}

function aligned(text: string, align: string, fill: string, width: number): string {
  const missing = width - Array.from(text).length;
  if (missing <= 0) return text;
  if (align === '<') return text + fill.repeat(missing);
  if (align === '>') return fill.repeat(missing) + text;
  const before = Math.floor(missing / 2);
  return fill.repeat(before) + text + fill.repeat(missing - before);
}

function isFloatType(type: string | undefined): boolean {
  return type !== undefined && 'eEfFgG%'.includes(type);
}

function entryOf(given: Value, key: string): Value | undefined {
  return given.kind === 'dict' ? given.entries.get(`s:${key}`)?.value : undefined;
}

function converted(
  evaluator: Evaluator,
  value: Value,
  type: string,
  precision: string | undefined,
  flags: string,
): string | undefined {
  if (type === 's' || type === 'r') {
    const text = type === 's' ? textOf(evaluator, value) : representation(evaluator, value);
    return precision === undefined ? text : text?.slice(0, Number(precision));
  }
  const sign = flags.includes('+') ? '+' : flags.includes(' ') ? ' ' : '';
  if ((type === 'd' || type === 'i') && precision === undefined) {
    if (value.kind !== 'integer') return undefined;
    return value.value < 0 ? String(value.value) : sign + value.value;
  }
  if (type === 'f' && (value.kind === 'integer' || value.kind === 'float')) {
    if (!Number.isFinite(value.value)) return undefined;
    const digits = fixed(Math.abs(value.value), Number(precision ?? 6));
    return digits === undefined ? undefined : (value.value < 0 ? '-' : sign) + digits;
  }
  return undefined;
}

function padded(text: string, flags: string, width: number, type: string): string {
  if (flags.includes('-')) return text.padEnd(width);
  const isNumber = type === 'd' || type === 'i' || type === 'f';
  if (!flags.includes('0') || !isNumber) return text.padStart(width);
  const sign = /^[-+ ]/.exec(text)?.[0] ?? '';
  return sign + text.slice(sign.length).padStart(width - sign.length, '0');
}
