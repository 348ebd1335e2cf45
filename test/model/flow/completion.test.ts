import { beforeAll, describe, expect, test } from 'vitest';
import { FileModel } from '../../../server/src/semantic/file-model';
import type { PythonParser } from '../../../server/src/syntax/parser';
import { testParser } from '../../harness/parser';

let parser: PythonParser;
beforeAll(async () => {
  parser = await testParser();
});

/** How the body of the file's last function can end: `normal` and the kinds of its jumps. */
function endings(source: string): string[] {
  const model = new FileModel(parser.parse(source));
  const definition = model.nodes('function_definition').at(-1);
  const { isNormal, jumps } = model.completions.ofBlock(definition?.child('body'));
  return [
    ...(isNormal ? ['normal'] : []),
    ...jumps.map((jump) => {
      if (jump.kind !== 'raise') return jump.kind;
      const { exception } = jump;
      const name = typeof exception === 'string' ? exception : exception?.child('name')?.text;
      return `raise ${name ?? '?'}`;
    }),
  ];
}

function body(...lines: string[]): string {
  return ['def f(x):', ...lines.map((line) => `    ${line}`)].join('\n');
}

describe('ways out of a function', () => {
  test.each([
    ['falls through', body('a = 1'), ['normal']],
    ['returns', body('return 1', 'a = 1'), ['return']],
    ['raises', body('raise ValueError("x")'), ['raise ValueError']],
    [
      'a branch of two',
      body('if x:', '    return', 'else:', '    raise KeyError'),
      ['return', 'raise KeyError'],
    ],
    ['a branch without else', body('if x:', '    return'), ['normal', 'return']],
    ['a branch that is dead', body('if False:', '    return'), ['normal']],
    ['a branch that is certain', body('if True:', '    return', 'a = 1'), ['return']],
    [
      'elif',
      body('if x:', '    return', 'elif x > 1:', '    raise OSError', 'else:', '    pass'),
      ['normal', 'return', 'raise OSError'],
    ],
    ['an assertion', body('assert x, "why"'), ['normal', 'raise AssertionError']],
    ['an assertion that always fails', body('assert False'), ['raise AssertionError']],
    ['sys.exit', `import sys\n${body('sys.exit(1)', 'return')}`, ['raise SystemExit']],
    ['os._exit', `import os\n${body('os._exit(1)', 'return 1')}`, ['return']],
    ['next() of an iterator', body('a = next(x)'), ['normal', 'raise StopIteration']],
    ['next() with a default', body('a = next(x, None)'), ['normal']],
    ['a deferral', body('self.defer(trigger=x)', 'return'), ['raise airflow.TaskDeferred']],
    ['yield', body('a = yield x'), ['normal', 'yield']],
    ['a nested function', body('def g():', '    return'), ['return']],
  ])('%s', (_, source, expected) => expect(endings(source)).toEqual(expected));
});

describe('loops', () => {
  test.each([
    ['an endless one', body('while True:', '    pass'), []],
    ['an endless one with a break', body('while True:', '    break'), ['normal']],
    ['an endless one with a return', body('while True:', '    return'), ['return']],
    ['one with a condition', body('while x:', '    return'), ['normal', 'return']],
    ['a break of an inner loop', body('while True:', '    while x:', '        break'), []],
    [
      'a break in the else of an inner loop',
      body('while True:', '    for a in x:', '        pass', '    else:', '        break'),
      ['normal'],
    ],
    ['a constant flag', body('go = 1', 'while go:', '    pass'), []],
    [
      'a flag that nonlocal changes',
      body('go = 1', 'def g():', '    nonlocal go', '    go = 0', 'while go:', '    g()'),
      ['normal'],
    ],
  ])('%s', (_, source, expected) => expect(outer(source)).toEqual(expected));

  function outer(source: string): string[] {
    const model = new FileModel(parser.parse(source));
    const definition = model.nodes('function_definition')[0];
    const { isNormal, jumps } = model.completions.ofBlock(definition?.child('body'));
    return [...(isNormal ? ['normal'] : []), ...jumps.map(({ kind }) => kind)];
  }
});

describe('handlers', () => {
  test.each([
    [
      'one that catches what is raised',
      body('try:', '    raise KeyError', 'except LookupError:', '    pass'),
      ['normal'],
    ],
    [
      'one that does not',
      body('try:', '    raise KeyError', 'except ValueError:', '    pass'),
      ['normal', 'raise KeyError'],
    ],
    [
      'a base class of the file',
      'class A(Exception): pass\nclass B(A): pass\n' +
        body('try:', '    raise B()', 'except A:', '    return'),
      ['return'],
    ],
    [
      'the exception of exit calls passes Exception',
      `import sys\n${body('try:', '    sys.exit()', 'except Exception:', '    pass')}`,
      ['normal', 'raise SystemExit'],
    ],
    [
      'a bare one catches all',
      `import sys\n${body('try:', '    sys.exit()', 'except:', '    pass')}`,
      ['normal'],
    ],
    [
      'a tuple by name',
      'ERRORS = (KeyError, OSError)\n' +
        body('try:', '    raise OSError', 'except ERRORS:', '    return'),
      ['return'],
    ],
    [
      'what else raises is not caught',
      body('try:', '    pass', 'except KeyError:', '    pass', 'else:', '    raise KeyError'),
      ['normal', 'raise KeyError'],
    ],
    [
      'a bare raise raises what was caught',
      body('try:', '    g()', 'except KeyError:', '    raise', 'else:', '    return'),
      ['return', 'raise KeyError'],
    ],
    [
      'raise e',
      body('try:', '    g()', 'except OSError as e:', '    raise e', 'else:', '    return'),
      ['return', 'raise OSError'],
    ],
    [
      'finally that returns',
      body('try:', '    raise KeyError', 'finally:', '    return'),
      ['return'],
    ],
    [
      'finally that runs on',
      body('try:', '    raise KeyError', 'finally:', '    g()'),
      ['raise KeyError'],
    ],
    [
      'a handler that only Ctrl-C reaches',
      body('try:', '    g()', 'except KeyboardInterrupt:', '    return'),
      ['normal'],
    ],
    [
      'suppress',
      `import contextlib\n${body('with contextlib.suppress(KeyError):', '    raise KeyError')}`,
      ['normal'],
    ],
    [
      'suppress of something else',
      `import contextlib\n${body('with contextlib.suppress(OSError):', '    raise KeyError')}`,
      ['normal', 'raise KeyError'],
    ],
    [
      'a generator that handles what its body raises',
      'import contextlib\n@contextlib.contextmanager\ndef c():\n    try:\n        yield\n' +
        `    except LookupError:\n        pass\n${body('with c():', '    raise KeyError')}`,
      ['normal'],
    ],
    [
      'a generator that handles something else',
      'import contextlib\n@contextlib.contextmanager\ndef c():\n    try:\n        yield\n' +
        `    except OSError:\n        pass\n${body('with c():', '    raise KeyError')}`,
      ['normal', 'raise KeyError'],
    ],
    [
      'a generator that raises again on some way',
      'import contextlib\n@contextlib.contextmanager\ndef c(x):\n    try:\n        yield\n' +
        `    except KeyError:\n        if x: raise\n${body('with c(x):', '    raise KeyError')}`,
      ['raise KeyError'],
    ],
    [
      'a generator that is no context manager',
      'def c():\n    try:\n        yield\n' +
        `    except KeyError:\n        pass\n${body('with c():', '    raise KeyError')}`,
      ['raise KeyError'],
    ],
    [
      'an __exit__ that returns true',
      'class C:\n    def __exit__(self, *error):\n        return True\n' +
        body('with C() as c:', '    raise SystemExit'),
      ['normal'],
    ],
    [
      'an inherited __exit__, of a name and in a tuple',
      'class A:\n    def __exit__(self, *error):\n        return True\nclass C(A): pass\n' +
        body('c = C()', 'with (open(x) as o, c):', '    raise SystemExit'),
      ['normal'],
    ],
    [
      'an __exit__ that returns true only sometimes',
      'class C:\n    def __exit__(self, kind, *error):\n        return kind is KeyError\n' +
        body('with C():', '    raise KeyError'),
      ['raise KeyError'],
    ],
    [
      'a context manager that is entered in itself',
      'import contextlib\n@contextlib.contextmanager\ndef c():\n    with c():\n        yield\n' +
        body('with c():', '    raise KeyError'),
      ['raise KeyError'],
    ],
    [
      'a class named like its base',
      'class TimeoutError(TimeoutError): pass\n' +
        body('try:', '    raise TimeoutError()', 'except OSError:', '    return'),
      ['return'],
    ],
  ])('%s', (_, source, expected) => expect(endings(source)).toEqual(expected));
});

describe('functions of the file', () => {
  test('a helper that may raise', () => {
    expect(endings(`def g(x):\n    if x:\n        raise OSError\n${body('g(x)')}`)).toEqual([
      'normal',
      'raise OSError',
    ]);
  });

  test('a helper that always raises is not run past', () => {
    expect(endings(`def g():\n    raise OSError\n${body('g()', 'return')}`)).toEqual([
      'raise OSError',
    ]);
  });

  test('functions that call each other come to an end', () => {
    const source = `def g():\n    f(1)\n    raise KeyError\n${body('g()', 'return')}`;
    expect(endings(source)).toEqual(['raise KeyError']);
  });

  test('calling a generator function raises nothing', () => {
    expect(endings(`def g():\n    yield 1\n    raise KeyError\n${body('g()')}`)).toEqual([
      'normal',
    ]);
  });

  test('a chain of helpers longer than a stack comes to an answer', () => {
    const chain = Array.from({ length: 3000 }, (_, i) => `def g${i}():\n    g${i + 1}()\n`).join(
      '',
    );
    expect(endings(`${chain}${body('g0()')}`)).toEqual(['normal']);
  });

  test('blocks nested deeper than CPython allows come to an answer', () => {
    const depth = 2000;
    const lines = Array.from({ length: depth }, (_, i) => `${' '.repeat(i + 1)}if x:\n`).join('');
    expect(endings(`def f(x):\n${lines}${' '.repeat(depth + 1)}return\n`)).toContain('normal');
  });
});

describe('match', () => {
  test('with a case for everything else', () => {
    const source = body(
      'match x:',
      '    case 1:',
      '        return',
      '    case _:',
      '        raise KeyError',
    );
    expect(endings(source)).toEqual(['return', 'raise KeyError']);
  });

  test('with a name that captures everything', () => {
    const source = body(
      'match x:',
      '    case 1:',
      '        return',
      '    case other:',
      '        return',
    );
    expect(endings(source)).toEqual(['return', 'return']);
  });

  test('without one', () => {
    expect(endings(body('match x:', '    case 1:', '        return'))).toEqual([
      'normal',
      'return',
    ]);
  });
});
