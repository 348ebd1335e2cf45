/**
 * Which calls give the response of an HTTP server without raising for its status, and where the
 * status is found. The table is data, with a source for every entry.
 */

import data from './data/http-responses.json' with { type: 'json' };

export interface HttpResponseFact {
  readonly library: string;
  /** Attributes and methods that tell the status, or raise for it. */
  readonly asking: ReadonlySet<string>;
  /** Attributes and methods that give what the server sent. */
  readonly contents: ReadonlySet<string>;
  /** The method that raises for the status of an error; undefined where the library has none. */
  readonly raises: string | undefined;
  /** The option (argument and key) without which the request raises by itself. */
  readonly raisesUnless: { readonly argument: string; readonly key: string } | undefined;
  /** The argument of the request that can look at the status by itself. */
  readonly hooks: string | undefined;
  /** The arguments of the client's constructor that can do so for all of its requests. */
  readonly ownerArguments: readonly string[];
  /** The attributes and methods of the client that can do so later. */
  readonly ownerSettings: readonly string[];
}

interface Group {
  readonly library: string;
  readonly source: string;
  readonly functions?: readonly string[];
  readonly classes?: readonly string[];
  readonly methods?: readonly string[];
  readonly asking: readonly string[];
  readonly contents: readonly string[];
  readonly raises?: string;
  readonly onlyWithout?: string;
  readonly hooks?: string;
  readonly ownerArguments?: readonly string[];
  readonly ownerSettings?: readonly string[];
}

const groups: readonly Group[] = data.groups;

const factsByName: ReadonlyMap<string, HttpResponseFact> = new Map(
  groups.flatMap((group) => namesIn(group).map((name) => [name, factOf(group)] as const)),
);

/** What is known of a call by its qualified name; undefined where it gives no such response. */
export function httpResponseFact(qualifiedName: string): HttpResponseFact | undefined {
  return factsByName.get(qualifiedName);
}

function namesIn({ classes = [], functions = [], methods = [] }: Group): string[] {
  return [
    ...functions,
    ...classes.flatMap((owner) => methods.map((method) => `${owner}.${method}`)),
  ];
}

function factOf(group: Group): HttpResponseFact {
  return {
    library: group.library,
    asking: new Set(group.asking),
    contents: new Set(group.contents),
    raises: group.raises,
    raisesUnless: optionOf(group.onlyWithout),
    hooks: group.hooks,
    ownerArguments: group.ownerArguments ?? [],
    ownerSettings: group.ownerSettings ?? [],
  };
}

/** Reads `argument[key]`. */
function optionOf(text: string | undefined) {
  const [, argument, key] = /^(\w+)\[(\w+)\]$/.exec(text ?? '') ?? [];
  return argument === undefined || key === undefined ? undefined : { argument, key };
}
