import { isStandardLibrary } from '../knowledge/standard-library';
import type { FileModel } from '../semantic/file-model';
import { rememberedOfFile, rememberedOfFileBy } from '../semantic/remembered-of-file';
import { statementsOf } from '../syntax/navigate';
import type { SyntaxNode } from '../syntax/node';
import type { TextEdit } from '../text/edit';
import { lineBreakOf } from '../text/lines';

/** Where a module-level line can be added behind the imports that the file begins with. */
export interface ImportBlockEnd {
  readonly offset: number;
  /** What must stand in front of the new line so that it begins a line of its own. */
  readonly lead: string;
  /** True where no import stands in front of the place. */
  readonly isFirst: boolean;
}

/** Asked for with nearly every finding of some rules. */
export const endOfImportBlock = rememberedOfFile(findEndOfImportBlock);

function findEndOfImportBlock(model: FileModel): ImportBlockEnd {
  const lineBreak = lineBreakOf(model.text);
  let last: SyntaxNode | undefined;
  let isFirst = true;
  for (const statement of statementsOf(model.tree.root)) {
    if (isImport(statement)) {
      last = statement;
      isFirst = false;
    } else if (last === undefined && isDocstring(statement)) last = statement;
    else break;
  }
  if (last === undefined) return { offset: endOfHeaderComments(model), lead: '', isFirst };
  const line = model.lines.lineAt(last.end);
  const next = model.lines.lineStart(line + 1);
  const endsWithBreak = next > model.lines.lineEnd(line);
  const lead = endsWithBreak ? '' : lineBreak;
  // A docstring keeps a blank line behind it.
  return { offset: next, lead: isFirst ? lead + lineBreak : lead, isFirst };
}

/** An insertion of module-level lines behind the imports. */
export function insertAfterImports(model: FileModel, lines: readonly string[]): TextEdit {
  const { offset, lead, isFirst } = endOfImportBlock(model);
  const lineBreak = lineBreakOf(model.text);
  const next = model.lines.lineText(model.lines.lineAt(offset)).trim();
  // The file's first import does not stick to the code below it.
  const tail = isFirst && lead === '' && next !== '' ? lineBreak : '';
  const text = lead + lines.map((line) => line + lineBreak).join('') + tail;
  return { start: offset, end: offset, text };
}

/**
 * An insertion of an import, where the file keeps such imports: with those of the same package, or of
 * the standard library, `import x` in front of `from x import y`, as isort has it; otherwise in a
 * group of its own.
 */
export const insertImport = rememberedOfFileBy(placeImport);

function placeImport(model: FileModel, line: string): TextEdit {
  const imports = statementsOf(model.tree.root).filter(isImport);
  const block = imports.slice(0, lengthOfRun(model, imports)).filter((one) => !isFuture(one));
  const isOfLibrary = isStandardLibrary(moduleOf(line));
  const firstOther = block.findIndex((statement) => !isOfStandardLibrary(statement));
  const kin = isOfLibrary
    ? libraryGroup(block, firstOther)
    : block.filter((statement) => packageOf(statement.text) === packageOf(line));
  const isPlain = line.startsWith('import ');
  const alike = kin.filter(({ kind }) => (kind === 'import_statement') === isPlain);
  const above = alike.findLast(({ text }) => text < line) ?? (isPlain ? undefined : kin.at(-1));
  if (above !== undefined) return insertBehind(model, above, line);
  const first = kin[0] ?? (isOfLibrary ? block[0] : undefined);
  if (first !== undefined) {
    const lineBreak = lineBreakOf(model.text);
    const offset = model.lines.lineStart(model.lines.lineAt(first.start));
    const tail = kin.length === 0 ? lineBreak : '';
    return { start: offset, end: offset, text: line + lineBreak + tail };
  }
  // What stands in front is another group: of the standard library, or of `__future__`.
  const isNewGroup = imports.length > 0 && firstOther === -1;
  return insertAfterImports(model, isNewGroup ? ['', line] : [line]);
}

/** In a file that mixes them, the standard library has no group of its own to go to. */
function libraryGroup(block: readonly SyntaxNode[], firstOther: number): readonly SyntaxNode[] {
  const group = firstOther === -1 ? block : block.slice(0, firstOther);
  return group.length > 0 ? group : block.filter(isOfStandardLibrary).slice(-1);
}

function insertBehind(model: FileModel, statement: SyntaxNode, line: string): TextEdit {
  const above = model.lines.lineAt(statement.end);
  const offset = model.lines.lineStart(above + 1);
  const lineBreak = lineBreakOf(model.text);
  const lead = offset > model.lines.lineEnd(above) ? '' : lineBreak;
  return { start: offset, end: offset, text: lead + line + lineBreak };
}

/** How many of the imports stand in front of all other code. */
function lengthOfRun(model: FileModel, imports: readonly SyntaxNode[]): number {
  const { offset } = endOfImportBlock(model);
  const index = imports.findIndex((statement) => statement.start >= offset);
  return index === -1 ? imports.length : index;
}

function isFuture(statement: SyntaxNode): boolean {
  return statement.kind === 'future_import_statement';
}

function isOfStandardLibrary(statement: SyntaxNode): boolean {
  return isStandardLibrary(moduleOf(statement.text));
}

function packageOf(line: string): string | undefined {
  return moduleOf(line).split('.')[0];
}

/** The module that an import statement names first. */
function moduleOf(line: string): string {
  return /^(?:from|import)\s+(\.*[\w.]*)/.exec(line)?.[1] ?? '';
}

function isImport(statement: SyntaxNode): boolean {
  return (
    statement.kind === 'import_statement' ||
    statement.kind === 'import_from_statement' ||
    statement.kind === 'future_import_statement'
  );
}

function isDocstring(statement: SyntaxNode): boolean {
  const expression = statement.kind === 'expression_statement' ? statement.parts[0] : undefined;
  return expression?.kind === 'string' || expression?.kind === 'concatenated_string';
}

/** Behind a `#!` line, an encoding comment and a licence at the top. */
function endOfHeaderComments(model: FileModel): number {
  let line = 0;
  while (line < model.lines.lineCount && model.lines.lineText(line).startsWith('#')) line++;
  return model.lines.lineStart(line);
}
