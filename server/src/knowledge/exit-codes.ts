/**
 * Which calls start a command or process that says by its exit code whether it failed, and where
 * that code is found. The table is data, with a source for every entry.
 */

import data from './data/exit-codes.json' with { type: 'json' };

const resultKinds = ['code', 'object', 'output', 'process', 'tuple'] as const;

/**
 * What the call gives: the code itself, an object or tuple that holds it, a process that has it when
 * it has ended, or the output alone, which leaves the code out.
 */
export type ExitCodeResult = (typeof resultKinds)[number];

export interface ExitCodeFact {
  readonly gives: ExitCodeResult;
  readonly library: string;
  /** Attributes that are the code, or that raise for it. */
  readonly asking: ReadonlySet<string>;
  /** Methods whose result is the code. */
  readonly askingResults: ReadonlySet<string>;
  /** Attributes that hold what the command wrote. */
  readonly outputs: ReadonlySet<string>;
  /** Methods that wait for the end of a process. */
  readonly waiting: ReadonlySet<string>;
  /** The attribute of a process that holds the code. */
  readonly code: string | undefined;
  /** Where the code stands in a tuple. */
  readonly position: number | undefined;
  /** The argument with which the call raises for the code by itself. */
  readonly raisesWith: string | undefined;
  /** The argument without which the call raises by itself. */
  readonly onlyWith: string | undefined;
}

interface Group {
  readonly library: string;
  readonly source: string;
  readonly functions: readonly string[];
  readonly gives: string;
  readonly asking?: readonly string[];
  readonly askingResults?: readonly string[];
  readonly outputs?: readonly string[];
  readonly waiting?: readonly string[];
  readonly code?: string;
  readonly position?: number;
  readonly raisesWith?: string;
  readonly onlyWith?: string;
}

const groups: readonly Group[] = data.groups;

const factsByName: ReadonlyMap<string, ExitCodeFact> = new Map(
  groups.flatMap((group) => group.functions.map((name) => [name, factOf(group)] as const)),
);

/** What is known of a call by its qualified name; undefined where it gives no exit code. */
export function exitCodeFact(qualifiedName: string): ExitCodeFact | undefined {
  return factsByName.get(qualifiedName);
}

function factOf(group: Group): ExitCodeFact {
  const gives = resultKinds.find((kind) => kind === group.gives);
  if (gives === undefined) throw new Error(`unknown result of a command: ${group.gives}`);
  return {
    gives,
    library: group.library,
    asking: new Set(group.asking),
    askingResults: new Set(group.askingResults),
    outputs: new Set(group.outputs),
    waiting: new Set(group.waiting),
    code: group.code,
    position: group.position,
    raisesWith: group.raisesWith,
    onlyWith: group.onlyWith,
  };
}
