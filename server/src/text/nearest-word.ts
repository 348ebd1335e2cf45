import { distance } from 'fastest-levenshtein';

/**
 * The nearest of some words, for a person who mistyped one; undefined where none is near. Of several that are as near it is
 * the first by the alphabet, in whatever order they are given.
 */
export function nearestWord(
  word: string,
  words: Iterable<string>,
  /** Letters that it may differ in. */
  most = Math.max(2, word.length / 3),
): string | undefined {
  let nearest: string | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const candidate of words) {
    // Words differ in no fewer letters than their lengths do.
    const apart = Math.abs(candidate.length - word.length);
    if (apart > most || apart > least) continue;
    const far = distance(word, candidate);
    const isNearer = far < least || (far === least && nearest !== undefined && candidate < nearest);
    if (far > most || !isNearer) continue;
    nearest = candidate;
    least = far;
  }
  return nearest;
}
