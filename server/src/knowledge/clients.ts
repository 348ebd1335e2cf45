/**
 * Clients of servers, and how long they wait for them: when they connect, and for each answer. The
 * table is data; each entry names what was read for it, with the version.
 */

import data from './data/clients.json' with { type: 'json' };
import { argumentOf, type LimitArgument, optionalArgument } from './limit-arguments';

/** A call that makes a client, opens a connection of it, or asks its server something. */
export interface ClientFact {
  readonly name: string;
  readonly library: string;
  readonly kind: 'network' | 'database';
  /** Undefined where the call does not connect, or something always ends the attempt. */
  readonly connect: ClientWait | undefined;
  /** Undefined where the client asks nothing, or no argument limits the answers. */
  readonly read: ClientWait | undefined;
  /** False for a client that connects when it is first used. */
  readonly waitsAtOnce: boolean;
  /** The argument without which the call does nothing yet. */
  readonly waitsOnlyWith: LimitArgument | undefined;
  /** True for a call whose result does the waiting: a call alone is over at once. */
  readonly waitsForResult: boolean;
  /** Methods one of which has to be called for anything to wait; any where there is none. */
  readonly uses: readonly string[];
  /** Methods that give the client a limit later. */
  readonly setters: readonly string[];
  /** The call on the client whose result has the setters (`get_channel()`). */
  readonly setterPath: string | undefined;
  /** The attribute of the client that holds the limit. */
  readonly setterAttribute: string | undefined;
  /** Arguments of the constructor that limit this method. */
  readonly ownerLimits: readonly LimitArgument[];
  /** Arguments that bring limits of their own with them (a pool of connections). */
  readonly alsoLimitedBy: readonly LimitArgument[];
  /** The text (a URL, a DSN) that may hold the limits by their names. */
  readonly uri: LimitArgument | undefined;
  /** A function that limits every such client of the process. */
  readonly sharedLimit: string | undefined;
  /** From this version of a package on, the client has limits of its own. */
  readonly limitedSince: PackageVersion | undefined;
  /** From this version of a package on, the client takes the arguments for limits. */
  readonly argumentsSince: PackageVersion | undefined;
  /** True for C code that waits without looking at signals, so that `execution_timeout` is not heard. */
  readonly isUninterruptible: boolean;
  /** What to do where no argument limits the wait, as a sentence. */
  readonly instead: string | undefined;
  /** How long an answer may well take, in seconds: a query or a command works, a server only talks. */
  readonly answerSeconds: number;
}

export interface ClientWait {
  /** Arguments any of which limits the wait. */
  readonly limits: readonly LimitArgument[];
  /** The limit that holds without them, in words. */
  readonly default: string | undefined;
  /** The argument is an object that has the limit, not a number. */
  readonly isObject: boolean;
  readonly isInMilliseconds: boolean;
}

export interface PackageVersion {
  readonly package: string;
  /** `X.Y.Z` */
  readonly version: string;
}

interface Entry {
  readonly library: string;
  readonly source: string;
  readonly kind: string;
  readonly calls: readonly string[];
  readonly connect?: WaitEntry;
  readonly read?: WaitEntry;
  readonly waitsAtOnce?: boolean;
  readonly waitsOnlyWith?: string;
  readonly waitsForResult?: boolean;
  readonly uses?: readonly string[];
  readonly setters?: readonly string[];
  readonly setterPath?: string;
  readonly setterAttribute?: string;
  readonly ownerLimits?: readonly string[];
  readonly alsoLimitedBy?: readonly string[];
  readonly uri?: string;
  readonly sharedLimit?: string;
  readonly limitedSince?: PackageVersion;
  readonly argumentsSince?: PackageVersion;
  readonly isUninterruptible?: boolean;
  readonly instead?: string;
  readonly answerSeconds?: number;
}

interface WaitEntry {
  readonly limits: readonly string[];
  readonly default?: string;
  readonly isObject?: boolean;
  readonly isInMilliseconds?: boolean;
}

const entries: readonly Entry[] = data.clients;

const facts: ReadonlyMap<string, ClientFact> = new Map(
  entries.flatMap((entry) => entry.calls.map((name) => [name, factOf(name, entry)] as const)),
);

/** What is known of a client by the qualified name of the call. */
export function clientFact(qualifiedName: string): ClientFact | undefined {
  return facts.get(qualifiedName);
}

/** The qualified names of all calls that something is known of. */
export const clientCalls: readonly string[] = [...facts.keys()];

/** Functions that limit every client of a kind in the process. */
export const sharedLimits: readonly string[] = entries.flatMap((entry) => entry.sharedLimit ?? []);

/** The packages, by their normalized names, on whose versions something in the table depends. */
export const versionedPackages: ReadonlySet<string> = new Set(
  entries.flatMap(({ argumentsSince, limitedSince }) =>
    [argumentsSince, limitedSince].flatMap((since) => since?.package ?? []),
  ),
);

function factOf(name: string, entry: Entry): ClientFact {
  return {
    name,
    library: entry.library,
    kind: entry.kind === 'database' ? 'database' : 'network',
    connect: waitOf(entry.connect),
    read: waitOf(entry.read),
    waitsAtOnce: entry.waitsAtOnce === true,
    waitsOnlyWith: optionalArgument(entry.waitsOnlyWith),
    waitsForResult: entry.waitsForResult === true,
    uses: entry.uses ?? [],
    setters: entry.setters ?? [],
    setterPath: entry.setterPath,
    setterAttribute: entry.setterAttribute,
    ownerLimits: (entry.ownerLimits ?? []).map(argumentOf),
    alsoLimitedBy: (entry.alsoLimitedBy ?? []).map(argumentOf),
    uri: optionalArgument(entry.uri),
    sharedLimit: entry.sharedLimit,
    limitedSince: entry.limitedSince,
    argumentsSince: entry.argumentsSince,
    isUninterruptible: entry.isUninterruptible === true,
    instead: entry.instead,
    answerSeconds: entry.answerSeconds ?? 60,
  };
}

function waitOf(entry: WaitEntry | undefined): ClientWait | undefined {
  if (entry === undefined) return undefined;
  return {
    limits: entry.limits.map(argumentOf),
    default: entry.default,
    isObject: entry.isObject === true,
    isInMilliseconds: entry.isInMilliseconds === true,
  };
}
