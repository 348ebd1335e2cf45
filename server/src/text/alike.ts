/** How many things within each other are compared before two count as different. */
const maximumDepth = 8;

/**
 * Whether two answers say the same: lists, maps, sets and plain objects by what they hold, everything else by being the
 * same. Never wrongly true.
 */
export function isAlike(one: unknown, other: unknown, depth = 0): boolean {
  if (Object.is(one, other)) return true;
  if (typeof one !== 'object' || typeof other !== 'object') return false;
  if (one === null || other === null || depth > maximumDepth) return false;
  if (Array.isArray(one)) {
    return Array.isArray(other) && areSameLists(one, other, (a, b) => isAlike(a, b, depth + 1));
  }
  if (one instanceof Set) return other instanceof Set && areAlikeInOrder(one, other, depth);
  if (one instanceof Map) return other instanceof Map && areAlikeInOrder(one, other, depth);
  if (Object.getPrototypeOf(one) !== Object.prototype) return false;
  if (Object.getPrototypeOf(other) !== Object.prototype) return false;
  return areAlikeInOrder(Object.entries(one), Object.entries(other), depth);
}

function areAlikeInOrder(one: Iterable<unknown>, other: Iterable<unknown>, depth: number): boolean {
  return isAlike([...one], [...other], depth + 1);
}

/** Whether two lists hold the same things in the same order. */
export function areSameLists<Item>(
  before: readonly Item[],
  now: readonly Item[],
  isSame: (one: Item, other: Item) => boolean = Object.is,
): boolean {
  // As long as the other, it has an item at each place.
  return before.length === now.length && before.every((item, i) => isSame(item, now[i] as Item));
}
