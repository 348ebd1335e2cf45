/** Names of Python's `builtins` module. Source: CPython 3.8 to 3.14, `dir(builtins)`. */
const builtinFunctions =
  'abs aiter all anext any ascii bin bool breakpoint bytearray bytes callable chr classmethod ' +
  'compile complex copyright credits delattr dict dir divmod enumerate eval exec exit filter ' +
  'float format frozenset getattr globals hasattr hash help hex id input int isinstance ' +
  'issubclass iter len license list locals map max memoryview min next object oct open ord pow ' +
  'print property quit range repr reversed round set setattr slice sorted staticmethod str sum ' +
  'super tuple type vars zip __import__';

/**
 * Built-in exceptions with their direct base class. Source: the hierarchy in the Python library
 * reference, "Built-in Exceptions".
 */
const exceptionBases: Readonly<Record<string, string>> = {
  ArithmeticError: 'Exception',
  AssertionError: 'Exception',
  AttributeError: 'Exception',
  BaseException: 'object',
  BaseExceptionGroup: 'BaseException',
  BlockingIOError: 'OSError',
  BrokenPipeError: 'ConnectionError',
  BufferError: 'Exception',
  ChildProcessError: 'OSError',
  ConnectionAbortedError: 'ConnectionError',
  ConnectionError: 'OSError',
  ConnectionRefusedError: 'ConnectionError',
  ConnectionResetError: 'ConnectionError',
  EOFError: 'Exception',
  Exception: 'BaseException',
  ExceptionGroup: 'Exception',
  FileExistsError: 'OSError',
  FileNotFoundError: 'OSError',
  FloatingPointError: 'ArithmeticError',
  GeneratorExit: 'BaseException',
  ImportError: 'Exception',
  IndentationError: 'SyntaxError',
  IndexError: 'LookupError',
  InterruptedError: 'OSError',
  IsADirectoryError: 'OSError',
  KeyError: 'LookupError',
  KeyboardInterrupt: 'BaseException',
  LookupError: 'Exception',
  MemoryError: 'Exception',
  ModuleNotFoundError: 'ImportError',
  NameError: 'Exception',
  NotADirectoryError: 'OSError',
  NotImplementedError: 'RuntimeError',
  OSError: 'Exception',
  OverflowError: 'ArithmeticError',
  PermissionError: 'OSError',
  ProcessLookupError: 'OSError',
  RecursionError: 'RuntimeError',
  ReferenceError: 'Exception',
  RuntimeError: 'Exception',
  StopAsyncIteration: 'Exception',
  StopIteration: 'Exception',
  SyntaxError: 'Exception',
  SystemError: 'Exception',
  SystemExit: 'BaseException',
  TabError: 'IndentationError',
  TimeoutError: 'OSError',
  TypeError: 'Exception',
  UnboundLocalError: 'NameError',
  UnicodeDecodeError: 'UnicodeError',
  UnicodeEncodeError: 'UnicodeError',
  UnicodeError: 'ValueError',
  UnicodeTranslateError: 'UnicodeError',
  ValueError: 'Exception',
  Warning: 'Exception',
  ZeroDivisionError: 'ArithmeticError',
};

/** Second names of one exception since Python 3.3. */
const exceptionAliases: Readonly<Record<string, string>> = {
  EnvironmentError: 'OSError',
  IOError: 'OSError',
  'select.error': 'OSError',
  'socket.error': 'OSError',
  'socket.timeout': 'TimeoutError',
};

const names: ReadonlySet<string> = new Set([
  ...builtinFunctions.split(' '),
  ...Object.keys(exceptionBases),
  ...Object.keys(exceptionAliases),
]);

export function isBuiltin(name: string): boolean {
  return names.has(name);
}

/** The exception's first name (`OSError` for `IOError`); undefined if it is not a built-in one. */
export function builtinException(name: string): string | undefined {
  const canonical = exceptionAliases[name] ?? name;
  return Object.hasOwn(exceptionBases, canonical) ? canonical : undefined;
}

/** The built-in exception's base classes from the nearest to `BaseException`. */
export function builtinExceptionBases(name: string): string[] {
  const bases: string[] = [];
  let base = exceptionBases[builtinException(name) ?? ''];
  while (base !== undefined && base !== 'object') {
    bases.push(base);
    base = exceptionBases[base];
  }
  return bases;
}
