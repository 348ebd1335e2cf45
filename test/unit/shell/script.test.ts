import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Invocation, readScript } from '../../../server/src/semantic/shell/script';
import { tries } from '../../harness/tries';

/** What runs, with what holds around it: `&` background, `@` remote, `!` limited, `<`, `>`, `*` loops. */
function commands(text: string): string[] {
  return readScript(text).invocations.map(describeInvocation);
}

function describeInvocation(found: Invocation): string {
  const marks = [
    found.isBackground ? '&' : '',
    found.isRemote ? '@' : '',
    found.isLimited ? '!' : '',
    found.hasInput ? '<' : '',
    found.hasOutput ? '>' : '',
    '*'.repeat(found.loops.length),
    found.isInFunction ? 'f' : '',
  ];
  const words = [found.name, ...found.arguments.map((word) => word.value)];
  return `${marks.join('')}${words.join(' ')}`;
}

describe('words', () => {
  test.each([
    ['echo "a b"  c', ['echo a b c']],
    ["echo 'it''s' \\\n  x", ['echo its x']],
    ['a\\ b', ['a b']],
    ['A=1 B="x y" run "$A"', ['run $A']],
    ['A=1', []],
    ['/usr/bin/curl -s x', ['curl -s x']],
    ['echo a#b # a comment; curl x', ['echo a#b']],
    [`echo \${A:-"b c"} $((1 + 2))`, [`echo \${A:-"b c"} $((1 + 2))`]],
    ['', []],
    ['"unclosed', ['unclosed']],
  ])('%s', (text, expected) => {
    expect(commands(text)).toEqual(expected);
  });
});

describe('lists and pipes', () => {
  test.each([
    ['a; b\nc && d || e', ['a', 'b', 'c', 'd', 'e']],
    ['a | b |& c', ['>a', '<>b', '<c']],
    ['a && b & c', ['&a', '&b', 'c']],
    ['! a', ['a']],
    ['a > out.txt 2>&1 < in.txt', ['<>a']],
    ['a 2>&1', ['a']],
    ['a &> log &', ['&>a']],
    ['(a; b) | c', ['>a', '>b', '<c']],
    ['{ a; b; } > log', ['>a', '>b']],
  ])('%s', (text, expected) => {
    expect(commands(text)).toEqual(expected);
  });
});

describe('compound commands', () => {
  test.each([
    ['while true; do a; sleep 1; done', ['*true', '*a', '*sleep 1']],
    ['until a\ndo\n  b\ndone; c', ['*a', '*b', 'c']],
    ['for x in 1 2 3; do a $x; done', ['*a $x']],
    ['for ((i=0;i<3;i++)); do a; done', ['*a']],
    ['if a; then b; elif c; then d; else e; fi', ['a', 'b', 'c', 'd', 'e']],
    ['case $1 in a|b) x ;; *) y ;; esac; z', ['x', 'y', 'z']],
    ['f() { a; }; f', ['fa', 'f']],
    ['function f { a; }', ['fa']],
    ['[[ -f x && -f y ]] && a', ['a']],
    ['while read line; do a; done < file', ['<*read line', '<*a']],
    ['while true; do while b; do c; done; done', ['*true', '**b', '**c']],
    ['echo while true do done', ['echo while true do done']],
    ['while true; do a; done &', ['&*true', '&*a']],
  ])('%s', (text, expected) => {
    expect(commands(text)).toEqual(expected);
  });
});

describe('scripts inside scripts', () => {
  test.each([
    ['x=$(curl a)', ['>curl a']],
    ['echo "now $(date) `id -u`"', ['>date', '>id -u', 'echo now $(date) `id -u`']],
    ['diff <(a) <(b)', ['>a', '>b', 'diff <(a) <(b)']],
    [`bash -c 'a; b | c'`, ['bash -c a; b | c', 'a', '>b', '<c']],
    [`bash -lc "a && b"`, ['bash -lc a && b', 'a', 'b']],
    ['eval "a b"', ['eval a b', 'a b']],
    ['ssh host ls -l', ['ssh host ls -l', '@ls -l']],
    [
      `ssh -i key -p 22 -vvv user@host 'cd x && ./run'`,
      ['ssh -i key -p 22 -vvv user@host cd x && ./run', '@cd x', '@run'],
    ],
    ['ssh -p22 -o A=b host', ['ssh -p22 -o A=b host']],
    ['bash <<EOF\ncurl x\nEOF\ny', ['<curl x', '<bash', 'y']],
    ['cat <<EOF > f\ncurl x\nEOF', ['<>cat']],
    ["cat <<-'E'\n\tcurl x\n\tE\ny", ['<cat', 'y']],
  ])('%s', (text, expected) => {
    expect(commands(text)).toEqual(expected);
  });
});

describe('what stands in front', () => {
  test.each([
    ['timeout 30 curl x', ['!curl x']],
    ['timeout -k 5 --signal=KILL 30s sudo -u a curl x', ['!curl x']],
    ['timeout 0 curl x', ['curl x']],
    [
      `timeout 30 bash -c 'while true; do a; done'`,
      ['!bash -c while true; do a; done', '!*true', '!*a'],
    ],
    ['env A=1 nice -n 5 nohup curl x &', ['&curl x']],
    ['sshpass -p secret ssh host a', ['ssh host a', '@a']],
    ['time a', ['a']],
  ])('%s', (text, expected) => {
    expect(commands(text)).toEqual(expected);
  });

  test('is remembered', () => {
    const [found] = readScript('nohup sudo run &').invocations;
    expect(found?.wrappers).toEqual(['nohup', 'sudo']);
  });
});

describe('Jinja', () => {
  test.each([
    ['curl {{ params.url }} -o x', ['curl \uFFFC -o x']],
    ['{% if params.a %}\ncurl x\n{% endif %}', ['curl x']],
    ['a {# a comment; b #} c', ['a c']],
    ['echo {{ "a; b" }}', ['echo \uFFFC']],
  ])('%s', (text, expected) => {
    expect(commands(text).map((command) => command.replaceAll(/\uFFFC+/g, '\uFFFC'))).toEqual(
      expected,
    );
  });
});

test('any text gives an answer, and what it names lies in the text', () => {
  const piece = fc.constantFrom(
    ...[
      'while',
      'do',
      'done',
      'if',
      'fi',
      'case',
      'in',
      'esac',
      'for',
      'a',
      '$(',
      ')',
      '(',
      '{',
      '}',
    ],
    ...[
      '`',
      '"',
      "'",
      '\\',
      '\n',
      ' ',
      ';',
      '&',
      '|',
      '<<',
      'EOF',
      '>',
      '#',
      '${',
      '((',
      '[[',
      '{{',
    ],
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
      const text = pieces.join('');
      for (const { nameWord } of readScript(text).invocations) {
        expect(nameWord.start).toBeGreaterThanOrEqual(0);
        expect(nameWord.end).toBeLessThanOrEqual(text.length);
        expect(nameWord.start).toBeLessThan(nameWord.end);
      }
    }),
    tries(500, 50_000),
  );
});

test('deep nesting gives an answer', () => {
  for (const piece of ['$(', '{ ', 'while ', 'if ', '( ', 'f() ', 'bash -c "']) {
    expect(readScript(piece.repeat(3000)).invocations.length, piece).toBeLessThanOrEqual(3000);
  }
});
