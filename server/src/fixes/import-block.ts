import type { FileModel } from '../semantic/file-model';
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

export function endOfImportBlock(model: FileModel): ImportBlockEnd {
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
  const { offset, lead } = endOfImportBlock(model);
  const lineBreak = lineBreakOf(model.text);
  const text = lead + lines.map((line) => line + lineBreak).join('');
  return { start: offset, end: offset, text };
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
