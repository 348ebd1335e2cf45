/**
 * How many of the things in an order come before a place, without a look at most of them.
 *
 * @param isBefore asked by position; false for every thing behind one for which it is false
 */
export function countBefore(length: number, isBefore: (position: number) => boolean): number {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isBefore(middle)) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** How many ranges, which are in the order of their starts, begin before an offset. */
export function countStartingBefore(
  ranges: readonly { readonly start: number }[],
  offset: number,
): number {
  return countBefore(ranges.length, (at) => (ranges[at]?.start ?? 0) < offset);
}
