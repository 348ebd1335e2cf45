import { withoutParentheses } from '../syntax/navigate';
import type { SyntaxNode } from '../syntax/node';
import type { FileModel } from './file-model';

/** How many names, calls and loops are followed to where values are written. */
const maximumSteps = 10;
/** More values than these say nothing that a rule could use. */
const maximumValues = 200;

/**
 * Where the values of an expression are written, as `Values.of` finds them, but not through entries
 * of dictionaries by a key that only the run knows, which may be of any kind, nor through attributes
 * of instances, whose class shows no more than a default. Such an expression stands for itself.
 */
export function writtenValues(model: FileModel, expression: SyntaxNode): readonly SyntaxNode[] {
  const found = new Set<SyntaxNode>();
  const seen = new Set<SyntaxNode>();
  let current: readonly SyntaxNode[] = [withoutParentheses(expression)];
  for (let steps = 0; current.length > 0 && steps < maximumSteps; steps++) {
    const next: SyntaxNode[] = [];
    for (const value of current) {
      if (seen.has(value)) continue;
      seen.add(value);
      const sources = isOpen(model, value) ? undefined : model.values.step(value);
      if (sources === undefined) found.add(value);
      else next.push(...sources.map(withoutParentheses));
    }
    if (next.length + found.size > maximumValues) return [expression];
    current = next;
  }
  for (const value of current) found.add(value);
  return [...found];
}

/** `plans[name]` where the name is not known, and attributes, which every instance may set. */
function isOpen(model: FileModel, value: SyntaxNode): boolean {
  if (value.kind === 'attribute') {
    const object = value.child('object');
    return object?.text === 'self' || model.names.instanceClass(object) !== undefined;
  }
  if (value.kind !== 'subscript') return false;
  return !value.childrenIn('subscript').every((key) => model.values.keyOf(key) !== undefined);
}
