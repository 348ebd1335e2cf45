import type { SyntaxNode } from '../../../syntax/node';
import { equals } from '../equality';
import type { Evaluator } from '../evaluator';
import type { Arguments } from '../host';
import { positionalOnly } from '../native';
import { boolean, float, integer, unknown, type Value } from '../values';
import { find } from './list-methods';

/** Methods of numbers, durations and tuples. */
export function numberMethod(
  evaluator: Evaluator,
  receiver: Value,
  name: string,
  given: Arguments,
  node: SyntaxNode,
): Value | undefined {
  if (receiver.kind === 'duration') return float(receiver.seconds, node);
  if (receiver.kind === 'float') return boolean(Number.isInteger(receiver.value), node);
  if (receiver.kind === 'integer' && name === 'is_integer') return boolean(true, node);
  if (receiver.kind === 'integer') {
    const size = Math.abs(receiver.value);
    return integer(size === 0 ? 0 : size.toString(2).length, node);
  }
  if (receiver.kind !== 'tuple') return undefined;
  if (name === '_replace') return replaced(receiver, given, node);
  const [item] = positionalOnly(given) ?? [];
  if (item === undefined || given.positional.length > 1) return unknown('a place in a tuple', node);
  if (name === 'index') {
    const at = find(evaluator, receiver, item);
    if (at === 'absent') return evaluator.raise('ValueError', 'not in tuple', node);
    return at === undefined ? unknown('a place in a tuple', node) : integer(at, node);
  }
  const answers = receiver.items.map((each) => equals(evaluator, each, item));
  if (receiver.mayHaveMore || answers.includes(undefined))
    return unknown('a number of elements', node);
  return integer(answers.filter((answer) => answer === true).length, node);
}

function replaced(receiver: Value & { kind: 'tuple' }, given: Arguments, node: SyntaxNode): Value {
  if (given.mayHaveMore) return unknown('a changed tuple', node);
  const items = receiver.items.map(
    (item, i) => given.named.get(receiver.names?.[i] ?? '')?.value ?? item,
  );
  return { ...receiver, items, origin: node };
}
