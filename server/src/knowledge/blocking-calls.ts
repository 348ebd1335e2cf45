import data from './data/blocking-calls.json' with { type: 'json' };

/** What a call waits for. */
export type BlockingKind =
  | 'process'
  | 'request'
  | 'sleep'
  | 'wait'
  | 'network'
  | 'database'
  | 'input';

/** A call that can keep its caller waiting, and what limits it. */
export interface BlockingFact {
  readonly kind: BlockingKind;
  /** Arguments that limit the wait, any of them. */
  readonly limits: readonly LimitArgument[];
  /** True where the call is limited although no argument says so. */
  readonly isLimitedByDefault: boolean;
}

export interface LimitArgument {
  readonly name: string;
  /** Where the argument can be given by position, counted from 0. */
  readonly position: number | undefined;
}

interface Entry {
  readonly kind: string;
  readonly limits?: readonly (readonly [string] | readonly [string, number])[];
  readonly limitedByDefault?: boolean;
}

const entries: Readonly<Record<string, Entry>> = data as unknown as Record<string, Entry>;

/** What is known of a function by its qualified name; undefined where it is not known to block. */
export function blockingFact(qualifiedName: string): BlockingFact | undefined {
  if (!Object.hasOwn(entries, qualifiedName)) return undefined;
  const entry = entries[qualifiedName];
  if (entry === undefined) return undefined;
  return {
    kind: entry.kind as BlockingKind,
    limits: (entry.limits ?? []).map(([name, position]) => ({ name, position })),
    isLimitedByDefault: entry.limitedByDefault === true,
  };
}
