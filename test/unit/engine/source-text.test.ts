import fc from 'fast-check';
import { expect, test } from 'vitest';
import { nodeCodecs } from '../../../server/src/disk/codecs';
import { decodeSource, encodeSource, largestSource } from '../../../server/src/engine/source-text';

const bytes = (...parts: (string | number[])[]) =>
  Buffer.concat(
    parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : Buffer.from(part))),
  );

test('any bytes give a text or a reason', () => {
  const anything = fc.oneof(
    fc.uint8Array({ maxLength: 200 }),
    fc.string({ unit: 'grapheme', maxLength: 60 }).map((text) => bytes(text)),
    fc
      .tuple(fc.constantFrom('utf-8', 'latin-1', 'cp1252', 'gbk', 'x', 'utf-16'), fc.uint8Array())
      .map(([name, rest]) => bytes(`# coding: ${name}\n`, [...rest])),
  );
  fc.assert(
    fc.property(anything, (source) => {
      const result = decodeSource(source, nodeCodecs);
      if ('kind' in result) expect(result.message).not.toBe('');
      else expect(typeof result.text).toBe('string');
    }),
  );
});

test('what is decoded can be written back byte for byte', () => {
  const encodings = fc.constantFrom('utf-8', 'latin-1', 'cp1252', 'koi8-r', 'iso-8859-15', 'cp437');
  fc.assert(
    fc.property(encodings, fc.uint8Array({ min: 1, maxLength: 100 }), (encoding, rest) => {
      const source = bytes(`# coding: ${encoding}\n`, [...rest]);
      const decoded = decodeSource(source, nodeCodecs);
      if ('kind' in decoded) return;
      const encoded = encodeSource(decoded, decoded.text, nodeCodecs);
      expect(encoded && Buffer.from(encoded)).toEqual(source);
    }),
  );
});

test.each([
  ['shift_jis', '倉庫の荷物', '91718cc982cc89d795a8'],
  ['euc-jp', '倉庫', 'c1d2b8cb'],
  ['gbk', '仓库', 'b2d6bfe2'],
  ['gb18030', '仓库𠀀', 'b2d6bfe295328236'],
  ['big5', '倉庫', 'addcae77'],
  ['cp949', '창고', 'c3a2b0ed'],
])('%s is read as Python reads it, and written back', (encoding, text, hex) => {
  const comment = `# coding: ${encoding}\nx = "`;
  const source = bytes(comment, [...Buffer.from(hex, 'hex')], '"\n');
  const decoded = decodeSource(source, nodeCodecs);
  if ('kind' in decoded) throw new Error(decoded.message);
  expect(decoded.text).toBe(`${comment}${text}"\n`);
  expect(Buffer.from(encodeSource(decoded, decoded.text, nodeCodecs) ?? [])).toEqual(source);
});

test('a byte order mark is no part of the text, and comes back', () => {
  const source = bytes([0xef, 0xbb, 0xbf], 'x = 1\n');
  const decoded = decodeSource(source, nodeCodecs);
  if ('kind' in decoded) throw new Error(decoded.message);
  expect(decoded).toEqual({ text: 'x = 1\n', encoding: 'utf-8', hasByteOrderMark: true });
  expect(encodeSource(decoded, 'y = 2\n', nodeCodecs)).toEqual(
    new Uint8Array(bytes([0xef, 0xbb, 0xbf], 'y = 2\n')),
  );
});

test('a text that its encoding cannot hold is not written', () => {
  const source = { encoding: 'latin-1', hasByteOrderMark: false };
  expect(encodeSource(source, '€', nodeCodecs)).toBeUndefined();
});

test.each([
  ['# coding: cp1252', 'cp1252'],
  ['# -*- coding: Latin_1 -*-', 'latin-1'],
  ['# vim: set fileencoding=iso-8859-1 :', 'latin-1'],
  ['#!/usr/bin/python\n# coding=koi8-r', 'koi8-r'],
  ['\f # coding: utf-8-unix', 'utf-8'],
  ['# coding: UTF8', 'utf-8'],
  ['#!/usr/bin/python\r# coding: cp1252', 'cp1252'],
  ['\n# coding: cp1252', 'cp1252'],
  // Neither behind code nor on the third line does a comment declare anything.
  ['import os\n# coding: cp1252', 'utf-8'],
  ['\n\n# coding: cp1252', 'utf-8'],
  ['x = 1 # coding: cp1252', 'utf-8'],
])('%j is read as %s', (head, encoding) => {
  expect(decodeSource(bytes(`${head}\n`), nodeCodecs)).toMatchObject({ encoding });
});

test.each([
  [bytes('a = 1\n', [0xe9], '\n'), /line 2.*not UTF-8/],
  [bytes('a\r\nb\rc = ', [0xff]), /line 3/],
  // Surrogates and overlong forms are no UTF-8 for Python either.
  [bytes('x', [0xed, 0xa0, 0x80]), /line 1/],
  [bytes([0xc0, 0xaf]), /line 1/],
  [bytes('# coding: utf-16\n'), /"utf-16"/],
  [bytes('# coding: hex\n'), /"hex"/],
  [bytes('# coding: cp1252\n', [0x81]), /line 2.*"cp1252"/],
  [bytes('a\nb\n', [0]), /NUL byte on line 3/],
  [bytes([0xff, 0xfe, 0, 0, 0x61, 0, 0, 0]), /UTF-32/],
])('%# is refused with its line', (source, message) => {
  expect(decodeSource(source, nodeCodecs)).toMatchObject({
    kind: 'encoding',
    message: expect.stringMatching(message),
  });
});

test('a file up to the limit is read', () => {
  expect(decodeSource(Buffer.alloc(largestSource, 'a'), nodeCodecs)).toHaveProperty('text');
  expect(decodeSource(Buffer.alloc(largestSource + 1, 'a'), nodeCodecs)).toMatchObject({
    kind: 'limit',
  });
});
