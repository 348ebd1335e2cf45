// `analyze` is total: whatever the text, plain findings come back, inside the text, without a
// notice, and their fixes can be applied.

import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { analyze } from '../../../server/src/engine/analyze';
import { defaultConfiguration } from '../../../server/src/engine/configuration';
import type { PythonParser } from '../../../server/src/syntax/parser';
import { applyEdits } from '../../../server/src/text/edit';
import { LineIndex } from '../../../server/src/text/lines';
import { parseFixture } from '../../harness/fixture';
import { testParser } from '../../harness/parser';
import { tries } from '../../harness/tries';

const fixtures = path.join(import.meta.dirname, '../../rules');
/** Real code with findings: what the rules look at most closely. */
const sources = readdirSync(fixtures)
  .filter((name) => name.endsWith('.py') && !name.endsWith('.fixed.py'))
  .flatMap((name) => parseFixture(readFileSync(path.join(fixtures, name), 'utf8')))
  .map((fixture) => fixture.text);

let parser: PythonParser;
beforeAll(async () => {
  parser = await testParser();
});

/** A cut, a doubled or moved piece, or something foreign in the middle. */
type Mutation = (text: string) => string;

const fragment = fc.constantFrom(
  ...['(', ')', '[', ']', '{', '}', ':', ',', '=', '*', '**', '@', '.', '\\', '\n', '\r', '\t'],
  ...['"""', "'", 'f"{', '}"', '#', '\0', '😀', '\ud800', '\ufeff', 'é', '  ', 'lambda:', 'yield'],
  ...[
    'while True:',
    'with ',
    'def f(',
    'class A(',
    'async ',
    'await ',
    'for x in ',
    'try:',
    'else:',
  ],
  ...[
    'except',
    'finally:',
    'return',
    'import ',
    'from airflow import DAG',
    '@task\n',
    'DAG(',
    '>>',
  ],
);

const mutation: fc.Arbitrary<Mutation> = fc.oneof(
  fc.tuple(fc.nat(), fc.nat(30)).map(([at, length]) => (text: string) => {
    const start = at % (text.length + 1);
    return text.slice(0, start) + text.slice(start + length);
  }),
  fc.tuple(fc.nat(), fragment).map(([at, inserted]) => (text: string) => {
    const start = at % (text.length + 1);
    return text.slice(0, start) + inserted + text.slice(start);
  }),
  fc.tuple(fc.nat(), fc.nat(200), fc.nat()).map(([from, length, to]) => (text: string) => {
    const start = from % (text.length + 1);
    const end = to % (text.length + 1);
    return text.slice(0, end) + text.slice(start, start + length) + text.slice(end);
  }),
  fc.nat().map((at) => (text: string) => text.slice(0, at % (text.length + 1))),
);

const mutated = fc
  .tuple(fc.constantFrom(...sources), fc.array(mutation, { minLength: 1, maxLength: 4 }))
  .map(([text, mutations]) => mutations.reduce((result, mutate) => mutate(result), text));

test('changed code is analyzed without a fault', () => {
  fc.assert(
    fc.property(mutated, (text) => holds(text)),
    tries(60, 20_000),
  );
});

test('any text is analyzed without a fault', () => {
  const anything = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 200 }),
    fc.array(fragment, { maxLength: 60 }).map((parts) => parts.join('')),
    fc.array(fragment, { maxLength: 60 }).map((parts) => parts.join(' ')),
  );
  fc.assert(
    fc.property(anything, (text) => holds(text)),
    tries(60, 20_000),
  );
});

test.each([
  ['an entry of itself', 'def f(x):\n    for k in y:\n        x = x[k]\n    g(x)\n'],
  ['a call of itself', 'def f(x):\n    while x:\n        x = x(x)\n    g(x)\n'],
  ['an attribute of itself', 'def f(x):\n    for k in y:\n        x = x.next\n    g(x)\n'],
  ['two names in a circle', 'a = b\nb = a\nfor k in a:\n    a, b = b, a\n'],
  ['a function that calls itself', 'def f():\n    return f()\n\nf()\n'],
  ['two functions in a circle', 'def f():\n    return g()\n\ndef g():\n    return f()\n\nf()\n'],
  ['a class that is its own base', 'class A(A):\n    pass\n\nA().execute({})\n'],
  ['two classes in a circle', 'class A(B):\n    pass\n\nclass B(A):\n    pass\n\nA()\n'],
  [
    'an unpacked call of itself',
    'def f():\n    conn, a = conn.accept()\n    conn.recv(5)\n\nf()\n',
  ],
  [
    'an unpacked loop over itself',
    'def f(a):\n    for a, b in a.items():\n        a.get()\n\nf({})\n',
  ],
  ['a context manager of itself', 'def f():\n    with a.b() as a:\n        a.get()\n\nf()\n'],
  ['a base that is its own method', 'class A(A().m):\n    pass\n\nA().x()\n'],
  ['a base that is its own member', 'class A(A.B):\n    class B(A):\n        pass\n\nA.B().x()\n'],
  [
    'two classes that hold each other',
    'class A(B.C):\n    class D(A):\n        pass\n\nclass B(A.D):\n    class C(B):\n        pass\n\nB().C().x()\n',
  ],
  [
    'a method that returns itself',
    'class A:\n    def m(self):\n        return self.m()\n\nA().m().m().x()\n',
  ],
  [
    'an attribute that is its own call',
    'class A:\n    def m(self):\n        self.a = self.a.b()\n        self.a.get()\n',
  ],
  ['an annotation of itself', 'def f(a: a.B) -> f:\n    return a\n\nf(f).get()\n'],
  ['arguments of itself', 'args = {**args, "a": 1}\nargs = dict(args, b=args)\n'],
  ['an import of itself', 'from a import a as a\nimport a.a as a\na.a.a()\n'],
  ['a text of itself', 'name = name.strip()\nopen(name).read()\nopen("a" + name, "w")\n'],
  ['a default that is itself', 'def f(f=f):\n    return f\n\nf(f)\n'],
  ['a decorator that is itself', '@f\ndef f():\n    pass\n'],
])('%s ends', (_, code) => {
  holds(`from airflow import DAG\nfrom airflow.decorators import task\n\nd = DAG("d")\n\n${code}`);
  const body = code.replace(/^/gm, '    ');
  holds(`from airflow.decorators import task\n\n@task\ndef t():\n${body}\n`);
});

function holds(text: string): void {
  for (const profile of ['strict', 'all'] as const) {
    const configuration = { ...defaultConfiguration, profile };
    const { findings, notices } = analyze({ path: 'dags/a.py', text }, configuration, parser);
    expect(notices).toEqual([]);
    const lines = new LineIndex(text);
    for (const finding of findings) {
      const related = finding.related.map(({ start, end }) => ({
        start: lines.offset(start),
        end: lines.offset(end),
      }));
      const places = [finding, ...related, ...finding.fixes.flatMap((fix) => fix.edits)];
      for (const { start, end } of places) {
        expect(start).toBeGreaterThanOrEqual(0);
        expect(end).toBeGreaterThanOrEqual(start);
        expect(end).toBeLessThanOrEqual(text.length);
      }
      for (const fix of finding.fixes) expect(() => applyEdits(text, fix.edits)).not.toThrow();
    }
    expect(JSON.parse(JSON.stringify(findings))).toEqual(findings);
  }
}
