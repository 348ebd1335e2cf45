/** Whether there is all the time that tests can use: `npm run test:long`. */
const isLong = process.env.LONG_TESTS === '1';
/** Of so many tries and examples one is made where somebody waits for the tests: `npm run test:fast`. */
const share = process.env.QUICK_TESTS === '1' ? 3 : 1;

/**
 * How often a property is tried: in `npm test`, of which somebody who waits gets a third, or in the long tests.
 *
 * @returns a parameter of fast-check's `assert` and `sample`
 */
export function tries(usually: number, long: number): { readonly numRuns: number } {
  if (isLong) return { numRuns: long };
  return { numRuns: Math.ceil(usually / share) };
}

/** All of many examples, of which somebody who waits gets a third. */
export function someOf<Example>(examples: readonly Example[]): readonly Example[] {
  return examples.filter((_, position) => position % share === 0);
}
