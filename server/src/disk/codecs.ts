import iconv from 'iconv-lite';
import type { Codecs } from '../engine/source-text';

const strictUtf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Encodings of the library that no Python file can be written in. */
const notForSource = /^(?:hex|base64|binary|ucs|utf|unicode|cesu)/;

/** UTF-8 by the platform, everything else that a PEP 263 comment can name by iconv-lite. */
export const nodeCodecs: Codecs = {
  has: (encoding) =>
    encoding === 'utf-8' || (!notForSource.test(encoding) && iconv.encodingExists(encoding)),

  decode(bytes, encoding) {
    if (encoding === 'utf-8') return decodeUtf8(bytes);
    const text = iconv.decode(bytes, encoding as iconv.Encoding);
    // The library marks what it cannot decode and goes on.
    return text.includes('\ufffd') ? undefined : text;
  },

  encode(text, encoding) {
    if (encoding === 'utf-8') return Buffer.from(text, 'utf8');
    const bytes = iconv.encode(text, encoding as iconv.Encoding);
    // The library writes "?" for what the encoding lacks.
    return iconv.decode(bytes, encoding as iconv.Encoding) === text ? bytes : undefined;
  },
};

function decodeUtf8(bytes: Uint8Array): string | undefined {
  try {
    return strictUtf8.decode(bytes);
  } catch {
    return undefined;
  }
}
