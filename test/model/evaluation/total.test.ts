// Whatever the text, the evaluation gives a result.

import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseFixture } from '../../harness/fixture';
import { tries } from '../../harness/tries';
import { evaluated } from './cpython';
import { snippets } from './snippets';

const fixtures = path.join(import.meta.dirname, '../../rules');
const sources = [
  ...snippets.map(({ code }) => code),
  ...readdirSync(fixtures)
    .filter((name) => name.endsWith('.py') && !name.endsWith('.fixed.py'))
    .flatMap((name) => parseFixture(readFileSync(path.join(fixtures, name), 'utf8')))
    .map((fixture) => fixture.text),
];

const piece = fc.constantFrom(
  ...['(', ')', '[', ']', '{', '}', ':', ',', '=', '*', '**', '@', '.', '\\', '\n', '    '],
  ...[
    '"""',
    "'",
    'f"{',
    '}"',
    '%',
    '>>',
    ':=',
    '\0',
    '😀',
    '\ud800',
    'lambda: ',
    'yield ',
    'await ',
  ],
  ...[
    'while True:',
    'for x in y:',
    'try:',
    'except',
    'finally:',
    'else:',
    'match x:',
    'case [*_]:',
  ],
  ...[
    'return',
    'break',
    'continue',
    'raise',
    'global x',
    'nonlocal x',
    'del ',
    'import ',
    'def f(',
  ],
);

const mutated = fc
  .tuple(
    fc.constantFrom(...sources),
    fc.array(fc.tuple(fc.nat(), fc.nat(12), piece, fc.nat(), fc.nat(150)), {
      minLength: 1,
      maxLength: 4,
    }),
  )
  .map(([text, changes]) =>
    changes.reduce((before, [at, removed, inserted, from, length]) => {
      const start = at % (before.length + 1);
      const copied = before.slice(from % (before.length + 1)).slice(0, length);
      return before.slice(0, start) + inserted + copied + before.slice(start + removed);
    }, text),
  );

test('code that was cut and mixed up is evaluated without a fault', async () => {
  await fc.assert(
    fc.asyncProperty(mutated, async (text) => {
      const { gaps, raised, environment } = await evaluated(text);
      for (const { place } of [...gaps, ...(raised === undefined ? [] : [raised])]) {
        expect(place.end).toBeLessThanOrEqual(text.length);
      }
      for (const name of environment.variables.keys()) expect(name).not.toBe('');
    }),
    tries(100, 20_000),
  );
});

test('a name that is missing is none', async () => {
  const { environment, raised } = await evaluated('x = 1\ndel >> x\n');
  expect([...environment.variables.keys()]).toEqual(['x']);
  expect(raised).toBeUndefined();
});

const much = 4_000;
const outside = 'from outside import a, maybe\n';
const nested: Readonly<Record<string, string>> = {
  parentheses: `x = ${'('.repeat(much)}1${')'.repeat(much)}`,
  lists: `x = ${'['.repeat(much)}${']'.repeat(much)}`,
  dictionaries: `x = ${'{1:'.repeat(much)}1${'}'.repeat(much)}`,
  'minus signs': `x = ${'-'.repeat(much)}1`,
  negations: `x = ${'not '.repeat(much)}1`,
  attributes: `x = a${'.b'.repeat(much)}`,
  calls: `x = a${'()'.repeat(much)}`,
  subscripts: `x = a${'[0]'.repeat(much)}`,
  lambdas: `x = ${'lambda: '.repeat(much)}1`,
  'conditional expressions': `x = ${'1 if a else '.repeat(much)}2`,
  'elif clauses': `if a: pass\n${'elif a.b: pass\n'.repeat(much)}`,
  blocks: `${Array.from({ length: 600 }, (_, i) => `${' '.repeat(i)}if maybe():\n`).join('')}${' '.repeat(600)}x = 1`,
  'functions that call each other': `${Array.from({ length: much }, (_, i) => `def f${i}(): return f${i - 1}()\n`).join('')}f${much - 1}()`,
  decorators: `def d(f): return lambda: f()\n${'@d\n'.repeat(much)}def g(): return 1\nx = g()`,
  'base classes': Array.from(
    { length: much },
    (_, i) => `class A${i}(${i === 0 ? 'object' : `A${i - 1}`}): pass\n`,
  ).join(''),
};

for (const [what, text] of Object.entries(nested)) {
  test(`thousands of nested ${what} end`, async () => {
    const { environment } = await evaluated(`${outside}${text}\n`);
    expect(environment.variables.has('a')).toBe(true);
  });
}

const endless: Readonly<Record<string, string>> = {
  'a loop': 'i = 0\nwhile True: i += 1',
  'a recursion': 'def f(n): return f(n + 1)\nx = f(0)',
  'a recursion that branches':
    'def f(n):\n  if maybe(): return f(n + 1) + f(n)\n  return f(n) + f(n - 1)\nx = f(0)',
  'a generator': 'def g():\n  while True: yield 1\nx = list(g())',
  'an iterator':
    'class A:\n  def __iter__(self): return self\n  def __next__(self): return 1\nx = list(A())',
  'a text that asks for itself': 'class A:\n  def __str__(self): return str(self)\nx = str(A())',
  'a comparison that asks for itself':
    'class A:\n  def __eq__(self, o): return self == o\nx = A() == A()',
  'a list in itself':
    'import copy\nb = []\nb.append(b)\nx = str(b), b == b, copy.deepcopy(b), [*b]\nmaybe(b)',
  'a list that doubles': 'b = [0]\nfor i in range(100000): b = b + b',
  'a text that doubles': 'b = "x"\nfor i in range(100000): b = b + b',
  'a huge text': 'x = "a" * 10**9, f"{1:>1000000000}", "a".ljust(10**10), "%1000000000d" % 1',
  'a huge number': 'x = 10**10**10, 1 << 1000000000, 2**100000',
  'a huge range': 'x = list(range(10**12))\nfor i in range(10**12): pass',
  'a huge product': 'import itertools\nx = list(itertools.product(range(100), repeat=10))',
  'choices of choices': `x = 0\n${Array.from({ length: 2000 }, (_, i) => `if maybe(): x = [${i}, x]\n`).join('')}`,
  'ways out of a function': `def f():\n${Array.from({ length: 1000 }, (_, i) => ` if maybe(): return [${i}]\n`).join('')}\nx = f()`,
};

for (const [what, text] of Object.entries(endless)) {
  test(`${what} ends`, async () => {
    const { environment } = await evaluated(`${outside}${text}\n`);
    expect(environment.variables.has('maybe')).toBe(true);
  });
}

test('what was given up says so, and does not claim to know all names', async () => {
  const { isWhole, gaps, environment } = await evaluated(
    'import itertools\nn = 0\nfor i in itertools.count():\n  for j in range(1000): n += j\n',
  );
  const rounds = await evaluated('x = [i for i in range(10000) for j in range(1000)]\n');
  expect(isWhole).toBe(true);
  expect(gaps.map((gap) => gap.reason)).toContain('a loop over what is not known');
  expect(environment.variables.get('n')?.value?.kind).toBe('unknown');
  expect(rounds.isWhole).toBe(false);
  expect(rounds.gaps.map((gap) => gap.reason)).toEqual([
    'more work than the evaluation of one file may take',
  ]);
  expect(rounds.environment.mayHaveMore).toBe(true);
});
