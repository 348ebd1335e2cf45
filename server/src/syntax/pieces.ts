/**
 * Where the top-level statements of a file begin, so that each can be parsed by itself: offsets in ascending order, the
 * first one 0. A piece is a statement with its decorators and all its clauses, and what stands behind it until the next
 * one. Where code is broken, pieces keep it from changing how the statements after it are read.
 *
 * The text has `\n` or `\r\n` for line breaks.
 */
export function pieceStarts(text: string): number[] {
  const starts = [0];
  let isDecorated = false;
  let depth = 0;
  let offset = 0;
  let isLineStart = true;
  while (offset < text.length) {
    if (isLineStart) {
      const begun = statementAt(text, offset, depth);
      if (begun !== undefined) {
        if (!isDecorated && offset > 0) starts.push(offset);
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
  return starts;
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
