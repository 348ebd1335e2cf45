import type { TextChange } from '../text/change';
import { countBefore } from '../text/ordered';

/**
 * Where the top-level statements of a file begin, so that each can be parsed by itself: offsets in ascending order, the
 * first one 0. A piece is a statement with its decorators and all its clauses, and what stands behind it until the next
 * one. Where code is broken, pieces keep it from changing how the statements after it are read.
 *
 * The text has `\n` or `\r\n` for line breaks.
 */
export function pieceStarts(text: string): number[] {
  return [0, ...startsAfter(text, 0)];
}

/**
 * The same for a text that differs from an earlier one in a single range. What is read of it begins shortly before the
 * range and ends where the pieces behind it begin again as they did.
 */
export function changedPieceStarts(
  text: string,
  earlier: readonly number[],
  { end, newEnd, start }: TextChange,
): {
  readonly starts: readonly number[];
  readonly sameBefore: number;
  readonly sameBehind: number;
} {
  const touched = countBefore(earlier.length, (at) => (earlier[at] ?? 0) <= start) - 1;
  // A statement is told from a piece before by its first words, so that the one before the change can begin elsewhere.
  const sameBefore = Math.max(0, touched - 1);
  const from = earlier[sameBefore] ?? 0;
  const starts = [...earlier.slice(0, sameBefore), from];
  const moved = newEnd - end;
  let next = touched;
  for (const found of startsAfter(text, from)) {
    while ((earlier[next] ?? Number.POSITIVE_INFINITY) + moved < found) next++;
    if (found > newEnd && (earlier[next] ?? 0) > end && earlier[next] === found - moved) {
      for (const behind of earlier.slice(next)) starts.push(behind + moved);
      return { starts, sameBefore, sameBehind: earlier.length - next };
    }
    starts.push(found);
  }
  return { starts, sameBefore, sameBehind: 0 };
}

function* startsAfter(text: string, from: number): Generator<number> {
  let isDecorated = false;
  let depth = 0;
  let offset = from;
  let isLineStart = true;
  while (offset < text.length) {
    if (isLineStart) {
      const begun = statementAt(text, offset, depth);
      if (begun !== undefined) {
        if (!isDecorated && offset > from) yield offset;
        isDecorated = begun === 'decorator';
        depth = 0;
      }
      isLineStart = false;
    }
    const code = text.charCodeAt(offset);
    if (code === lineFeed) isLineStart = true;
    else if (code === hash) offset = endOfLine(text, offset) - 1;
    else if (code === doubleQuote || code === singleQuote) offset = endOfString(text, offset) - 1;
    else if (code === backslash) offset += text.startsWith('\r\n', offset + 1) ? 2 : 1;
    else if (isOpening(code)) depth++;
    else if (isClosing(code)) depth = Math.max(0, depth - 1);
    offset++;
  }
}

const lineFeed = 10;
const doubleQuote = 34;
const hash = 35;
const singleQuote = 39;
const backslash = 92;

/** `(`, `[` or `{`. */
function isOpening(code: number): boolean {
  return code === 40 || code === 91 || code === 123;
}

function isClosing(code: number): boolean {
  return code === 41 || code === 93 || code === 125;
}

/** What begins a line and belongs to the statement before: nothing, a comment, a bracket, a clause. */
const goesOn = /[\s#)\]}]|(?:elif|else|except|finally)\b/y;
const decorator = /@/y;
/** What no expression can hold: it begins a statement although a bracket is still open. */
const certainStatement =
  /(?:async[ \t]+def|break|class|continue|def|del|global|import|nonlocal|pass|raise|return|try|while|with)\b|from[ \t]+[\w.]+[ \t]+import\b/y;
const certainDecorator = /@[^\n]*\n(?:[@#][^\n]*\n)*(?:async[ \t]+def|class|def)\b/y;

function statementAt(
  text: string,
  line: number,
  depth: number,
): 'statement' | 'decorator' | undefined {
  if (depth > 0) {
    if (matches(certainStatement, text, line)) return 'statement';
    return matches(certainDecorator, text, line) ? 'decorator' : undefined;
  }
  if (matches(goesOn, text, line)) return undefined;
  return matches(decorator, text, line) ? 'decorator' : 'statement';
}

function matches(pattern: RegExp, text: string, offset: number): boolean {
  pattern.lastIndex = offset;
  return pattern.test(text);
}

function endOfLine(text: string, offset: number): number {
  const end = text.indexOf('\n', offset);
  return end === -1 ? text.length : end;
}

/** Where the string that begins with a quote ends: at the same quotes, or with the line. */
function endOfString(text: string, offset: number): number {
  const quote = text.charAt(offset);
  const isLong = text.startsWith(quote.repeat(3), offset);
  for (let at = offset + (isLong ? 3 : 1); at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === backslash) at += text.startsWith('\r\n', at + 1) ? 2 : 1;
    else if (code === lineFeed && !isLong) return at;
    else if (text.charAt(at) !== quote) continue;
    else if (!isLong) return at + 1;
    else if (text.startsWith(quote.repeat(3), at)) return at + 3;
  }
  return text.length;
}
