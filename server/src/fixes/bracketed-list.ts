import type { FileModel } from '../semantic/file-model';
import type { SyntaxNode } from '../syntax/node';
import type { TextEdit } from '../text/edit';
import { lineBreakOf } from '../text/lines';

/**
 * Adds an item to a list in brackets, in the layout that it has: on a line of its own where the
 * items stand on lines of their own, with a trailing comma where there is one. `before` names the
 * item in front of which the new one must stand; without it the new one comes last.
 */
export function insertItem(
  model: FileModel,
  brackets: SyntaxNode,
  item: string,
  before?: SyntaxNode,
): TextEdit[] {
  return insertItems(model, brackets, [item], before);
}

/** Adds several items, in their order. */
export function insertItems(
  model: FileModel,
  brackets: SyntaxNode,
  items: readonly string[],
  before?: SyntaxNode,
): TextEdit[] {
  const last = brackets.parts.at(-1);
  if (last === undefined) return insertion(brackets.start + 1, items.join(', '));
  const reference = before ?? last;
  const isOwnLine = startsItsLine(model, reference) && !sharesLine(model, brackets, reference);
  const lineBreak = lineBreakOf(model.text);
  const indentation = model.lines.indentation(model.lines.lineAt(reference.start));
  const separator = isOwnLine ? `,${lineBreak}${indentation}` : ', ';
  const text = items.join(separator);
  if (before !== undefined) return insertion(before.start, text + separator);
  if (!isOwnLine) return insertion(last.end, separator + text);
  const comma = brackets.children.find((child) => child.kind === ',' && child.start >= last.end);
  const closing = brackets.children.at(-1);
  if (comma === undefined) {
    const end = endOfItemLine(model, last, closing);
    const isCommented = model.text.slice(last.end, end).trim().startsWith('#');
    // A comment behind the last item stays with that item.
    return isCommented
      ? [...insertion(last.end, ','), ...insertion(end, `${lineBreak}${indentation}${text}`)]
      : insertion(last.end, separator + text);
  }
  const end = endOfItemLine(model, comma, closing);
  return insertion(end, `${lineBreak}${indentation}${text},`);
}

/** Takes an item out of a list in brackets, with its comma and, where it stands alone, its line. */
export function removeItem(model: FileModel, brackets: SyntaxNode, item: SyntaxNode): TextEdit[] {
  const items = brackets.parts;
  const index = items.indexOf(item);
  const next = items[index + 1];
  const previous = items[index - 1];
  const comma = brackets.children.find(
    (child) =>
      child.kind === ',' && child.start >= item.end && child.start < (next?.start ?? brackets.end),
  );
  const end = comma?.end ?? item.end;
  const wholeLine = wholeLines(model, item.start, end);
  if (wholeLine !== undefined) return [{ ...wholeLine, text: '' }];
  const comment = commentBehind(model, brackets, end);
  // What a comment says of the item may hold without it; on a line of its own it misleads nobody.
  if (comment !== undefined && startsItsLine(model, item)) {
    return [{ start: item.start, end: comment.start, text: '' }];
  }
  if (next !== undefined && !hasCommentBetween(brackets, end, next.start)) {
    return [{ start: item.start, end: next.start, text: '' }];
  }
  if (previous !== undefined && !hasCommentBetween(brackets, previous.end, item.start)) {
    return [{ start: previous.end, end: item.end, text: '' }];
  }
  return [{ start: item.start, end, text: '' }];
}

/** The comment that is all there is between a place and the end of its line. */
function commentBehind(
  model: FileModel,
  brackets: SyntaxNode,
  end: number,
): SyntaxNode | undefined {
  const lineEnd = model.lines.lineEnd(model.lines.lineAt(end));
  return brackets.children.find(
    (child) =>
      child.kind === 'comment' &&
      child.start >= end &&
      // Before CRLF the comment takes the carriage return in.
      child.start <= lineEnd &&
      model.text.slice(end, child.start).trim() === '',
  );
}

function insertion(at: number, text: string): TextEdit[] {
  return [{ start: at, end: at, text }];
}

function startsItsLine(model: FileModel, node: SyntaxNode): boolean {
  const line = model.lines.lineAt(node.start);
  return model.text.slice(model.lines.lineStart(line), node.start).trim() === '';
}

function sharesLine(model: FileModel, brackets: SyntaxNode, node: SyntaxNode): boolean {
  return model.lines.lineAt(brackets.start) === model.lines.lineAt(node.start);
}

/** Behind an item and a comment that stands on its line, but in front of a closing bracket. */
function endOfItemLine(
  model: FileModel,
  lastOfItem: SyntaxNode,
  closing: SyntaxNode | undefined,
): number {
  const line = model.lines.lineAt(lastOfItem.end);
  const closesHere = closing !== undefined && model.lines.lineAt(closing.start) === line;
  return closesHere ? lastOfItem.end : model.lines.lineEnd(line);
}

/** The lines of a span where nothing else stands on them, their last line break included. */
function wholeLines(
  model: FileModel,
  start: number,
  end: number,
): { start: number; end: number } | undefined {
  const from = model.lines.lineStart(model.lines.lineAt(start));
  const lastLine = model.lines.lineAt(end);
  const to = model.lines.lineStart(lastLine + 1);
  if (model.text.slice(from, start).trim() !== '') return undefined;
  return model.text.slice(end, to).trim() === '' ? { start: from, end: to } : undefined;
}

function hasCommentBetween(brackets: SyntaxNode, start: number, end: number): boolean {
  return brackets.children.some(
    (child) => child.kind === 'comment' && child.start >= start && child.end <= end,
  );
}
