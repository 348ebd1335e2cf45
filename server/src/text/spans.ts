import { countBefore } from './ordered';
import type { TextRange } from './range';

/** Ranges, of which some may lie in others, that tell at once whether an offset is in one of them. */
export class Spans {
  readonly #starts: readonly number[];
  /** How far the ranges reach that begin no later than the one at the same position. */
  readonly #reach: readonly number[];

  constructor(ranges: readonly TextRange[]) {
    const ordered = [...ranges].sort((a, b) => a.start - b.start);
    this.#starts = ordered.map(({ start }) => start);
    let reach = Number.NEGATIVE_INFINITY;
    this.#reach = ordered.map(({ end }) => {
      reach = Math.max(reach, end);
      return reach;
    });
  }

  /** True where a range begins, ends or lies around an offset. */
  holds(offset: number): boolean {
    const begun = countBefore(this.#starts.length, (at) => (this.#starts[at] ?? 0) <= offset);
    return (this.#reach[begun - 1] ?? Number.NEGATIVE_INFINITY) >= offset;
  }
}
