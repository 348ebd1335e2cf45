import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { PythonParser } from '../../server/src/syntax/parser';

const require = createRequire(import.meta.url);
let loading: Promise<PythonParser> | undefined;

/** The parser that all tests of a worker share. */
export function testParser(): Promise<PythonParser> {
  loading ??= load();
  return loading;
}

async function load(): Promise<PythonParser> {
  const [runtime, grammar] = await Promise.all([
    readFile(require.resolve('web-tree-sitter/web-tree-sitter.wasm')),
    readFile(require.resolve('tree-sitter-python/tree-sitter-python.wasm')),
  ]);
  return PythonParser.load({ runtime, grammar });
}
