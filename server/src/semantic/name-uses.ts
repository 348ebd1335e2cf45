import { ancestors } from '../syntax/navigate';
import type { SyntaxNode } from '../syntax/node';
import type { FileModel } from './file-model';
import type { Binding } from './scopes';

/** Every place that reads or writes the name of a binding, the binding itself left out. */
export function usesOf(model: FileModel, binding: Binding): SyntaxNode[] {
  return model.identifiersNamed(binding.name).filter((node) => {
    if (node === binding.node || isOtherName(node)) return false;
    return model.scopes.lookup(node.text, node).includes(binding);
  });
}

/** True for identifiers that are not looked up: attributes, keyword names, parameter names. */
function isOtherName(node: SyntaxNode): boolean {
  return (
    (node.parent?.kind === 'attribute' && node.field === 'attribute') ||
    (node.parent?.kind === 'keyword_argument' && node.field === 'name')
  );
}

/** The child of a block through which the node is reached; undefined where it lies elsewhere. */
export function statementIn(block: SyntaxNode, node: SyntaxNode): SyntaxNode | undefined {
  let below = node;
  for (const above of ancestors(node)) {
    if (above === block) return below;
    below = above;
  }
  return undefined;
}
