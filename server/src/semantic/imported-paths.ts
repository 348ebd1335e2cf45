import { ancestors } from '../syntax/navigate';
import type { SyntaxNode } from '../syntax/node';
import type { FileModel } from './file-model';
import { importedNames } from './imports';
import { usesOf } from './name-uses';
import type { Binding } from './scopes';

/** A name that the file takes out of a module through an attribute: `bash.BashOperator`. */
export interface AttributeUse {
  /** The dotted path as Python sees it: `airflow.operators.bash.BashOperator`. */
  readonly path: string;
  /** The whole attribute expression. */
  readonly node: SyntaxNode;
  /** The part of the expression that stands for the module. */
  readonly module: SyntaxNode;
}

/** One thing that an import statement asks for by its dotted path, unlike the one name of the model. */
export interface ImportedPath {
  readonly statement: SyntaxNode;
  /** The dotted name or alias within the statement. */
  readonly item: SyntaxNode;
  /** What is imported, without its alias. */
  readonly name: SyntaxNode;
  readonly path: string;
  readonly binding: Binding;
  /** For a module: what is used of it. */
  readonly attributes: readonly AttributeUse[];
}

/**
 * What the file imports from a package, by the paths that it writes. Left out is what a file may do
 * without: imports in a `try` that handles their failure, in a handler, and under a condition, which
 * is how a file works with several versions.
 */
export function importedPaths(model: FileModel, root: string): readonly ImportedPath[] {
  const statements = [...model.nodes('import_statement'), ...model.nodes('import_from_statement')];
  return statements
    .sort((a, b) => a.start - b.start)
    .filter((statement) => concerns(statement, root) && !isOptional(model, statement))
    .flatMap((statement) => pathsIn(model, statement, root));
}

function pathsIn(model: FileModel, statement: SyntaxNode, root: string): ImportedPath[] {
  const isFrom = statement.kind === 'import_from_statement';
  return [...importedNames(statement)].flatMap((imported) => {
    const { node: item, name } = imported;
    const original = item.kind === 'aliased_import' ? item.child('name') : item;
    const binding = model.scopes
      .lookup(name, item)
      .find((one) => one.kind === 'import' && one.node === item);
    if (original === undefined || binding === undefined) return [];
    // `import a.b.c` binds `a`, and still asks for `a.b.c`.
    const path = isFrom ? imported.imported : withoutSpaces(original.text);
    if (!path.startsWith(`${root}.`) && path !== root) return [];
    const start = isFrom || item.kind === 'aliased_import' ? path : root;
    const attributes = usesOf(model, binding).flatMap((use) => attributeUse(use, start) ?? []);
    return [{ statement, item, name: original, path, binding, attributes }];
  });
}

/** The longest chain of attributes that begins with a name. */
function attributeUse(name: SyntaxNode, start: string): AttributeUse | undefined {
  let node = name;
  let module = name;
  let path = start;
  for (;;) {
    const above: SyntaxNode | undefined = node.parent;
    if (above?.kind !== 'attribute' || above.child('object') !== node) break;
    const attribute = above.child('attribute');
    if (attribute === undefined) break;
    module = node;
    node = above;
    path = `${path}.${attribute.text}`;
    // What is behind a class belongs to the class, not to the module.
    if (/^[A-Z]/.test(attribute.text)) break;
  }
  return node === name ? undefined : { path, node, module };
}

function concerns(statement: SyntaxNode, root: string): boolean {
  return statement.text.includes(root);
}

function isOptional(model: FileModel, statement: SyntaxNode): boolean {
  let below = statement;
  for (const above of ancestors(statement)) {
    if (above.kind === 'if_statement') return true;
    if (above.kind === 'except_clause' && handlesMissing(model, above)) return true;
    if (above.kind === 'try_statement' && below.field === 'body') {
      const clauses = above.parts.filter((part) => part.kind === 'except_clause');
      if (clauses.some((clause) => handlesMissing(model, clause))) return true;
    }
    below = above;
  }
  return false;
}

/** True for a handler of the errors that an import of something missing raises. */
function handlesMissing(model: FileModel, clause: SyntaxNode): boolean {
  return (
    model.exceptions
      .caughtBy(clause)
      .some(
        (caught) =>
          caught !== undefined && model.exceptions.isSubclass('ImportError', caught) === true,
      ) || model.exceptions.caughtBy(clause).includes('ModuleNotFoundError')
  );
}

function withoutSpaces(text: string): string {
  return text.replaceAll(/\s/g, '');
}
