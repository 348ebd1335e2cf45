// The scopes of an edited file are those that are collected from scratch, and tell which names changed.

import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { type Binding, type Scope, Scopes } from '../../server/src/semantic/scopes';
import type { SyntaxTree } from '../../server/src/syntax/node';
import type { PythonParser } from '../../server/src/syntax/parser';
import { reading } from '../../server/src/text/reading';
import { testParser } from '../harness/parser';
import { historyOf } from '../harness/text-history';
import { tries } from '../harness/tries';

const fixtures = path.join(import.meta.dirname, '../rules');
const sources = readdirSync(fixtures)
  .filter((name) => name.endsWith('.py') && !name.endsWith('.fixed.py'))
  .map((name) => readFileSync(path.join(fixtures, name), 'utf8'))
  .sort((a, b) => a.length - b.length)
  .slice(0, 40);

const texts = [
  'class A:\n    b = 1\n    def c(self):\n        global d\n        d = b\ntry:\n    import e\nexcept ImportError as e:\n    e = None\n',
  'class A:\n    global b\n    b = 1\n    class C:\n        d: int = b\nfrom e import *\nfor f in [g for g in b]: pass\n',
  'def a():\n    b = 1\n    def c():\n        nonlocal b\n        b = 2\nwith a() as (b, c):\n    del b\nx = lambda y: (z := y)\n',
];

const fragments = [
  'a',
  'b',
  ' = ',
  '\n',
  '\n    ',
  ' as ',
  'global b\n',
  'import b\n',
  'def b(): ',
  ':',
  '(',
  '"""',
  '#',
  'class A:\n    ',
];

const history = historyOf(fc.oneof(fc.constantFrom(...texts), fc.constantFrom(...sources)), {
  removed: fc.oneof(fc.constant(0), fc.nat(3), fc.nat(80)),
  inserted: fc.oneof(fc.constant(''), fc.constantFrom(...fragments)),
});

let parser: PythonParser;
beforeAll(async () => {
  parser = await testParser();
});

test('after any changes scopes are those of the text, and what is noted tells what changed', {
  timeout: 600_000,
}, () => {
  fc.assert(
    fc.property(history, ([original, ...versions]) => {
      const tree = parser.parse(original);
      const scopes = new Scopes(tree);
      for (const current of versions) {
        const looks = looksAt(scopes, tree);
        parser.update(tree, current);
        scopes.update();
        expect(described(scopes, tree)).toEqual(described(new Scopes(tree), tree));
        const wrong = looks.filter(
          ({ look, once }) => reading.isUnchanged(once) && !isSame(look(), once.answer),
        );
        expect(wrong).toHaveLength(0);
      }
    }),
    tries(60, 10_000),
  );
});

/** What is asked of scopes, each with its own record. */
function looksAt(scopes: Scopes, tree: SyntaxTree) {
  const identifiers = tree.nodes.filter(({ kind }) => kind === 'identifier');
  return identifiers.map((identifier) => {
    const look = () => scopes.reaching(identifier);
    return { look, once: reading.record(look) };
  });
}

function isSame(one: readonly Binding[], other: readonly Binding[]): boolean {
  return one.length === other.length && one.every((binding, i) => binding === other[i]);
}

function described(scopes: Scopes, tree: SyntaxTree) {
  const all = new Set<Scope>();
  const around = tree.nodes.map((node) => {
    const opened = scopes.scopeOpenedBy(node);
    if (opened !== undefined) all.add(opened);
    return scopes.scopeOf(node).node.index;
  });
  return { around, stars: scopes.starImports, scopes: [...all].map(describedScope) };
}

function describedScope({ bindings, globals, kind, node, nonlocals, parent }: Scope) {
  const named = [...bindings].map(([name, list]) => [name, list.map(describedBinding)]);
  return [kind, node.index, parent?.node.index, [...globals], [...nonlocals], named];
}

function describedBinding({ imported, kind, name, node, scope, value }: Binding) {
  return [kind, name, node.index, scope.node.index, value?.index, imported];
}
