// What a check found, before a reporter gives it a form.

import type { Finding } from '../engine/finding';
import type { Severity } from '../rules/rule';
import type { LineIndex, Position } from '../text/lines';
import type { TextRange } from '../text/range';

/** Where the findings of a file and their edits lie. */
export type Places = Pick<LineIndex, 'position'>;

/** A file with findings. */
export interface CheckedFile {
  /** Relative to the working directory (absolute outside it), with forward slashes. */
  readonly file: string;
  readonly places: Places;
  /** Its text, for reports that show it; undefined where the report does not. */
  readonly lines: LineIndex | undefined;
  /** How reports show the path of another file of the project. */
  readonly nameOf: (path: string) => string;
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

export function placeRange(places: Places, range: TextRange): PlaceRange {
  const [start, end] = [places.position(range.start), places.position(range.end)];
  return { start: placeOf(start), end: placeOf(end) };
}

/** A place that says more about a finding, and the name of the file that it is in. */
export interface RelatedPlace extends PlaceRange {
  readonly file: string;
  readonly message: string;
}

export function relatedPlaces(checked: CheckedFile, { related }: Finding): RelatedPlace[] {
  return related.map(({ end, message, path, start }) => ({
    file: path === undefined ? checked.file : checked.nameOf(path),
    message,
    start: placeOf(start),
    end: placeOf(end),
  }));
}

function placeOf({ column, line }: Position): Place {
  return { line: line + 1, column: column + 1 };
}
