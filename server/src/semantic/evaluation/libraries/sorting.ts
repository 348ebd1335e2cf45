import type { SyntaxNode } from '../../../syntax/node';
import { compare, equals } from '../equality';
import type { Evaluator } from '../evaluator';
import type { Arguments } from '../host';
import { passing } from '../native';
import type { Value } from '../values';

/** The elements in the order that `sorted` gives them, by `key` and `reverse`; undefined if not known. */
export function sorted(
  evaluator: Evaluator,
  items: readonly Value[],
  given: Arguments,
  node: SyntaxNode,
): Value[] | undefined {
  if (given.mayHaveMore) return undefined;
  const key = given.named.get('key')?.value;
  const reverse = given.named.get('reverse')?.value;
  const isReversed = reverse === undefined ? false : evaluator.truth(reverse);
  const keyed = items.map((item) => ({
    item,
    key:
      key === undefined || key.kind === 'none'
        ? item
        : evaluator.call(key, passing(node, item), node),
  }));
  if (isReversed === undefined) return undefined;
  evaluator.step(node, items.length * Math.ceil(Math.log2(items.length + 2)));
  let isKnown = true;
  const order = (one: Value, other: Value): number => {
    const difference = compare(evaluator, one, other);
    if (difference !== undefined) return difference;
    if (equals(evaluator, one, other) !== true) isKnown = false;
    return 0;
  };
  // Both sorts are stable; Python keeps the order of equals also when it reverses.
  keyed.sort((one, other) => (isReversed ? order(other.key, one.key) : order(one.key, other.key)));
  return isKnown ? keyed.map((each) => each.item) : undefined;
}
