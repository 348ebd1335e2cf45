/** Calls that start work outside of the task's own process, and what ends it. */

import data from './data/outside-work.json' with { type: 'json' };

const workKinds = ['job', 'process', 'session'] as const;

/**
 * `job`: on another system. `process`: a child of the task's process, in its process group unless
 * the call says otherwise. `session`: a child that leads a session of its own.
 */
export type WorkKind = (typeof workKinds)[number];

export interface OutsideWorkFact {
  readonly kind: WorkKind;
  /** With its article: `a process`. */
  readonly what: string;
  /** What ends it, as an instruction. */
  readonly end: string;
}

const factsByName = new Map<string, OutsideWorkFact>();

for (const { end, kind, starts, what } of data.groups) {
  const known = workKinds.find((one) => one === kind);
  if (known === undefined) throw new Error(`outside-work.json has no kind of work "${kind}"`);
  for (const name of starts) factsByName.set(name, { kind: known, what, end });
}

/** What a call of a function starts; undefined where it is not known to start anything. */
export function outsideWorkFact(qualifiedName: string): OutsideWorkFact | undefined {
  return factsByName.get(qualifiedName);
}
