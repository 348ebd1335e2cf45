import type { FileModel } from '../semantic/file-model';
import { statementsOf } from '../syntax/navigate';
import type { SyntaxNode } from '../syntax/node';
import type { TextEdit } from '../text/edit';

export function replaceNode(node: SyntaxNode, text: string): TextEdit[] {
  return [{ start: node.start, end: node.end, text }];
}

/** Takes a statement out, with its line where it stands alone; an empty block gets a `pass`. */
export function removeStatement(model: FileModel, statement: SyntaxNode): TextEdit[] {
  const siblings = statementsOf(statement.parent);
  if (statement.parent?.kind === 'block' && siblings.length === 1) {
    return replaceNode(statement, 'pass');
  }
  const index = siblings.indexOf(statement);
  const next = siblings[index + 1];
  const previous = siblings[index - 1];
  const line = model.lines.lineAt(statement.start);
  const lastLine = model.lines.lineAt(statement.end);
  if (next !== undefined && model.lines.lineAt(next.start) === lastLine) {
    return [{ start: statement.start, end: next.start, text: '' }];
  }
  if (previous !== undefined && model.lines.lineAt(previous.end) === line) {
    return [{ start: previous.end, end: statement.end, text: '' }];
  }
  const end = model.lines.lineStart(lastLine + 1);
  const rest = model.text.slice(statement.end, end).trim();
  // A comment behind the statement may speak of more than the statement: it stays.
  if (rest !== '' && rest !== ';') {
    const comment = model.text.indexOf('#', statement.end);
    return [{ start: statement.start, end: comment < 0 ? statement.end : comment, text: '' }];
  }
  return [{ start: model.lines.lineStart(line), end, text: '' }];
}

/** Takes several statements out; a block of which nothing would be left gets a `pass`. */
export function removeStatements(model: FileModel, statements: readonly SyntaxNode[]): TextEdit[] {
  return statements.flatMap((statement) => {
    const siblings = statementsOf(statement.parent);
    const isEmptied =
      statement.parent?.kind === 'block' &&
      siblings.every((sibling) => statements.includes(sibling));
    if (isEmptied && siblings[0] === statement) return replaceNode(statement, 'pass');
    return removeStatement(model, statement);
  });
}
