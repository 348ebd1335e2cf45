import { positionalValue } from '../../syntax/calls';
import { withoutParentheses } from '../../syntax/navigate';
import type { SyntaxNode } from '../../syntax/node';
import { addToSet } from '../../text/groups';
import { codeAround } from '../code-around';
import type { Names } from '../names';
import type { Values } from '../values';
import { loopedOver } from './collected';

/** How many wrappers (`await`, `contextlib.closing`) are opened before an object counts as unknown. */
const maximumDepth = 8;

/**
 * The calls that may have made the object that an expression stands for, also one of the objects in a
 * list that a loop runs over; undefined where some of them are not seen.
 */
export function creationsOf(
  names: Names,
  values: Values,
  expression: SyntaxNode | undefined,
  depth = 0,
): readonly SyntaxNode[] | undefined {
  if (expression === undefined || depth > maximumDepth) return undefined;
  const found: SyntaxNode[] = [];
  for (const value of values.of(withoutParentheses(expression))) {
    // `self.process = None` in `__init__` only announces the attribute.
    if (value.kind === 'none') continue;
    const sources =
      value.kind === 'identifier' ? loopedOver(names, value) : wrappedBy(names, value);
    if (sources === undefined && value.kind !== 'call') return undefined;
    for (const source of sources ?? []) {
      const made = creationsOf(names, values, source, depth + 1);
      if (made === undefined) return undefined;
      found.push(...made);
    }
    if (sources === undefined) found.push(value);
  }
  return found.length === 0 ? undefined : [...new Set(found)];
}

/** Whether an object, made by these calls as far as that is seen, is one of several. */
export type IsOneOfThem = (
  object: SyntaxNode,
  creations: readonly SyntaxNode[] | undefined,
) => boolean;

/**
 * The objects that something is done to at some places (method calls, assignments to an attribute):
 * those of the same name in the same function, and those that the same calls made.
 */
export function objectsAt(
  names: Names,
  values: Values,
  places: readonly SyntaxNode[],
): IsOneOfThem {
  const namesIn = new Map<SyntaxNode, Set<string>>();
  const made = new Set<SyntaxNode>();
  for (const place of places) {
    const holder = place.kind === 'call' ? place.child('function') : place.child('left');
    const object = holder?.child('object');
    if (object === undefined) continue;
    addToSet(namesIn, codeAround(object), object.text);
    for (const creation of creationsOf(names, values, object) ?? []) made.add(creation);
  }
  return (object, creations) =>
    namesIn.get(codeAround(object))?.has(object.text) === true ||
    creations?.some((creation) => made.has(creation)) === true;
}

function wrappedBy(names: Names, value: SyntaxNode): readonly SyntaxNode[] | undefined {
  if (value.kind === 'await') return value.parts.slice(0, 1);
  const isClosing = value.kind === 'call' && names.calleeName(value) === 'contextlib.closing';
  const closed = isClosing ? positionalValue(value, 0) : undefined;
  return closed === undefined ? undefined : [closed];
}
