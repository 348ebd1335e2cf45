import type { Finding } from '../../engine/finding';
import type { LineIndex, Position } from '../../text/lines';
import { countBefore } from '../../text/ordered';
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
    const { places } = this;
    const at = 3 * countBefore(places.length / 3, (place) => (places[3 * place] ?? 0) < offset);
    return { line: places[at + 1] ?? 0, column: places[at + 2] ?? 0 };
  }
}
