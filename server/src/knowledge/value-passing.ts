/**
 * Functions and methods that hand on what they are given, so that it can be followed through them.
 * Source: the Python library reference (built-in functions and types, asyncio, concurrent.futures,
 * contextlib), and https://tqdm.github.io/.
 */

/** Methods that put a value into a collection. */
export const addingMethods: ReadonlySet<string> = new Set([
  'add',
  'append',
  'appendleft',
  'insert',
]);

/** Methods that give all that a collection holds. */
export const viewMethods: ReadonlySet<string> = new Set(['copy', 'items', 'keys', 'values']);

/** Methods that give one value that a collection holds. */
export const takingMethods: ReadonlySet<string> = new Set(['get', 'pop', 'popleft']);

/** Functions that look at a value without finding out what became of it. */
export const silentFunctions: ReadonlySet<string> = new Set([
  'builtins.id',
  'builtins.print',
  'builtins.repr',
  'builtins.str',
  'builtins.type',
]);

/** Functions that give what they are given, sooner or later. */
export const wrappingFunctions: ReadonlySet<string> = new Set([
  'asyncio.shield',
  'asyncio.wait_for',
  'contextlib.closing',
]);

/** Built-in functions whose result holds the very elements of their argument. */
export const reorderingFunctions: ReadonlySet<string> = new Set([
  'builtins.iter',
  'builtins.list',
  'builtins.reversed',
  'builtins.set',
  'builtins.sorted',
  'builtins.tuple',
]);

/** Functions whose result has the elements of what they are given, be it in pairs with others. */
export const passingFunctions: ReadonlySet<string> = new Set([
  ...reorderingFunctions,
  'asyncio.as_completed',
  'builtins.enumerate',
  'builtins.zip',
  'concurrent.futures.as_completed',
  'tqdm.auto.tqdm',
  'tqdm.tqdm',
]);
