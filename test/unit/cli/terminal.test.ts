import fc from 'fast-check';
import stringWidth from 'string-width';
import { expect, test } from 'vitest';
import { colorsFor, noColors } from '../../../server/src/cli/terminal/colors';
import { excerpt } from '../../../server/src/cli/terminal/excerpt';
import { printable } from '../../../server/src/cli/terminal/printable';
import { Progress } from '../../../server/src/cli/terminal/progress';
import { LineIndex } from '../../../server/src/text/lines';

const plain = (text: string) => text;

function excerptOf(text: string, marked: string): string[] {
  const start = text.indexOf(marked);
  const range = { start, end: start + marked.length };
  return excerpt(new LineIndex(text), range, noColors, plain);
}

test('the line before, the line itself, and the line after', () => {
  expect(excerptOf('a\nb\nc = d\ne\nf\n', 'd')).toEqual(
    ['  2 │ b', '  3 │ c = d', '    │     ^', '  4 │ e'].map((line) => line.slice(2)),
  );
});

test('empty lines around it are left out, and numbers are aligned', () => {
  const text = `${'\n'.repeat(8)}x = 1\ny = 2\n`;
  expect(excerptOf(text, 'x')).toEqual([' 9 │ x = 1', '   │ ^', '10 │ y = 2']);
});

test('a range of several lines is marked on its first', () => {
  expect(excerptOf('f(\n    1,\n)\n', 'f(\n    1,\n)')).toEqual(['1 │ f(', '  │ ^^', '2 │     1,']);
});

test('an empty range has one caret', () => {
  expect(excerpt(new LineIndex('ab'), { start: 2, end: 2 }, noColors, plain)[1]).toBe('  │   ^');
});

test('a long line is cut around the finding', () => {
  const text = `x = "${'a'.repeat(5000)}" + bad() + "${'b'.repeat(5000)}"\n`;
  const [line, carets] = excerptOf(text, 'bad()');
  expect(line?.length).toBeLessThan(140);
  expect(line).toContain('bad()');
  expect(carets?.indexOf('^')).toBe(line?.indexOf('bad()'));
  expect(carets?.match(/\^+/)?.[0]).toBe('^^^^^');
});

test('carets stand under what they mark, whatever its characters', () => {
  const characters = fc.array(
    fc.constantFrom('a', '\t', 'é', '日', '😀', '\u001b', '\u200b', 'ｶ'),
    {
      maxLength: 60,
    },
  );
  fc.assert(
    fc.property(characters, characters, (before, after) => {
      const text = `${before.join('')}MARK${after.join('')}`;
      const [line = '', carets = ''] = excerptOf(text, 'MARK');
      expect(stringWidth(carets.slice(0, carets.indexOf('^')))).toBe(
        stringWidth(line.slice(0, line.indexOf('MARK'))),
      );
      expect(carets.match(/\^+/)?.[0]).toBe('^^^^');
    }),
  );
});

test('nothing of a file can steer the terminal', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(printable(text)).not.toMatch(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/u);
    }),
  );
});

test('colors follow the terminal and the two variables', () => {
  const colored = (isTTY: boolean, environment: Record<string, string>) =>
    colorsFor({ isTTY, write: () => undefined }, environment).isColorSupported;
  expect(colored(true, {})).toBe(true);
  expect(colored(false, {})).toBe(false);
  expect(colored(true, { TERM: 'dumb' })).toBe(false);
  expect(colored(true, { NO_COLOR: '1' })).toBe(false);
  expect(colored(true, { NO_COLOR: '' })).toBe(true);
  expect(colored(false, { FORCE_COLOR: '1' })).toBe(true);
  expect(colored(false, { FORCE_COLOR: '1', NO_COLOR: '1' })).toBe(false);
});

test('progress is shown on a terminal after a while, and wiped', () => {
  let written = '';
  let now = 0;
  const terminal = {
    isTTY: true,
    columns: 40,
    write: (text: string | Uint8Array) => (written += text),
  };
  const progress = new Progress(terminal, 3000, () => now);
  progress.report(0, 'dags/a.py');
  expect(written).toBe('');
  now = 500;
  progress.report(41, 'dags/a/very/long/path/that/does/not/fit.py');
  expect(written).toMatch(/^\rChecking 42\/3000 {2}dags\/a/);
  expect(written.length).toBeLessThanOrEqual(40);
  now = 510;
  const before = written;
  progress.report(42, 'dags/b.py');
  expect(written).toBe(before);
  progress.dispose();
  expect(written).toMatch(/\r {39}\r$/);
});

test('a short run and a pipe see no progress', () => {
  let written = '';
  const write = (text: string | Uint8Array) => (written += text);
  let now = 0;
  const short = new Progress({ isTTY: true, write }, 2, () => now);
  now = 100;
  short.report(1, 'a.py');
  short.dispose();
  const pipe = new Progress({ write }, 2, () => now);
  now = 9000;
  pipe.report(1, 'a.py');
  pipe.dispose();
  expect(written).toBe('');
});
