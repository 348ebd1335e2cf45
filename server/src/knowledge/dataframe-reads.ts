/**
 * Functions that read a whole file or query result into one table in memory, and what makes them
 * read less. The table is data, with a source for every entry.
 */

import data from './data/dataframe-reads.json' with { type: 'json' };

/** A function that loads all it reads at once. */
export interface DataframeReadFact {
  /** A file, a SQL query (or a table's name in its place), or a whole table. */
  readonly reads: 'file' | 'query' | 'table';
  /** The argument that says what is read. */
  readonly argument: { readonly name: string; readonly position: number };
  /** Arguments with which it reads a part, or chunk by chunk. */
  readonly limits: readonly string[];
  /** Arguments that leave rows out while reading. */
  readonly filters: readonly string[];
  /** The argument that must be true for the function to be able to read in parts at all. */
  readonly onlyWith: string | undefined;
  /** How to read it in parts, in words. */
  readonly remedy: string;
}

interface Group {
  readonly reads: string;
  readonly argument: string;
  readonly functions: readonly string[];
  readonly limits: readonly string[];
  readonly filters?: readonly string[];
  readonly onlyWith?: string;
  readonly remedy: string;
}

const groups: readonly Group[] = data.groups;
const facts: ReadonlyMap<string, DataframeReadFact> = new Map(
  groups.flatMap((group) => group.functions.map((name) => [name, factOf(group)] as const)),
);

/** The qualified names of all such functions. */
export const dataframeReaders: readonly string[] = [...facts.keys()];

export function dataframeReadFact(qualifiedName: string): DataframeReadFact | undefined {
  return facts.get(qualifiedName);
}

function factOf(group: Group): DataframeReadFact {
  const [name = '', position] = group.argument.split('@');
  return {
    reads: group.reads === 'query' || group.reads === 'table' ? group.reads : 'file',
    argument: { name, position: Number(position) },
    limits: group.limits,
    filters: group.filters ?? [],
    onlyWith: group.onlyWith,
    remedy: group.remedy,
  };
}
