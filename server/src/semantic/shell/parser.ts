import { type ShellToken, type ShellWord, type Substitution, tokenize } from './lexer';

/** `>file`, `2>&1`, `<<EOF`: where a command reads from or writes to. */
export interface ShellRedirect {
  readonly operator: string;
  readonly target: ShellWord | undefined;
  /** The text of a here-document. */
  readonly document: Substitution | undefined;
}

/** A command with its words. */
export interface SimpleCommand {
  readonly kind: 'simple';
  readonly start: number;
  readonly end: number;
  /** Words after the assignments in front; none for a plain assignment. */
  readonly words: readonly ShellWord[];
  readonly assignments: readonly ShellWord[];
  readonly redirects: readonly ShellRedirect[];
}

/** A loop, condition, group, function or test. */
export interface CompoundCommand {
  readonly kind: 'while' | 'until' | 'for' | 'if' | 'case' | 'group' | 'function' | 'test';
  readonly start: number;
  readonly end: number;
  /** Where the part in front of the body ends: behind the condition of a loop. */
  readonly headerEnd: number;
  /** The conditions of a `while`, `until` or `if`. */
  readonly condition: readonly ShellItem[];
  /** What is inside, apart from conditions. */
  readonly body: readonly ShellItem[];
  /** The same, by the ways of an `if` or `case`, of which one is gone; one way for the others. */
  readonly ways: readonly (readonly ShellItem[])[];
  /** The words of a `for`, of a test, of an arithmetic command. */
  readonly words: readonly ShellWord[];
  readonly redirects: readonly ShellRedirect[];
}

export type ShellCommand = SimpleCommand | CompoundCommand;

/** Commands joined by `|`, with what joins them to the next ones. */
export interface ShellItem {
  readonly commands: readonly ShellCommand[];
  readonly isNegated: boolean;
  /** `;`, `&`, `&&`, `||`, a line break, or an empty string at the end. */
  readonly separator: string;
  /** True where the list that it belongs to ends with `&`. */
  readonly isBackground: boolean;
  readonly start: number;
  readonly end: number;
}

/** Commands nested deeper than this are not looked at. */
const maximumDepth = 40;

/** Reads shell text. Total: what does not fit the grammar is read as plain commands. */
export function parseShell(text: string, from = 0, to = text.length): ShellItem[] {
  return new Parser(tokenize(text, from, to)).run();
}

class Parser {
  #at = 0;
  #depth = 0;

  constructor(private readonly tokens: readonly ShellToken[]) {}

  run(): ShellItem[] {
    const items: ShellItem[] = [];
    while (this.#at < this.tokens.length) {
      items.push(...this.#list(new Set()));
      // A word such as `done` without its loop is stepped over.
      this.#at++;
    }
    return items;
  }

  /** Items up to one of the reserved words, or an operator such as `)`. */
  #list(ends: ReadonlySet<string>): ShellItem[] {
    const items: ShellItem[] = [];
    let chain: number[] = [];
    this.#depth++;
    while (this.#at < this.tokens.length && this.#depth < maximumDepth) {
      this.#skip('\n', ';');
      const token = this.tokens[this.#at];
      if (token === undefined || this.#isEnd(token, ends)) break;
      const before = this.#at;
      const { commands, isNegated } = this.#pipeline();
      const separator = this.#separator();
      if (commands.length > 0) {
        chain.push(items.length);
        items.push({
          commands,
          isNegated,
          separator,
          isBackground: false,
          start: commands[0]?.start ?? token.start,
          end: commands.at(-1)?.end ?? token.end,
        });
      }
      if (separator === '&') {
        for (const index of chain) {
          const item = items[index];
          if (item !== undefined) items[index] = { ...item, isBackground: true };
        }
      }
      if (separator !== '&&' && separator !== '||') chain = [];
      if (this.#at === before) break;
    }
    this.#depth--;
    return items;
  }

  #isEnd(token: ShellToken, ends: ReadonlySet<string>): boolean {
    if (token.kind === 'word') {
      return !token.isQuoted && (ends.has(token.value) || closingWords.has(token.value));
    }
    return token.value === ')' || token.value.startsWith(';;') || token.value === ';&';
  }

  #separator(): string {
    const token = this.tokens[this.#at];
    if (token?.kind !== 'operator' || !separators.has(token.value)) return '';
    this.#at++;
    return token.value;
  }

  #pipeline(): { commands: ShellCommand[]; isNegated: boolean } {
    let isNegated = false;
    while (this.#isWord('!') || this.#isWord('time')) {
      if (this.#isWord('!')) isNegated = !isNegated;
      this.#at++;
    }
    const commands: ShellCommand[] = [];
    for (;;) {
      const command = this.#command();
      if (command !== undefined) commands.push(command);
      const token = this.tokens[this.#at];
      if (token?.kind !== 'operator' || (token.value !== '|' && token.value !== '|&')) break;
      this.#at++;
      this.#skip('\n');
    }
    return { commands, isNegated };
  }

  #command(): ShellCommand | undefined {
    const token = this.tokens[this.#at];
    if (token === undefined) return undefined;
    if (token.kind === 'operator') {
      if (token.value === '(') return this.#parenthesized(token.start);
      return redirects.has(token.value) ? this.#simple() : undefined;
    }
    if (!token.isQuoted) {
      switch (token.value) {
        case 'while':
        case 'until':
          return this.#loop(token.value, token.start);
        case 'for':
        case 'select':
          return this.#for(token.start);
        case 'if':
          return this.#if(token.start);
        case 'case':
          return this.#case(token.start);
        case '{':
          return this.#group(token.start, '}');
        case '[[':
          return this.#test(token.start);
        case 'function':
          this.#at++;
          return this.#function(token.start);
        default:
      }
      if (this.#isFunctionHeader()) return this.#function(token.start);
    }
    return this.#simple();
  }

  #simple(): SimpleCommand | undefined {
    const start = this.tokens[this.#at]?.start ?? 0;
    let end = start;
    const words: ShellWord[] = [];
    const assignments: ShellWord[] = [];
    const found: ShellRedirect[] = [];
    for (;;) {
      const token = this.tokens[this.#at];
      if (token === undefined) break;
      if (token.kind === 'operator') {
        if (!redirects.has(token.value)) break;
        // The number in `2>&1` is no argument.
        const last = words.at(-1);
        if (last !== undefined && last.end === token.start && /^\d+$/.test(last.value)) words.pop();
        this.#at++;
        const target = this.tokens[this.#at];
        const word = target?.kind === 'word' ? target : undefined;
        if (word !== undefined) this.#at++;
        found.push({ operator: token.value, target: word, document: token.document });
        end = word?.end ?? token.end;
        continue;
      }
      const isAssignment = words.length === 0 && /^\w+\+?=/.test(token.value);
      if (isAssignment) assignments.push(token);
      else words.push(token);
      end = token.end;
      this.#at++;
    }
    if (end === start) return undefined;
    return { kind: 'simple', start, end, words, assignments, redirects: found };
  }

  #loop(kind: 'while' | 'until', start: number): CompoundCommand {
    this.#at++;
    const condition = this.#list(new Set(['do']));
    const headerEnd = condition.at(-1)?.end ?? start + kind.length;
    const body = this.#between('do', 'done');
    return this.#compound(kind, start, { condition, body, headerEnd });
  }

  #for(start: number): CompoundCommand {
    this.#at++;
    const words: ShellWord[] = [];
    let headerEnd = start;
    for (let token = this.tokens[this.#at]; token !== undefined; token = this.tokens[this.#at]) {
      if (token.kind === 'word' && token.value === 'do' && !token.isQuoted) break;
      if (token.kind === 'operator' && token.value === '{') break;
      if (token.kind === 'word') words.push(token);
      if (token.value !== ';' && token.value !== '\n') headerEnd = token.end;
      this.#at++;
    }
    const body = this.#between('do', 'done');
    return this.#compound('for', start, { body, words, headerEnd });
  }

  #if(start: number): CompoundCommand {
    const condition: ShellItem[] = [];
    const ways: ShellItem[][] = [];
    for (;;) {
      const token = this.tokens[this.#at];
      if (token?.kind !== 'word' || !ifWords.has(token.value)) break;
      this.#at++;
      if (token.value === 'fi') break;
      const items = this.#list(ifWords);
      if (token.value === 'if' || token.value === 'elif') condition.push(...items);
      else ways.push(items);
      this.#skip('\n', ';');
    }
    return this.#compound('if', start, { condition, ways });
  }

  #case(start: number): CompoundCommand {
    this.#at++;
    const ways: ShellItem[][] = [];
    while (this.#at < this.tokens.length && !this.#isWord('in')) this.#at++;
    this.#at++;
    while (this.#at < this.tokens.length && !this.#isWord('esac')) {
      // The pattern up to its bracket, then the commands up to `;;`.
      while (this.#at < this.tokens.length && !this.#isOperator(')') && !this.#isWord('esac')) {
        this.#at++;
      }
      if (this.#isWord('esac')) break;
      this.#at++;
      ways.push(this.#list(new Set(['esac'])));
      this.#skip(';;', ';&', ';;&', '\n');
    }
    this.#at++;
    return this.#compound('case', start, { ways });
  }

  #group(start: number, close: string): CompoundCommand {
    this.#at++;
    const body = this.#list(new Set([close]));
    if (this.#isWord(close) || this.#isOperator(close)) this.#at++;
    return this.#compound('group', start, { body });
  }

  #parenthesized(start: number): CompoundCommand {
    const next = this.tokens[this.#at + 1];
    const isArithmetic =
      next?.kind === 'operator' && next.value === '(' && next.start === start + 1;
    return isArithmetic ? this.#test(start) : this.#group(start, ')');
  }

  /** `[[ … ]]` and `(( … ))`, whose inside is no list of commands. */
  #test(start: number): CompoundCommand {
    const words: ShellWord[] = [];
    const isArithmetic = this.#isOperator('(');
    let depth = 0;
    for (let token = this.tokens[this.#at]; token !== undefined; token = this.tokens[this.#at]) {
      this.#at++;
      if (token.kind === 'word') {
        words.push(token);
        if (!isArithmetic && token.value === ']]') break;
      } else if (token.value === '(') depth++;
      else if (token.value === ')') {
        depth--;
        if (isArithmetic && depth <= 0) break;
      }
    }
    return this.#compound('test', start, { words });
  }

  #isFunctionHeader(): boolean {
    const [open, close] = [this.tokens[this.#at + 1], this.tokens[this.#at + 2]];
    return open?.value === '(' && close?.value === ')' && open.kind === 'operator';
  }

  #function(start: number): CompoundCommand {
    this.#at++;
    this.#skip('(', ')', '\n');
    this.#depth++;
    const inside = this.#depth < maximumDepth ? this.#command() : undefined;
    this.#depth--;
    const body: ShellItem[] =
      inside === undefined
        ? []
        : [
            {
              commands: [inside],
              isNegated: false,
              separator: '',
              isBackground: false,
              start: inside.start,
              end: inside.end,
            },
          ];
    return this.#compound('function', start, { body });
  }

  #between(open: string, close: string): ShellItem[] {
    this.#skip('\n', ';');
    if (!this.#isWord(open)) return [];
    this.#at++;
    const body = this.#list(new Set([close]));
    if (this.#isWord(close)) this.#at++;
    return body;
  }

  #compound(
    kind: CompoundCommand['kind'],
    start: number,
    parts: Partial<Pick<CompoundCommand, 'condition' | 'body' | 'ways' | 'words' | 'headerEnd'>>,
  ): CompoundCommand {
    const end = this.tokens[this.#at - 1]?.end ?? start;
    const body = parts.body ?? parts.ways?.flat() ?? [];
    return {
      kind,
      start,
      end,
      headerEnd: parts.headerEnd ?? end,
      condition: parts.condition ?? [],
      body,
      ways: parts.ways ?? [body],
      words: parts.words ?? [],
      redirects: this.#trailingRedirects(),
    };
  }

  #trailingRedirects(): ShellRedirect[] {
    const token = this.tokens[this.#at];
    const isRedirect = token?.kind === 'operator' && redirects.has(token.value);
    return isRedirect ? [...(this.#simple()?.redirects ?? [])] : [];
  }

  #skip(...values: readonly string[]): void {
    for (let token = this.tokens[this.#at]; token !== undefined; token = this.tokens[this.#at]) {
      if (token.kind !== 'operator' || !values.includes(token.value)) return;
      this.#at++;
    }
  }

  #isWord(value: string): boolean {
    const token = this.tokens[this.#at];
    return token?.kind === 'word' && token.value === value && !token.isQuoted;
  }

  #isOperator(value: string): boolean {
    const token = this.tokens[this.#at];
    return token?.kind === 'operator' && token.value === value;
  }
}

const separators: ReadonlySet<string> = new Set([';', '&', '&&', '||', '\n']);

const redirects: ReadonlySet<string> = new Set([
  '<',
  '>',
  '<<',
  '<<-',
  '<<<',
  '<&',
  '<>',
  '>>',
  '>&',
  '>|',
  '&>',
  '&>>',
]);

/** Reserved words that end a list wherever they stand in front of a command. */
const closingWords: ReadonlySet<string> = new Set([
  'do',
  'done',
  'elif',
  'else',
  'esac',
  'fi',
  'then',
  '}',
]);

const ifWords: ReadonlySet<string> = new Set(['if', 'then', 'elif', 'else', 'fi']);
