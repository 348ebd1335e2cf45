import { countBefore } from './ordered';

/** Line and column of a place; both count from 0, columns in UTF-16 code units. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** The line starts of one text: turns offsets into positions and back. Knows `\n`, `\r\n` and `\r`. */
export class LineIndex {
  readonly #starts: number[] = [0];

  constructor(readonly text: string) {
    // To look for a line break is much faster than to look at every character.
    if (!text.includes('\r')) {
      for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) {
        this.#starts.push(at + 1);
      }
      return;
    }
    for (let i = 0; i < text.length; i++) {
      const code = text.charCodeAt(i);
      if (code === 10 || (code === 13 && text.charCodeAt(i + 1) !== 10)) this.#starts.push(i + 1);
    }
  }

  get lineCount(): number {
    return this.#starts.length;
  }

  position(offset: number): Position {
    const line = this.lineAt(offset);
    return { line, column: offset - this.lineStart(line) };
  }

  offset(position: Position): number {
    const start = this.lineStart(position.line);
    return Math.min(start + position.column, this.text.length);
  }

  lineAt(offset: number): number {
    const begun = countBefore(this.#starts.length, (line) => (this.#starts[line] ?? 0) <= offset);
    return Math.max(0, begun - 1);
  }

  lineStart(line: number): number {
    return this.#starts[line] ?? this.text.length;
  }

  /** Where the line's text ends, before its line break. */
  lineEnd(line: number): number {
    let end = this.lineStart(line + 1);
    while (end > this.lineStart(line) && isLineBreak(this.text.charCodeAt(end - 1))) end--;
    return end;
  }

  lineText(line: number): string {
    return this.text.slice(this.lineStart(line), this.lineEnd(line));
  }

  /** The white space that a line begins with. */
  indentation(line: number): string {
    return /^[ \t\f]*/.exec(this.lineText(line))?.[0] ?? '';
  }
}

/** The line break that a text uses (its first one), so that edits can keep it. */
export function lineBreakOf(text: string): '\n' | '\r\n' | '\r' {
  const found = /\r\n|\n|\r/.exec(text)?.[0];
  return found === '\r\n' || found === '\r' ? found : '\n';
}

function isLineBreak(code: number): boolean {
  return code === 10 || code === 13;
}
