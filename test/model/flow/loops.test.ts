import { beforeAll, describe, expect, test } from 'vitest';
import { FileModel } from '../../../server/src/semantic/file-model';
import type { Loop } from '../../../server/src/semantic/flow/loops';
import type { PythonParser } from '../../../server/src/syntax/parser';
import { testParser } from '../../harness/parser';

let parser: PythonParser;
beforeAll(async () => {
  parser = await testParser();
});

function firstLoop(source: string): Loop {
  const loop = new FileModel(parser.parse(source)).loops[0];
  if (loop === undefined) throw new Error('no loop');
  return loop;
}

function inFunction(...lines: string[]): string {
  return ['def f(x, y=0):', ...lines.map((line) => `    ${line}`)].join('\n');
}

describe('headers that never end a loop', () => {
  test.each([
    ['while True', inFunction('while True:', '    g()'), 'condition'],
    ['while 1 == 1', inFunction('while 1 == 1:', '    g()'), 'condition'],
    ['while not 0', inFunction('while not 0:', '    g()'), 'condition'],
    ['a constant name', inFunction('go = True', 'while go:', '    g()'), 'unchanged-flag'],
    ['a module constant', `LIMIT = 3\n${inFunction('while LIMIT:', '    g()')}`, 'unchanged-flag'],
    [
      'a counter that is never counted',
      inFunction('i = 0', 'while i != 10:', '    g()'),
      'unchanged-flag',
    ],
    [
      'two constants',
      inFunction('a = True', 'b = None', 'while a and not b:', '    g()'),
      'unchanged-flag',
    ],
    ['a parameter against a constant', inFunction('while y < 5:', '    g()'), 'unchanged-flag'],
    [
      'itertools.count',
      `import itertools\n${inFunction('for i in itertools.count():', '    g(i)')}`,
      'iterator',
    ],
    [
      'enumerate of cycle',
      'from itertools import cycle\n' +
        inFunction('for i, j in enumerate(cycle("ab")):', '    g(i)'),
      'iterator',
    ],
    [
      'zip of counts',
      'import itertools\n' +
        inFunction('for i in zip(itertools.count(), itertools.count(2)):', '    g(i)'),
      'iterator',
    ],
    [
      'repeat',
      `import itertools\n${inFunction('for i in itertools.repeat(None):', '    g(i)')}`,
      'iterator',
    ],
    [
      'bytes from text',
      inFunction('s = open(x)', 'for line in iter(s.readline, b""):', '    g(line)'),
      'iterator',
    ],
    [
      'text from bytes',
      inFunction(
        'with open(x, "rb") as s:',
        '    for line in iter(s.readline, ""):',
        '        g(line)',
      ),
      'iterator',
    ],
  ])('%s', (_, source, kind) => expect(firstLoop(source).endless?.kind).toBe(kind));
});

describe('headers that can end a loop', () => {
  test.each([
    ['a call', inFunction('while g():', '    pass')],
    ['false', inFunction('while False:', '    g()')],
    ['a parameter alone, which may be a list', inFunction('while x:', '    x.pop()')],
    ['a name assigned in the loop', inFunction('a = True', 'while a:', '    a = g()')],
    ['a name counted in the loop', inFunction('a = 1', 'while a < 5:', '    a += 1')],
    [
      'a name bound by a for in the loop',
      inFunction('a = 1', 'while a:', '    for a in x:', '        g()'),
    ],
    [
      'a name bound by with in the loop',
      inFunction('a = 1', 'while a:', '    with g() as a:', '        g()'),
    ],
    [
      'a global that a function changes',
      'go = True\ndef stop():\n    global go\n    go = False\n' +
        inFunction('while go:', '    g()'),
    ],
    ['a compared object that the loop uses', inFunction('while x != 5:', '    x.next()')],
    ['a deleted name', inFunction('a = 1', 'while a:', '    del a')],
    [
      'an inner loop whose name the outer one sets',
      inFunction('a = 1', 'while x():', '    while a:', '        g()', '    a = 1'),
    ],
    ['an attribute of something else', inFunction('while x.going:', '    g()')],
    [
      'repeat with a number',
      `import itertools\n${inFunction('for i in itertools.repeat(None, 3):', '    g(i)')}`,
    ],
    [
      'zip with an end',
      `import itertools\n${inFunction('for i in zip(itertools.count(), x):', '    g(i)')}`,
    ],
    [
      'lines of text',
      inFunction('s = open(x)', 'for line in iter(s.readline, ""):', '    g(line)'),
    ],
    ['a stream of unknown kind', inFunction('for line in iter(x.readline, b""):', '    g(line)')],
    [
      'a mode that is not known',
      inFunction('s = open(x, y)', 'for line in iter(s.readline, b""):', '    g(line)'),
    ],
  ])('%s', (_, source) => {
    const model = new FileModel(parser.parse(source));
    expect(model.loops.at(-1)?.endless).toBeUndefined();
  });
});

describe('exits', () => {
  test.each([
    ['none', ['while True:', '    g()'], []],
    ['break', ['while True:', '    break'], ['break']],
    ['a break of an inner loop is none', ['while True:', '    for a in x:', '        break'], []],
    [
      'a raise that is caught inside is none',
      [
        'while True:',
        '    try:',
        '        raise KeyError',
        '    except Exception:',
        '        pass',
      ],
      [],
    ],
    [
      'a broad handler that raises again is none',
      ['while True:', '    try:', '        g()', '    except Exception:', '        raise'],
      [],
    ],
    [
      'a broad handler that raises another is none',
      [
        'while True:',
        '    try:',
        '        g()',
        '    except Exception as e:',
        '        raise OSError from e',
      ],
      [],
    ],
    [
      'a narrow handler that raises again is one',
      ['while True:', '    try:', '        g()', '    except KeyError:', '        raise'],
      ['raise'],
    ],
    [
      'a broad handler that raises on a condition is one',
      [
        'while True:',
        '    try:',
        '        g()',
        '    except Exception:',
        '        if y:',
        '            raise',
      ],
      ['raise'],
    ],
    [
      'a broad handler that breaks is one',
      ['while True:', '    try:', '        g()', '    except Exception:', '        break'],
      ['break'],
    ],
    [
      'a handler of Ctrl-C is none',
      ['while True:', '    try:', '        g()', '    except KeyboardInterrupt:', '        break'],
      [],
    ],
    ['a yield is one', ['while True:', '    yield 1'], ['yield']],
  ])('%s', (_, lines, kinds) => {
    expect(firstLoop(inFunction(...lines)).exits.map(({ kind }) => kind)).toEqual(kinds);
  });

  test('the end of the data, caught around the loop', () => {
    const around = (type: string) =>
      firstLoop(inFunction('try:', '    while True:', '        g()', `except ${type}:`, '    pass'))
        .exits.length;
    expect(around('StopIteration')).toBe(1);
    expect(around('queue.Empty')).toBe(1);
    expect(around('OSError')).toBe(0);
    expect(around('Exception')).toBe(0);
  });

  test('the end of the data, suppressed around the loop', () => {
    const around = (type: string) =>
      firstLoop(
        inFunction(
          'import contextlib, queue',
          `with contextlib.suppress(${type}):`,
          '    while True:',
          '        g()',
        ),
      ).exits.length;
    expect(around('queue.Empty')).toBe(1);
    expect(around('Exception')).toBe(0);
  });

  test('what a caught raise is caught by', () => {
    const loop = firstLoop(
      inFunction(
        'while True:',
        '    try:',
        '        raise KeyError',
        '    except LookupError:',
        '        pass',
      ),
    );
    expect(loop.caughtRaises.map(({ catcher }) => catcher.child('value')?.text)).toEqual([
      'LookupError',
    ]);
  });
});

describe('generators', () => {
  const generator = 'def ticks():\n    while True:\n        yield 1\n';

  test.each([
    ['a for without a way out', 'for tick in ticks():\n    print(tick)\n'],
    ['enumerate', 'for i, tick in enumerate(ticks()):\n    print(tick)\n'],
    ['list', 'list(ticks())\n'],
    ['a comprehension', '[tick for tick in ticks()]\n'],
    ['sum of a generator expression', 'sum(tick for tick in ticks())\n'],
    ['through a name', 'values = ticks()\nfor tick in values:\n    print(tick)\n'],
    ['through yield from', 'def all_ticks():\n    yield from ticks()\nlist(all_ticks())\n'],
    [
      'a function of the file',
      'def consume(some):\n    for tick in some:\n        print(tick)\nconsume(ticks())\n',
    ],
    ['a deque', 'import collections\ncollections.deque(ticks(), maxlen=1)\n'],
    ['a display', 'values = ticks()\nprint([*values])\n'],
  ])('%s reads it to its end', (_, consumer) => {
    expect(firstLoop(generator + consumer).exits).toEqual([]);
    expect(firstLoop(generator + consumer).consumer).toBeDefined();
  });

  test.each([
    ['nobody', ''],
    ['a for with a break', 'for tick in ticks():\n    if tick:\n        break\n'],
    ['islice', 'import itertools\nlist(itertools.islice(ticks(), 3))\n'],
    ['next', 'next(ticks())\n'],
    ['someone else', 'consume(ticks())\n'],
    [
      'a function of the file that stops',
      'def consume(some):\n    for tick in some:\n        return tick\nconsume(ticks())\n',
    ],
    ['yield from that nobody reads', 'def all_ticks():\n    yield from ticks()\n'],
    ['any', 'any(tick for tick in ticks())\n'],
  ])('%s reads it to its end', (_, consumer) => {
    expect(firstLoop(generator + consumer).exits).toHaveLength(1);
  });
});
