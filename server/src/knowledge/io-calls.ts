/**
 * Which calls read files, talk to other hosts or start processes, and the exceptions by which they
 * say that it failed. The table is data, with a source for every entry.
 */

import data from './data/io-calls.json' with { type: 'json' };

export type IoKind = 'file' | 'network' | 'process';

export interface IoFact {
  readonly kind: IoKind;
  readonly library: string;
  /** Built-in exceptions by their bare name, others by their qualified one. */
  readonly raises: readonly string[];
  /** What a log entry says of the failure. */
  readonly failure: string;
  /** The argument that names what it is about; `self` for the object of a method. */
  readonly subject: IoSubject | undefined;
}

export type IoSubject = 'self' | { readonly name: string; readonly position: number };

interface Group {
  readonly library: string;
  readonly source: string;
  readonly kind: string;
  readonly functions?: readonly string[];
  readonly classes?: readonly string[];
  readonly methods?: readonly string[];
  readonly raises: readonly string[];
  readonly failure: string;
  readonly subject?: string;
}

const groups: readonly Group[] = data.groups;
const bases: Readonly<Record<string, string>> = data.bases;

const factsByName: ReadonlyMap<string, IoFact> = new Map(
  groups.flatMap((group) => namesIn(group).map((name) => [name, factOf(group)] as const)),
);

/** What is known of a call by its qualified name; undefined where it does none of this. */
export function ioFact(qualifiedName: string): IoFact | undefined {
  return factsByName.get(qualifiedName);
}

/** The built-in exception that a library's own one derives from, where it is more than `Exception`. */
export function builtinBaseOf(exception: string): string | undefined {
  return Object.hasOwn(bases, exception) ? bases[exception] : undefined;
}

function namesIn({ classes = [], functions = [], methods = [] }: Group): string[] {
  return [
    ...functions,
    ...classes.flatMap((owner) => methods.map((method) => `${owner}.${method}`)),
  ];
}

function factOf({ failure, kind, library, raises, subject }: Group): IoFact {
  if (kind !== 'file' && kind !== 'network' && kind !== 'process') {
    throw new Error(`unknown kind of call: ${kind}`);
  }
  return { kind, library, raises, failure, subject: subjectOf(subject) };
}

/** Reads `self` and `name@position`. */
function subjectOf(text: string | undefined): IoSubject | undefined {
  if (text === undefined || text === 'self') return text;
  const [name, position] = text.split('@');
  if (name === undefined || position === undefined) throw new Error(`not an argument: ${text}`);
  return { name, position: Number(position) };
}
