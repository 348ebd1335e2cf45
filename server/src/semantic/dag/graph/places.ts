// Where a file writes what its DAGs are made of.

import { keywordValue, positionalValue } from '../../../syntax/calls';
import type { SyntaxNode, SyntaxTree } from '../../../syntax/node';
import type { LoadedDag, LoadedGroup, LoadedTask } from './types';

/** Where a task has its id from: its `task_id`, the call of a `@task` function, or its class. */
export function placeOfTask({ call, node }: LoadedTask): SyntaxNode {
  return (
    keywordValue(call, 'task_id') ??
    (call === node ? undefined : call.child('function')) ??
    nameOf(node)
  );
}

export function placeOfGroup({ node }: LoadedGroup): SyntaxNode {
  return keywordValue(node, 'group_id') ?? positionalValue(node, 0) ?? nameOf(node);
}

export function placeOfDag({ node }: LoadedDag): SyntaxNode {
  return keywordValue(node, 'dag_id') ?? positionalValue(node, 0) ?? nameOf(node);
}

/** The smallest node that names a call or definition. */
function nameOf(node: SyntaxNode): SyntaxNode {
  return node.child('name') ?? node.child('function') ?? node;
}

/** The nearest of some places that this file has; what a helper of another file makes has none. */
export function ownPlace(tree: SyntaxTree, places: readonly SyntaxNode[]): SyntaxNode | undefined {
  return places.find((place) => place.tree === tree);
}
