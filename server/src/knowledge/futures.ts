/**
 * Which calls start work whose outcome must be asked for, and how. The table is data, with a source
 * for every entry.
 */

import data from './data/futures.json' with { type: 'json' };

const futureKinds = ['awaitable', 'exceptions', 'future', 'job', 'results'] as const;

/**
 * What the call gives: a future to ask, something to await, a job elsewhere of which every attribute
 * but a few asks, an iterator that raises when it gets there, or a list that holds the exceptions.
 */
export type FutureKind = (typeof futureKinds)[number];

export interface FutureFact {
  readonly kind: FutureKind;
  readonly library: string;
  /** Attributes that find out how the work ended; of a job, every other than the neutral ones. */
  readonly asking: ReadonlySet<string>;
  readonly neutral: ReadonlySet<string>;
  /** How the outcome is asked for, as it is written. */
  readonly ask: string | undefined;
  /** Arguments that hand the failure to someone. */
  readonly handledWith: readonly string[];
  /** The argument without which the call raises by itself. */
  readonly onlyWith: string | undefined;
}

interface Group {
  readonly library: string;
  readonly source: string;
  readonly functions?: readonly string[];
  readonly classes?: readonly string[];
  readonly methods?: readonly string[];
  readonly gives: string;
  readonly asking?: readonly string[];
  readonly neutral?: readonly string[];
  readonly ask?: string;
  readonly handledWith?: readonly string[];
  readonly onlyWith?: string;
}

const groups: readonly Group[] = data.groups;

const factsByName: ReadonlyMap<string, FutureFact> = new Map(
  groups.flatMap((group) => namesIn(group).map((name) => [name, factOf(group)] as const)),
);

/** What is known of a call by its qualified name; undefined where it starts no such work. */
export function futureFact(qualifiedName: string): FutureFact | undefined {
  return factsByName.get(qualifiedName);
}

function namesIn({ classes = [], functions = [], methods = [] }: Group): string[] {
  return [
    ...functions,
    ...classes.flatMap((owner) => methods.map((method) => `${owner}.${method}`)),
  ];
}

function factOf(group: Group): FutureFact {
  const kind = futureKinds.find((known) => known === group.gives);
  if (kind === undefined) throw new Error(`unknown kind of future: ${group.gives}`);
  return {
    kind,
    library: group.library,
    asking: new Set(group.asking),
    neutral: new Set(group.neutral),
    ask: group.ask,
    handledWith: group.handledWith ?? [],
    onlyWith: group.onlyWith,
  };
}
