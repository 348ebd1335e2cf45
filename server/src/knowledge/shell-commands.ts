/**
 * Shell commands that wait without a limit unless an option sets one. The table is data, with a
 * source for every entry.
 */

import data from './data/shell-commands.json' with { type: 'json' };

/** What a command waits for: another host, output that never ends, or someone at a terminal. */
export type ShellWait = 'server' | 'output' | 'person';

export interface ShellCommandFact {
  readonly waits: ShellWait;
  /** Options, any of which limits the wait. */
  readonly limits: readonly string[];
  /** The limit that it has by itself, in words, where it is one of hours. */
  readonly defaultLimit: string | undefined;
  /** Options, as they are written, that take away the limit that it has by itself. */
  readonly unlimitedWith: readonly string[];
  /** Options that limit only a part of it. */
  readonly partialLimits: readonly string[];
  /** Arguments without which the command ends by itself; empty where it always waits. */
  readonly onlyWith: readonly string[];
  /** Options with which it ends at once or needs nobody. */
  readonly endsWith: readonly string[];
  /** Options that may hold a limit which the command line does not show. */
  readonly unknownWith: readonly string[];
  /** One-letter options that take a value, so that what follows the letter is no option. */
  readonly lettersWithValue: string;
  /** True where the first word that is no option begins another command. */
  readonly runsRest: boolean;
  /** True where it needs nobody once something else takes its output. */
  readonly unlessOutput: boolean;
  /** True where it needs nobody once something else gives it input. */
  readonly unlessInput: boolean;
  /** Options that set a sensible limit; undefined where only `timeout` helps. */
  readonly suggested: readonly string[] | undefined;
}

interface Entry {
  readonly names: readonly string[];
  readonly waits: string;
  readonly source: string;
  readonly limits?: readonly string[];
  readonly defaultLimit?: string;
  readonly unlimitedWith?: readonly string[];
  readonly partialLimits?: readonly string[];
  readonly onlyWith?: readonly string[];
  readonly endsWith?: readonly string[];
  readonly unknownWith?: readonly string[];
  readonly lettersWithValue: string;
  readonly runsRest?: boolean;
  readonly unlessOutput?: boolean;
  readonly unlessInput?: boolean;
  readonly suggested?: readonly string[];
}

const entries: readonly Entry[] = data.commands;

const factsByName: ReadonlyMap<string, ShellCommandFact> = new Map(
  entries.flatMap((entry) => entry.names.map((name) => [name, factOf(entry)])),
);

export function shellCommandFact(name: string): ShellCommandFact | undefined {
  return factsByName.get(name);
}

function factOf(entry: Entry): ShellCommandFact {
  const { waits } = entry;
  if (waits !== 'server' && waits !== 'output' && waits !== 'person') {
    throw new Error(`unknown kind of wait: ${waits}`);
  }
  return {
    waits,
    limits: entry.limits ?? [],
    defaultLimit: entry.defaultLimit,
    unlimitedWith: entry.unlimitedWith ?? [],
    partialLimits: entry.partialLimits ?? [],
    onlyWith: entry.onlyWith ?? [],
    endsWith: entry.endsWith ?? [],
    unknownWith: entry.unknownWith ?? [],
    lettersWithValue: entry.lettersWithValue,
    runsRest: entry.runsRest === true,
    unlessOutput: entry.unlessOutput === true,
    unlessInput: entry.unlessInput === true,
    suggested: entry.suggested,
  };
}
