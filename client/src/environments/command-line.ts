/**
 * The words of a command line, as `airworthy.environments` wants them: quotes hold words together, and nothing else
 * has a meaning, for no shell will ever see it. Undefined where a quote is left open.
 */
export function splitCommandLine(line: string): string[] | undefined {
  const words: string[] = [];
  const pattern = /\s*((?:[^\s"']|"[^"]*"|'[^']*')+)/y;
  const text = line.trimEnd();
  while (pattern.lastIndex < text.length) {
    const word = pattern.exec(text)?.[1];
    if (word === undefined) return undefined;
    words.push(word.replaceAll(/"([^"]*)"|'([^']*)'/g, (_, double, single) => double ?? single));
  }
  return words;
}

/** The opposite of splitting, for showing a command to who is to change it. */
export function joinCommandLine(words: readonly string[]): string {
  return words.map(quoted).join(' ');
}

function quoted(word: string): string {
  if (/^[^\s"']+$/.test(word)) return word;
  if (!word.includes('"')) return `"${word}"`;
  // A word with both kinds of quotes is put together from two kinds of pieces.
  return word
    .split(/(")/)
    .filter((piece) => piece !== '')
    .map((piece) => (piece === '"' ? `'"'` : `"${piece}"`))
    .join('');
}
