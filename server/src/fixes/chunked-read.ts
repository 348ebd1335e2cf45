import type { ChunkedWork } from '../semantic/dataframes/chunks';
import { isLookedUp } from '../semantic/dataframes/environment';
import type { Sink } from '../semantic/dataframes/sinks';
import type { FileModel } from '../semantic/file-model';
import { argumentNodes, keywordArgument, keywordValue } from '../syntax/calls';
import { descendants } from '../syntax/navigate';
import type { SyntaxNode } from '../syntax/node';
import type { TextEdit } from '../text/edit';
import { lineBreakOf } from '../text/lines';
import { importedName } from './imports';
import { indentationAt, indentStatements, indentUnit } from './indentation';
import { setKeywordArgument } from './keyword-argument';

/** Rows of a chunk where the types of all columns are given, so that any number will do. */
const chunkRows = '100_000';

/** Longer lines are broken, as most formatters would. */
const maximumLineLength = 88;

/**
 * Turns a read of a whole file, the steps on its rows and the writing of them into a loop over
 * chunks that writes the same bytes. Undefined where the statements leave no room for a loop.
 *
 * pandas infers types from blocks of as many rows as fit into 2**20 cells, a power of two
 * (`pandas/_libs/parsers.pyx`, `TextReader.__cinit__` and `_read_low_memory`, the same from 0.25 to
 * 3.1), and then finds the type that the blocks of a column have in common. A chunk that is just one
 * block has the same values as in the whole read, once it gets the common type; a chunk of any other
 * size may not: `007` stays text in a block that holds a letter further down. A block without values
 * is one of floats, and leaves the type of the others as it is unless they cannot hold missing values.
 */
export function chunkedRead(model: FileModel, work: ChunkedWork): TextEdit[] | undefined {
  const statements = [work.statement, ...work.leading, ...work.body];
  if (!statements.every((statement) => standsAlone(model, statement))) return undefined;
  if (hasMultiLineArgument(work.call)) return undefined;
  const names = freeNames(model);
  const loopName = work.name ?? names('chunk');
  const number = names('number');
  const writing = work.sinks
    .flatMap((sink) => sinkEdits(model, sink, number))
    .map((edit) => indentedEdit(model, edit));
  const opening = work.read.isTyped
    ? { prelude: [], imports: [], loop: typedLoop(model, work, loopName, number) }
    : inferredLoop(model, work, loopName, number, names);
  return [
    ...opening.imports,
    ...loopEdits(model, work, opening.prelude, opening.loop, loopName),
    ...writing,
  ];
}

interface Opening {
  /** Lines in front of the loop. */
  readonly prelude: readonly string[];
  /** The header of the loop and its first lines; `{indent}` stands for one more level. */
  readonly loop: readonly string[];
  readonly imports: readonly TextEdit[];
}

function typedLoop(
  model: FileModel,
  work: ChunkedWork,
  loopName: string,
  number: string,
): readonly string[] {
  return loopHeader(model, work, loopName, number, readText(work.call, [`chunksize=${chunkRows}`]));
}

function inferredLoop(
  model: FileModel,
  work: ChunkedWork,
  loopName: string,
  number: string,
  names: (wanted: string) => string,
): Opening {
  const [columns, rows, kinds, types] = [
    names('columns'),
    names('rows'),
    names('kinds'),
    names('types'),
  ];
  const frame = frameClass(model, work.call);
  const quote = quoteOf(model);
  const layout = readText(work.call, ['nrows=0'], work.read.layout);
  const chunks = readText(work.call, [`chunksize=${rows}`]);
  const text = (value: string) => quote + value + quote;
  return {
    imports: frame.edits,
    prelude: [
      '# pandas infers types block by block. Chunks that are the same blocks, brought to the',
      '# types that all blocks have in common, hold what a read of the whole file would.',
      `${columns} = ${layout}.shape[1]`,
      `${rows} = 2 ** ((2**20 // ${columns} - 1).bit_length() - 1)`,
      `${kinds} = ${frame.expression}(`,
      `{indent}chunk.dtypes[chunk.notna().any() | (chunk.dtypes != ${text('float64')})]`,
      `{indent}for chunk in ${chunks}`,
      ')',
      `${types} = {`,
      `{indent}name: ${text('float64')} if all(kind.kind in ${text('iuf')} for kind in found.dropna())`,
      `{indent}else ${text('object')} if found.nunique() > 1 or (found == bool).any()`,
      '{indent}else found.dropna().iloc[0]',
      `{indent}for name, found in ${kinds}.items()`,
      '{indent}if found.nunique() > 1 or found.hasnans',
      '}',
    ],
    loop: [
      ...loopHeader(model, work, loopName, number, chunks),
      `{indent}${loopName} = ${loopName}.astype(${types})`,
    ],
  };
}

function loopHeader(
  model: FileModel,
  work: ChunkedWork,
  loopName: string,
  number: string,
  chunks: string,
): readonly string[] {
  const needsNumber = work.sinks.some((sink) => usesNumber(model, sink));
  const target = needsNumber ? `${number}, ${loopName}` : loopName;
  const iterable = needsNumber ? `enumerate(${chunks})` : chunks;
  const line = `for ${target} in ${iterable}:`;
  const width = indentationAt(model, work.statement).length + line.length;
  if (width <= maximumLineLength || !needsNumber) return [line];
  return [`for ${target} in enumerate(`, `{indent}${chunks}`, '):'];
}

/** The read as one line, with other arguments added; `kept` leaves out all but the source and those. */
function readText(
  call: SyntaxNode,
  added: readonly string[],
  kept?: readonly SyntaxNode[],
): string {
  const callee = call.child('function')?.text ?? '';
  const present = argumentNodes(call).filter((argument) => {
    const name = argument.child('name')?.text;
    if (argument.kind !== 'keyword_argument' || name === 'filepath_or_buffer') return true;
    // `nrows=None` and the like make room for what is added.
    if (added.some((text) => text.startsWith(`${name}=`))) return false;
    return kept === undefined || kept.includes(argument);
  });
  return `${callee}(${[...present.map(({ text }) => text), ...added].join(', ')})`;
}

/** How to write `DataFrame` where the reader is written as `pd.read_csv` or was imported by name. */
function frameClass(
  model: FileModel,
  call: SyntaxNode,
): { readonly expression: string; readonly edits: readonly TextEdit[] } {
  const callee = call.child('function');
  const module = callee?.kind === 'attribute' ? callee.child('object') : undefined;
  return module !== undefined && model.names.qualifiedName(module) === 'pandas'
    ? { expression: `${module.text}.DataFrame`, edits: [] }
    : importedName(model, 'pandas', 'DataFrame', call);
}

function loopEdits(
  model: FileModel,
  work: ChunkedWork,
  prelude: readonly string[],
  loop: readonly string[],
  loopName: string,
): TextEdit[] {
  const { statement, leading, body } = work;
  const indentation = indentationAt(model, statement);
  const unit = indentUnit(model);
  const lineBreak = lineBreakOf(model.text);
  const render = (lines: readonly string[]) =>
    lines
      .map((line) => indentation + line.replace('{indent}', unit))
      .join(lineBreak)
      .slice(indentation.length);
  const lineAfter = model.lines.lineStart(model.lines.lineAt(statement.end) + 1);
  const last = body.at(-1);
  const indented = last === undefined ? [] : indentStatements(model, { start: lineAfter }, last);
  if (work.name === undefined) {
    // The statement does more than to give the frame a name: it goes into the loop.
    const start = model.lines.lineStart(model.lines.lineAt(statement.start));
    const opening = indentation + render([...prelude, ...loop]) + lineBreak;
    return [
      { start, end: start, text: opening },
      ...indentStatements(model, statement, statement),
      { start: work.call.start, end: work.call.end, text: loopName },
      ...indented,
    ];
  }
  const whole = { start: statement.start, end: statement.end };
  const first = body[0];
  if (leading.length === 0 || first === undefined) {
    return [{ ...whole, text: render([...prelude, ...loop]) }, ...indented];
  }
  const loopStart = model.lines.lineStart(model.lines.lineAt(first.start));
  const reading =
    prelude.length === 0
      ? {
          start: model.lines.lineStart(model.lines.lineAt(statement.start)),
          end: lineAfter,
          text: '',
        }
      : { ...whole, text: render(prelude) };
  return [
    reading,
    { start: loopStart, end: loopStart, text: indentation + render(loop) + lineBreak },
    ...indentStatements(model, first, last ?? first),
  ];
}

/** What makes a sink write its header once and every chunk behind the one before. */
function sinkEdits(model: FileModel, sink: Sink, number: string): TextEdit[] {
  const quote = quoteOf(model);
  const quoted = (text: string) => `${quote}${text}${quote}`;
  if (sink.kind === 'to_sql') {
    const policy = model.constants.string(keywordValue(sink.call, 'if_exists')) ?? 'fail';
    if (policy === 'append') return [];
    const value = `${quoted('append')} if ${number} else ${quoted(policy)}`;
    return setKeywordArgument(model, sink.call, 'if_exists', value);
  }
  const settings: [string, string][] = [];
  if (writesFirst(model, sink)) {
    settings.push(['mode', `${quoted('a')} if ${number} else ${quoted('w')}`]);
  }
  const header = keywordValue(sink.call, 'header');
  if (header !== undefined && model.constants.value(header) === undefined) {
    settings.push(['header', `False if ${number} else ${header.text}`]);
  } else if (writesHeader(model, sink)) settings.push(['header', `${number} == 0`]);
  return setKeywordArguments(model, sink.call, settings);
}

/** Sets several keyword arguments at once: those that are new go in as one insertion. */
function setKeywordArguments(
  model: FileModel,
  call: SyntaxNode,
  settings: readonly (readonly [string, string])[],
): TextEdit[] {
  const present = settings.filter(([name]) => keywordArgument(call, name) !== undefined);
  const absent = settings.filter((setting) => !present.includes(setting));
  return [...present, ...absent].flatMap(([name, value]) =>
    setKeywordArgument(model, call, name, value),
  );
}

/** An inserted line goes as deep as the lines around it, which the loop indents. */
function indentedEdit(model: FileModel, edit: TextEdit): TextEdit {
  const unit = indentUnit(model);
  return { ...edit, text: edit.text.replaceAll(/\r\n|\n|\r/g, (lineBreak) => lineBreak + unit) };
}

function usesNumber(model: FileModel, sink: Sink): boolean {
  if (sink.kind === 'to_sql') {
    return model.constants.string(keywordValue(sink.call, 'if_exists')) !== 'append';
  }
  return writesFirst(model, sink) || writesHeader(model, sink);
}

/** True for a sink that replaces an older file. */
function writesFirst(model: FileModel, sink: Sink): boolean {
  return model.constants.string(keywordValue(sink.call, 'mode')) !== 'a';
}

function writesHeader(model: FileModel, sink: Sink): boolean {
  const header = keywordValue(sink.call, 'header');
  return header === undefined || model.constants.truth(header) !== false;
}

/** Gives names that nothing in the file has, near to those asked for. */
function freeNames(model: FileModel): (wanted: string) => string {
  const given = new Set<string>();
  const isFree = (name: string) =>
    !given.has(name) && !model.identifiersNamed(name).some(isLookedUp);
  return (wanted) => {
    const free = [wanted, `chunk_${wanted}`, `_${wanted}`].find(isFree);
    const name = free ?? `${wanted}_of_chunks`;
    given.add(name);
    return name;
  };
}

/** The quote that the file's strings have most often. */
function quoteOf(model: FileModel): string {
  let balance = 0;
  for (const start of model.whole.nodes('string_start')) {
    if (start.text.endsWith('"')) balance++;
    else balance--;
  }
  return balance < 0 ? "'" : '"';
}

/** True where an argument cannot be written again in one line as it stands. */
function hasMultiLineArgument(call: SyntaxNode): boolean {
  return argumentNodes(call).some(
    (argument) =>
      /[\r\n]/.test(argument.text) ||
      [...descendants(argument)].some((node) => node.kind === 'comment'),
  );
}

function standsAlone(model: FileModel, statement: SyntaxNode): boolean {
  const line = model.lines.lineAt(statement.start);
  const lastLine = model.lines.lineAt(Math.max(statement.start, statement.end - 1));
  const before = model.text.slice(model.lines.lineStart(line), statement.start);
  const after = model.text.slice(statement.end, model.lines.lineEnd(lastLine));
  return before.trim() === '' && /^\s*(?:#.*)?$/.test(after);
}
