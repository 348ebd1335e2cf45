import { positionalValue } from '../../syntax/calls';
import { enclosingFunction, withoutParentheses } from '../../syntax/navigate';
import type { SyntaxNode } from '../../syntax/node';
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

/**
 * True where what is done at a place (a method call, an assignment to an attribute) is done to an
 * object: to the same name in the same function, or to what the same call made.
 */
export function isSameObject(
  names: Names,
  values: Values,
  {
    creations,
    object,
    place,
  }: {
    readonly place: SyntaxNode;
    readonly object: SyntaxNode;
    readonly creations: readonly SyntaxNode[] | undefined;
  },
): boolean {
  const holder = place.kind === 'call' ? place.child('function') : place.child('left');
  const other = holder?.child('object');
  if (other === undefined) return false;
  const isSameName =
    other.text === object.text && enclosingFunction(other) === enclosingFunction(object);
  if (isSameName && other.tree === object.tree) return true;
  const made = creationsOf(names, values, other);
  return made?.some((creation) => creations?.includes(creation) === true) === true;
}

function wrappedBy(names: Names, value: SyntaxNode): readonly SyntaxNode[] | undefined {
  if (value.kind === 'await') return value.parts.slice(0, 1);
  const isClosing = value.kind === 'call' && names.calleeName(value) === 'contextlib.closing';
  const closed = isClosing ? positionalValue(value, 0) : undefined;
  return closed === undefined ? undefined : [closed];
}
