import { describe, expect, test } from 'vitest';
import type { ExceptionClass } from '../../../server/src/semantic/flow/exceptions';
import { modelOf } from '../../harness/source';

function nameOf(type: ExceptionClass | undefined): string | undefined {
  return typeof type === 'object' ? `own ${type.child('name')?.text}` : type;
}

async function caught(clause: string, before = ''): Promise<(string | undefined)[]> {
  const model = await modelOf(`${before}\ntry:\n    f()\n${clause}\n    pass\n`);
  const node = model.nodes('except_clause')[0];
  return node === undefined ? [] : model.exceptions.caughtBy(node).map(nameOf);
}

describe('what a handler catches', () => {
  test.each([
    ['except:', '', ['BaseException']],
    ['except ValueError:', '', ['ValueError']],
    ['except IOError as e:', '', ['OSError']],
    ['except (KeyError, OSError):', '', ['KeyError', 'OSError']],
    ['except (KeyError, (OSError, ValueError)) as e:', '', ['KeyError', 'OSError', 'ValueError']],
    ['except ERRORS:', 'ERRORS = (KeyError, OSError)', ['KeyError', 'OSError']],
    ['except ERRORS + (ValueError,):', 'ERRORS = (KeyError,)', ['KeyError', 'ValueError']],
    ['except (*ERRORS, ValueError):', 'ERRORS = (KeyError,)', ['KeyError', 'ValueError']],
    ['except socket.timeout:', 'import socket', ['TimeoutError']],
    ['except builtins.BaseException:', 'import builtins', ['BaseException']],
    [
      'except AirflowTaskTimeout:',
      'from airflow.exceptions import AirflowTaskTimeout',
      ['airflow.AirflowTaskTimeout'],
    ],
    ['except Own:', 'class Own(Exception): pass', ['own Own']],
    ['except self.error:', '', [undefined]],
  ])('%s', async (clause, before, expected) => {
    expect(await caught(clause, before)).toEqual(expected);
  });
});

describe('subclasses', () => {
  test.each([
    ['KeyError', 'LookupError', true],
    ['LookupError', 'KeyError', false],
    ['TimeoutError', 'OSError', true],
    ['SystemExit', 'Exception', false],
    ['airflow.AirflowSkipException', 'airflow.AirflowException', true],
    ['airflow.AirflowTaskTimeout', 'Exception', false],
    ['airflow.TaskDeferred', 'BaseException', true],
    ['requests.Timeout', 'Exception', true],
    ['requests.Timeout', 'OSError', undefined],
  ])('%s is a %s: %s', async (thrown, base, expected) => {
    const model = await modelOf('');
    expect(model.exceptions.isSubclass(thrown, base)).toBe(expected);
  });

  test('classes of the file, also ones that inherit from themselves', async () => {
    const model = await modelOf(
      'class A(OSError): pass\nclass B(A, Mixin): pass\nclass C(C): pass\nclass D(E): pass\nclass E(D): pass\n',
    );
    const [a, b, c, d] = model.nodes('class_definition');
    if (!a || !b || !c || !d) throw new Error('no classes');
    expect(model.exceptions.isSubclass(a, 'OSError')).toBe(true);
    expect(model.exceptions.isSubclass(b, 'Exception')).toBe(true);
    expect(model.exceptions.isSubclass(a, b)).toBe(false);
    expect(model.exceptions.isSubclass(c, 'OSError')).toBeUndefined();
    expect(model.exceptions.isSubclass(d, 'OSError')).toBeUndefined();
  });
});

describe('what is raised', () => {
  test.each([
    ['raise ValueError("x")', 'ValueError'],
    ['raise ValueError', 'ValueError'],
    ['raise', 'KeyError'],
    ['raise e', 'KeyError'],
    ['error = OSError("x")\n    raise error', 'OSError'],
    ['raise make()', undefined],
  ])('%s', async (statement, expected) => {
    const model = await modelOf(`try:\n    f()\nexcept KeyError as e:\n    ${statement}\n`);
    const raise = model.nodes('raise_statement')[0];
    if (raise === undefined) throw new Error('no raise');
    expect(nameOf(model.exceptions.raisedBy(raise))).toBe(expected);
  });
});
