/** Whether there is all the time that tests can use: `npm run test:long`. */
const isLong = process.env.LONG_TESTS === '1';

/**
 * How often a property is tried: as often as it can be while someone waits, or in the long tests.
 *
 * @returns a parameter of fast-check's `assert` and `sample`
 */
export function tries(usually: number, long: number): { readonly numRuns: number } {
  return { numRuns: isLong ? long : usually };
}
