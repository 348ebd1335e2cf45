import type { FileModel } from '../semantic/file-model';
import type { AttributeUse, ImportedPath } from '../semantic/imported-paths';
import { usesOf } from '../semantic/name-uses';
import { isInside, statementsOf } from '../syntax/navigate';
import type { SyntaxNode } from '../syntax/node';
import { applyEdits, type TextEdit } from '../text/edit';
import { lineBreakOf } from '../text/lines';
import { removeItem } from './bracketed-list';
import { extendImport } from './imports';
import { removeStatement, replaceNode } from './replace';

/** Something that is imported from one place and is now to come from another. */
export interface Move {
  readonly imported: ImportedPath;
  /** The new dotted path, of the name, or of the module where a module is imported. */
  readonly to: string;
  /** True for a module, whose uses are written by `moveAttributes`. */
  readonly isModule: boolean;
}

/**
 * Imports one thing of a statement from its new place. The rest of the statement, aliases, comments
 * and what uses the name stay as they are; where the thing has another name now, so have its uses.
 * `moves` are all moves of the same statement: when they go to one module, the statement goes.
 */
export function moveImport(
  model: FileModel,
  move: Move,
  moves: readonly Move[],
): readonly TextEdit[] {
  const { imported } = move;
  if (imported.statement.kind !== 'import_from_statement') return moveDottedImport(model, move);
  return movesAsOne(model, imported.statement, moves)
    ? moduleEdits(imported.statement, parentOf(move.to))
    : moveName(model, move);
}

/** Writes attributes of a module that moved in their new place: `bash.BashOperator`. */
export function moveAttributes(
  uses: readonly { readonly use: AttributeUse; readonly to: string }[],
  keepsModule: boolean,
): readonly TextEdit[] {
  return uses.flatMap(({ use, to }) =>
    replaceNode(use.node, keepsModule ? `${use.module.text}.${nameOf(to)}` : to),
  );
}

/** Whether the statement can change its module and nothing else. */
function movesAsOne(model: FileModel, statement: SyntaxNode, moves: readonly Move[]): boolean {
  const modules = new Set(moves.map(({ to }) => parentOf(to)));
  return (
    modules.size === 1 &&
    moves.length === statement.childrenIn('name').length &&
    moves.every(
      ({ imported, to }) =>
        imported.name.text === nameOf(to) && importsOf(model, to, imported.binding.name) === 0,
    )
  );
}

function moduleEdits(statement: SyntaxNode, module: string): readonly TextEdit[] {
  const node = statement.child('module_name');
  return node === undefined ? [] : replaceNode(node, module);
}

function moveName(model: FileModel, { imported, isModule, to }: Move): readonly TextEdit[] {
  const { binding, item, statement } = imported;
  const newName = nameOf(to);
  const hasAlias = item.kind === 'aliased_import';
  const renamed =
    hasAlias || isModule || newName === binding.name ? undefined : renamedUses(model, imported, to);
  const local = renamed === undefined ? binding.name : newName;
  const text = newName === local ? newName : `${newName} as ${local}`;
  return [...replacementOf(model, statement, item, to, local, text), ...(renamed ?? [])];
}

function replacementOf(
  model: FileModel,
  statement: SyntaxNode,
  item: SyntaxNode,
  to: string,
  local: string,
  text: string,
): readonly TextEdit[] {
  const module = parentOf(to);
  const isOnlyName = statement.childrenIn('name').length === 1;
  if (importsOf(model, to, local) > 0) {
    return isOnlyName
      ? removeStatement(model, statement)
      : rewritten(statement, withoutItem(model, statement, item), '');
  }
  if (isOnlyName) return [...moduleEdits(statement, module), ...replaceNode(item, text)];
  const rest = withoutItem(model, statement, item);
  const sibling = statementFor(model, statement, module);
  if (sibling !== undefined) {
    return [...extendImport(model, sibling, text), ...rewritten(statement, rest, '')];
  }
  const line = model.lines.lineAt(statement.start);
  const indentation = model.lines.indentation(line);
  const startsLine = model.lines.lineStart(line) + indentation.length === statement.start;
  const separator = startsLine ? lineBreakOf(model.text) + indentation : '; ';
  return rewritten(statement, rest, `from ${module} import ${text}${separator}`);
}

/**
 * One edit for the whole statement, so that two moves of one statement are never made at once:
 * together they could leave it without names.
 */
function rewritten(
  statement: SyntaxNode,
  edits: readonly TextEdit[],
  before: string,
): readonly TextEdit[] {
  const moved = edits.map(({ start, end, text }) => ({
    start: start - statement.start,
    end: end - statement.start,
    text,
  }));
  return replaceNode(statement, before + applyEdits(statement.text, moved));
}

function withoutItem(
  model: FileModel,
  statement: SyntaxNode,
  item: SyntaxNode,
): readonly TextEdit[] {
  const items = statement.childrenIn('name');
  const index = items.indexOf(item);
  const previous = items[index - 1];
  const next = items[index + 1];
  // Between brackets there may be comments, and items on lines of their own.
  if (statement.children.some((child) => child.kind === '(')) {
    const edits = removeItem(model, statement, item);
    const isInside = edits.every(
      ({ start, end }) => start > statement.start && end < statement.end,
    );
    if (isInside && previous !== undefined) return edits;
    if (isInside && next !== undefined) return edits;
  }
  if (next !== undefined) return [{ start: item.start, end: next.start, text: '' }];
  return previous === undefined ? [] : [{ start: previous.end, end: item.end, text: '' }];
}

/** An import from the module that is made right before, or among the same imports. */
function statementFor(
  model: FileModel,
  statement: SyntaxNode,
  module: string,
): SyntaxNode | undefined {
  const siblings = statementsOf(statement.parent);
  const own = siblings.indexOf(statement);
  return model.whole.nodes('import_from_statement').find((other) => {
    if (other === statement || other.child('module_name')?.text !== module) return false;
    if (other.part('wildcard_import') !== undefined) return false;
    const index = siblings.indexOf(other);
    if (index === -1) return false;
    const between = siblings.slice(own, index);
    return index < own || between.every((one) => /^import_|^future_import/.test(one.kind));
  });
}

/** How many other imports of the file bind the name to the same thing. */
function importsOf(model: FileModel, path: string, local: string): number {
  return model.scopes.moduleImports(path).filter((binding) => binding.name === local).length;
}

/** The uses of a name under its new one; undefined where something else has that name already. */
function renamedUses(
  model: FileModel,
  { binding, item }: ImportedPath,
  to: string,
): readonly TextEdit[] | undefined {
  const newName = nameOf(to);
  const uses = usesOf(model, binding).filter((use) => !isInside(use, item));
  const isOnlyBinding = model.scopes.lookup(binding.name, item).length === 1;
  const isFree = [item, ...uses].every((place) =>
    model.scopes.lookup(newName, place).every((other) => other.imported === to),
  );
  if (!isOnlyBinding || !isFree) return undefined;
  return uses.flatMap((use) => replaceNode(use, newName));
}

/** `import a.b.c`, with or without an alias. */
function moveDottedImport(model: FileModel, { imported, to }: Move): readonly TextEdit[] {
  const { item, name, statement } = imported;
  const others = model.whole.nodes('import_statement').flatMap((other) => other.childrenIn('name'));
  if (item.kind !== 'aliased_import' && others.some((other) => other.text === to)) {
    const isOnlyName = statement.childrenIn('name').length === 1;
    return isOnlyName ? removeStatement(model, statement) : [];
  }
  return replaceNode(name, to);
}

function parentOf(path: string): string {
  return path.slice(0, path.lastIndexOf('.'));
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('.') + 1);
}
