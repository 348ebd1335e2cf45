import { choicesOf, isChangeable } from './choices';
import { isSame } from './join';
import type { State } from './states';
import type { DictEntry, Value } from './values';

/**
 * Whether code that begins with a state may do something that it would not do if it began with the
 * one before: go another way, or change another object.
 *
 * @param begin objects that were made later are no news, since code that runs again makes them again
 * @param hasMissed whether the code has looked for a name or attribute that was not there
 */
export function isNews(before: State, after: State, begin: number, hasMissed: boolean): boolean {
  if (before.kind === 'variable' && after.kind === 'variable') {
    if (before.value === undefined) return hasMissed && after.value !== undefined;
    return before.mayBeUnbound !== after.mayBeUnbound || isOther(before.value, after.value, begin);
  }
  if (before.kind === 'list' && after.kind === 'list') {
    return (
      before.mayHaveMore !== after.mayHaveMore ||
      before.items.length !== after.items.length ||
      before.items.some((item, i) => isOther(item, after.items[i], begin)) ||
      hasOthers(before.perhaps, after.perhaps, begin)
    );
  }
  if (before.kind === 'set' && after.kind === 'set') {
    return (
      before.mayHaveMore !== after.mayHaveMore ||
      before.items.size !== after.items.size ||
      hasOthers(before.perhaps, after.perhaps, begin)
    );
  }
  if (before.kind === 'dict' && after.kind === 'dict') {
    return (
      before.mayHaveMore !== after.mayHaveMore ||
      haveOthers(before.entries, after.entries, begin) ||
      hasOthers(before.perhaps, after.perhaps, begin)
    );
  }
  if (before.kind === 'iterator' && after.kind === 'iterator') {
    return before.items !== after.items || before.position !== after.position;
  }
  if (before.kind === 'instance' && after.kind === 'instance') {
    return before.mayHaveMore !== after.mayHaveMore;
  }
  return false;
}

function haveOthers(
  before: ReadonlyMap<string, DictEntry>,
  after: ReadonlyMap<string, DictEntry>,
  begin: number,
): boolean {
  if (before.size !== after.size) return true;
  for (const [key, { value }] of before) {
    if (isOther(value, after.get(key)?.value, begin)) return true;
  }
  return false;
}

/** Whether a value that may have become less known has done so, or may now be another object. */
function isOther(before: Value, after: Value | undefined, begin: number): boolean {
  if (after === undefined || isSame(before, after)) return false;
  const wasKnown = before.kind !== 'unknown' || before.isOneOfChoices;
  return wasKnown || hasOthers(before.choices, choicesOf(after), begin);
}

function hasOthers(before: readonly Value[], after: readonly Value[], begin: number): boolean {
  if (before === after) return false;
  return after.some((each) => isChangeable(each) && each.made < begin && !before.includes(each));
}
