import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { isBuiltin } from '../server/src/knowledge/builtins';

/** The text of a Python file with DAGs. */
export interface DagFile {
  readonly name: string;
  readonly text: string;
}

/** The text that a bench works on. */
export interface Document {
  readonly text: string;
  /** The absolute path of the file that it is of, where it is as it lies on disk. */
  readonly path?: string;
}

/** The DAG files of the repository: its examples, and those on the pages of the rules. */
export function exampleDags(root: string): DagFile[] {
  const examples = ['fit', 'grounded', 'live'].flatMap((folder) =>
    readDags(path.join(root, 'examples', folder, 'dags')),
  );
  return [...examples, ...dagsOfPages(path.join(root, 'docs/rules'), 'Bad', 'Good')];
}

/** The examples on the pages of rules, under the name of the page. */
export function dagsOfPages(folder: string, ...headings: readonly ('Bad' | 'Good')[]): DagFile[] {
  return readdirSync(folder)
    .sort()
    .flatMap((page) => {
      const text = readFileSync(path.join(folder, page), 'utf8');
      const blocks = text.matchAll(/^## (Bad|Good)\n[\s\S]*?^```python\n([\s\S]*?)^```$/gm);
      return [...blocks]
        .filter(([, heading = '']) => headings.some((wanted) => wanted === heading))
        .map(([, , code = '']) => ({ name: page, text: code }));
    });
}

/** The Python files below a folder, or those that a text file lists, one a line. */
export function readDags(place: string): DagFile[] {
  const paths = statSync(place).isDirectory()
    ? readdirSync(place, { recursive: true, encoding: 'utf8' })
        .filter((name) => name.endsWith('.py'))
        .sort()
        .map((name) => path.join(place, name))
    : readFileSync(place, 'utf8')
        .split('\n')
        .filter((line) => line !== '');
  return paths.map((file) => ({ name: path.resolve(file), text: readFileSync(file, 'utf8') }));
}

export function lineCount(text: string): number {
  return text.split('\n').length - 1;
}

/**
 * One file of about so many lines, of the code of other files: each time one is used again, what it
 * binds and the ids of its DAGs get a new number, and its imports come first, as people write them.
 */
export function fileOfLines(lines: number, dags: readonly DagFile[]): string {
  return fileUntil((_, count) => count >= lines, dags);
}

/** One file of the code of so many files, made in the same way. */
export function repeatedFile(count: number, dags: readonly DagFile[]): string {
  return fileUntil((used) => used >= count, dags);
}

function fileUntil(
  isEnough: (used: number, lines: number) => boolean,
  dags: readonly DagFile[],
): string {
  const imports = new Set<string>();
  const bodies: string[] = [];
  let bodyLines = 0;
  for (let i = 0; !isEnough(i, imports.size + bodyLines) && dags.length > 0; i++) {
    const dag = dags[i % dags.length];
    if (dag === undefined) break;
    const { body, imported } = withoutImports(numbered(dag.text, i + 1));
    for (const statement of imported) imports.add(statement);
    bodies.push(body);
    bodyLines += lineCount(body) + 2;
  }
  return [[...imports].sort().join('\n'), ...bodies].join('\n\n\n');
}

/** So many files of the size of the given ones, each with ids of its own. */
export function manyFiles(count: number, dags: readonly DagFile[]): DagFile[] {
  return Array.from({ length: count }, (_, i) => {
    const dag = dags[i % dags.length];
    if (dag === undefined) throw new Error('there are no DAG files to make others of');
    return { name: `dag_${i + 1}.py`, text: `${numbered(dag.text, i + 1)}# File ${i + 1}\n` };
  });
}

/**
 * The real file that is nearest to a number of lines; where all are much shorter, the text of the longest of them, one
 * after the other.
 */
export function realFileOfLines(lines: number, dags: readonly DagFile[]): Document {
  const bySize = [...dags].sort((a, b) => lineCount(b.text) - lineCount(a.text));
  const [longest] = bySize;
  if (longest === undefined) throw new Error('there are no DAG files');
  if (lineCount(longest.text) < lines * 0.9) {
    const parts: string[] = [];
    let count = 0;
    for (const { text } of bySize) {
      if (count >= lines) break;
      // Python accepts these only where a file begins.
      const part = text.replace(/^from __future__ import .*\n/gm, '');
      parts.push(part);
      count += lineCount(part);
    }
    return { text: parts.join('\n') };
  }
  const distance = ({ text }: DagFile) => Math.abs(lineCount(text) - lines);
  const { name, text } = bySize.reduce((best, each) =>
    distance(each) < distance(best) ? each : best,
  );
  return { text, path: name };
}

function numbered(text: string, number: number): string {
  const bound = [...text.matchAll(/^(?:async )?(?:def|class) (\w+)|^(\w+)(?:: [^=\n]+)? = /gm)];
  const names = bound
    .flatMap(([, defined, assigned]) => defined ?? assigned ?? [])
    // What hides a name of Python's own would hide it no longer.
    .filter((name) => !isBuiltin(name));
  const withNames =
    names.length === 0
      ? text
      : text.replace(new RegExp(`\\b(?:${names.join('|')})\\b`, 'g'), `$&_${number}`);
  return withNames.replace(/(\bdag_id=|\bDAG\(\s*)"(\w+)"/g, `$1"$2_${number}"`);
}

function withoutImports(text: string): { readonly body: string; readonly imported: string[] } {
  const imported: string[] = [];
  const body = text.replace(/^(?:import|from) [^(\n]+\n/gm, (statement) => {
    imported.push(statement.trimEnd());
    return '';
  });
  return { body: body.trim(), imported };
}
