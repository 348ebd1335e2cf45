import type { TextRange } from './range';

/** Replaces `start..end` (UTF-16 offsets in the text before any edit) by `text`. */
export interface TextEdit extends TextRange {
  readonly text: string;
}

/**
 * Applies edits that were all computed against the same text. Insertions at one position keep
 * their order in the array, as LSP asks.
 *
 * @throws RangeError when two edits overlap or one lies outside the text.
 */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  const ordered = inOrder(edits);
  let result = '';
  let position = 0;
  for (const edit of ordered) {
    if (edit.start < position || edit.end < edit.start || edit.end > text.length) {
      throw new RangeError(`edits overlap or leave the text at offset ${edit.start}`);
    }
    result += text.slice(position, edit.start) + edit.text;
    position = edit.end;
  }
  return result + text.slice(position);
}

/** The edits by position; a stable sort keeps insertions at one position in array order. */
export function inOrder(edits: readonly TextEdit[]): TextEdit[] {
  return [...edits].sort((a, b) => a.start - b.start || a.end - b.end);
}
