import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { isStatement } from '../../../server/src/syntax/navigate';
import type { SyntaxNode, SyntaxTree } from '../../../server/src/syntax/node';
import type { PythonParser } from '../../../server/src/syntax/parser';
import { type Unit, unitOf, unitsOf } from '../../../server/src/syntax/units';
import { testParser } from '../../harness/parser';
import { tries } from '../../harness/tries';

const fixtures = path.join(import.meta.dirname, '../../rules');
const sources = readdirSync(fixtures)
  .filter((name) => name.endsWith('.py') && !name.endsWith('.fixed.py'))
  .map((name) => readFileSync(path.join(fixtures, name), 'utf8'));

let parser: PythonParser;
beforeAll(async () => {
  parser = await testParser();
});

test.each([
  ['simple statements', 'import a\nb = 1; c = 2\n', ['import a', 'b = 1', 'c = 2']],
  [
    'a function with its decorators and all within',
    '@a(b)\nasync def c(d):\n    if d:\n        return\n    def e(): pass\nf\n',
    ['@ a ( b ) async def c ( d ) : if d : return def e ( ) : pass', 'f'],
  ],
  [
    'a class',
    '@a\nclass B(C):\n    """D."""\n    e = 1\n    @f\n    def g(self): pass\n    class H:\n        i\n',
    ['@ a class B ( C ) :', '""" D. """', 'e = 1', '@ f def g ( self ) : pass', 'class H :', 'i'],
  ],
  [
    'conditions',
    'if a:\n    b\n    c\nelif d:\n    e\nelse:\n    f\n',
    ['if a : elif d : else :', 'b', 'c', 'e', 'f'],
  ],
  [
    'handlers',
    'try:\n    a\nexcept B as c:\n    d\nexcept* E: f\nelse:\n    g\nfinally:\n    h\n',
    ['try : except B as c : except * E : else : finally :', 'a', 'd', 'f', 'g', 'h'],
  ],
  [
    'loops',
    'for a in b:\n    while c:\n        d\n    else:\n        e\nelse:\n    f\n',
    ['for a in b : else :', 'while c : else :', 'd', 'e', 'f'],
  ],
  ['contexts', 'async with a as b, c:\n    d\n', ['async with a as b , c :', 'd']],
  [
    'cases',
    'match a:\n    case 1 if b:\n        c\n    # d\n    case _:\n        e\n',
    ['match a : case 1 if b : # d case _ :', 'c', 'e'],
  ],
  [
    'comments',
    '# a\n# b\nc # d\n# e\nif f: # g\n    # h\n    i\n    # j\nelse:\n    # k\n    l\n# m\n',
    ['c', 'if f : # g # h else : # k', 'i', 'l'],
  ],
  ['a function in a block', 'if a:\n    def b():\n        c\n', ['if a :', 'def b ( ) : c']],
  ['nothing', '', []],
  ['only a comment', '# a\n', []],
])('%s', (_, text, expected) => {
  const tree = parser.parse(text);
  expect(unitsOf(tree).map((unit) => shown(tree, unit))).toEqual(expected);
});

test('what cannot be read is a unit, and the statements around it are others', () => {
  const tree = parser.parse(
    'a = 1\n)]\nb = 2\nclass C:\n    d = (\n    def e(self): pass\nf = 3\n',
  );
  const units = unitsOf(tree);
  const first = (node: SyntaxNode) => unitOf(node)?.nodes[0];
  for (const node of tree.nodes) {
    const isOfContainer = node.parent !== undefined && unitOf(node.parent) === undefined;
    if (node.kind === 'ERROR' && isOfContainer) expect(first(node)).toBe(node);
  }
  expect(tree.nodes.some(({ kind }) => kind === 'ERROR')).toBe(true);
  expect(units.map((unit) => shown(tree, unit))).toEqual(
    expect.arrayContaining(['a = 1', 'b = 2', 'f = 3']),
  );
});

test('units are a partition of what is not a container', () => {
  for (const source of sources) expectPartition(parser.parse(source));
});

test('units of broken code are one, too', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...sources),
      fc.nat(),
      fc.nat(2000),
      fc.array(
        fc.record({
          at: fc.nat(),
          length: fc.nat(30),
          text: fc.constantFrom(
            '',
            '(',
            ']',
            '"""',
            '\n',
            ':',
            'class A:\n',
            '    ',
            'else:\n',
            '@',
          ),
        }),
        { maxLength: 4 },
      ),
      (source, from, length, changes) => {
        const start = from % (source.length + 1);
        let text = source.slice(start, start + length);
        for (const change of changes) {
          const at = change.at % (text.length + 1);
          text = text.slice(0, at) + change.text + text.slice(at + change.length);
        }
        expectPartition(parser.parse(text));
      },
    ),
    tries(200, 3_000),
  );
});

test('nesting has no bound', () => {
  const depth = 3000;
  const lines = Array.from({ length: depth }, (_, level) => `${' '.repeat(level)}if a:`);
  const tree = parser.parse(`${lines.join('\n')}\n${' '.repeat(depth)}b\n`);
  expectPartition(tree);
  expect(unitsOf(parser.parse(`a = ${'['.repeat(depth)}${']'.repeat(depth)}\n`))).toHaveLength(1);
});

/** The tokens of a unit. */
function shown(tree: SyntaxTree, unit: Unit): string {
  return tree.nodes
    .filter((node) => node.children.length === 0 && node.end > node.start && unitOf(node) === unit)
    .map((node) => node.text)
    .join(' ');
}

function expectPartition(tree: SyntaxTree): void {
  const units = unitsOf(tree);
  const held = units.flatMap((unit) => unit.nodes);
  const all = tree.nodes.filter((node) => node.isNamed && unitOf(node) !== undefined);
  expect(held.map(({ index }) => index).sort((a, b) => a - b)).toEqual(
    all.map(({ index }) => index),
  );
  const begins = units.map(({ nodes }) => nodes[0]?.index ?? -1);
  expect(begins).toEqual([...begins].sort((a, b) => a - b));
  expect(units.filter((unit) => !holdsItsNodes(tree, unit))).toEqual([]);
  expect(tree.nodes.filter((node) => !isWherePromised(node)).map(({ kind }) => kind)).toEqual([]);
}

function holdsItsNodes(tree: SyntaxTree, unit: Unit): boolean {
  return (
    unit.statement.tree === tree &&
    unit.nodes.every(
      (node, at) => unitOf(node) === unit && node.index > (unit.nodes[at - 1]?.index ?? -1),
    )
  );
}

function isWherePromised(node: SyntaxNode): boolean {
  const unit = unitOf(node);
  if (unit === undefined) {
    if (isInFunction(node)) return false;
    const isContainer = node.kind === (node.parent === undefined ? 'module' : 'block');
    return isContainer || (!isStatement(node) && isOfContainer(node));
  }
  if (isInFunction(node)) return node.parent !== undefined && unit === unitOf(node.parent);
  return !isStatement(node) || !isOfContainer(node) || unit.nodes[0] === node;
}

function isOfContainer({ parent }: SyntaxNode): boolean {
  return parent !== undefined && unitOf(parent) === undefined;
}

/** In its body, that is: other blocks in a broken definition are as blocks anywhere else. */
function isInFunction(node: SyntaxNode): boolean {
  let below = node;
  for (let above = node.parent; above !== undefined; above = above.parent) {
    if (above.kind === 'function_definition' && below.kind === 'block' && below !== node) {
      return true;
    }
    below = above;
  }
  return false;
}
