import type { TextRange } from '../text/range';
import type { SyntaxNode } from './node';

/** What a string literal begins and ends with. */
export interface StringQuoting {
  /** Lower-case letters before the quotes: `r`, `b`, `f`, `u` and their pairs. */
  readonly prefix: string;
  /** `'`, `"`, `'''` or `"""`. */
  readonly quote: string;
}

export function quotingOf(string: SyntaxNode): StringQuoting {
  const start = string.part('string_start')?.text ?? '"';
  // Nearly every one has no prefix.
  if (start.length === 1) return { prefix: '', quote: start };
  const match = /^([a-zA-Z]*)(.*)$/s.exec(start);
  return { prefix: (match?.[1] ?? '').toLowerCase(), quote: match?.[2] ?? '"' };
}

/**
 * The value of a string literal or of adjacent ones, escapes resolved; undefined for bytes and for
 * f-strings with replacement fields, whose value is not known.
 */
export function stringValue(node: SyntaxNode): string | undefined {
  if (node.kind === 'concatenated_string') {
    const values = node.parts.map(stringValue);
    return values.every((value) => value !== undefined) ? values.join('') : undefined;
  }
  if (node.kind !== 'string') return undefined;
  const { prefix } = quotingOf(node);
  if (prefix.includes('b') || prefix.includes('t')) return undefined;
  if (node.part('interpolation') !== undefined) return undefined;
  const raw = contentOf(node);
  const text = prefix.includes('f') ? raw.replaceAll('{{', '{').replaceAll('}}', '}') : raw;
  return prefix.includes('r') ? text : withoutEscapes(text);
}

/** Where the text between the quotes of one literal is; undefined for all else, such as adjacent literals. */
export function contentRange(node: SyntaxNode): TextRange | undefined {
  const start = node.part('string_start')?.end;
  const end = node.part('string_end')?.start;
  const isLiteral = node.kind === 'string' && start !== undefined && end !== undefined;
  return isLiteral ? { start, end } : undefined;
}

/** The text between the quotes, escapes as written. */
export function contentOf(string: SyntaxNode): string {
  const start = string.part('string_start');
  const end = string.part('string_end');
  const from = start === undefined ? 0 : start.end - string.start;
  const to = end === undefined ? string.text.length : end.start - string.start;
  return string.text.slice(from, to);
}

const simpleEscapes: Readonly<Record<string, string>> = {
  '\n': '',
  '\\': '\\',
  "'": "'",
  '"': '"',
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
};

/** An escape sequence of a string that is not raw, at the given place. */
export function escapeAt(text: string, at: number): string {
  escapeSequence.lastIndex = at;
  const found = escapeSequence.exec(text);
  return found?.index === at ? found[0] : '';
}

const escapeSequence =
  /\\(\r\n|x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|[0-7]{1,3}|[\s\S])/g;

/** The text that a literal's content stands for in a string that is not raw. */
export function withoutEscapes(text: string): string {
  return text.replace(escapeSequence, (whole, sequence: string) => {
    if (sequence === '\r\n') return '';
    const hexadecimal = /^[xuU]([0-9a-fA-F]+)$/.exec(sequence)?.[1];
    if (hexadecimal !== undefined) return characterOf(Number.parseInt(hexadecimal, 16), whole);
    if (/^[0-7]+$/.test(sequence)) return characterOf(Number.parseInt(sequence, 8), whole);
    return simpleEscapes[sequence] ?? whole;
  });
}

function characterOf(codePoint: number, otherwise: string): string {
  return codePoint <= 0x10ffff ? String.fromCodePoint(codePoint) : otherwise;
}
