import type { FileModel } from '../semantic/file-model';
import { rememberedOfFile } from '../semantic/remembered-of-file';
import { statementOf, statementsOf } from '../syntax/navigate';
import type { SyntaxNode } from '../syntax/node';
import type { TextEdit } from '../text/edit';
import { countStartingBefore } from '../text/ordered';

const fourSpaces = '    ';

/** What the file adds for one level of nesting: the first block that shows it decides. */
export const indentUnit = rememberedOfFile((model): string => {
  for (const block of model.tree.nodes) {
    const first = block.kind === 'block' ? statementsOf(block)[0] : undefined;
    const owner = block.parent;
    if (first === undefined || owner === undefined) continue;
    const inner = model.lines.indentation(model.lines.lineAt(first.start));
    const outer = model.lines.indentation(model.lines.lineAt(owner.start));
    if (inner.length > outer.length && inner.startsWith(outer)) return inner.slice(outer.length);
  }
  return fourSpaces;
});

/** The white space at the beginning of the line on which the node's statement begins. */
export function indentationAt(model: FileModel, node: SyntaxNode): string {
  const statement = statementOf(node) ?? node;
  return model.lines.indentation(model.lines.lineAt(statement.start));
}

/**
 * Indents a run of statements that stand on lines of their own. Blank lines and what lies inside
 * multi-line strings stay as they are.
 */
export function indentStatements(
  model: FileModel,
  first: { readonly start: number },
  last: SyntaxNode,
  levels = 1,
): TextEdit[] {
  const unit = indentUnit(model).repeat(levels);
  const from = model.lines.lineAt(first.start);
  const to = model.lines.lineAt(Math.max(first.start, last.end - 1));
  const edits: TextEdit[] = [];
  for (let line = from; line <= to; line++) {
    const start = model.lines.lineStart(line);
    if (model.lines.lineText(line).trim() === '' || isInsideString(model, start)) continue;
    edits.push({ start, end: start, text: unit });
  }
  return edits;
}

/** True where a line begins inside a string literal, whose value indenting it would change. */
function isInsideString(model: FileModel, offset: number): boolean {
  const strings = model.whole.nodes('string');
  const begun = countStartingBefore(strings, offset);
  // Strings nest only in f-strings, so a few before the nearest one are enough to look at.
  return strings.slice(Math.max(0, begun - 8), begun).some(({ end }) => offset < end);
}
