// Commands of a shell script whose failure the script's own exit code does not tell.

import { harmlessExit, maySkipInput, refusesEmptyInput } from '../../knowledge/shell-exit-codes';
import {
  alwaysSucceeds,
  chainsOf,
  functionNames,
  keepsOutput,
  looksAtFailures,
  optionsAfter,
  shortened,
  valuesOf,
  valuesWithName,
} from './commands';
import { hole, type ShellWord } from './lexer';
import type { CompoundCommand, ShellCommand, ShellItem, SimpleCommand } from './parser';
import type { Invocation, NestedShell, ShellScript } from './script';
import { type ShellOptions, withOptionsOf } from './shell-options';

export interface LostFailure {
  /**
   * What keeps it from being told: an alternative that always succeeds (`|| true`), an end that does,
   * a later command, a later round of a loop, the last command of a pipe, or `&&` behind it, in front
   * of which `set -e` does not count.
   */
  readonly by: 'alternative' | 'end' | 'later-command' | 'later-round' | 'pipe' | 'conjunction';
  /** The command that fails. */
  readonly failing: Invocation;
  /** What names the trouble: the failing command, or what hides it. */
  readonly word: ShellWord;
  /** What hides it, as it is written. */
  readonly hider: string;
  /** The shell within the script that runs it; undefined for the script itself. */
  readonly shell: NestedShell | undefined;
}

/** What a script tells about its failures, and which options would make it tell all of them. */
export interface ScriptFailures {
  readonly lost: readonly LostFailure[];
  /** True where `set -e` would not end the script at a command whose code is only an answer. */
  readonly canEndOnFailure: boolean;
  /** True where `set -o pipefail` would not make a failure of a reader that stops early. */
  readonly canFailPipes: boolean;
  readonly options: ShellOptions;
}

/** What is lost of a script that begins with the options, which are off by default. */
export function failuresOf(
  script: ShellScript,
  options: ShellOptions = { errexit: false, pipefail: false },
): ScriptFailures {
  const facts = factsOf(script);
  const whole = new FailureReader(facts, undefined, options).read(script.items);
  // A shell within the script has options of its own, and tells its failures to the script.
  const inner = script.nested.flatMap(
    (shell) => new FailureReader(facts, shell, optionsOf(shell.invocation)).read(shell.items).lost,
  );
  return { ...whole, lost: [...whole.lost, ...inner] };
}

/** `bash -euo pipefail -c "…"`. */
function optionsOf({ arguments: given }: Invocation): ShellOptions {
  return withOptionsOf(given, { errexit: false, pipefail: false });
}

/** What is the same for a script and the shells within it. */
interface ScriptFacts {
  readonly text: string;
  readonly invocations: ReadonlyMap<SimpleCommand, Invocation>;
  /** The names of the functions that it defines. */
  readonly functions: ReadonlySet<string>;
}

function factsOf({ invocations: all, text }: ShellScript): ScriptFacts {
  const invocations = new Map<SimpleCommand, Invocation>();
  for (const invocation of all) {
    // The words behind `ssh host` are a second one of the same command.
    if (!invocations.has(invocation.command)) invocations.set(invocation.command, invocation);
  }
  return { text, invocations, functions: new Set(functionNames(text)) };
}

/** Follows the commands of one shell in their order, with the options that they set. */
class FailureReader {
  readonly #lost: LostFailure[] = [];
  #canEndOnFailure = true;
  #canFailPipes = true;
  #options: ShellOptions;

  constructor(
    private readonly script: ScriptFacts,
    private readonly shell: NestedShell | undefined,
    options: ShellOptions,
  ) {
    this.#options = options;
  }

  read(items: readonly ShellItem[]): ScriptFailures {
    // A part that is not known may set options, as may a trap that looks at failures.
    if (!this.#hasUnknownPart(items)) this.#list(items, 'decides');
    return {
      lost: this.#lost,
      canEndOnFailure: this.#canEndOnFailure,
      canFailPipes: this.#canFailPipes,
      options: this.#options,
    };
  }

  #hasUnknownPart(items: readonly ShellItem[]): boolean {
    const commands = items.flatMap((item) => item.commands);
    return commands.some((command) => {
      const name = command.kind === 'simple' ? command.words[0] : undefined;
      if (command.kind !== 'simple' || name === undefined) return false;
      const isUnknown = name.value.replaceAll(hole, '') === '';
      return isUnknown || (name.value === 'trap' && looksAtFailures(command));
    });
  }

  /** A list decides where the code of its last command is that of the script. */
  #list(items: readonly ShellItem[], place: 'decides' | 'goes-on' | 'round'): void {
    const chains = chainsOf(items);
    let pending: LostFailure[] = [];
    for (const [at, chain] of chains.entries()) {
      const isLast = at === chains.length - 1;
      const next = chains[at + 1];
      const decides = isLast && place === 'decides';
      const isDecidedNext = at === chains.length - 2 && place === 'decides';
      const isLooked =
        next !== undefined &&
        (this.#looksAtCode(next) || (isDecidedNext && this.#needs(next, chain)));
      if (isLast && decides && this.#endsWell(chain)) {
        const first = pending.find(({ by }) => by === 'later-command');
        const word = this.#invocationOf(chain[0])?.nameWord;
        if (first !== undefined && word !== undefined) {
          pending = pending.filter(({ by }) => by !== 'later-command');
          pending.push({ ...first, by: 'end', word, hider: this.#textOf(chain) });
        }
        continue;
      }
      const by = place === 'round' ? 'later-round' : 'later-command';
      pending.push(...this.#chain(chain, { decides, isLooked, by }));
    }
    this.#lost.push(...pending);
  }

  #chain(
    chain: readonly ShellItem[],
    { by, decides, isLooked }: ChainPlace,
  ): readonly LostFailure[] {
    const found: LostFailure[] = [];
    if (chain.some(({ isBackground }) => isBackground)) return found;
    for (const item of chain) {
      for (const command of item.commands) {
        const counts = command === item.commands.at(-1) || this.#options.pipefail;
        const isLast = item === chain.at(-1) && counts;
        if (command.kind === 'simple') this.#options = optionsAfter(command, this.#options);
        else this.#compound(command, isLast && (decides || this.#endsScript(command)));
      }
    }
    const alternative = chain.findIndex((_, at) => chain[at - 1]?.separator === '||');
    if (alternative >= 0) {
      const hidden = this.#hiddenByAlternative(chain, alternative);
      return hidden === undefined ? found : [hidden];
    }
    if (isLooked || chain.some(({ isNegated }) => isNegated)) return found;
    if (chain.length > 1 && this.#isOnlyAsked(chain.at(-1))) return found;
    this.#noteWhatOptionsBreak(chain);
    const { errexit, pipefail } = this.#options;
    for (const item of chain) {
      const piped = pipefail ? undefined : this.#lostInPipe(item);
      if (piped !== undefined) found.push(piped);
      // POSIX.1, `set -e`: what fails in front of `&&` does not end the script.
      if (decides || (errexit && item === chain.at(-1))) continue;
      const failing = this.#invocationOf(item);
      if (failing === undefined || !this.#canFail(failing)) continue;
      found.push(this.#lostFailure(errexit ? 'conjunction' : by, failing, failing.nameWord, ''));
      break;
    }
    return found;
  }

  /** `ready && break`: what is done with a success says that a failure was thought of. */
  #isOnlyAsked(last: ShellItem | undefined): boolean {
    const invocation = this.#invocationOf(last);
    if (invocation === undefined) return true;
    return harmlessExit(invocation.name, valuesOf(invocation)) === 'shows';
  }

  /** With `set -e`, the code of a subshell counts even where a command in front of `&&` has failed. */
  #endsScript({ kind, start }: CompoundCommand): boolean {
    return this.#options.errexit && kind === 'group' && this.script.text[start] === '(';
  }

  #compound(command: CompoundCommand, decides: boolean): void {
    switch (command.kind) {
      case 'group':
      case 'if':
      case 'case':
        for (const way of command.ways) this.#list(way, decides ? 'decides' : 'goes-on');
        return;
      case 'for':
      case 'while':
      case 'until':
        this.#list(command.body, 'round');
        return;
      default:
        // Functions run where they are called, and tests have no commands.
        return;
    }
  }

  /** `pg_dump | gzip`: without pipefail only the last command tells. */
  #lostInPipe({ commands }: ShellItem): LostFailure | undefined {
    const reader = this.#simpleInvocation(commands.at(-1));
    if (commands.length < 2 || reader === undefined) return undefined;
    if (refusesEmptyInput(reader.name, valuesOf(reader))) return undefined;
    for (const command of commands.slice(0, -1)) {
      const failing = this.#simpleInvocation(command);
      if (failing === undefined || !this.#canFail(failing)) continue;
      return this.#lostFailure('pipe', failing, failing.nameWord, reader.name);
    }
    return undefined;
  }

  #hiddenByAlternative(chain: readonly ShellItem[], at: number): LostFailure | undefined {
    const alternative = this.#invocationOf(chain[at]);
    if (alternative === undefined || at !== chain.length - 1) return undefined;
    if (!alwaysSucceeds(alternative) || keepsOutput(alternative)) return undefined;
    for (const command of chain.slice(0, at).flatMap(({ commands }) => commands)) {
      const failing = this.#simpleInvocation(command);
      if (failing === undefined || !this.#canFail(failing)) continue;
      const hider = `|| ${shortened(valuesWithName(alternative).join(' '))}`;
      return this.#lostFailure('alternative', failing, alternative.nameWord, hider);
    }
    return undefined;
  }

  /** Notes what would be a failure with `set -e` or pipefail, and is none now. */
  #noteWhatOptionsBreak(chain: readonly ShellItem[]): void {
    for (const { commands } of chain) {
      const last = this.#simpleInvocation(commands.at(-1));
      const kind = last === undefined ? undefined : harmlessExit(last.name, valuesOf(last));
      const isForced = last?.name === 'rm' && valuesOf(last).some((word) => /^-\w*f/.test(word));
      const tells = kind === 'answers' || kind === 'tidies' || kind === 'creates';
      if (tells && !isForced && chain.length === 1) this.#canEndOnFailure = false;
      for (const command of commands.slice(0, -1)) {
        const writer = this.#simpleInvocation(command);
        if (writer === undefined) continue;
        if (harmlessExit(writer.name, valuesOf(writer)) === 'answers') this.#canFailPipes = false;
        if (writer.name === 'yes') this.#canFailPipes = false;
      }
      for (const command of commands.slice(1)) {
        const reader = this.#simpleInvocation(command);
        if (reader !== undefined && maySkipInput(reader.name, valuesOf(reader))) {
          this.#canFailPipes = false;
        }
      }
    }
  }

  #canFail(invocation: Invocation): boolean {
    const { name, nameWord } = invocation;
    if (name === '' || name.includes(hole) || /^-|[$`]/.test(name)) return false;
    if (this.script.functions.has(nameWord.value)) return false;
    return harmlessExit(name, valuesOf(invocation)) === undefined;
  }

  /** The last command of a pipe, where it is a plain one. */
  #invocationOf(item: ShellItem | undefined): Invocation | undefined {
    return this.#simpleInvocation(item?.commands.at(-1));
  }

  #simpleInvocation(command: ShellCommand | undefined): Invocation | undefined {
    return command?.kind === 'simple' ? this.script.invocations.get(command) : undefined;
  }

  #endsWell(chain: readonly ShellItem[]): boolean {
    const only = chain.length === 1 ? chain[0] : undefined;
    const invocation = only?.commands.length === 1 ? this.#invocationOf(only) : undefined;
    if (invocation === undefined) return false;
    const [code, ...others] = valuesOf(invocation);
    if (invocation.name === 'exit') return code === '0' && others.length === 0;
    return (invocation.name === 'true' || invocation.name === ':') && code === undefined;
  }

  #looksAtCode(chain: readonly ShellItem[]): boolean {
    return /\$\{?\?|PIPESTATUS/.test(this.#textOf(chain));
  }

  /** `curl -o x.zip …; unzip x.zip`: without the file the command that decides fails, too. */
  #needs(chain: readonly ShellItem[], before: readonly ShellItem[]): boolean {
    const invocation = this.#invocationOf(chain[0]);
    if (invocation === undefined || !this.#canFail(invocation)) return false;
    const made = before.flatMap((item) => {
      const maker = this.#invocationOf(item);
      const targets = maker?.command.redirects.map(({ target }) => target?.value ?? '') ?? [];
      return maker === undefined ? [] : [...valuesOf(maker), ...targets];
    });
    return valuesOf(invocation).some((word) => /^[^-].*[./]/.test(word) && made.includes(word));
  }

  #textOf(chain: readonly ShellItem[]): string {
    return this.script.text.slice(chain[0]?.start ?? 0, chain.at(-1)?.end ?? 0);
  }

  #lostFailure(
    by: LostFailure['by'],
    failing: Invocation,
    word: ShellWord,
    hider: string,
  ): LostFailure {
    return { by, failing, word, hider, shell: this.shell };
  }
}

interface ChainPlace {
  readonly decides: boolean;
  /** True where what follows looks at `$?`, or fails without what the chain makes. */
  readonly isLooked: boolean;
  readonly by: 'later-command' | 'later-round';
}
