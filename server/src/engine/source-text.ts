// The text of a Python file's bytes, as CPython reads them: UTF-8 unless a byte order mark or a
// PEP 263 comment says otherwise. What CPython would refuse is refused here too, in plain words.

/** What turns bytes into text; handed in, because every platform has its own. */
export interface Codecs {
  has(encoding: string): boolean;
  /** The text, or undefined where the bytes are not valid in that encoding. */
  decode(bytes: Uint8Array, encoding: string): string | undefined;
  /** The bytes, or undefined where the encoding has no room for some character. */
  encode(text: string, encoding: string): Uint8Array | undefined;
}

export interface SourceText {
  /** Without the byte order mark. */
  readonly text: string;
  /** A name that the codecs know, such as `utf-8` or `cp1252`. */
  readonly encoding: string;
  readonly hasByteOrderMark: boolean;
}

/** Why a file cannot be analyzed, in a sentence for the person who looks at the report. */
export interface SourceProblem {
  readonly kind: 'encoding' | 'limit';
  readonly message: string;
}

/** In bytes. DAG files are thousands of times smaller; what is larger was made by a machine. */
export const largestSource = 5 * 1024 * 1024;

const byteOrderMark = [0xef, 0xbb, 0xbf] as const;
const utf8 = 'utf-8';

export function decodeSource(bytes: Uint8Array, codecs: Codecs): SourceText | SourceProblem {
  if (bytes.length > largestSource) return tooLarge(bytes.length);
  const wide = wideEncoding(bytes);
  if (wide !== undefined) {
    return refused(`is ${wide}, which Python does not read. Save it as UTF-8.`);
  }
  const nul = bytes.indexOf(0);
  if (nul !== -1) {
    const line = lineOf(bytes, nul);
    return refused(`has a NUL byte on line ${line}, which Python refuses in source code.`);
  }
  const hasByteOrderMark = byteOrderMark.every((byte, index) => bytes[index] === byte);
  const content = hasByteOrderMark ? bytes.subarray(byteOrderMark.length) : bytes;
  const declared = declaredEncoding(content);
  const encoding = declared === undefined ? utf8 : plainName(declared);
  if (hasByteOrderMark && encoding !== utf8) {
    return refused(
      `declares the encoding "${declared}" behind a UTF-8 byte order mark, which Python refuses.`,
    );
  }
  if (!codecs.has(encoding)) {
    return refused(`declares the encoding "${declared}", which is unknown here. Save it as UTF-8.`);
  }
  const text = codecs.decode(content, encoding);
  if (text !== undefined) return { text, encoding, hasByteOrderMark };
  const line = firstUndecodableLine(content, encoding, codecs);
  return refused(
    declared === undefined
      ? `has bytes on line ${line} that are not UTF-8, and declares no other encoding, so Python refuses it. ` +
          'Save it as UTF-8, or name its encoding on the first line: "# -*- coding: latin-1 -*-".'
      : `has bytes on line ${line} that do not exist in its declared encoding "${declared}".`,
  );
}

/** The bytes of a changed text; undefined where its encoding has no room for some character. */
export function encodeSource(
  source: Pick<SourceText, 'encoding' | 'hasByteOrderMark'>,
  text: string,
  codecs: Codecs,
): Uint8Array | undefined {
  const bytes = codecs.encode(text, source.encoding);
  if (bytes === undefined || !source.hasByteOrderMark) return bytes;
  const marked = new Uint8Array(byteOrderMark.length + bytes.length);
  marked.set(byteOrderMark);
  marked.set(bytes, byteOrderMark.length);
  return marked;
}

export function tooLarge(size: number): SourceProblem {
  const megabytes = (size / 1024 / 1024).toFixed(1);
  const limit = largestSource / 1024 / 1024;
  return {
    kind: 'limit',
    message: `The file has ${megabytes} MiB; files of more than ${limit} MiB are not analyzed.`,
  };
}

function refused(what: string): SourceProblem {
  return { kind: 'encoding', message: `The file ${what}` };
}

/** UTF-16 and UTF-32, by their marks, or by the zero bytes that they put between ASCII letters. */
function wideEncoding(bytes: Uint8Array): string | undefined {
  const [a, b, c, d] = bytes;
  if (a === 0xff && b === 0xfe) return c === 0 && d === 0 ? 'UTF-32' : 'UTF-16';
  if (a === 0xfe && b === 0xff) return 'UTF-16';
  if (bytes.length < 4) return undefined;
  const isZero = [a, b, c, d].map((byte) => byte === 0);
  const pattern = isZero.map((zero) => (zero ? '0' : 'x')).join('');
  if (pattern === 'x0x0' || pattern === '0x0x') return 'UTF-16';
  if (pattern === 'x000' || pattern === '000x') return 'UTF-32';
  return undefined;
}

/**
 * The encoding that a comment on the first or second line declares. The second counts only where
 * the first holds nothing but a comment (PEP 263, and `Parser/tokenizer.c`).
 */
function declaredEncoding(bytes: Uint8Array): string | undefined {
  const head = String.fromCharCode(...bytes.subarray(0, endOfSecondLine(bytes)));
  for (const line of head.split(/\r\n|\r|\n/, 2)) {
    const found = /^[ \t\f]*#.*?coding[:=][ \t]*([-\w.]+)/.exec(line);
    if (found?.[1] !== undefined) return found[1];
    if (!/^[ \t\f]*(?:#|$)/.test(line)) return undefined;
  }
  return undefined;
}

/** At most 1024: a longer comment declares nothing. */
function endOfSecondLine(bytes: Uint8Array): number {
  const first = bytes.indexOf(10);
  const second = first === -1 ? -1 : bytes.indexOf(10, first + 1);
  return Math.min(second === -1 ? bytes.length : second, 1024);
}

/** CPython's own spellings of its two favorites (`get_normal_name`); the codecs know the others. */
function plainName(declared: string): string {
  const name = declared.toLowerCase().replaceAll('_', '-');
  if (name === utf8 || name.startsWith('utf-8-') || name === 'utf8' || name === 'u8') return utf8;
  if (/^(?:latin-1|iso-8859-1|iso-latin-1)(?:-|$)/.test(name)) return 'latin-1';
  return name;
}

function firstUndecodableLine(bytes: Uint8Array, encoding: string, codecs: Codecs): number {
  let start = 0;
  for (let line = 1; ; line++) {
    let end = start;
    while (end < bytes.length && bytes[end] !== 10 && bytes[end] !== 13) end++;
    const isLast = end === bytes.length;
    if (isLast || codecs.decode(bytes.subarray(start, end), encoding) === undefined) return line;
    start = bytes[end] === 13 && bytes[end + 1] === 10 ? end + 2 : end + 1;
  }
}

function lineOf(bytes: Uint8Array, offset: number): number {
  let line = 1;
  for (let i = 0; i < offset; i++) {
    if (bytes[i] === 10 || (bytes[i] === 13 && bytes[i + 1] !== 10)) line++;
  }
  return line;
}
