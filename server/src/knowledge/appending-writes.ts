/**
 * Which calls add to what is there already, so that doing them twice leaves it there twice. The
 * table is data, with a source for every entry.
 */

import data from './data/appending-writes.json' with { type: 'json' };

export interface AppendingFact {
  readonly library: string;
  readonly what: 'file' | 'table';
  /** The argument that must have one of the values; undefined where the call always adds. */
  readonly argument: AppendingArgument | undefined;
  readonly values: ReadonlySet<string>;
  /** Arguments that make the call replace what it finds. */
  readonly unless: readonly string[];
  /** The argument that is the SQL which decides. */
  readonly sql: AppendingArgument | undefined;
  /** The method before which nothing of it is kept: that of a transaction. */
  readonly keptBy: string | undefined;
}

export interface AppendingArgument {
  readonly name: string;
  readonly position: number | undefined;
}

interface Group {
  readonly library: string;
  readonly source: string;
  readonly what: string;
  readonly functions?: readonly string[];
  readonly classes?: readonly string[];
  readonly methods?: readonly string[];
  /** Methods of the hooks that the table lists. */
  readonly hooks?: readonly string[];
  /** Methods that data frames of several libraries share, with arguments that only they have. */
  readonly dataframeMethods?: readonly string[];
  readonly argument?: string;
  readonly values?: readonly string[];
  readonly unless?: readonly string[];
  readonly sql?: string;
  readonly keptBy?: string;
}

const groups: readonly Group[] = data.groups;

const factsByName: ReadonlyMap<string, AppendingFact> = new Map(
  groups.flatMap((group) => namesIn(group).map((name) => [name, factOf(group)] as const)),
);

const factsByMethod: ReadonlyMap<string, AppendingFact> = new Map(
  groups.flatMap((group) =>
    (group.dataframeMethods ?? []).map((method) => [method, factOf(group)] as const),
  ),
);

/** What is known of a call by its qualified name, or by its method where it may be a data frame's. */
export function appendingFact(
  qualifiedName: string | undefined,
  method: string | undefined,
): AppendingFact | undefined {
  const own = qualifiedName === undefined ? undefined : factsByName.get(qualifiedName);
  const mayBeFrame = qualifiedName === undefined || /Frame\.\w+$/.test(qualifiedName);
  if (own !== undefined || !mayBeFrame) return own;
  return method === undefined ? undefined : factsByMethod.get(method);
}

function namesIn({ classes = [], functions = [], hooks = [], methods = [] }: Group): string[] {
  return [
    ...functions,
    ...classes.flatMap((owner) => methods.map((method) => `${owner}.${method}`)),
    ...data.hooks.flatMap((owner) => hooks.map((method) => `${owner}.${method}`)),
  ];
}

function factOf(group: Group): AppendingFact {
  if (group.what !== 'file' && group.what !== 'table') throw new Error(`unknown: ${group.what}`);
  return {
    library: group.library,
    what: group.what,
    argument: argumentOf(group.argument),
    values: new Set(group.values),
    unless: group.unless ?? [],
    sql: argumentOf(group.sql),
    keptBy: group.keptBy,
  };
}

/** Reads `name` and `name@position`. */
function argumentOf(text: string | undefined): AppendingArgument | undefined {
  const [name, position] = text?.split('@') ?? [];
  if (name === undefined) return undefined;
  return { name, position: position === undefined ? undefined : Number(position) };
}
