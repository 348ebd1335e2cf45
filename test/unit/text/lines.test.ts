import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LineIndex, lineBreakOf } from '../../../server/src/text/lines';

/** Text with many line breaks of every kind, and characters of one and two units. */
const text = fc
  .array(fc.constantFrom('a', ' ', '\t', '\n', '\r', '\r\n', 'é', '😀', '\f', '\u2028'), {
    maxLength: 60,
  })
  .map((parts) => parts.join(''));

test('an offset becomes a position and comes back', () => {
  fc.assert(
    fc.property(text, fc.nat(80), (source, wanted) => {
      const lines = new LineIndex(source);
      const offset = Math.min(wanted, source.length);
      expect(lines.offset(lines.position(offset))).toBe(offset);
    }),
  );
});

test('the lines are those that Python counts', () => {
  fc.assert(
    fc.property(text, (source) => {
      const lines = new LineIndex(source);
      const texts = Array.from({ length: lines.lineCount }, (_, line) => lines.lineText(line));
      expect(texts).toEqual(source.split(/\r\n|\n|\r/));
    }),
  );
});

test('positions grow with offsets', () => {
  fc.assert(
    fc.property(text, (source) => {
      const lines = new LineIndex(source);
      let before = { line: 0, column: -1 };
      for (let offset = 0; offset <= source.length; offset++) {
        const position = lines.position(offset);
        const isLater =
          position.line > before.line ||
          (position.line === before.line && position.column > before.column);
        expect(isLater).toBe(true);
        before = position;
      }
    }),
  );
});

test('what lies outside the text is brought to its end', () => {
  const lines = new LineIndex('a\nb');
  expect(lines.offset({ line: 7, column: 0 })).toBe(3);
  expect(lines.offset({ line: 1, column: 9 })).toBe(3);
  expect(lines.lineText(7)).toBe('');
});

test('a text keeps its own line break', () => {
  expect(lineBreakOf('a\r\nb\n')).toBe('\r\n');
  expect(lineBreakOf('a\rb\n')).toBe('\r');
  expect(lineBreakOf('a')).toBe('\n');
});
