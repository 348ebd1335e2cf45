/** A half-open span of a text. Offsets count UTF-16 code units from the start of the file. */
export interface TextRange {
  readonly start: number;
  readonly end: number;
}

export function contains(outer: TextRange, inner: TextRange): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}
