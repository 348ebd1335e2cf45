import type { SyntaxNode } from '../../syntax/node';
import type { Environment } from './environment';
import type { Evaluator } from './evaluator';
import type { Arguments } from './host';
import { parametersOf } from './parameters';
import { unknown, type Value } from './values';

/** `super()` and `super(Class, self)`. */
export function superOf(
  evaluator: Evaluator,
  given: Arguments,
  environment: Environment,
  node: SyntaxNode,
): Value {
  const [first, second] = given.positional;
  const { function: running } = evaluator.frame;
  const owner = first === undefined ? running?.owner : first.value;
  const receiver = first === undefined ? receiverOf(running?.node, environment) : second?.value;
  if (owner?.kind !== 'class' || receiver === undefined)
    return unknown('a super() that is not followed', node);
  const type = receiver.kind === 'instance' ? receiver.class : receiver;
  if (type.kind !== 'class' || (receiver.kind !== 'instance' && receiver.kind !== 'class')) {
    return unknown('a super() that is not followed', node);
  }
  if (!type.order.includes(owner)) return unknown('a super() that is not followed', node);
  return { kind: 'super', owner, receiver, origin: node };
}

/** What the first parameter of the method that runs was given. */
function receiverOf(method: SyntaxNode | undefined, environment: Environment): Value | undefined {
  const name = method === undefined ? undefined : parametersOf(method)[0]?.name;
  return name === undefined ? undefined : environment.seen(name)?.value;
}
