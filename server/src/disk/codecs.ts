import iconv from 'iconv-lite';
import type { Codecs } from '../engine/source-text';

const strictUtf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Encodings of the library that no Python file can be written in. */
const notForSource = /^(?:hex|base64|binary|ucs|utf|unicode|cesu)/;

/**
 * Encodings of more than one byte for a character, by Python's names for them without hyphens
 * (https://docs.python.org/3/library/codecs.html#standard-encodings), with the platform's
 * (https://encoding.spec.whatwg.org/#names-and-labels). The platform reads them, since the library's
 * tables for them are as large as a quarter of the language server, whose bundle leaves them out.
 */
const multiByte: ReadonlyMap<string, string> = new Map([
  ...['shiftjis', 'sjis', 'cp932', 'ms932', 'mskanji', 'windows31j'].map(
    (name) => [name, 'shift_jis'] as const,
  ),
  ...['eucjp', 'ujis'].map((name) => [name, 'euc-jp'] as const),
  ...['gb2312', 'euccn', 'chinese', 'gbk', 'cp936', 'ms936'].map((name) => [name, 'gbk'] as const),
  ['gb18030', 'gb18030'],
  ...['big5', 'cp950', 'big5hkscs'].map((name) => [name, 'big5'] as const),
  ...['euckr', 'korean', 'cp949', 'ms949', 'uhc'].map((name) => [name, 'euc-kr'] as const),
]);

/** UTF-8 and what has more than one byte by the platform, other encodings by iconv-lite, which also writes. */
export const nodeCodecs: Codecs = {
  has: (encoding) =>
    encoding === 'utf-8' ||
    multiByteName(encoding) !== undefined ||
    (!notForSource.test(encoding) && iconv.encodingExists(encoding)),

  decode(bytes, encoding) {
    if (encoding === 'utf-8') return decodeStrictly(bytes, strictUtf8);
    const name = multiByteName(encoding);
    if (name !== undefined) return decodeStrictly(bytes, new TextDecoder(name, { fatal: true }));
    const text = iconv.decode(bytes, encoding as iconv.Encoding);
    // The library marks what it cannot decode and goes on.
    return text.includes('\ufffd') ? undefined : text;
  },

  encode(text, encoding) {
    if (encoding === 'utf-8') return Buffer.from(text, 'utf8');
    const bytes = iconv.encode(text, (multiByteName(encoding) ?? encoding) as iconv.Encoding);
    // The library writes "?" for what the encoding lacks.
    return nodeCodecs.decode(bytes, encoding) === text ? bytes : undefined;
  },
};

function multiByteName(encoding: string): string | undefined {
  return multiByte.get(encoding.replaceAll('-', ''));
}

function decodeStrictly(
  bytes: Uint8Array,
  decoder: InstanceType<typeof TextDecoder>,
): string | undefined {
  try {
    return decoder.decode(bytes);
  } catch {
    return undefined;
  }
}
