// The only place where offsets become positions of the protocol, and positions offsets. Both sides
// count columns in UTF-16 code units, the encoding that every client knows.

import type {
  Position as LspPosition,
  Range as LspRange,
  TextEdit as LspTextEdit,
} from 'vscode-languageserver';
import { URI } from 'vscode-uri';
import type { TextEdit } from '../text/edit';
import type { LineIndex, Position } from '../text/lines';
import type { TextRange } from '../text/range';

export function toPosition(lines: LineIndex, offset: number): LspPosition {
  return ofPosition(lines.position(offset));
}

export function ofPosition({ column, line }: Position): LspPosition {
  return { line, character: column };
}

/** The URI of another file where a document comes from. */
export function siblingUri(uri: string, path: string): string {
  return URI.parse(uri).with({ path, query: null, fragment: null }).toString();
}

export function toRange(lines: LineIndex, range: TextRange): LspRange {
  return { start: toPosition(lines, range.start), end: toPosition(lines, range.end) };
}

export function toTextEdit(lines: LineIndex, edit: TextEdit): LspTextEdit {
  return { range: toRange(lines, edit), newText: edit.text };
}

/** A column behind the end of its line means the line's end, as the protocol has it. */
export function toOffset(lines: LineIndex, position: LspPosition): number {
  const offset = lines.offset({ line: position.line, column: position.character });
  return Math.min(offset, lines.lineEnd(position.line));
}

export function toOffsets(lines: LineIndex, range: LspRange): TextRange {
  return { start: toOffset(lines, range.start), end: toOffset(lines, range.end) };
}
