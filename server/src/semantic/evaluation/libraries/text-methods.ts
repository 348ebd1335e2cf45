import type { SyntaxNode } from '../../../syntax/node';
import { attributeOf } from '../attributes';
import type { Evaluator } from '../evaluator';
import { formattedTemplate } from '../formatting';
import type { Arguments } from '../host';
import { positionalOnly, readArguments } from '../native';
import { subscriptOf } from '../subscripts';
import {
  boolean,
  integer,
  list,
  type StringValue,
  string,
  tuple,
  unknown,
  unknownText,
  type Value,
} from '../values';

type TextMethod = (
  evaluator: Evaluator,
  receiver: StringValue,
  given: Arguments,
  node: SyntaxNode,
) => Value | undefined;

/** The longest text that a method makes. */
const longest = 200_000;

/** Methods of `str`. Undefined is what is not known to answer. */
export const textMethods: Readonly<Record<string, TextMethod>> = {
  upper: cased((text) => text.toUpperCase()),
  lower: cased((text) => text.toLowerCase()),
  casefold: cased((text) => text.toLowerCase()),
  capitalize: cased((text) => text.charAt(0).toUpperCase() + text.slice(1).toLowerCase()),
  title: cased((text) =>
    text.replace(
      /[A-Za-z]+/g,
      (word) => word.charAt(0).toUpperCase() + word.slice(1).toLowerCase(),
    ),
  ),
  swapcase: cased((text) =>
    text.replace(/[A-Za-z]/g, (letter) =>
      letter === letter.toUpperCase() ? letter.toLowerCase() : letter.toUpperCase(),
    ),
  ),
  strip: stripped(true, true),
  lstrip: stripped(true, false),
  rstrip: stripped(false, true),
  removeprefix: withText((text, prefix, node) =>
    string(prefix !== '' && text.startsWith(prefix) ? text.slice(prefix.length) : text, node),
  ),
  removesuffix: withText((text, suffix, node) =>
    string(suffix !== '' && text.endsWith(suffix) ? text.slice(0, -suffix.length) : text, node),
  ),
  startswith: withAny((text, part) => text.startsWith(part)),
  endswith: withAny((text, part) => text.endsWith(part)),
  find: withText((text, part, node) => integer(place(text, text.indexOf(part)), node)),
  rfind: withText((text, part, node) => integer(place(text, text.lastIndexOf(part)), node)),
  index: (evaluator, receiver, given, node) => {
    const [part] = positionalOnly(given) ?? [];
    if (part?.kind !== 'string' || given.positional.length !== 1) return undefined;
    const at = receiver.value.indexOf(part.value);
    if (at < 0) return evaluator.raise('ValueError', 'substring not found', node);
    return integer(place(receiver.value, at), node);
  },
  count: withText((text, part, node) =>
    part === '' ? undefined : integer(text.split(part).length - 1, node),
  ),
  partition: withText((text, separator, node) => {
    if (separator === '') return undefined;
    const at = text.indexOf(separator);
    const parts = at < 0 ? [text, '', ''] : cut(text, separator, at);
    return tuple(
      parts.map((part) => string(part, node)),
      node,
    );
  }),
  rpartition: withText((text, separator, node) => {
    if (separator === '') return undefined;
    const at = text.lastIndexOf(separator);
    const parts = at < 0 ? ['', '', text] : cut(text, separator, at);
    return tuple(
      parts.map((part) => string(part, node)),
      node,
    );
  }),
  split: (evaluator, receiver, given, node) => split(evaluator, receiver, given, node, false),
  rsplit: (evaluator, receiver, given, node) => split(evaluator, receiver, given, node, true),
  splitlines: (_evaluator, receiver, given, node) => {
    if (given.positional.length + given.named.size > 0) return undefined;
    if (Array.from(receiver.value).some((each) => otherLineBreaks.has(each))) return undefined;
    const lines = receiver.value.split(/\r\n|\r|\n/);
    if (lines.at(-1) === '') lines.pop();
    return list(
      lines.map((line) => string(line, node)),
      node,
    );
  },
  join: (evaluator, receiver, given, node) => {
    const [parts] = positionalOnly(given) ?? [];
    if (parts === undefined) return undefined;
    const elements = evaluator.elements(parts);
    if (elements === undefined || elements.mayHaveMore) {
      return unknownText('a text joined of parts that are not known', node);
    }
    const texts: string[] = [];
    let length = 0;
    let isKnown = true;
    for (const item of elements.items) {
      if (item.kind === 'string') {
        texts.push(item.value);
        length += item.value.length + receiver.value.length;
      } else if (item.kind === 'integer' || item.kind === 'none' || item.kind === 'list') {
        evaluator.raise('TypeError', 'sequence item: expected str instance', node);
      } else isKnown = false;
    }
    if (!isKnown || length > longest)
      return unknownText('a text joined of parts that are not known', node);
    return string(texts.join(receiver.value), node);
  },
  replace: (_evaluator, receiver, given, node) => {
    const [from, to, count] = positionalOnly(given) ?? [];
    if (from?.kind !== 'string' || to?.kind !== 'string' || from.value === '') {
      return unknownText('a replaced text', node);
    }
    if (count !== undefined && count.kind !== 'integer')
      return unknownText('a replaced text', node);
    const parts = receiver.value.split(from.value);
    const times = count === undefined || count.value < 0 ? parts.length : count.value;
    if ((parts.length - 1) * to.value.length > longest) return unknown('a long text', node);
    const head = parts.slice(0, times + 1).join(to.value);
    const tail = parts.slice(times + 1);
    return string([head, ...tail].join(from.value), node);
  },
  format: (evaluator, receiver, given, node) => {
    if (given.mayHaveMore) return unknownText('a text with parts that are not known', node);
    const text = formattedTemplate(
      evaluator,
      receiver.value,
      given.positional.map((argument) => argument.value),
      (name) => given.named.get(name)?.value,
      (value, step) => member(evaluator, value, step, node),
    );
    return text === undefined
      ? unknownText('a text with parts that are not known', node)
      : string(text, node);
  },
  format_map: (evaluator, receiver, given, node) => {
    const [mapping] = positionalOnly(given) ?? [];
    if (mapping?.kind !== 'dict') return unknownText('a text with parts that are not known', node);
    const text = formattedTemplate(
      evaluator,
      receiver.value,
      [],
      (name) => mapping.entries.get(`s:${name}`)?.value,
      (value, step) => member(evaluator, value, step, node),
    );
    return text === undefined
      ? unknownText('a text with parts that are not known', node)
      : string(text, node);
  },
  zfill: (_evaluator, receiver, given, node) => {
    const [width] = positionalOnly(given) ?? [];
    if (width?.kind !== 'integer' || width.value > longest) return undefined;
    const sign = /^[-+]/.exec(receiver.value)?.[0] ?? '';
    const missing = width.value - Array.from(receiver.value).length;
    const zeros = '0'.repeat(Math.max(0, missing));
    return string(sign + zeros + receiver.value.slice(sign.length), node);
  },
  ljust: justified((text, missing, fill) => text + fill.repeat(missing)),
  rjust: justified((text, missing, fill) => fill.repeat(missing) + text),
  isdigit: tested((text) => /^[0-9]+$/.test(text)),
  isdecimal: tested((text) => /^[0-9]+$/.test(text)),
  isnumeric: tested((text) => /^[0-9]+$/.test(text)),
  isalpha: tested((text) => /^[A-Za-z]+$/.test(text)),
  isalnum: tested((text) => /^[A-Za-z0-9]+$/.test(text)),
  isidentifier: tested((text) => /^[A-Za-z_][A-Za-z0-9_]*$/.test(text)),
  isspace: tested((text) => text !== '' && Array.from(text).every((each) => spaces.has(each))),
  isupper: tested((text) => /^[^a-z]*[A-Z][^a-z]*$/.test(text)),
  islower: tested((text) => /^[^A-Z]*[a-z][^A-Z]*$/.test(text)),
  encode: (_evaluator, receiver, given, node) => {
    const [encoding] = readArguments(given, 'encoding', 'errors') ?? [];
    const isUtf8 =
      encoding === undefined || (encoding.kind === 'string' && /^utf-?8$/i.test(encoding.value));
    if (!isUtf8 || !isAscii(receiver.value)) return unknown('encoded bytes', node);
    return { kind: 'bytes', value: receiver.value, origin: node };
  },
  expandtabs: () => undefined,
  center: () => undefined,
  translate: () => undefined,
};

/** Python and JavaScript agree on letters of ASCII; on others their tables may differ. */
function isAscii(text: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: ASCII begins with them.
  return /^[\x00-\x7f]*$/.test(text);
}

function cased(change: (text: string) => string): TextMethod {
  return (_evaluator, receiver, _given, node) =>
    isAscii(receiver.value)
      ? string(change(receiver.value), node)
      : unknown('a text with letters outside of ASCII', node);
}

/** What ends a line in Python besides carriage return and line feed. */
const otherLineBreaks: ReadonlySet<string> = new Set('\v\f\x1c\x1d\x1e\x85\u2028\u2029');

/** Python's own white space in texts (`str.isspace`). */
const spaces: ReadonlySet<string> = new Set(
  ' \t\n\r\v\f\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006' +
    '\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000',
);

function stripped(atStart: boolean, atEnd: boolean): TextMethod {
  return (_evaluator, receiver, given, node) => {
    const [set] = positionalOnly(given) ?? [];
    if (given.mayHaveMore || (set !== undefined && set.kind !== 'string' && set.kind !== 'none')) {
      return unknownText('a stripped text', node);
    }
    const characters = set?.kind === 'string' ? new Set(set.value) : spaces;
    const all = Array.from(receiver.value);
    let start = 0;
    let end = all.length;
    while (atStart && start < end && characters.has(all[start] ?? '')) start++;
    while (atEnd && end > start && characters.has(all[end - 1] ?? '')) end--;
    return string(all.slice(start, end).join(''), node);
  };
}

function withText(
  method: (text: string, part: string, node: SyntaxNode) => Value | undefined,
): TextMethod {
  return (_evaluator, receiver, given, node) => {
    const [part] = positionalOnly(given) ?? [];
    if (part?.kind !== 'string' || given.positional.length !== 1) {
      return unknown('a method of a text with what is not known', node);
    }
    return method(receiver.value, part.value, node);
  };
}

function withAny(test: (text: string, part: string) => boolean): TextMethod {
  return (_evaluator, receiver, given, node) => {
    const [part] = positionalOnly(given) ?? [];
    const parts =
      part?.kind === 'tuple' && !part.mayHaveMore ? part.items : part === undefined ? [] : [part];
    if (given.positional.length !== 1 || !parts.every((each) => each.kind === 'string')) {
      return unknown('a test of a text with what is not known', node);
    }
    const found = parts.some((each) => each.kind === 'string' && test(receiver.value, each.value));
    return boolean(found, node);
  };
}

function tested(test: (text: string) => boolean): TextMethod {
  return (_evaluator, receiver, _given, node) =>
    isAscii(receiver.value)
      ? boolean(test(receiver.value), node)
      : unknown('a text with letters outside of ASCII', node);
}

function justified(make: (text: string, missing: number, fill: string) => string): TextMethod {
  return (_evaluator, receiver, given, node) => {
    const [width, fill] = positionalOnly(given) ?? [];
    if (width?.kind !== 'integer' || width.value > longest) return undefined;
    if (fill !== undefined && fill.kind !== 'string') return undefined;
    const missing = Math.max(0, width.value - Array.from(receiver.value).length);
    return string(make(receiver.value, missing, fill?.value ?? ' '), node);
  };
}

/** The number of characters before a place that is counted in UTF-16 units. */
function place(text: string, at: number): number {
  return at < 0 ? at : Array.from(text.slice(0, at)).length;
}

function cut(text: string, separator: string, at: number): string[] {
  return [text.slice(0, at), separator, text.slice(at + separator.length)];
}

function split(
  evaluator: Evaluator,
  receiver: StringValue,
  given: Arguments,
  node: SyntaxNode,
  fromEnd: boolean,
): Value | undefined {
  const [separator, limit] = readArguments(given, 'sep', 'maxsplit') ?? [];
  const isReadable =
    !given.mayHaveMore &&
    (separator === undefined || separator.kind === 'none' || separator.kind === 'string') &&
    (limit === undefined || limit.kind === 'integer');
  if (!isReadable) return unknown('a split text', node);
  const { value: text } = receiver;
  evaluator.step(node, 1 + text.length / 64);
  if (separator?.kind === 'string' && separator.value === '') {
    return evaluator.raise('ValueError', 'empty separator', node);
  }
  const most = limit === undefined || limit.value < 0 ? Number.POSITIVE_INFINITY : limit.value;
  if (separator?.kind !== 'string') {
    if (most !== Number.POSITIVE_INFINITY || !isAscii(text)) return unknown('a split text', node);
    const words = wordsOf(text);
    return list(
      words.map((word) => string(word, node)),
      node,
    );
  }
  const all = text.split(separator.value);
  const excess = Math.max(0, all.length - 1 - most);
  const parts = fromEnd
    ? [all.slice(0, excess + 1).join(separator.value), ...all.slice(excess + 1)]
    : [
        ...all.slice(0, all.length - 1 - excess),
        all.slice(all.length - 1 - excess).join(separator.value),
      ];
  return list(
    parts.map((part) => string(part, node)),
    node,
  );
}

/** What a split without a separator gives. */
function wordsOf(text: string): string[] {
  const words: string[] = [];
  let word = '';
  for (const character of text) {
    if (!spaces.has(character)) word += character;
    else if (word !== '') {
      words.push(word);
      word = '';
    }
  }
  return word === '' ? words : [...words, word];
}

/** `{name.attribute[key]}` in a format template. */
function member(
  evaluator: Evaluator,
  value: Value,
  step: string,
  node: SyntaxNode,
): Value | undefined {
  if (step.startsWith('.')) return attributeOf(evaluator, value, step.slice(1), node);
  const key = step.slice(1, -1);
  const index = /^\d+$/.test(key) ? integer(Number(key)) : string(key);
  return subscriptOf(evaluator, value, index, node);
}
