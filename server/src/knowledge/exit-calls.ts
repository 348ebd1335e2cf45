/**
 * What ends the process that calls it. Source: the Python library reference
 * (https://docs.python.org/3/library/sys.html#sys.exit, .../constants.html#exit,
 * .../os.html#os._exit, .../os.html#os.abort).
 */

/** `exception`: by raising `SystemExit`; `process`: at once, without any clean-up. */
export type ExitKind = 'exception' | 'process';

const exitKinds: Readonly<Record<string, ExitKind>> = {
  'builtins.exit': 'exception',
  'builtins.quit': 'exception',
  'os._exit': 'process',
  'os.abort': 'process',
  'sys.exit': 'exception',
};

export function exitKindOf(qualifiedName: string): ExitKind | undefined {
  return Object.hasOwn(exitKinds, qualifiedName) ? exitKinds[qualifiedName] : undefined;
}
