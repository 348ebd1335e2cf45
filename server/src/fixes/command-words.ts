import type { FileModel } from '../semantic/file-model';
import { isWrittenPlainly, type MappedText, sourceRange } from '../semantic/mapped-text';
import type { ShellWord } from '../semantic/shell/lexer';
import type { SyntaxNode } from '../syntax/node';
import { contentRange, quotingOf } from '../syntax/strings';
import type { TextEdit } from '../text/edit';
import type { TextRange } from '../text/range';

/**
 * Puts words in front of or behind a word of a command line: into the literal that holds the whole
 * line, or as elements of their own into a list of words. Undefined where the word is not written
 * plainly in one literal. The words may hold no quotes, blanks or braces.
 */
export function addWords(
  model: FileModel,
  mapped: MappedText,
  word: ShellWord,
  words: readonly string[],
  side: 'before' | 'behind',
): TextEdit[] | undefined {
  const range = sourceRange(mapped, word.start, word.end);
  if (range === undefined || !isWrittenPlainly(model, mapped, word.start, word.end)) {
    return undefined;
  }
  const literal = mapped.literals.find(
    (candidate) => candidate.start < range.start && range.end < candidate.end,
  );
  if (literal === undefined) return undefined;
  // An element of a list that is more than the word is a script of its own: `["sh", "-c", "…"]`.
  if (mapped.isWordList === true && isWholeLiteral(literal, range)) {
    return addElements(literal, words, side);
  }
  const text = words.join(' ');
  return side === 'before'
    ? [{ start: range.start, end: range.start, text: `${text} ` }]
    : [{ start: range.end, end: range.end, text: ` ${text}` }];
}

function isWholeLiteral(literal: SyntaxNode, range: TextRange): boolean {
  const content = contentRange(literal);
  return content?.start === range.start && content.end === range.end;
}

function addElements(
  literal: SyntaxNode,
  words: readonly string[],
  side: 'before' | 'behind',
): TextEdit[] {
  const { quote } = quotingOf(literal);
  const elements = words.map((word) => quote + word + quote).join(', ');
  return side === 'before'
    ? [{ start: literal.start, end: literal.start, text: `${elements}, ` }]
    : [{ start: literal.end, end: literal.end, text: `, ${elements}` }];
}
