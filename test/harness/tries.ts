/** Whether there is all the time that tests can use: `npm run test:long`. */
const isLong = process.env.LONG_TESTS === '1';
/** Whether somebody waits for the tests: `npm run test:fast`. */
const isQuick = process.env.QUICK_TESTS === '1';

/**
 * How often a property is tried: in `npm test`, of which somebody who waits gets a third, or in the long tests.
 *
 * @returns a parameter of fast-check's `assert` and `sample`
 */
export function tries(usually: number, long: number): { readonly numRuns: number } {
  if (isLong) return { numRuns: long };
  return { numRuns: isQuick ? Math.ceil(usually / 3) : usually };
}

/** What an example is tried with out of many: all, of which somebody who waits gets a third. */
export function someOf<Example>(examples: readonly Example[]): readonly Example[] {
  return isQuick ? examples.filter((_, position) => position % 3 === 0) : examples;
}
