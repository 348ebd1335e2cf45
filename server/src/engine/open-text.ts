import { decodeSource, largestSource, type SourceProblem, tooLarge } from './source-text';

/** Why the text of an open document is not analyzed, in the same words as for its file on disk. */
export function problemOfText(text: string): SourceProblem | undefined {
  // A UTF-16 unit has at most three bytes in UTF-8: nearly every text needs no count.
  const size = text.length * 3 <= largestSource ? 0 : lengthInUtf8(text);
  if (size > largestSource) return tooLarge(size);
  return text.includes('\0') ? problemOfNul(text) : undefined;
}

function problemOfNul(text: string): SourceProblem | undefined {
  // The editor has decoded the text already, so only its ASCII characters matter here.
  const bytes = Uint8Array.from(text, (character) => Math.min(character.charCodeAt(0), 0x7f));
  const codecs = { has: () => true, decode: () => text, encode: () => undefined };
  const source = decodeSource(bytes, codecs);
  return 'kind' in source ? source : undefined;
}

function lengthInUtf8(text: string): number {
  let length = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    const isSurrogate = code >= 0xd800 && code <= 0xdfff;
    length += code < 0x80 ? 1 : code < 0x800 || isSurrogate ? 2 : 3;
  }
  return length;
}
