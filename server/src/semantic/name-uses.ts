import { ancestors } from '../syntax/navigate';
import type { SyntaxNode } from '../syntax/node';
import { addTo, groupBy } from '../text/groups';
import { remembered } from '../text/remembered';
import type { FileModel } from './file-model';
import { rememberedOfFileBy } from './remembered-of-file';
import type { Binding, Scope } from './scopes';
import { identifiersInside } from './tree-index';

/** Every place that reads or writes the name of a binding, the binding itself left out. */
export function usesOf(model: FileModel, binding: Binding): SyntaxNode[] {
  return identifiersWithin(model, binding.name, binding.scope).filter((node) => {
    if (node === binding.node || isOtherName(node)) return false;
    return model.scopes.lookup(node.text, node).includes(binding);
  });
}

/** Where an identifier of the analyzed file stands for a function or class, its own definition included. */
export function namesOf(model: FileModel, definition: SyntaxNode): readonly SyntaxNode[] {
  const name = definition.child('name')?.text;
  return name === undefined ? [] : (namesByDefinition(model, name).get(definition) ?? []);
}

/** In a file with many DAGs, many functions can have the same name. */
const namesByDefinition = rememberedOfFileBy((model: FileModel, name: string) =>
  groupBy(model.identifiersNamed(name), (node) => model.names.definition(node)),
);

/**
 * The places that read or write a name while it may have the value of just this binding. All
 * bindings of a name are looked at together, since a long file may bind one thousands of times.
 */
export function usesReachedBy(model: FileModel, binding: Binding): readonly SyntaxNode[] {
  const all = binding.scope.bindings.get(binding.name);
  return all === undefined ? [] : (reachedUses(model, all).get(binding) ?? []);
}

/** By all bindings of a name in a scope, the uses that each of them reaches. */
const reachedUses = rememberedOfFileBy((model: FileModel, all: readonly Binding[]) => {
  const found = new Map<Binding, SyntaxNode[]>();
  const [one] = all;
  if (one === undefined) return found;
  const { name, scope } = one;
  const bound = new Set(all.map(({ node }) => node));
  for (const node of identifiersWithin(model, name, scope)) {
    if (bound.has(node) || isOtherName(node) || model.scopes.lookup(name, node) !== all) continue;
    for (const binding of model.scopes.reaching(node)) addTo(found, binding, node);
  }
  return found;
});

/** The binding that is made where a name is written to; undefined where it is only read. */
export function bindingAt(model: FileModel, target: SyntaxNode): Binding | undefined {
  const all = model.scopes.lookup(target.text, target);
  // Of most names there are a few.
  if (all.length < 8) return all.find(({ node }) => node === target);
  return bindingsByNode(all).get(target)?.[0];
}

const bindingsByNode = remembered((all: readonly Binding[]) => groupBy(all, ({ node }) => node));

/** Those inside a scope of the analyzed file, where alone its bindings are seen. */
export function identifiersWithin(
  model: FileModel,
  name: string,
  { node }: Scope,
): readonly SyntaxNode[] {
  return node.tree === model.tree ? identifiersInside(node, name) : [];
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
