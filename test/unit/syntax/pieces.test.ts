// A tree that takes over statements of an earlier one is the tree that is parsed from scratch.

import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { firstSyntaxError } from '../../../server/src/syntax/errors';
import type { SyntaxNode, SyntaxTree } from '../../../server/src/syntax/node';
import type { PythonParser } from '../../../server/src/syntax/parser';
import { pieceStarts } from '../../../server/src/syntax/pieces';
import { reading } from '../../../server/src/text/reading';
import { testParser } from '../../harness/parser';
import { historyOf } from '../../harness/text-history';
import { tries } from '../../harness/tries';

const fixtures = path.join(import.meta.dirname, '../../rules');
const sources = readdirSync(fixtures)
  .filter((name) => name.endsWith('.py'))
  .map((name) => readFileSync(path.join(fixtures, name), 'utf8'))
  .sort((a, b) => a.length - b.length);

let parser: PythonParser;
let nothing: SyntaxTree;
beforeAll(async () => {
  parser = await testParser();
  nothing = parser.parse('');
});

test.each([
  ['statements', 'a = 1\nb = 2\n', ['a = 1\n', 'b = 2\n']],
  ['one with clauses', 'if a:\n    b\nelif c:\n    d\nelse:\n    e\nf\n', [-1, 'f\n']],
  ['handlers', 'try:\n    a\nexcept E:\n    b\nfinally:\n    c\nd\n', [-1, 'd\n']],
  ['decorators', 'a\n@b\n# why\n@c(\n  1,\n)\ndef d():\n    pass\ne\n', ['a\n', -1, 'e\n']],
  ['comments', '# a\nb\n# c\n\n# d\ne\n', ['# a\n', 'b\n# c\n\n# d\n', 'e\n']],
  ['a comment in a body', 'def a():\n    b\n# c\n    d\ne\n', [-1, 'e\n']],
  ['brackets', 'a = [\n1,\n(2,\n)]\nb\n', ['a = [\n1,\n(2,\n)]\n', 'b\n']],
  ['brackets in strings', 'a = "["\nb = \'(\' # {\nc\n', ['a = "["\n', "b = '(' # {\n", 'c\n']],
  ['long strings', 'a = """\nb\n\\"""\nc"""\nd\n', ['a = """\nb\n\\"""\nc"""\n', 'd\n']],
  ['a string that goes on', 'a = "b\\\nc"\nd\n', ['a = "b\\\nc"\n', 'd\n']],
  ['a line that goes on', 'a = 1 + \\\nb\nc\n', ['a = 1 + \\\nb\n', 'c\n']],
  ['the same on Windows', 'a = 1 + \\\r\nb\r\nc\r\n', ['a = 1 + \\\r\nb\r\n', 'c\r\n']],
  ['a string without its end', 'a = "b\nc = 1\n', ['a = "b\n', 'c = 1\n']],
  ['a bracket without its end', 'a(\ndef b():\n    pass\n', ['a(\n', 'def b():\n    pass\n']],
  ['the same before a decorator', 'a(\n@b\ndef c(): ...\n', ['a(\n', '@b\ndef c(): ...\n']],
  ['an operator in brackets', 'a = (b\n@c)\nd\n', ['a = (b\n@c)\n', 'd\n']],
  ['a comprehension in brackets', 'a = [b\nfor b in c\nif b]\nd\n', [-1, 'd\n']],
])('%s', (_, text, expected) => {
  const starts = pieceStarts(text);
  const pieces = starts.map((start, i) => text.slice(start, starts[i + 1]));
  expect(pieces.join('')).toBe(text);
  const shown = pieces.map((piece, i) => (expected[i] === -1 ? -1 : piece));
  expect(shown).toEqual(expected);
});

test('what the grammar reads over the end of a line is read as Python does', () => {
  const tree = parser.parse('from a\nimport b\n');
  expect(firstSyntaxError(tree)?.text).toBe('from a');
  expectSame(parser.parse(tree.text, nothing), tree);
});

test('a file without errors is the same in pieces and as a whole', () => {
  const whole = sources
    .map((text) => parser.parse(text))
    .filter((tree) => firstSyntaxError(tree) === undefined);
  expect(whole.length).toBeGreaterThan(100);
  for (const tree of whole) expectSame(parser.parse(tree.text, nothing), tree);
});

const fragments = [
  ...['(', ')', '[', ']', '{', '}', ':', ',', '=', '@', '.', '\\', '\n', '\r', '\r\n', '#', ' '],
  ...['"', "'", '"""', "'''", 'f"{', '}"', '\\\n', '\n    ', '\t', '\f', '\ufeff', '😀', '\0'],
  ...['\ndef f():\n    pass\n', '\n@task\n', 'else:', '\nelse:\n    pass\n', 'import a\n', 'x'],
];

const history = historyOf(fc.constantFrom(...sources.slice(0, 40)), {
  removed: fc.oneof(fc.constant(0), fc.nat(3), fc.nat(200)),
  inserted: fc.oneof(fc.constant(''), fc.constantFrom(...fragments), fc.string({ maxLength: 5 })),
});

test('after any changes a tree is the one that is parsed from scratch', {
  timeout: 3_600_000,
}, () => {
  fc.assert(
    fc.property(history, ([original, ...versions]) => {
      let tree = parser.parse(original);
      for (const current of versions) {
        tree = parser.parse(current, tree);
        expectSame(tree, parser.parse(current));
      }
    }),
    tries(60, 10_000),
  );
});

test('a tree that is edited is the one that is parsed from scratch, and tells what changed', {
  timeout: 3_600_000,
}, () => {
  fc.assert(
    fc.property(history, ([original, ...versions]) => {
      const tree = parser.parse(original);
      for (const current of versions) {
        const seen = tree.nodes.map((node) => ({
          node,
          children: reading.record(() => [...node.children]),
          text: reading.record(() => node.text),
        }));
        parser.update(tree, current);
        expectSame(tree, parser.parse(current));
        const there = new Set(tree.nodes);
        const wronglyKept = seen.filter(({ children, node, text }) => {
          const [holdsBelow, holdsText] = [
            reading.isUnchanged(children),
            reading.isUnchanged(text),
          ];
          if ((holdsBelow || holdsText) && !there.has(node)) return true;
          if (holdsText && node.text !== text.answer) return true;
          const below = children.answer;
          return (
            holdsBelow &&
            (node.children.length !== below.length ||
              node.children.some((child, i) => child !== below[i]))
          );
        });
        expect(wronglyKept).toHaveLength(0);
      }
    }),
    tries(60, 10_000),
  );
});

test('what lies outside of a change keeps its nodes', () => {
  const [first, typed, last] = [
    'def f():\n    a(1)\n\n',
    'with b:\n    c(x)\n    d()\n',
    '@e\ndef g(): ...\n',
  ];
  const tree = parser.parse(first + typed + last);
  const kept = tree.nodes.filter(({ text }) => !/[xX]/.test(text));
  const holder = tree.nodes.find(({ kind, text }) => kind === 'call' && text === 'c(x)');
  parser.update(tree, `${first}${typed.replace('x', 'x, 1')}${last}`);
  expect(tree.nodes).toEqual(expect.arrayContaining([...kept, holder]));
  expect(holder?.text).toBe('c(x, 1)');
});

/** Compared as lists of what the nodes are, since they lead to each other in circles. */
function expectSame(tree: SyntaxTree, other: SyntaxTree): void {
  expect(tree.text).toBe(other.text);
  const [nodes, others] = [tree.nodes, other.nodes].map((all) => all.map(described));
  // Far faster than a comparison that can tell the difference, which is made only where there is one.
  if (nodes?.join('\n') !== others?.join('\n')) expect(nodes).toEqual(others);
  expect(tree.nodes.every((node) => node.tree === tree)).toBe(true);
}

function described(node: SyntaxNode): string {
  const { children, end, field, index, isMissing, isNamed, kind, parent, start } = node;
  const below = children.map((child) => child.index);
  return `${[kind, field, isNamed, isMissing, start, end, index, parent?.index, `[${below}]`]}`;
}
