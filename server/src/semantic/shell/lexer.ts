/**
 * Splits shell text into words and operators, as bash and dash read it (POSIX.1, "Shell Command
 * Language", and the bash manual). Total: whatever the text, it ends with plain tokens.
 */

/** Stands in a text for what is not known: a Jinja expression or a Python value. */
export const hole = '\uFFFC';

/** The text of a `$(…)`, backticks or process substitution inside a word. */
export interface Substitution {
  readonly start: number;
  readonly end: number;
}

export interface ShellWord {
  readonly kind: 'word';
  readonly start: number;
  readonly end: number;
  /** The word without its quotes; holes stay, and expansions stay as written (`$HOME`). */
  readonly value: string;
  /** True where the value depends on what only the run knows. */
  readonly isDynamic: boolean;
  /** True where some of it stands in quotes, so that it is no reserved word. */
  readonly isQuoted: boolean;
  readonly substitutions: readonly Substitution[];
}

export interface ShellOperator {
  readonly kind: 'operator';
  readonly start: number;
  readonly end: number;
  /** The operator, or `\n` for a line break. */
  readonly value: string;
  /** The text of a here-document, for `<<` and `<<-`. */
  readonly document?: Substitution;
}

export type ShellToken = ShellWord | ShellOperator;

const operators = [
  ';;&',
  ';;',
  ';&',
  '&&',
  '||',
  '|&',
  '&>>',
  '&>',
  '<<<',
  '<<-',
  '<<',
  '<&',
  '<>',
  '>>',
  '>&',
  '>|',
  ';',
  '&',
  '|',
  '(',
  ')',
  '<',
  '>',
];

export function tokenize(text: string, from = 0, to = text.length): ShellToken[] {
  return new Lexer(text, from, to).run();
}

class Lexer {
  readonly #tokens: ShellToken[] = [];
  /** Here-documents whose text begins on the next line. */
  #documents: { readonly index: number; readonly delimiter: string; readonly tabs: boolean }[] = [];
  #at: number;

  constructor(
    private readonly text: string,
    from: number,
    private readonly to: number,
  ) {
    this.#at = from;
  }

  run(): ShellToken[] {
    while (this.#at < this.to) {
      const character = this.text[this.#at] ?? '';
      if (character === '\n') this.#lineBreak();
      else if (/\s/.test(character)) this.#at++;
      else if (character === '\\' && this.text[this.#at + 1] === '\n') this.#at += 2;
      else if (character === '#') this.#skipComment();
      else if (!this.#operator()) this.#word();
    }
    return this.#tokens;
  }

  #lineBreak(): void {
    this.#push('\n', this.#at, this.#at + 1);
    this.#at++;
    for (const { index, delimiter, tabs } of this.#documents) {
      const document = this.#readDocument(delimiter, tabs);
      const token = this.#tokens[index];
      if (token?.kind === 'operator') this.#tokens[index] = { ...token, document };
    }
    this.#documents = [];
  }

  #readDocument(delimiter: string, tabs: boolean): Substitution {
    const start = this.#at;
    while (this.#at < this.to) {
      const lineStart = this.#at;
      const found = this.text.indexOf('\n', this.#at);
      const lineEnd = found < 0 || found >= this.to ? this.to : found;
      this.#at = Math.min(lineEnd + 1, this.to);
      const line = this.text.slice(lineStart, lineEnd);
      // The text of a Python block is indented where the shell will see it dedented.
      if ((tabs ? line.replace(/^\t+/, '') : line).trim() === delimiter) {
        return { start, end: lineStart };
      }
    }
    return { start, end: this.to };
  }

  #skipComment(): void {
    const end = this.text.indexOf('\n', this.#at);
    this.#at = end < 0 || end > this.to ? this.to : end;
  }

  #operator(): boolean {
    const start = this.#at;
    // `<(command)` and `>(command)` are parts of a word.
    if (/^[<>]\(/.test(this.text.slice(start, start + 2))) return false;
    const value = operators.find((operator) => this.text.startsWith(operator, start));
    if (value === undefined || start + value.length > this.to) return false;
    this.#at += value.length;
    this.#push(value, start, this.#at);
    if (value === '<<' || value === '<<-') this.#noteDocument(value === '<<-');
    return true;
  }

  #noteDocument(tabs: boolean): void {
    const index = this.#tokens.length - 1;
    while (this.text[this.#at] === ' ' || this.text[this.#at] === '\t') this.#at++;
    if (this.#at >= this.to || this.text[this.#at] === '\n') return;
    this.#word();
    const delimiter = this.#tokens.at(-1);
    if (delimiter?.kind === 'word') {
      this.#documents.push({ index, delimiter: delimiter.value, tabs });
    }
  }

  #word(): void {
    const start = this.#at;
    let value = '';
    let isDynamic = false;
    let isQuoted = false;
    const substitutions: Substitution[] = [];
    while (this.#at < this.to) {
      const character = this.text[this.#at] ?? '';
      if (/\s/.test(character)) break;
      if (/[;&|()<>]/.test(character) && !/^[<>]\(/.test(this.text.slice(this.#at, this.#at + 2))) {
        break;
      }
      if (character === '\\') {
        const escaped = this.text[this.#at + 1] ?? '';
        if (escaped !== '\n') value += escaped;
        isQuoted = true;
        this.#at += 2;
      } else if (character === "'") {
        const end = this.#closing("'");
        value += this.text.slice(this.#at + 1, end);
        isQuoted = true;
        this.#at = end + 1;
      } else if (character === '"') {
        value += this.#doubleQuoted(substitutions);
        isQuoted = true;
      } else if (this.#isExpansion()) {
        value += this.#expansion(substitutions);
        isDynamic = true;
      } else {
        value += character;
        this.#at++;
      }
    }
    if (this.#at === start) this.#at++;
    isDynamic = isDynamic || substitutions.length > 0 || /[$\uFFFC`]/.test(value);
    const end = Math.min(this.#at, this.to);
    this.#at = end;
    this.#tokens.push({ kind: 'word', start, end, value, isDynamic, isQuoted, substitutions });
  }

  #doubleQuoted(substitutions: Substitution[]): string {
    let value = '';
    this.#at++;
    while (this.#at < this.to) {
      const character = this.text[this.#at] ?? '';
      if (character === '"') {
        this.#at++;
        break;
      }
      if (character === '\\') {
        const escaped = this.text[this.#at + 1] ?? '';
        value += /[$`"\\]/.test(escaped) ? escaped : escaped === '\n' ? '' : `\\${escaped}`;
        this.#at += 2;
      } else if (this.#isExpansion()) value += this.#expansion(substitutions);
      else {
        value += character;
        this.#at++;
      }
    }
    return value;
  }

  #isExpansion(): boolean {
    const two = this.text.slice(this.#at, this.#at + 2);
    return /^(?:`|\$[({]|[<>]\()/.test(two);
  }

  /** Skips `$(…)`, `$((…))`, `${…}`, backticks and `<(…)`, and gives them as written. */
  #expansion(substitutions: Substitution[]): string {
    const start = this.#at;
    if (this.text[start] === '`') {
      const end = this.#closing('`');
      substitutions.push({ start: start + 1, end });
      this.#at = end + 1;
    } else if (this.text[start + 1] === '{') {
      this.#at = this.#balanced(start + 2, '{', '}');
    } else if (this.text.startsWith('$((', start)) {
      this.#at = this.#balanced(start + 2, '(', ')');
    } else {
      this.#at = this.#balanced(start + 2, '(', ')');
      substitutions.push({ start: start + 2, end: Math.max(start + 2, this.#at - 1) });
    }
    this.#at = Math.min(this.#at, this.to);
    return this.text.slice(start, this.#at);
  }

  /** The place behind the bracket that closes one opened before `from`. */
  #balanced(from: number, open: string, close: string): number {
    let depth = 1;
    for (let at = from; at < this.to; at++) {
      const character = this.text[at];
      if (character === '\\') at++;
      else if (character === "'" || character === '"') {
        const end = this.text.indexOf(character, at + 1);
        if (end < 0 || end >= this.to) return this.to;
        at = end;
      } else if (character === open) depth++;
      else if (character === close) {
        depth--;
        if (depth === 0) return at + 1;
      }
    }
    return this.to;
  }

  /** The next quote of the same kind behind the one at the current place, or the end. */
  #closing(quote: string): number {
    const end = this.text.indexOf(quote, this.#at + 1);
    return end < 0 || end > this.to ? this.to : end;
  }

  #push(value: string, start: number, end: number): void {
    this.#tokens.push({ kind: 'operator', start, end, value });
  }
}
