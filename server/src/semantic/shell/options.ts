import type { ShellWord } from './lexer';

/**
 * True where a command line has any of the options, as getopt reads it: `--max-time 5`,
 * `--max-time=5`, `-m 5`, `-m5` and `-sSm5`. Letters of `lettersWithValue` end a cluster: what
 * follows them is their value.
 */
export function hasOption(
  given: readonly ShellWord[],
  options: readonly string[],
  lettersWithValue: string,
): boolean {
  for (const { value } of given) {
    if (value === '--') return false;
    if (options.includes(value)) return true;
    if (!value.startsWith('-') || value === '-') continue;
    const isLong = options.some((option) => value.startsWith(`${option}=`));
    if (isLong) return true;
    if (value.startsWith('--')) continue;
    for (const letter of value.slice(1)) {
      if (options.includes(`-${letter}`)) return true;
      if (lettersWithValue.includes(letter)) break;
    }
  }
  return false;
}

/** The options in front of the first word that is neither an option nor the value of one. */
export function leadingOptions(
  given: readonly ShellWord[],
  lettersWithValue: string,
): readonly ShellWord[] {
  let at = 0;
  for (let word = given[at]; word?.value.startsWith('-'); word = given[at]) {
    const takesNext = /^-\w+$/.test(word.value) && lettersWithValue.includes(word.value.slice(-1));
    at += takesNext ? 2 : 1;
  }
  return given.slice(0, at);
}
