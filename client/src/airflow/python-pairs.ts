// How Python writes a list of pairs of strings, which is the form in which Airflow 2 gives logs.

/**
 * The text in a fragment of Airflow 2's log: `content` is what `str` makes of a list of pairs of host
 * and text (`api_connexion/schemas/log_schema.py` and `utils/log/log_reader.py`, 2.10.5). What is
 * written in another way is taken as it is.
 */
export function logTextOfPython(content: string): string {
  const texts = secondsOfPairs(content.trim());
  return texts === undefined ? content : texts.filter((text) => text !== '').join('\n');
}

/** The second strings of `[('a', 'b'), ('c', 'd')]`; undefined where it is anything else. */
function secondsOfPairs(source: string): string[] | undefined {
  const seconds: string[] = [];
  let at = skip(source, 0, '[');
  while (at !== undefined && source[at] !== ']') {
    if (seconds.length > 0) at = skip(source, at, ',');
    const first = stringAt(source, skip(source, at, '('));
    const second = stringAt(source, skip(source, first?.end, ','));
    if (second === undefined) return undefined;
    seconds.push(second.value);
    at = skip(source, second.end, ')');
  }
  return at !== undefined && at === source.length - 1 ? seconds : undefined;
}

/** Behind a character that must be there, and the space after it. */
function skip(source: string, at: number | undefined, character: string): number | undefined {
  if (at === undefined || source[at] !== character) return undefined;
  const next = at + 1;
  return source[next] === ' ' ? next + 1 : next;
}

interface Literal {
  readonly value: string;
  /** Behind its closing quote. */
  readonly end: number;
}

/** Reads a string as `repr` writes it. Logs are long: nothing here looks at a character twice. */
function stringAt(source: string, at: number | undefined): Literal | undefined {
  const quote = at === undefined ? undefined : source[at];
  if (at === undefined || (quote !== "'" && quote !== '"')) return undefined;
  const special = quote === "'" ? /['\\]/g : /["\\]/g;
  const pieces: string[] = [];
  let start = at + 1;
  for (;;) {
    special.lastIndex = start;
    const found = special.exec(source);
    if (found === null) return undefined;
    pieces.push(source.slice(start, found.index));
    if (found[0] === quote) return { value: pieces.join(''), end: found.index + 1 };
    const escaped = escapeAt(source, found.index);
    pieces.push(escaped.value);
    start = escaped.end;
  }
}

const digits: Readonly<Record<string, number>> = { x: 2, u: 4, U: 8 };
const simpleEscapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' };

/** The escapes that `repr` uses. */
function escapeAt(source: string, backslash: number): Literal {
  const letter = source[backslash + 1] ?? '';
  const length = digits[letter];
  const after = backslash + 2;
  if (length === undefined) return { value: simpleEscapes[letter] ?? letter, end: after };
  const code = Number.parseInt(source.slice(after, after + length), 16);
  const isCharacter = code <= 0x10ffff;
  return { value: isCharacter ? String.fromCodePoint(code) : '', end: after + length };
}
