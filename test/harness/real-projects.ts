// Projects that are made of real Python code: files of several top-level statements, some of which are moved to a module
// that the file then imports, so that each is analyzed with others around it.

import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { exampleDags, readDags } from '../../bench/dag-files';
import { pieceStarts } from '../../server/src/syntax/pieces';
import { parseFixture } from './fixture';

const root = path.join(import.meta.dirname, '../..');

/** Files of more lines make every try slow, and have little that smaller ones have not. */
const mostLines = 120;

/**
 * The texts of Python code in this repository: examples, rules' pages and the cases of fixtures.
 *
 * @param further a folder with DAG files, or a text file that lists some
 */
export function realTexts(further?: string): readonly string[] {
  const fixtures = path.join(root, 'test/rules');
  const cases = readdirSync(fixtures)
    .filter((name) => name.endsWith('.py') && !name.endsWith('.fixed.py'))
    .sort()
    .flatMap((name) => parseFixture(readFileSync(path.join(fixtures, name), 'utf8')));
  const given = further === undefined ? [] : readDags(further);
  return [...exampleDags(root), ...cases, ...given]
    .map(({ text }) => text)
    .filter((text) => text.split('\n').length <= mostLines);
}

/** The top-level statements of a text, each with what stands behind it until the next one. */
export function piecesOf(text: string): string[] {
  const starts = pieceStarts(text);
  return starts.map((start, i) => text.slice(start, starts[i + 1]));
}

/** The name of the function or class that a top-level statement defines. */
export function definedName(piece: string): string | undefined {
  return /^(?:@[^\n]*\n)*(?:async def|def|class) (\w+)/.exec(piece)?.[1];
}

/** How a file gets hold of what was moved to another one. */
interface Split {
  readonly helper: (file: string) => string;
  readonly imports: (file: string, names: readonly string[]) => string;
}

const splits: readonly Split[] = [
  {
    helper: (file) => `/p/dags/${file}_helpers.py`,
    imports: (file, names) => `from ${file}_helpers import ${names.join(', ')}\n`,
  },
  {
    helper: (file) => `/p/plugins/${file}_shared/work.py`,
    imports: (file) => `from ${file}_shared.work import *\n`,
  },
  {
    helper: (file) => `/p/dags/${file}_parts/__init__.py`,
    imports: (file, names) => `from .${file}_parts import ${names.join(', ')}\n`,
  },
];

interface RealFile {
  /** Positions in the list of texts. */
  readonly parts: readonly number[];
  /** Position in the list of splits; undefined for a file that is left whole. */
  readonly split: number | undefined;
  readonly isOnWindows: boolean;
}

/** A few files, as texts by path. */
export function realProject(
  texts: readonly string[],
): fc.Arbitrary<Readonly<Record<string, string>>> {
  const file: fc.Arbitrary<RealFile> = fc.record({
    parts: fc.array(fc.nat(texts.length - 1), { minLength: 1, maxLength: 3 }),
    split: fc.option(fc.nat(splits.length - 1), { nil: undefined }),
    isOnWindows: fc.integer({ min: 0, max: 9 }).map((number) => number === 9),
  });
  return fc
    .array(file, { minLength: 1, maxLength: 3 })
    .map((files) =>
      Object.fromEntries(
        files.flatMap((each, i) => [...filesOf(each, ['sales', 'stock', 'team'][i] ?? '', texts)]),
      ),
    );
}

function* filesOf(
  { isOnWindows, parts, split }: RealFile,
  name: string,
  texts: readonly string[],
): Generator<readonly [string, string]> {
  const text = parts
    .map((part) => texts[part] ?? '')
    .join('\n\n')
    .replaceAll('\r\n', '\n');
  const end = (lines: string) => (isOnWindows ? lines.replaceAll('\n', '\r\n') : lines);
  const dag = `/p/dags/${name}.py`;
  const way = split === undefined ? undefined : splits[split];
  const pieces = piecesOf(text);
  const moved = pieces.filter((piece) => /^(?:async def|def|class) /.test(piece));
  const names = moved.flatMap((piece) => definedName(piece) ?? []);
  if (way === undefined || names.length === 0) {
    yield [dag, end(text)];
    return;
  }
  const imports = pieces.filter((piece) => /^(?:import|from) /.test(piece));
  yield [way.helper(name), end([...imports, ...moved].join(''))];
  const kept = pieces.filter((piece) => !moved.includes(piece));
  yield [dag, end(way.imports(name, names) + kept.join(''))];
}
