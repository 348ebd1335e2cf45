/**
 * Which calls of Python libraries and Airflow hooks can keep their caller waiting, and what ends the
 * wait. Names are qualified ones, as `Names.qualifiedName` gives them. The tables are data, with a
 * source for every entry; people add calls of their own in the same words.
 */

import { type ClientFact, clientCalls, sharedLimits as clientLimits } from './clients';
import databases from './data/blocking-calls/databases.json' with { type: 'json' };
import limits from './data/blocking-calls/limits.json' with { type: 'json' };
import network from './data/blocking-calls/network.json' with { type: 'json' };
import pauses from './data/blocking-calls/pauses.json' with { type: 'json' };
import processes from './data/blocking-calls/processes.json' with { type: 'json' };
import requests from './data/blocking-calls/requests.json' with { type: 'json' };
import waits from './data/blocking-calls/waits.json' with { type: 'json' };
import {
  type ArgumentCondition,
  argumentOf,
  type LimitArgument,
  optionalArgument,
} from './limit-arguments';

export const blockingKinds = [
  'process',
  'request',
  'sleep',
  'wait',
  'network',
  'database',
  'input',
] as const;

/** What a call waits for. */
export type BlockingKind = (typeof blockingKinds)[number];

/** A call that can keep its caller waiting, and what limits it. */
export interface BlockingFact {
  readonly kind: BlockingKind;
  /** The package or module that the call belongs to. */
  readonly library: string;
  /** Arguments that limit the wait, any of them. */
  readonly limits: readonly LimitArgument[];
  /** Arguments of the constructor of the object that limit the wait of its methods. */
  readonly ownerLimits: readonly LimitArgument[];
  /** Methods that give the object a limit later (`settimeout`). */
  readonly ownerSetters: readonly string[];
  /** True where the call is limited although no argument says so. */
  readonly isLimitedByDefault: boolean;
  /** The limit that holds where no argument sets one, in words (`60 s`). */
  readonly defaultLimit: string | undefined;
  /** The number that stands for the limit of the object, or for the default. */
  readonly meansDefault: number | undefined;
  /** A function that limits every such call of the process (`socket.setdefaulttimeout`). */
  readonly sharedLimit: string | undefined;
  /** Arguments with which the call returns at once. */
  readonly withoutWaiting: readonly ArgumentCondition[];
  /** The argument without which the call does not wait at all. */
  readonly waitsOnlyWith: LimitArgument | undefined;
  /** The argument of the constructor without which, or with zero, the method does not wait. */
  readonly waitsOnlyWithOwner: LimitArgument | undefined;
  /** The URL, of a function that refuses at once what is not served by HTTP. */
  readonly address: LimitArgument | undefined;
  /** What has to happen for the call to return, in words (`the thread`); undefined where no one says. */
  readonly waitsFor: string | undefined;
  /** What the call does when its limit is over; undefined where it takes none, or is not known. */
  readonly whenOver: WhenOver | undefined;
  /** Where a call that stops for a debugger looks for whoever debugs; undefined for other calls. */
  readonly debuggedFrom: DebuggedFrom | undefined;
  /** What to do instead of a call that takes no limit, as a sentence. */
  readonly instead: string | undefined;
  /** True for a call that the project's configuration names. */
  readonly isOwn: boolean;
}

/** A call of the user's own that can keep its caller waiting, as the configuration names it. */
export interface OwnBlockingCall {
  /** The dotted name of a function, or of a class and its method. */
  readonly call: string;
  readonly kind: BlockingKind;
  /** The argument that limits the wait, as the tables write it (`timeout@1`). */
  readonly timeout: string | undefined;
}

/** A limit that is over is an exception, a `False`, the rest that is not done, or goes unsaid. */
export type WhenOver = (typeof whenOverKinds)[number];

/** A debugger reads the standard input, or waits for someone to connect. */
export type DebuggedFrom = (typeof debuggedFromKinds)[number];

const debuggedFromKinds = ['terminal', 'connection'] as const;

const whenOverKinds = ['raises', 'false', 'rest', 'silent'] as const;

/** Calls with the same limits, as the tables write them. */
interface Group {
  readonly library: string;
  readonly source: string;
  readonly kind: string;
  readonly functions?: readonly string[];
  readonly classes?: readonly string[];
  /** Methods of all the classes; `*` stands for every method. */
  readonly methods?: readonly string[];
  readonly limits?: readonly string[];
  readonly ownerLimits?: readonly string[];
  readonly ownerSetters?: readonly string[];
  readonly defaultLimit?: string;
  readonly meansDefault?: number;
  readonly sharedLimit?: string;
  /** Where `*` stands for the methods: those that ask no one, but only make or compute something. */
  readonly preparing?: readonly string[];
  readonly withoutWaiting?: readonly string[];
  readonly waitsOnlyWith?: string;
  readonly waitsOnlyWithOwner?: string;
  readonly address?: string;
  readonly waitsFor?: string;
  readonly whenOver?: string;
  readonly debuggedFrom?: string;
  readonly instead?: string;
}

const tables: readonly { readonly groups: readonly Group[] }[] = [
  processes,
  requests,
  network,
  databases,
  waits,
  pauses,
];
const factsByName = new Map<string, BlockingFact>();
/** Facts that hold for every method of a class, but for the ones that only prepare. */
const factsByOwner = new Map<string, BlockingFact>();
const preparingMethods = new Set<string>();

/** An object that stands for a timeout. */
export interface TimeoutObject {
  /** Arguments, any of which limits. */
  readonly limits: readonly LimitArgument[];
  /** The argument that counts alone where it is given. */
  readonly decisive: string | undefined;
}

const timeoutObjectEntries: readonly {
  readonly name: string;
  readonly limits: readonly string[];
  readonly decisive?: string;
}[] = limits.timeoutObjects;

const timeoutObjects: ReadonlyMap<string, TimeoutObject> = new Map(
  timeoutObjectEntries.map(({ decisive, name, limits: written }) => [
    name,
    { limits: written.map(argumentOf), decisive },
  ]),
);

for (const group of tables.flatMap((table) => table.groups)) {
  const fact = factOf(group);
  for (const name of group.functions ?? []) factsByName.set(name, fact);
  for (const owner of group.classes ?? []) {
    for (const method of group.methods ?? []) {
      if (method === '*') factsByOwner.set(owner, fact);
      else factsByName.set(`${owner}.${method}`, fact);
    }
    for (const method of group.preparing ?? []) preparingMethods.add(`${owner}.${method}`);
  }
}

/** What is known of a function by its qualified name; undefined where it is not known to block. */
export function blockingFact(qualifiedName: string): BlockingFact | undefined {
  const direct = factsByName.get(qualifiedName);
  if (direct !== undefined) return direct;
  if (preparingMethods.has(qualifiedName)) return undefined;
  const dot = qualifiedName.lastIndexOf('.');
  // Classes of a module, and methods that prepare a call, do not wait.
  if (!isPlainMethod(qualifiedName.slice(dot + 1))) return undefined;
  return factsByOwner.get(qualifiedName.slice(0, dot));
}

/** Whether a method of this name is known to block, whosever it is. */
export function isBlockingMethod(name: string): boolean {
  // Of some classes all of these count.
  return isPlainMethod(name) || methodNames.has(name);
}

/** True for a method that is no private one; such as begin with a capital are classes. */
function isPlainMethod(name: string): boolean {
  return /^[a-z]/.test(name);
}

const methodNames: ReadonlySet<string> = new Set(
  [...factsByName.keys(), ...clientCalls].map((name) => name.slice(name.lastIndexOf('.') + 1)),
);

/** What the configuration says of a call, in the words of the tables. */
export function factOfOwn({ kind, timeout }: OwnBlockingCall): BlockingFact {
  const limits = timeout === undefined ? [] : [timeout];
  return { ...factOf({ library: 'the project', source: '', kind, limits }), isOwn: true };
}

/** A client that waits as soon as it is made, as a blocking call. */
export function factOfClient({ connect, kind, library, read }: ClientFact): BlockingFact {
  return { ...factOf({ library, kind, source: '' }), limits: (connect ?? read)?.limits ?? [] };
}

/** What is known of an object that stands for a timeout, by the name of its class. */
export function timeoutObject(qualifiedName: string): TimeoutObject | undefined {
  return timeoutObjects.get(qualifiedName);
}

/** Functions that limit the waits of a whole process (`socket.setdefaulttimeout`). */
export const sharedLimits: ReadonlySet<string> = new Set([
  ...tables.flatMap(({ groups }) => groups.flatMap((group) => group.sharedLimit ?? [])),
  ...clientLimits,
]);

/** Context managers that end whatever runs in their body. */
export const limitingContexts: ReadonlySet<string> = namesIn(limits.around.contexts);

/** Calls that end what is passed to them. */
export const limitingCalls: ReadonlySet<string> = namesIn(limits.around.calls);

/** Decorators that end the decorated function. */
export const limitingDecorators: ReadonlySet<string> = namesIn(limits.around.decorators);

const alarmArguments: ReadonlyMap<string, LimitArgument> = new Map(
  limits.around.alarms.map(({ limit, name }) => [name, argumentOf(limit)]),
);

/** Calls that set an alarm for the whole process, which ends what runs afterwards. */
export const alarms: readonly string[] = [...alarmArguments.keys()];

/** The argument of such a call that says when; zero calls off what was set before. */
export function alarmArgument(qualifiedName: string): LimitArgument | undefined {
  return alarmArguments.get(qualifiedName);
}

function factOf(group: Group): BlockingFact {
  const kind = blockingKinds.find((known) => known === group.kind);
  if (kind === undefined) throw new Error(`unknown kind of blocking call: ${group.kind}`);
  const whenOver = whenOverKinds.find((known) => known === group.whenOver);
  return {
    kind,
    library: group.library,
    limits: (group.limits ?? []).map(argumentOf),
    ownerLimits: (group.ownerLimits ?? []).map(argumentOf),
    ownerSetters: group.ownerSetters ?? [],
    isLimitedByDefault: group.defaultLimit !== undefined,
    defaultLimit: group.defaultLimit,
    meansDefault: group.meansDefault,
    sharedLimit: group.sharedLimit,
    withoutWaiting: (group.withoutWaiting ?? []).map(argumentOf),
    waitsOnlyWith: optionalArgument(group.waitsOnlyWith),
    waitsOnlyWithOwner: optionalArgument(group.waitsOnlyWithOwner),
    address: optionalArgument(group.address),
    waitsFor: group.waitsFor,
    whenOver,
    debuggedFrom: debuggedFromKinds.find((known) => known === group.debuggedFrom),
    instead: group.instead,
    isOwn: false,
  };
}

function namesIn(entries: readonly { readonly name: string }[]): ReadonlySet<string> {
  return new Set(entries.map((entry) => entry.name));
}
