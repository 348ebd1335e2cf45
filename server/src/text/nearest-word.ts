import { distance } from 'fastest-levenshtein';

/** The nearest of some words, for a person who mistyped one; undefined where none is near. */
export function nearestWord(
  word: string,
  words: readonly string[],
  /** Letters that it may differ in. */
  most = Math.max(2, word.length / 3),
): string | undefined {
  const ordered = words
    .map((candidate) => ({ candidate, far: distance(word, candidate) }))
    .sort((a, b) => a.far - b.far);
  const best = ordered[0];
  return best !== undefined && best.far <= most ? best.candidate : undefined;
}
