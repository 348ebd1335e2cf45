// What the commands of a shell script are asked for by those who follow its exit codes.

import type { ShellItem, SimpleCommand } from './parser';
import type { Invocation } from './script';
import { type ShellOptions, withOptionsOf } from './shell-options';

/** Commands joined by `&&` and `||` are one chain. */
export function chainsOf(items: readonly ShellItem[]): readonly (readonly ShellItem[])[] {
  const chains: ShellItem[][] = [];
  let open: ShellItem[] | undefined;
  for (const item of items) {
    if (open === undefined) {
      open = [];
      chains.push(open);
    }
    open.push(item);
    if (item.separator !== '&&' && item.separator !== '||') open = undefined;
  }
  return chains;
}

/** The options of the shell once the command has run. */
export function optionsAfter(command: SimpleCommand, options: ShellOptions): ShellOptions {
  const [name, ...given] = command.words;
  return name?.value === 'set' ? withOptionsOf(given, options) : options;
}

/** `trap … ERR` and `trap … EXIT`, whose commands can look at what has failed. */
export function looksAtFailures({ words }: SimpleCommand): boolean {
  return words.some(({ value }) => value === 'ERR' || value === 'EXIT' || value === '0');
}

/** The names of functions that a script defines: `name() {` and `function name {`. */
export function functionNames(text: string): readonly string[] {
  const found = text.matchAll(/(?:^|[\s;&|])(?:function\s+([\w.-]+)|([\w.-]+)\s*\(\s*\))/g);
  return [...found].flatMap(([, one, other]) => one ?? other ?? []);
}

/** Commands that end with zero whatever happens, apart from a closed output. */
const succeeding: ReadonlySet<string> = new Set([':', 'date', 'echo', 'printf', 'sleep', 'true']);

export function alwaysSucceeds(invocation: Invocation): boolean {
  if (succeeding.has(invocation.name)) return true;
  const [code, ...others] = valuesOf(invocation);
  const ends = invocation.name === 'exit' || invocation.name === 'return';
  return ends && code === '0' && others.length === 0;
}

/** A failure that is written to a file may be looked at later. */
export function keepsOutput({ command }: Invocation): boolean {
  return command.redirects.some(({ operator, target }) => {
    const isFile = target !== undefined && !/^(?:\d|\/dev\/\w+)$/.test(target.value);
    return operator.includes('>') && isFile;
  });
}

export function valuesOf(invocation: Invocation): readonly string[] {
  return invocation.arguments.map(({ value }) => value);
}

export function valuesWithName(invocation: Invocation): readonly string[] {
  return [invocation.name, ...valuesOf(invocation)];
}

/** The command with its first argument, where that is known: `dbt run`. */
export function shortName(invocation: Invocation): string {
  const [first] = valuesOf(invocation);
  const whole = `${invocation.name} ${first}`;
  const isPlain = first !== undefined && /^\w[\w./-]*$/.test(first) && whole.length <= 32;
  return isPlain ? whole : invocation.name;
}

export function shortened(text: string): string {
  return text.length > 24 ? `${text.slice(0, 21)}...` : text;
}
