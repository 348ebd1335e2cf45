/**
 * Which calls connect to a database without committing what is written through them, and what
 * commits it. A connection of the DB-API begins a transaction by itself (PEP 249); the table names
 * those that do, with a source for every entry.
 */

import data from './data/database-connections.json' with { type: 'json' };

const definitionEffects = ['alone', 'commit', 'write'] as const;

/**
 * What `CREATE`, `DROP` and the like do: a `write` of the transaction, a `commit` of all before them
 * (also where that depends on the database), or something `alone` that leaves the transaction be.
 */
export type DefinitionEffect = (typeof definitionEffects)[number];

export interface DatabaseConnectionFact {
  readonly library: string;
  /** True where the call gives a cursor whose connection nobody else holds. */
  readonly isCursor: boolean;
  /** True where leaving `with connection:` commits. */
  readonly commitsInWith: boolean;
  readonly definitions: DefinitionEffect;
  /** Methods of the connection that write without SQL. */
  readonly writes: ReadonlySet<string>;
  /** Arguments of the call with which nothing needs to be committed. */
  readonly settlingArguments: readonly string[];
  /** The package from whose version on this holds, and the Airflow that brings it. */
  readonly since: PackageSince | undefined;
}

export interface PackageSince {
  readonly package: string;
  readonly version: string;
  readonly airflow: string;
}

interface Group {
  readonly library: string;
  readonly source: string;
  readonly connects: readonly string[];
  readonly cursors?: readonly string[];
  readonly commitsInWith: boolean;
  readonly definitions: string;
  readonly writes?: readonly string[];
  readonly settlingArguments?: readonly string[];
  readonly since?: PackageSince;
}

const groups: readonly Group[] = data.groups;

const factsByName: ReadonlyMap<string, DatabaseConnectionFact> = new Map(
  groups.flatMap((group) => [
    ...group.connects.map((name) => [name, factOf(group, false)] as const),
    ...(group.cursors ?? []).map((name) => [name, factOf(group, true)] as const),
  ]),
);

/** Functions that write through the cursor that they are given first. */
export const writingHelpers: ReadonlySet<string> = new Set(data.helpers.functions);

/** What is known of a call by its qualified name; undefined where it gives no such connection. */
export function databaseConnectionFact(qualifiedName: string): DatabaseConnectionFact | undefined {
  return factsByName.get(qualifiedName);
}

const effectsByDialect: Readonly<Record<string, string>> = data.dialects.definitions;

/** What definitions do, by the dialect of a URL of SQLAlchemy or the method that makes the engine. */
export function definitionEffectOf(dialect: string): DefinitionEffect | undefined {
  const effect = Object.hasOwn(effectsByDialect, dialect) ? effectsByDialect[dialect] : undefined;
  return effect === undefined ? undefined : effectNamed(effect);
}

function factOf(group: Group, isCursor: boolean): DatabaseConnectionFact {
  return {
    library: group.library,
    isCursor,
    definitions: effectNamed(group.definitions),
    commitsInWith: group.commitsInWith,
    writes: new Set(group.writes),
    settlingArguments: ['autocommit', ...(group.settlingArguments ?? [])],
    since: group.since,
  };
}

function effectNamed(name: string): DefinitionEffect {
  const effect = definitionEffects.find((known) => known === name);
  if (effect === undefined) throw new Error(`unknown effect of definitions: ${name}`);
  return effect;
}
