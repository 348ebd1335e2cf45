import { positionalValue } from '../../syntax/calls';
import { withoutParentheses } from '../../syntax/navigate';
import type { SyntaxNode } from '../../syntax/node';
import type { Names } from '../names';
import type { Values } from '../values';

/** How many wrappers (`await`, `contextlib.closing`) are opened before an object counts as unknown. */
const maximumDepth = 8;

/**
 * The calls that may have made the object that an expression stands for; undefined where some of
 * them are not seen.
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
    const wrapped = wrappedBy(names, value);
    if (wrapped === undefined && value.kind !== 'call') return undefined;
    const made = wrapped === undefined ? [value] : creationsOf(names, values, wrapped, depth + 1);
    if (made === undefined) return undefined;
    found.push(...made);
  }
  return found.length === 0 ? undefined : [...new Set(found)];
}

function wrappedBy(names: Names, value: SyntaxNode): SyntaxNode | undefined {
  if (value.kind === 'await') return value.parts[0];
  const isClosing = value.kind === 'call' && names.calleeName(value) === 'contextlib.closing';
  return isClosing ? positionalValue(value, 0) : undefined;
}
