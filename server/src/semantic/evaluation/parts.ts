// What nobody knows of things outside the project, by the names of what it comes from.

import type { SyntaxNode } from '../../syntax/node';
import { noArguments } from './host';
import type { OutsideValue, ResultValue } from './values';

/** Longer names of parts say nothing more. */
const longestPart = 300;

/** An attribute or, without a name, an element of something outside that is not known. */
export function partOf(
  of: ResultValue | OutsideValue,
  name: string | undefined,
  origin: SyntaxNode,
): ResultValue {
  let owner: string;
  if (of.kind === 'outside') owner = of.name;
  else if (of.isPart === true || isClassName(of.callee)) owner = of.callee;
  else owner = `${of.callee}()`;
  if (owner.length > longestPart) owner = 'a.long.chain.of.calls()';
  const callee = name === undefined ? `${owner}[]` : `${owner}.${name}`;
  return { kind: 'result', callee, arguments: noArguments, isPart: true, origin };
}

/** True for a name whose call gives an instance of it. */
export function isClassName(name: string): boolean {
  return /(^|\.)[A-Z]\w*$/.test(name) || name === 'datetime.datetime' || name === 'datetime.date';
}
