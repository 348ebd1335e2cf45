// The imports of a file, read from its text alone: what looks like an import inside a string is
// among them, so they are only candidates, but none is missing.

import type { TextRange } from '../../text/range';

const keyword = /\b(?:from|import)\b/g;
const token = /[\p{ID_Start}_]\p{ID_Continue}*|\\(?:\r\n|\r|\n)|#[^\r\n]*|[ \t\f]+|[\s\S]/uy;
export const airflowWords = /airflow|\bDAG\b|@(?:dag|task)\b|Operator\b|Sensor\b|_callback\b/;
const searchPath = /\bsys\s*\.\s*path\b/;

/** What the index knows of a file without parsing it. */
export interface ImportScan {
  /** Dotted names as in `Binding.imported`, and whole for `import a.b.c`. */
  readonly imported: readonly string[];
  /** The parts of these names, for telling which files a new module may matter to. */
  readonly words: ReadonlySet<string>;
  /** The text has a word of Airflow's in it, without which it can neither have a DAG nor a task. */
  readonly mentionsAirflow: boolean;
  /** The file itself changes where Python looks for modules. */
  readonly changesPath: boolean;
}

/** The scan of a text, with the text and where the imports stand in it, in order. */
export interface ScannedText {
  readonly text: string;
  readonly scan: ImportScan;
  readonly statements: readonly TextRange[];
}

export function scanImports(text: string): ImportScan {
  return scanText(text).scan;
}

export function scanText(text: string): ScannedText {
  const imported = new Set<string>();
  const statements: TextRange[] = [];
  let end = 0;
  for (const { 0: word, index } of text.matchAll(keyword)) {
    // The `import` of a statement that goes on over several lines.
    if (index < end || !beginsStatement(text, index)) continue;
    const isFrom = word === 'from';
    const statement = statementWords(text, index + word.length);
    const { words } = statement;
    end = statement.end;
    statements.push({ start: index, end });
    for (const name of isFrom ? namesOfFrom(words) : namesOfImport(words)) imported.add(name);
  }
  const words = new Set([...imported].flatMap((name) => name.split('.')));
  words.delete('');
  const scan = {
    imported: [...imported],
    words,
    mentionsAirflow: airflowWords.test(text),
    changesPath: searchPath.test(text),
  };
  return { text, scan, statements };
}

/** Whether a word is the first of a statement: but for white space, its line or an earlier statement lies before it. */
function beginsStatement(text: string, word: number): boolean {
  let before = word - 1;
  while (/[ \t\f]/.test(text.charAt(before))) before--;
  return before < 0 || /[;:\r\n\u2028\u2029]/.test(text.charAt(before));
}

/** The words and signs behind `from` or `import`, up to the end of the statement. */
function statementWords(
  text: string,
  start: number,
): { readonly words: readonly string[]; readonly end: number } {
  const tokens = new RegExp(token);
  tokens.lastIndex = start;
  const words: string[] = [];
  let depth = 0;
  let end = start;
  for (let match = tokens.exec(text); match !== null; match = tokens.exec(text)) {
    const [word] = match;
    end = match.index;
    if (/^[#\\ \t\f]/.test(word)) continue;
    if (word === '\n' || word === '\r') {
      if (depth === 0) break;
    } else if (word === '(') {
      depth++;
    } else if (word === ')') {
      if (--depth <= 0) break;
    } else if (/^[\p{ID_Start}_.,*]/u.test(word)) {
      words.push(word);
    } else {
      // Anything else is no part of an import.
      break;
    }
  }
  return { words, end };
}

/** `a.b as c, d` */
function* namesOfImport(words: readonly string[]): Generator<string> {
  for (const item of split(words)) {
    const name = dotted(item);
    if (name !== '') yield name;
  }
}

/** `.a.b import c as d, e`; a star stands for the module itself. */
function* namesOfFrom(words: readonly string[]): Generator<string> {
  const middle = words.indexOf('import');
  if (middle === -1) return;
  const module = words.slice(0, middle).join('');
  for (const item of split(words.slice(middle + 1))) {
    const [name] = item;
    if (name === '*') yield module;
    else if (name !== undefined) yield module.endsWith('.') ? module + name : `${module}.${name}`;
  }
}

function* split(words: readonly string[]): Generator<string[]> {
  let item: string[] = [];
  for (const word of words) {
    if (word === ',') {
      yield item;
      item = [];
    } else item.push(word);
  }
  yield item;
}

function dotted(item: readonly string[]): string {
  const end = item.indexOf('as');
  return (end === -1 ? item : item.slice(0, end)).join('');
}
