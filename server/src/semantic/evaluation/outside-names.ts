import { canonicalAirflowName } from '../../knowledge/canonical-names';
import { canonicalLibraryName } from '../../knowledge/instances';
import type { SyntaxNode } from '../../syntax/node';
import type { Evaluator } from './evaluator';
import { boolean, outside, type Value } from './values';

/** What a dotted name of something outside the project stands for. */
export function outsideValue(evaluator: Evaluator, dotted: string, node: SyntaxNode): Value {
  // Python's own names have one spelling, and mean the same everywhere.
  if (dotted.startsWith('builtins.')) return outside(dotted, node);
  const name = canonicalAirflowName(dotted) ?? canonicalLibraryName(dotted);
  return (
    evaluator.host.name?.(name, node, evaluator) ?? constant(name, node) ?? outside(name, node)
  );
}

/** Values of the standard library that are the same wherever the code runs. */
function constant(name: string, node: SyntaxNode): Value | undefined {
  switch (name) {
    case 'typing.TYPE_CHECKING':
    case 'typing_extensions.TYPE_CHECKING':
      return boolean(false, node);
    default:
      return undefined;
  }
}
