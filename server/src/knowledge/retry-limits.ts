/** Calls of libraries that try or ask again and again, and what makes them give up. */

import data from './data/retry-limits.json' with { type: 'json' };

export interface RetryFact {
  /** Arguments, any of which makes it give up. */
  readonly limits: readonly RetryArgument[];
  /** Values of these arguments that are no limit: constants as written, or qualified names. */
  readonly noLimit: ReadonlySet<string>;
  /** The argument that, where it is true, makes it go on for ever; without it there is a limit. */
  readonly unlimitedWith: string | undefined;
  /** How it is told to give up after an hour; undefined where it knows no time. */
  readonly limit: RetryLimit | undefined;
}

export interface RetryArgument {
  readonly name: string;
  /** Where the argument can be given by position, counted from 0. */
  readonly position: number | undefined;
}

export interface RetryLimit {
  readonly argument: string;
  readonly value: string;
  /** The qualified name of the function that the value calls, where it calls one. */
  readonly import: string | undefined;
}

interface Entry {
  readonly names: readonly string[];
  readonly limits?: readonly string[];
  readonly noLimit?: readonly string[];
  readonly unlimitedWith?: string;
  readonly limit?: { readonly argument: string; readonly value: string; readonly import?: string };
  readonly source: string;
}

const entries: readonly Entry[] = data.calls;

const factsByName: ReadonlyMap<string, RetryFact> = new Map(
  entries.flatMap((entry) => entry.names.map((name) => [name, factOf(entry)] as const)),
);

/** What is known of a retrying function, class or decorator by its qualified name. */
export function retryFact(qualifiedName: string): RetryFact | undefined {
  return factsByName.get(qualifiedName);
}

export const retryingNames: readonly string[] = [...factsByName.keys()];

function factOf({ limit, limits = [], noLimit = [], unlimitedWith }: Entry): RetryFact {
  return {
    limits: limits.map(argumentOf),
    noLimit: new Set(noLimit),
    unlimitedWith,
    limit: limit === undefined ? undefined : { ...limit, import: limit.import },
  };
}

/** Reads `name` and `name@position`. */
function argumentOf(text: string): RetryArgument {
  const [name = text, position] = text.split('@');
  return { name, position: position === undefined ? undefined : Number(position) };
}
