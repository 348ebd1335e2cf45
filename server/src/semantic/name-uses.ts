import { ancestors } from '../syntax/navigate';
import type { SyntaxNode } from '../syntax/node';
import { addTo } from '../text/groups';
import type { FileModel } from './file-model';
import type { Binding } from './scopes';

/** Every place that reads or writes the name of a binding, the binding itself left out. */
export function usesOf(model: FileModel, binding: Binding): SyntaxNode[] {
  return model.identifiersNamed(binding.name).filter((node) => {
    if (node === binding.node || isOtherName(node)) return false;
    return model.scopes.lookup(node.text, node).includes(binding);
  });
}

/** By all bindings of a name in a scope, the uses that each of them reaches. */
const reachedUses = new WeakMap<readonly Binding[], ReadonlyMap<Binding, readonly SyntaxNode[]>>();

/**
 * The places that read or write a name while it may have the value of just this binding. All
 * bindings of a name are looked at together, since a long file may bind one thousands of times.
 */
export function usesReachedBy(model: FileModel, binding: Binding): readonly SyntaxNode[] {
  const all = binding.scope.bindings.get(binding.name) ?? [];
  let reached = reachedUses.get(all);
  if (reached === undefined) {
    reached = usesOfAll(model, binding.name, all);
    reachedUses.set(all, reached);
  }
  return reached.get(binding) ?? [];
}

function usesOfAll(
  model: FileModel,
  name: string,
  all: readonly Binding[],
): ReadonlyMap<Binding, readonly SyntaxNode[]> {
  const found = new Map<Binding, SyntaxNode[]>();
  const bound = new Set(all.map(({ node }) => node));
  for (const node of model.identifiersNamed(name)) {
    if (bound.has(node) || isOtherName(node) || model.scopes.lookup(name, node) !== all) continue;
    for (const binding of model.scopes.reaching(node)) addTo(found, binding, node);
  }
  return found;
}

/** True for identifiers that are not looked up: attributes, keyword names, names of modules. */
function isOtherName(node: SyntaxNode): boolean {
  return (
    (node.parent?.kind === 'attribute' && node.field === 'attribute') ||
    (node.parent?.kind === 'keyword_argument' && node.field === 'name') ||
    isImported(node)
  );
}

/** `futures` in `from concurrent.futures import wait`. */
function isImported(node: SyntaxNode): boolean {
  const name = node.parent?.kind === 'dotted_name' ? node.parent : undefined;
  const holder = name?.parent?.kind === 'aliased_import' ? name.parent.parent : name?.parent;
  return importKinds.has(holder?.kind ?? '');
}

const importKinds: ReadonlySet<string> = new Set([
  'import_from_statement',
  'import_statement',
  'relative_import',
]);

/** The child of a block through which the node is reached; undefined where it lies elsewhere. */
export function statementIn(block: SyntaxNode, node: SyntaxNode): SyntaxNode | undefined {
  let below = node;
  for (const above of ancestors(node)) {
    if (above === block) return below;
    below = above;
  }
  return undefined;
}
