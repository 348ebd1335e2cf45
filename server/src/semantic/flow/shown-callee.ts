import type { SyntaxNode } from '../../syntax/node';
import type { BlockingCall } from './blocking';

/** A callee longer than this is named by what it is, not by how it is written. */
const maximumNameLength = 40;

/** The smallest node that names a call, and the callee as written, or its qualified name where that is long. */
export function shownCallee({ name, node }: BlockingCall): {
  readonly node: SyntaxNode;
  readonly name: string;
} {
  const callee = node.child('function') ?? node;
  const isShort = callee.text.length <= maximumNameLength && !/\s/.test(callee.text);
  return { node: callee, name: isShort ? callee.text : name };
}
