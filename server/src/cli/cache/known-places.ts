import type { Finding } from '../../engine/finding';
import type { LineIndex, Position } from '../../text/lines';
import type { Places } from '../report';

/** Where findings and their edits lie: offset, line and column of each place, in their order. */
export function placesOf(findings: readonly Finding[], lines: LineIndex): number[] {
  const ranges = findings.flatMap((finding) => [
    finding,
    ...finding.fixes.flatMap(({ edits }) => edits),
  ]);
  const offsets = new Set(ranges.flatMap(({ end, start }) => [start, end]));
  return [...offsets]
    .sort((a, b) => a - b)
    .flatMap((offset) => {
      const { column, line } = lines.position(offset);
      return [offset, line, column];
    });
}

/** Finds places again without the text that they are in. */
export class KnownPlaces implements Places {
  constructor(private readonly places: readonly number[]) {}

  /** @param offset of one of the places. */
  position(offset: number): Position {
    let [low, high] = [0, this.places.length / 3 - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.places[3 * middle] ?? 0) < offset) low = middle + 1;
      else high = middle;
    }
    return { line: this.places[3 * low + 1] ?? 0, column: this.places[3 * low + 2] ?? 0 };
  }
}
