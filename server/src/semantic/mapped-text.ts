import { argumentNodes, positionalValue } from '../syntax/calls';
import { withoutParentheses } from '../syntax/navigate';
import type { SyntaxNode } from '../syntax/node';
import { contentOf, escapeAt, quotingOf, withoutEscapes } from '../syntax/strings';
import type { TextRange } from '../text/range';
import { reading } from '../text/reading';
import { remembered, rememberedBy } from '../text/remembered';
import type { FileModel } from './file-model';
import { hole } from './shell/lexer';

/** A text that the file writes in string literals, with the place in the file of each character. */
export interface MappedText {
  readonly text: string;
  /** Where in the file each character is written; a hole has the place of what it stands for. */
  readonly offsets: readonly number[];
  /** The literals that the text is written in. */
  readonly literals: readonly SyntaxNode[];
  /** True where the file gives the words of a command one by one. */
  readonly isWordList?: boolean;
}

/** How many names and calls are followed to a literal. */
const maximumDepth = 12;

/**
 * The text that an expression stands for, where literals write at least some of it. What is not
 * known (replacement fields, variables) is a hole of one character.
 */
export function mappedText(
  model: FileModel,
  expression: SyntaxNode | undefined,
): MappedText | undefined {
  if (expression === undefined) return undefined;
  const read = readText(model, expression, 0);
  return read.literals.length === 0 ? undefined : read;
}

/**
 * The place in the file of a span of the text; undefined where it is not written in one piece in a
 * single literal.
 */
export function sourceRange(mapped: MappedText, start: number, end: number): TextRange | undefined {
  const from = mapped.offsets[start];
  const last = mapped.offsets[end - 1];
  if (from === undefined || last === undefined || end <= start) return undefined;
  const isInOneLiteral = mapped.literals.some(
    (literal) => literal.start < from && last < literal.end,
  );
  const to = last + 1;
  return isInOneLiteral && to - from >= end - start ? { start: from, end: to } : undefined;
}

/** True where a span of the text stands in the file just as it reads, so that it can be edited. */
export function isWrittenPlainly(
  model: FileModel,
  mapped: MappedText,
  start: number,
  end: number,
): boolean {
  const range = sourceRange(mapped, start, end);
  return (
    range !== undefined &&
    model.text.slice(range.start, range.end) === mapped.text.slice(start, end)
  );
}

function readText(model: FileModel, expression: SyntaxNode, depth: number): MappedText {
  const inner = withoutParentheses(expression);
  if (depth > maximumDepth) return holeFor(inner);
  switch (inner.kind) {
    case 'string':
      return literalText(model.whole, inner);
    case 'concatenated_string':
      return joined(inner.parts.map((part) => readText(model, part, depth + 1)));
    case 'binary_operator':
      return readOperation(model, inner, depth);
    case 'identifier':
    case 'attribute':
    case 'subscript': {
      const values = model.values.of(inner);
      const value = values.length === 1 ? values[0] : undefined;
      const isWritten = value !== undefined && value !== inner && textKinds.has(value.kind);
      return isWritten ? readText(model, value, depth + 1) : holeFor(inner);
    }
    case 'call':
      return readCall(model, inner, depth);
    default:
      return holeFor(inner);
  }
}

const textKinds: ReadonlySet<string> = new Set([
  'binary_operator',
  'call',
  'concatenated_string',
  'string',
]);

function readOperation(model: FileModel, operation: SyntaxNode, depth: number): MappedText {
  const left = operation.child('left');
  const right = operation.child('right');
  const operator = operation.child('operator')?.kind;
  if (left === undefined || right === undefined) return holeFor(operation);
  if (operator === '+') {
    return joined(summands(operation).map((part) => readText(model, part, depth + 1)));
  }
  if (operator !== '%') return holeFor(operation);
  return filled(readText(model, left, depth + 1), /%(?:\(\w+\))?[-+ #0-9.]*[a-zA-Z]|%%/y);
}

/** What a chain of `+` adds up, which nests as deep as it is long. */
function summands(operation: SyntaxNode): SyntaxNode[] {
  const parts: SyntaxNode[] = [];
  let at: SyntaxNode | undefined = operation;
  while (at?.kind === 'binary_operator' && at.child('operator')?.kind === '+') {
    const right = at.child('right');
    if (right !== undefined) parts.unshift(right);
    at = at.child('left');
  }
  return at === undefined ? parts : [at, ...parts];
}

function readCall(model: FileModel, call: SyntaxNode, depth: number): MappedText {
  const callee = call.child('function');
  const method = callee?.kind === 'attribute' ? callee.child('attribute')?.text : undefined;
  const object = callee?.kind === 'attribute' ? callee.child('object') : undefined;
  const name = model.names.qualifiedName(callee);
  const first = positionalValue(call, 0);
  if (name !== undefined && layoutFunctions.has(name) && first !== undefined) {
    return readText(model, first, depth + 1);
  }
  if (object === undefined || method === undefined) return holeFor(call);
  if (layoutMethods.has(method)) return readText(model, object, depth + 1);
  if (method === 'format') {
    return filled(readText(model, object, depth + 1), /\{\{|\}\}|\{[^{}]*\}/y);
  }
  const list = method === 'join' && first !== undefined ? onlyValue(model, first) : undefined;
  if (list?.kind !== 'list' && list?.kind !== 'tuple') return holeFor(call);
  const separator = readText(model, object, depth + 1);
  const parts = list.parts.map((part) => readText(model, part, depth + 1));
  return joined(parts.flatMap((part, index) => (index === 0 ? [part] : [separator, part])));
}

function onlyValue(model: FileModel, expression: SyntaxNode): SyntaxNode | undefined {
  const values = model.values.of(expression).map(withoutParentheses);
  return values.length === 1 ? values[0] : undefined;
}

/** Functions and methods that change only the white space around lines. */
const layoutFunctions: ReadonlySet<string> = new Set([
  'inspect.cleandoc',
  'textwrap.dedent',
  'textwrap.indent',
]);

const layoutMethods: ReadonlySet<string> = new Set(['lstrip', 'rstrip', 'strip']);

/** A template whose placeholders, which a pattern matches, are filled with the unknown. */
function filled(template: MappedText, placeholder: RegExp): MappedText {
  let text = '';
  const places: number[] = [];
  for (let at = 0; at < template.text.length; ) {
    placeholder.lastIndex = at;
    const found = placeholder.exec(template.text)?.[0];
    const isEscape = found === '{{' || found === '}}' || found === '%%';
    text += found === undefined || isEscape ? template.text[at] : hole;
    places.push(at);
    at += found?.length ?? 1;
  }
  return mapped(text, template.literals, () => {
    const { offsets } = template;
    return places.map((place) => offsets[place] ?? -1);
  });
}

function joined(parts: readonly MappedText[]): MappedText {
  return mapped(
    parts.map((part) => part.text).join(''),
    [...new Set(parts.flatMap((part) => part.literals))],
    () => parts.flatMap((part) => part.offsets),
  );
}

function holeFor(node: SyntaxNode): MappedText {
  return mapped(hole, [], () => [node.start]);
}

/**
 * Most texts turn out to be of no interest, so that nobody asks where their characters stand. What is kept of a text is the
 * same when code above it is edited, and then stands elsewhere.
 */
function mapped(
  text: string,
  literals: readonly SyntaxNode[],
  findOffsets: () => readonly number[],
): MappedText {
  let found: { readonly offsets: readonly number[]; readonly revision: number } | undefined;
  return {
    text,
    literals,
    get offsets() {
      const { revision } = reading;
      if (found?.revision !== revision) found = { offsets: findOffsets(), revision };
      return found.offsets;
    },
  };
}

/** Many rules read the same literals. */
const literalText = rememberedBy((file: FileModel, literal: SyntaxNode): MappedText => {
  // What is typed into a function concerns all literals in it, and leaves most of them as they are.
  const lastRead = lastReadIn(file);
  const written = literal.text;
  const known = lastRead.get(literal);
  if (known?.written === written) return known.read;
  const read = readLiteral(literal);
  // An f-string is read from the nodes of its fields, too.
  if (literal.part('interpolation') === undefined) lastRead.set(literal, { written, read });
  return read;
});

/** How the literals of a file were written when they were read last. */
const lastReadIn = remembered((_: FileModel) => {
  return new Map<SyntaxNode, { readonly written: string; readonly read: MappedText }>();
});

function readLiteral(literal: SyntaxNode): MappedText {
  const { prefix } = quotingOf(literal);
  if (prefix.includes('b')) return holeFor(literal);
  const content = contentOf(literal);
  const start = () => literal.part('string_start')?.end ?? literal.start;
  if (!(prefix.includes('f') ? /[\\\r{}]/ : /[\\\r]/).test(content)) {
    return mapped(content, [literal], () => {
      const from = start();
      return Array.from({ length: content.length }, (_, at) => from + at);
    });
  }
  const fields = literal.parts.filter((part) => part.kind === 'interpolation');
  const fieldAt = new Map(fields.map((field) => [field.start - start(), field]));
  let text = '';
  const places: number[] = [];
  for (let at = 0; at < content.length; ) {
    const field = fieldAt.get(at);
    const [written, value] =
      field === undefined
        ? characterAt(content, at, prefix)
        : [content.slice(at, at + field.end - field.start), hole];
    text += value;
    // One place for each UTF-16 unit, also of an escape that stands for two of them.
    for (let unit = 0; unit < value.length; unit++) places.push(at);
    at += written.length;
  }
  return mapped(text, [literal], () => {
    const from = start();
    return places.map((place) => from + place);
  });
}

/** What is written at a place of a literal's content, and what it stands for. */
function characterAt(content: string, at: number, prefix: string): readonly [string, string] {
  const two = content.slice(at, at + 2);
  const written = content[at] ?? '';
  if (prefix.includes('f') && (two === '{{' || two === '}}')) return [two, written];
  if (two === '\r\n') return [two, '\n'];
  if (written !== '\\' || prefix.includes('r')) return [written, written];
  const sequence = escapeAt(content, at) || written;
  return [sequence, withoutEscapes(sequence)];
}

/**
 * The command line that an expression stands for: a text, or a list of words, which comes out as a
 * shell would need it quoted.
 */
export function mappedCommand(
  model: FileModel,
  expression: SyntaxNode | undefined,
): MappedText | undefined {
  if (expression === undefined) return undefined;
  const value = onlyValue(model, expression);
  if (value?.kind === 'list' || value?.kind === 'tuple') {
    const words = value.parts.map((part) => quoted(readText(model, part, 0)));
    const line = joined(words);
    return line.literals.length === 0 ? undefined : ofWordList(line);
  }
  const splitText = value?.kind === 'call' ? textSplitBy(model, value) : undefined;
  return mappedText(model, splitText ?? expression);
}

function ofWordList(line: MappedText): MappedText {
  const { literals, text } = line;
  return {
    text,
    literals,
    isWordList: true,
    get offsets() {
      return line.offsets;
    },
  };
}

/** The text that `shlex.split(text)` and `text.split()` take apart into words. */
function textSplitBy(model: FileModel, call: SyntaxNode): SyntaxNode | undefined {
  const callee = call.child('function');
  if (model.names.qualifiedName(callee) === 'shlex.split') return positionalValue(call, 0);
  const isPlainSplit =
    callee?.child('attribute')?.text === 'split' && argumentNodes(call).length === 0;
  return isPlainSplit ? callee?.child('object') : undefined;
}

/** A word between single quotes, which have no place in the file. */
function quoted(word: MappedText): MappedText {
  const isPlain = /^[\w./:@%+,=-]+$/.test(word.text);
  if (isPlain) return joined([word, unwritten(' ')]);
  const pieces: MappedText[] = [unwritten("'")];
  for (const [at, character] of word.text.split('').entries()) {
    const written = mapped(character, [], () => [word.offsets[at] ?? -1]);
    pieces.push(character === "'" ? unwritten("'\\''") : written);
  }
  return joined([...pieces, mapped('', word.literals, () => []), unwritten("' ")]);
}

function unwritten(text: string): MappedText {
  return { text, offsets: text.split('').map(() => -1), literals: [] };
}
