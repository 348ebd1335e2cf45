import { describe, expect, it } from 'vitest';
import { CodeNames } from '../../../server/src/semantic/project/code-names';
import { outlineOf } from '../../../server/src/semantic/project/outline';
import { testParser } from '../../harness/parser';

const parser = await testParser();
const outline = (text: string) => outlineOf(parser.parse(text));

describe('the outline of a file', () => {
  const before =
    'import x  # one\n\ndef f(a):\n    x.run(a)\n\nclass C:\n    def m(self):\n        x.stop()\n';

  it.each([
    ['the body of a function without a result', 'x.run(a)', 'x.run(a, 1)\n    x.log()'],
    ['the body of a method without a result', 'x.stop()', 'x.stop(now=True)'],
    ['a comment', '# one', '# two'],
    ['a comment that is new', 'def f', '# three\ndef f'],
    ['a comment at the end', 'x.stop()\n', 'x.stop()\n\n# three\n'],
  ])('stays for a change of %s', (_, from, to) => {
    expect(outline(before.replace(from, to))).toBe(outline(before));
  });

  it.each([
    ['signature', 'f(a)', 'f(a, b=2)'],
    ['name', 'def m', 'def n'],
    ['import', 'import x', 'import y as x'],
    ['result', 'x.run(a)', 'return x.run(a)'],
    ['what is kept on the instance', 'x.stop()', 'self.x = 1'],
    ['what is kept in the module', 'x.run(a)', 'global g; g = a'],
    ['class', 'class C:', 'class C(Base):'],
    ['what is broken within a body', 'x.run(a)', 'x.run(a,, 1)'],
  ])('differs for another: %s', (_, from, to) => {
    expect(outline(before.replace(from, to))).not.toBe(outline(before));
  });
});

describe('the names of code', () => {
  it('are those of Python, and tell the second of one name apart', () => {
    const tree = parser.parse(
      [
        'def f():',
        '    def g(): pass',
        '    return lambda: 1, lambda: 2',
        'class C:',
        '    def m(self): pass',
        '    class D:',
        '        def m(self): pass',
        'def f(): pass',
        '',
      ].join('\n'),
    );
    const names = new CodeNames(tree);
    const all = tree.nodes.map((node) => names.of(node)).filter((name) => name !== undefined);
    expect(all).toEqual([
      'f',
      'f.<locals>.g',
      'f.<locals>.<lambda>',
      'f.<locals>.<lambda>#2',
      'C',
      'C.m',
      'C.D',
      'C.D.m',
      'f#2',
    ]);
    for (const name of all) expect(names.of(names.find(name) ?? tree.root)).toBe(name);
  });
});
