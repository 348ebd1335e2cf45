import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { ParserModules } from '../syntax/parser';

/** The WebAssembly modules that the build puts beside the bundles. */
export async function readParserModules(): Promise<ParserModules> {
  const [runtime, grammar] = await Promise.all(
    ['tree-sitter.wasm', 'tree-sitter-python.wasm'].map((name) =>
      readFile(path.join(__dirname, name)),
    ),
  );
  if (runtime === undefined || grammar === undefined) throw new Error('a module is missing');
  return { runtime, grammar };
}
