import type { FileModel } from '../semantic/file-model';
import type { Binding } from '../semantic/scopes';
import { ancestors, enclosingFunction } from '../syntax/navigate';
import type { SyntaxNode } from '../syntax/node';
import type { TextEdit } from '../text/edit';
import { insertItem } from './bracketed-list';
import { insertImport } from './import-block';

/** How to write a name at a place, and what must be added to the file for that. */
export interface ImportedExpression {
  readonly expression: string;
  readonly edits: readonly TextEdit[];
}

/** How to write `name` of `module` at a place: through an import that is there, or a new one. */
export function importedName(
  model: FileModel,
  module: string,
  name: string,
  at: SyntaxNode,
): ImportedExpression {
  const direct = visibleImport(model, `${module}.${name}`, at);
  if (direct !== undefined) return { expression: direct, edits: [] };
  const owner = visibleImport(model, module, at);
  if (owner !== undefined) return { expression: `${owner}.${name}`, edits: [] };
  const local = isFree(model, name, at) ? name : `_${name}`;
  const item = local === name ? name : `${name} as ${local}`;
  const sibling = importFrom(model, module, at);
  if (sibling !== undefined) {
    return { expression: local, edits: extendImport(model, sibling, item) };
  }
  return {
    expression: local,
    edits: [insertImport(model, `from ${module} import ${item}`)],
  };
}

/** How to write a whole module at a place. */
export function importedModule(
  model: FileModel,
  module: string,
  at: SyntaxNode,
): ImportedExpression {
  const present = visibleImport(model, module, at);
  if (present !== undefined) return { expression: present, edits: [] };
  const local = isFree(model, module, at) ? module : `_${module}`;
  const line = local === module ? `import ${module}` : `import ${module} as ${local}`;
  return { expression: local, edits: [insertImport(model, line)] };
}

/** The local name of an import that is certainly made before the place is run. */
function visibleImport(model: FileModel, imported: string, at: SyntaxNode): string | undefined {
  for (const binding of model.scopes.moduleImports(imported)) {
    const bindings = model.scopes.module.bindings.get(binding.name) ?? [];
    // Some files import the same name twice.
    const isOnlyThis = bindings.every((one) => one.kind === 'import' && one.imported === imported);
    if (!isOnlyThis || !isMadeBefore(binding, at) || !isSeen(model, binding, at)) continue;
    return binding.name;
  }
  return undefined;
}

function isMadeBefore(binding: Binding, at: SyntaxNode): boolean {
  // An import under a condition (`if TYPE_CHECKING`, `try`) may not be made at all.
  for (const above of ancestors(binding.node)) {
    if (above.kind === 'if_statement' || above.kind === 'try_statement') return false;
  }
  return binding.node.end <= at.start || enclosingFunction(at) !== undefined;
}

function isSeen(model: FileModel, binding: Binding, at: SyntaxNode): boolean {
  return model.scopes.lookup(binding.name, at)[0] === binding;
}

function isFree(model: FileModel, name: string, at: SyntaxNode): boolean {
  return (
    model.scopes.lookup(name, at).length === 0 &&
    model.scopes.module.bindings.get(name) === undefined
  );
}

/** A `from module import …` at the top level that can take one more name. */
function importFrom(model: FileModel, module: string, at: SyntaxNode): SyntaxNode | undefined {
  return model.whole
    .nodes('import_from_statement')
    .find(
      (statement) =>
        statement.child('module_name')?.text === module &&
        statement.parent?.kind === 'module' &&
        statement.part('wildcard_import') === undefined &&
        (statement.end <= at.start || enclosingFunction(at) !== undefined),
    );
}

export function extendImport(model: FileModel, statement: SyntaxNode, item: string): TextEdit[] {
  const names = statement.childrenIn('name');
  const last = names.at(-1);
  if (last === undefined) return [];
  const isParenthesized = statement.children.some((child) => child.kind === '(');
  if (isParenthesized && model.lines.lineAt(last.start) > model.lines.lineAt(statement.start)) {
    return insertItem(model, statement, item);
  }
  return [{ start: last.end, end: last.end, text: `, ${item}` }];
}
