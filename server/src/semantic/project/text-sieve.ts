/** A power of two: an ordinary DAG file sets a tenth of as many bits. */
const bitCount = 16_384;

/**
 * Says of most texts that they are nowhere in another one, without searching it: by the runs of three characters that
 * it has, each remembered as one bit, which a few others share.
 */
export class TextSieve {
  readonly #bits = new Uint32Array(bitCount / 32);

  constructor(text: string) {
    for (let at = 0; at + 2 < text.length; at++) {
      const bit = bitOf(text, at);
      this.#bits[bit >>> 5] = (this.#bits[bit >>> 5] ?? 0) | (1 << (bit & 31));
    }
  }

  /** False where the text surely lacks one of the runs. */
  mayHold(runs: SoughtRuns): boolean {
    for (const bit of runs)
      if (((this.#bits[bit >>> 5] ?? 0) & (1 << (bit & 31))) === 0) return false;
    return true;
  }
}

/** What to look for in a sieve. */
export type SoughtRuns = readonly number[];

/** None for a text that is too short to have any: then every other text may have it. */
export function runsOf(text: string): SoughtRuns {
  return Array.from({ length: Math.max(0, text.length - 2) }, (_, at) => bitOf(text, at));
}

function bitOf(text: string, at: number): number {
  const run = text.charCodeAt(at) * 961 + text.charCodeAt(at + 1) * 31 + text.charCodeAt(at + 2);
  // Spreads what differs in the low bits over the high ones (D. Knuth, The Art of Computer Programming, 6.4).
  return Math.imul(run, 0x9e3779b1) >>> 18;
}
