// What a check found, before a reporter gives it a form.

import type { Finding } from '../engine/finding';
import type { Severity } from '../rules/rule';
import type { LineIndex } from '../text/lines';
import type { TextRange } from '../text/range';

/** A file with findings. */
export interface CheckedFile {
  /** Relative to the working directory (absolute outside it), with forward slashes. */
  readonly file: string;
  readonly lines: LineIndex;
  /** In source order. */
  readonly findings: readonly Finding[];
}

export type FileErrorKind = 'unreadable' | 'encoding' | 'limit' | 'internal';

/** A file of which nothing, or not everything, could be analyzed. */
export interface FileError {
  readonly file: string;
  readonly kind: FileErrorKind;
  readonly message: string;
}

export interface Report {
  /** How many files were looked at. */
  readonly fileCount: number;
  /** Every file that was looked at, in the order of their paths. */
  readonly fileNames: readonly string[];
  /** Those with findings. */
  readonly checked: readonly CheckedFile[];
  readonly errors: readonly FileError[];
  /** What makes the check fail: this severity or a worse one. */
  readonly failOn: Severity;
}

/** A place as people count: lines and columns from 1, columns in UTF-16 units. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

export interface PlaceRange {
  readonly start: Place;
  readonly end: Place;
}

export function placeRange(lines: LineIndex, range: TextRange): PlaceRange {
  return { start: place(lines, range.start), end: place(lines, range.end) };
}

function place(lines: LineIndex, offset: number): Place {
  const { line, column } = lines.position(offset);
  return { line: line + 1, column: column + 1 };
}
