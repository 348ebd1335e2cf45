import type { Unit } from '../syntax/units';
import { addTo } from '../text/groups';

/** What units have of a kind, by what it is looked for. */
export type Entries<Key, Value> = ReadonlyMap<Key, readonly Value[]>;

/** Finds what is in a unit, with what it is to be found by. */
export type FindInUnit<Key, Value> = (unit: Unit) => Iterable<readonly [Key, Value]>;

export function entriesIn<Key, Value>(
  units: Iterable<Unit>,
  find: FindInUnit<Key, Value>,
): Map<Key, Value[]> {
  const entries = new Map<Key, Value[]>();
  for (const unit of units) for (const [key, value] of find(unit)) addTo(entries, key, value);
  return entries;
}
