import { hole, type ShellWord, type Substitution } from './lexer';
import {
  type CompoundCommand,
  parseShell,
  type ShellCommand,
  type ShellItem,
  type SimpleCommand,
} from './parser';

/** What holds around a command where it runs. */
export interface ShellContext {
  /** True where `timeout 30 …` or the like ends it. */
  readonly isLimited: boolean;
  /** True where the shell goes on without waiting for it. */
  readonly isBackground: boolean;
  /** True where another host runs it, through `ssh`. */
  readonly isRemote: boolean;
  /** The loops around it, outermost first. */
  readonly loops: readonly CompoundCommand[];
  /** True where it reads from a pipe, a file, a here-document or nothing but not from the task. */
  readonly hasInput: boolean;
  /** True where another command or a file takes its output. */
  readonly hasOutput: boolean;
  /** True for a function's body, which runs only where it is called. */
  readonly isInFunction: boolean;
}

/** A command with what stands in front of it (`sudo`, `timeout 30`) taken off. */
export interface Invocation extends ShellContext {
  /** The command's name without its folder. */
  readonly name: string;
  readonly nameWord: ShellWord;
  readonly arguments: readonly ShellWord[];
  /** The names of what stands in front: `nohup`, `sudo`, `sshpass`. */
  readonly wrappers: readonly string[];
  readonly command: SimpleCommand;
  /** The list that the command belongs to, to see what follows it. */
  readonly siblings: readonly ShellItem[];
  readonly item: ShellItem;
}

export interface ShellLoop extends ShellContext {
  readonly command: CompoundCommand;
}

/** A script that a command of a script hands to a shell: `bash -c "…"`, `ssh host "…"`, `bash <<EOF`. */
export interface NestedShell {
  readonly items: readonly ShellItem[];
  /** The command that starts the shell. */
  readonly invocation: Invocation;
}

/** All commands and loops of a script, those in substitutions and nested shells included. */
export interface ShellScript {
  readonly text: string;
  readonly items: readonly ShellItem[];
  readonly invocations: readonly Invocation[];
  readonly loops: readonly ShellLoop[];
  readonly nested: readonly NestedShell[];
}

/** Shells within shells deeper than this are not looked at. */
const maximumNesting = 6;

export function readScript(source: string): ShellScript {
  const text = withoutJinja(source);
  const reader = new Reader(text);
  const items = parseShell(text);
  reader.list(items, topContext, 0);
  const { invocations, loops, nested } = reader;
  return { text, items, invocations, loops, nested };
}

/** A command given as a list of words, without a shell. */
export function readWords(words: readonly (string | undefined)[]): ShellScript {
  const quoted = words.map((word) => `'${(word ?? hole).replaceAll("'", `'\\''`)}'`);
  return readScript(quoted.join(' '));
}

/**
 * The text with Jinja taken out at its own length: expressions are holes, the rest is blank, as is the
 * white space that `{%-` and `-%}` take away.
 */
function withoutJinja(source: string): string {
  const trimmed = source.replace(/\s+(?=\{[{%#]-)|(?<=-[}%#]\})\s+/g, (blank) =>
    ' '.repeat(blank.length),
  );
  return trimmed.replace(/\{\{[\s\S]*?\}\}|\{%[\s\S]*?%\}|\{#[\s\S]*?#\}/g, (found) =>
    found.startsWith('{{') ? hole.repeat(found.length) : ' '.repeat(found.length),
  );
}

const topContext: ShellContext = {
  isLimited: false,
  isBackground: false,
  isRemote: false,
  loops: [],
  hasInput: false,
  hasOutput: false,
  isInFunction: false,
};

class Reader {
  readonly invocations: Invocation[] = [];
  readonly loops: ShellLoop[] = [];
  readonly nested: NestedShell[] = [];

  constructor(private readonly text: string) {}

  list(items: readonly ShellItem[], context: ShellContext, nesting: number): void {
    for (const item of items) {
      for (const [index, command] of item.commands.entries()) {
        const inside: ShellContext = {
          ...context,
          isBackground: context.isBackground || item.isBackground,
          hasInput: context.hasInput || index > 0 || readsInput(command),
          hasOutput: context.hasOutput || index < item.commands.length - 1 || writesOutput(command),
        };
        if (command.kind === 'simple') this.#simple(command, item, items, inside, nesting);
        else this.#compound(command, inside, nesting);
      }
    }
  }

  #compound(command: CompoundCommand, context: ShellContext, nesting: number): void {
    const isLoop = command.kind === 'while' || command.kind === 'until' || command.kind === 'for';
    if (isLoop) this.loops.push({ ...context, command });
    const inside: ShellContext = {
      ...context,
      loops: isLoop ? [...context.loops, command] : context.loops,
      isInFunction: context.isInFunction || command.kind === 'function',
    };
    // The conditions of an `if` stand between its ways.
    const items = [...command.condition, ...command.body].sort((a, b) => a.start - b.start);
    this.list(items, inside, nesting);
    for (const word of command.words) this.#substitutions(word, inside, nesting);
  }

  #simple(
    command: SimpleCommand,
    item: ShellItem,
    siblings: readonly ShellItem[],
    context: ShellContext,
    nesting: number,
  ): void {
    for (const word of [...command.words, ...command.assignments]) {
      this.#substitutions(word, context, nesting);
    }
    const unwrapped = withoutWrappers(command.words);
    const nameWord = unwrapped.words[0];
    if (nameWord === undefined) return;
    const invocation: Invocation = {
      ...context,
      isLimited: context.isLimited || unwrapped.isLimited,
      name: baseName(nameWord.value),
      nameWord,
      arguments: unwrapped.words.slice(1),
      wrappers: unwrapped.wrappers,
      command,
      siblings,
      item,
    };
    for (const { document } of command.redirects) {
      if (document === undefined || !isShell(command)) continue;
      this.#nested(document, context, nesting, invocation);
    }
    this.invocations.push(invocation);
    const script = nestedScript(invocation);
    if (script === undefined) return;
    const isRemote = invocation.isRemote || script.isRemote;
    const inside = { ...context, isLimited: invocation.isLimited, isRemote };
    if (script.word === undefined) this.#words(script.words, command, siblings, item, inside);
    else this.#nested(insideQuotes(script.word), inside, nesting, invocation);
  }

  /** `ssh host command arguments`: the words themselves are the command. */
  #words(
    words: readonly ShellWord[],
    command: SimpleCommand,
    siblings: readonly ShellItem[],
    item: ShellItem,
    context: ShellContext,
  ): void {
    const unwrapped = withoutWrappers(words);
    const nameWord = unwrapped.words[0];
    if (nameWord === undefined) return;
    this.invocations.push({
      ...context,
      isLimited: context.isLimited || unwrapped.isLimited,
      name: baseName(nameWord.value),
      nameWord,
      arguments: unwrapped.words.slice(1),
      wrappers: unwrapped.wrappers,
      command,
      siblings,
      item,
    });
  }

  #substitutions(word: ShellWord, context: ShellContext, nesting: number): void {
    for (const substitution of word.substitutions) {
      this.#nested(substitution, { ...context, hasOutput: true }, nesting);
    }
  }

  #nested(
    part: Substitution,
    context: ShellContext,
    nesting: number,
    startedBy?: Invocation,
  ): void {
    if (nesting >= maximumNesting) return;
    const items = parseShell(this.text, part.start, part.end);
    if (startedBy !== undefined) this.nested.push({ items, invocation: startedBy });
    this.list(items, context, nesting + 1);
  }
}

function readsInput(command: ShellCommand): boolean {
  return command.redirects.some(({ operator }) => operator.startsWith('<'));
}

function writesOutput(command: ShellCommand): boolean {
  return command.redirects.some(({ operator, target }) => {
    const isOutput = operator.includes('>') && operator !== '<>';
    return isOutput && target?.value !== '1' && target?.value !== '2';
  });
}

/** The value between the quotes of a word that is quoted as a whole; else the word itself. */
function insideQuotes(word: ShellWord): Substitution {
  const isWhole = word.isQuoted && word.end - word.start >= word.value.length + 2;
  return isWhole ? { start: word.start + 1, end: word.end - 1 } : word;
}

export function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

interface Unwrapped {
  readonly words: readonly ShellWord[];
  readonly wrappers: readonly string[];
  readonly isLimited: boolean;
}

/** Commands that run the command behind them, with their options that take a value. */
const wrappers: Readonly<Record<string, readonly string[]>> = {
  builtin: [],
  chronic: [],
  command: [],
  doas: ['-u'],
  env: ['-u', '--unset', '-C', '--chdir'],
  exec: ['-a'],
  gtimeout: ['-k', '--kill-after', '-s', '--signal'],
  ionice: ['-c', '-n', '-p'],
  nice: ['-n'],
  nohup: [],
  setsid: [],
  sshpass: ['-p', '-f', '-d'],
  stdbuf: ['-i', '-o', '-e'],
  sudo: ['-u', '-g', '-h', '-p', '-C', '-D', '--user', '--group'],
  time: ['-f', '-o'],
  timeout: ['-k', '--kill-after', '-s', '--signal'],
  unbuffer: [],
};

const limitingWrappers: ReadonlySet<string> = new Set(['gtimeout', 'timeout']);

function withoutWrappers(words: readonly ShellWord[]): Unwrapped {
  const found: string[] = [];
  let isLimited = false;
  let rest = words;
  for (;;) {
    const name = baseName(rest[0]?.value ?? '');
    const withValue = Object.hasOwn(wrappers, name) ? wrappers[name] : undefined;
    if (withValue === undefined || rest.length < 2) break;
    let at = 1;
    for (let option = rest[at]; option !== undefined; option = rest[at]) {
      if (!option.value.startsWith('-') && !(name === 'env' && option.value.includes('='))) break;
      at += withValue.includes(option.value) ? 2 : 1;
    }
    if (limitingWrappers.has(name)) {
      // A duration of zero switches the limit off (coreutils manual, "timeout invocation").
      isLimited = isLimited || !/^0[smhd]?$/.test(rest[at]?.value ?? '');
      at++;
    }
    found.push(name);
    rest = rest.slice(at);
  }
  return { words: rest, wrappers: found, isLimited };
}

const shells: ReadonlySet<string> = new Set(['ash', 'bash', 'dash', 'ksh', 'sh', 'zsh']);

/** True for a shell without a script, which reads its commands from a here-document. */
function isShell(command: SimpleCommand): boolean {
  const words = withoutWrappers(command.words).words;
  return shells.has(baseName(words[0]?.value ?? '')) && words.slice(1).every(isOption);
}

function isOption(word: ShellWord): boolean {
  return word.value.startsWith('-') && !word.value.includes('c');
}

/** The script that a command runs in another shell: `bash -c "…"`, `eval "…"`, `ssh host "…"`. */
function nestedScript(
  invocation: Invocation,
):
  | { readonly word: ShellWord; readonly isRemote: boolean; readonly words?: undefined }
  | { readonly words: readonly ShellWord[]; readonly isRemote: boolean; readonly word?: undefined }
  | undefined {
  const { name } = invocation;
  const given = invocation.arguments;
  if (shells.has(name) || name === 'su') {
    const at = given.findIndex((word) => /^-\w*c$/.test(word.value));
    const word = at < 0 ? undefined : given[at + 1];
    return word === undefined ? undefined : { word, isRemote: false };
  }
  if (name === 'eval' && given.length === 1 && given[0] !== undefined) {
    return { word: given[0], isRemote: false };
  }
  if (name !== 'ssh') return undefined;
  const remote = sshCommand(given);
  const [only, ...others] = remote;
  if (only === undefined) return undefined;
  return others.length === 0 ? { word: only, isRemote: true } : { words: remote, isRemote: true };
}

/** Options of OpenSSH's client that take a value. Source: ssh(1), OpenSSH 9. */
const sshOptionsWithValue = 'BbcDEeFIiJLlmOoPpQRSWw';

/** The words behind the host of an `ssh` command line: what runs there. */
export function sshCommand(given: readonly ShellWord[]): readonly ShellWord[] {
  let at = 0;
  for (let option = given[at]; option?.value.startsWith('-'); option = given[at]) {
    if (option.value === '--') {
      at++;
      break;
    }
    const last = option.value.at(-1) ?? '';
    // `-p22` has its value with it, `-vp 22` behind it.
    const first = [...option.value.slice(1)].findIndex((letter) =>
      sshOptionsWithValue.includes(letter),
    );
    const takesNext = first >= 0 && first === option.value.length - 2 && last !== '-';
    at += takesNext ? 2 : 1;
  }
  return given.slice(at + 1);
}

/** The options of an `ssh` command line, in front of the host. */
export function sshOptions(given: readonly ShellWord[]): readonly ShellWord[] {
  const behind = sshCommand(given).length;
  return given.slice(0, Math.max(0, given.length - behind - 1));
}
